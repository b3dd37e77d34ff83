"""lines.csv: one region and quarter a row; every fault of the file is told at once."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dialogs.eligibility.line_rows import LineRow, RowStatus
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.quarter import Quarter

FIGURES = ("subsistence_minimum", "median_income", "poverty_line")
REQUIRED = ("region", "quarter", *FIGURES, "source")
COLUMNS = (*REQUIRED, "status")
DEFAULT_STATUS = RowStatus.PUBLISHED.value
MIN_FIGURE, MAX_FIGURE = 100, 10**7  # outside lies a slip: thousands, or a year's sum

_FIGURE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class LineFault:
    """Where a file is wrong and what to do. The header is row 1; column "" is the whole row."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"row {self.row}, {self.column}" if self.column else f"row {self.row}"
        return f"{place}: {self.message}"


class BadLines(ValueError):
    """A file of lines that is not to be loaded; `errors` has every fault, in their order."""

    def __init__(self, errors: tuple[LineFault, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


def parse_lines(text: str, parameters: Parameters | None = None) -> list[LineRow]:
    """Read the whole file or raise BadLines with all of its faults."""
    known = (parameters or Parameters.load()).region_ids()
    faults: list[LineFault] = []
    rows: dict[tuple[str, Quarter], tuple[int, LineRow]] = {}
    try:
        for number, cells in _records(text, faults):
            row = _row(number, cells, known, faults)
            if row is None:
                continue
            first, _ = rows.setdefault((row.region, row.quarter), (number, row))
            if first != number:
                message = f"{row.region} {row.quarter} stands in row {first} too; keep one"
                faults.append(LineFault(number, "quarter", message))
    except csv.Error as fault:
        faults.append(LineFault(1, "", f"not a CSV file ({fault}); save it as CSV, UTF-8"))
    if not rows and not faults:
        faults.append(LineFault(2, "", "no rows; below the header stands one row for each figure"))
    if faults:
        raise BadLines(tuple(sorted(faults)))
    return [row for _, row in rows.values()]


def _records(text: str, faults: list[LineFault]) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    header = [cell.strip().lower() for cell in next(reader, [])]
    wrong = _header_faults(header)
    faults.extend(wrong)
    if wrong:
        return
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells where the header has {len(header)}; count the commas"
            faults.append(LineFault(reader.line_num, "", message))
            continue
        yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _header_faults(header: list[str]) -> list[LineFault]:
    if len(header) == 1 and ";" in header[0]:
        return [LineFault(1, "", "cells are parted by semicolons; save with commas")]
    right = f"the header is {','.join(REQUIRED)}[,status]"
    faults = [LineFault(1, c, f"column is missing; {right}") for c in REQUIRED if c not in header]
    for column in dict.fromkeys(header):
        if column not in COLUMNS:
            faults.append(LineFault(1, column, f"unknown column; {right}"))
        elif header.count(column) > 1:
            faults.append(LineFault(1, column, f"column stands here twice; {right}"))
    return faults


def _row(
    number: int, cells: Mapping[str, str], known: frozenset[str], faults: list[LineFault]
) -> LineRow | None:
    """The row, or None after its faults have been noted."""
    wrong = [LineFault(number, *fault) for fault in _words_wrong(cells, known)]
    quarter = None
    try:
        quarter = Quarter.parse(cells["quarter"])
    except ValueError as fault:
        wrong.append(LineFault(number, "quarter", str(fault)))
    figures: dict[str, Decimal | None] = {}
    for column in FIGURES:
        try:
            figures[column] = _figure(cells[column])
        except ValueError as fault:
            wrong.append(LineFault(number, column, str(fault)))
    faults.extend(wrong)
    if wrong or quarter is None:
        return None
    status = RowStatus(cells.get("status") or DEFAULT_STATUS)
    return LineRow(cells["region"], quarter, **figures, source=cells["source"], status=status)


def _words_wrong(cells: Mapping[str, str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    if cells["region"] not in known:
        yield "region", f"write an ISO 3166-2 code such as KZ-27, not {cells['region']!r}"
    if not any(cells[column] for column in FIGURES):
        yield "subsistence_minimum", f"one of {', '.join(FIGURES)} must be given"
    if not cells["source"]:
        yield "source", "say where the figure is from, such as 'bureau of statistics, bulletin 3'"
    status = cells.get("status") or DEFAULT_STATUS
    if status not in {s.value for s in RowStatus}:
        yield "status", f"write published, estimated or example, not {status!r}"


def _figure(cell: str) -> Decimal | None:
    if not cell:
        return None
    if not _FIGURE.fullmatch(cell):
        raise ValueError(f"write tenge in digits, such as 55320 or 55320.50, not {cell!r}")
    figure = Decimal(cell)
    if not MIN_FIGURE <= figure <= MAX_FIGURE:
        raise ValueError(f"{cell} tenge a month cannot be; write the full sum, such as 55320")
    return figure
