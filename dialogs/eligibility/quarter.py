"""A calendar quarter: the span in which income is counted and an award runs."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

QUARTERS_IN_YEAR = 4
MONTHS_IN_QUARTER = 12 // QUARTERS_IN_YEAR

_FORM = re.compile(r"(?P<year>[1-9][0-9]{3})Q(?P<number>[1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarters stand in the order of time; `str()` gives "2025Q3"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= QUARTERS_IN_YEAR and date.min.year <= self.year):
            raise ValueError(f"a year has quarters 1 to 4, as in 2025Q3; not {self}")

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter in which the day lies."""
        return cls(day.year, (day.month - 1) // MONTHS_IN_QUARTER + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2025Q3"; anything else is a ValueError that says the right form."""
        read = _FORM.fullmatch(text)
        if read is None:
            raise ValueError(f"a quarter is written like 2025Q3, not {text!r}")
        return cls(int(read["year"]), int(read["number"]))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def previous(self) -> Self:
        if self.number == 1:
            return type(self)(self.year - 1, QUARTERS_IN_YEAR)
        return type(self)(self.year, self.number - 1)

    def next(self) -> Self:
        if self.number == QUARTERS_IN_YEAR:
            return type(self)(self.year + 1, 1)
        return type(self)(self.year, self.number + 1)

    @property
    def first_day(self) -> date:
        return self.months[0]

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    @property
    def months(self) -> tuple[date, date, date]:
        """The first day of each of its months."""
        first = (self.number - 1) * MONTHS_IN_QUARTER + 1
        return (
            date(self.year, first, 1),
            date(self.year, first + 1, 1),
            date(self.year, first + 2, 1),
        )
