"""What is wrong with a file, said so that whoever made it can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a file; `sheet` is empty for CSV, `row` counts from 1 as spreadsheets do."""

    file: str
    sheet: str = ""
    row: int = 0

    def __str__(self) -> str:
        sheet = f" [{self.sheet}]" if self.sheet else ""
        row = f", row {self.row}" if self.row else ""
        return f"{self.file}{sheet}{row}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is and what to do. Never holds an IIN or a phone number."""

    place: Place
    what: str
    column: str = ""

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.place}{column}: {self.what}"

    def as_json(self) -> dict[str, str | int]:
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.column,
            "what": self.what,
        }


class BadFiles(Exception):
    """Nothing was loaded; `problems` holds every fault of every file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
