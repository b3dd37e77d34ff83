"""From sheets to checked rows: every fault of every file is found before anything is loaded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.backend.loading.cells import BadCell, Cell
from bot.backend.loading.kinds import Column, Kind, Values
from bot.backend.loading.problems import BadFiles, Place, Problem
from bot.backend.loading.sheets import Line, Sheet, read_sheets


@dataclass(frozen=True, slots=True)
class Entry:
    """A checked row: a value for each column of its kind, None where a cell is empty."""

    place: Place
    values: Values


Entries = dict[str, list[Entry]]
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # all control characters but tab and line end


def read_files(paths: Sequence[Path], kinds: Sequence[Kind]) -> Entries:
    """The rows of all files by the name of their kind; raises BadFiles with all their faults."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            sheets += read_sheets(path)
        except BadFiles as bad:
            problems += bad.problems
    return _checked(sheets, kinds, problems)


def read_tables(
    tables: Mapping[str, Sequence[Mapping[str, str]]], kinds: Sequence[Kind]
) -> Entries:
    """As `read_files`, for rows that stand in memory under a name for each table."""
    sheets = []
    for name, rows in tables.items():
        header = tuple(rows[0]) if rows else ()
        lines = (
            Line(Place(name, row=number), tuple(row.values()))
            for number, row in enumerate(rows, 2)
        )
        sheets.append(Sheet(Line(Place(name, row=1), header), tuple(lines)))
    return _checked([sheet for sheet in sheets if sheet.lines], kinds, [])


def _checked(sheets: Sequence[Sheet], kinds: Sequence[Kind], problems: list[Problem]) -> Entries:
    entries: Entries = {}
    for sheet in sheets:
        _read_sheet(sheet, kinds, entries, problems)
    for kind in kinds:
        problems += _repeats(kind, entries.get(kind.name, ()))
    if problems:
        raise BadFiles(problems)
    return entries


def _read_sheet(
    sheet: Sheet, kinds: Sequence[Kind], entries: Entries, problems: list[Problem]
) -> None:
    names = [name.lower() for name in sheet.header.cells]
    kind = max(kinds, key=lambda each: len(set(each.names) & set(names)) - len(each.needed) / 100)
    faults = list(_header_faults(sheet.header, names, kind, kinds))
    problems += faults
    if faults:
        return
    found = entries.setdefault(kind.name, [])
    for line in sheet.lines:
        values, wrong = _read_line(line, names, kind)
        problems += wrong
        if not wrong:
            found.append(Entry(line.place, values))


def _header_faults(
    header: Line, names: Sequence[str], kind: Kind, kinds: Sequence[Kind]
) -> Iterator[Problem]:
    if not set(names) & set(kind.names):
        known = "; ".join(f"{each.name}: {', '.join(each.names)}" for each in kinds)
        yield Problem(header.place, f"the first row names none of the known columns – {known}")
        return
    for name in sorted(kind.needed - set(names)):
        yield Problem(header.place, f"the column is missing (taken for {kind.name})", name)
    for place, name in enumerate(names):
        if name not in kind.names:
            columns = ", ".join(kind.names)
            what = f"unknown column (taken for {kind.name}); its columns are {columns}"
            yield Problem(header.place, what, header.cells[place] or str(place + 1))
        elif name in names[:place]:
            yield Problem(header.place, "the column stands there twice", name)


def _read_line(
    line: Line, names: Sequence[str], kind: Kind
) -> tuple[dict[str, Cell | None], list[Problem]]:
    given = dict(zip(names, line.cells, strict=False))
    values: dict[str, Cell | None] = {}
    problems: list[Problem] = []
    if len(line.cells) > len(names):
        problems.append(Problem(line.place, "more cells than the first row has names"))
    for column in kind.columns:
        try:
            values[column.name] = _read_cell(column, given.get(column.name, ""))
        except BadCell as error:
            problems.append(Problem(line.place, str(error), column.name))
    if not problems:
        problems += [Problem(line.place, what, column) for column, what in kind.check(values)]
    return values, problems


def _read_cell(column: Column, text: str) -> Cell | None:
    if _UNWANTED.search(text):
        raise BadCell("the cell holds a control character; type it anew")
    if text:
        return column.read(text)
    if column.needed:
        raise BadCell("the cell is empty, but needed")
    return None


def _repeats(kind: Kind, entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[tuple[Cell | None, ...], Place] = {}
    for entry in entries:
        key = tuple(entry.values[name] for name in kind.key)
        earlier = first.setdefault(key, entry.place)
        if earlier != entry.place:
            yield Problem(entry.place, f"stands already in {earlier}", ", ".join(kind.key))
