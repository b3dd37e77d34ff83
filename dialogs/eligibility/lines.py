"""Regional lines: the rows, the reader of lines.csv, the shipped figures, the invented ones."""

from datetime import date
from functools import cache

from dialogs.eligibility.line_rows import LineRow, Lines, LineTable, RowStatus
from dialogs.eligibility.lines_csv import BadLines, LineFault, parse_lines
from dialogs.eligibility.parameters import Parameters, shipped_file
from dialogs.eligibility.quarter import Quarter

__all__ = [
    "BadLines",
    "LineFault",
    "LineRow",
    "LineTable",
    "Lines",
    "RowStatus",
    "example_lines",
    "parse_lines",
    "shipped_lines",
]


@cache
def shipped_lines() -> tuple[LineRow, ...]:
    """The few figures that public sources gave, each marked as published or estimated."""
    return tuple(parse_lines(shipped_file("lines.csv")))


def example_lines(on: date, parameters: Parameters | None = None) -> tuple[LineRow, ...]:
    """Invented rows for every region, such that an application on that day has its line."""
    described = Quarter.of(on).previous()
    entries = (parameters or Parameters.load()).series("example_lines", on)
    return tuple(
        LineRow(
            region=entry.text("region") or "",
            quarter=described,
            subsistence_minimum=entry.decimal("minimum"),
            median_income=entry.decimal("median"),
            poverty_line=None,
            source=entry.cites,
            status=RowStatus.EXAMPLE,
        )
        for entry in entries
    )
