"""The rows that a result was computed with, kept beside it."""

from typing import Any

import msgspec

from dialogs.eligibility.line_rows import LineRow, Lines, LineTable
from dialogs.eligibility.quarter import Quarter


def lines_as_json(lines: Lines, region: str | None, quarter: Quarter) -> list[dict[str, Any]]:
    """The rows that can matter for an application in the quarter."""
    if region is None:
        return []
    rows = (lines.row(region, quarter), lines.row(region, quarter.previous()))
    return [_as_json(row) for row in rows if row is not None]


def lines_from_json(kept: list[dict[str, Any]]) -> Lines:
    return LineTable([_row(one) for one in kept])


def _as_json(row: LineRow) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(row)
    return found


def _row(kept: dict[str, Any]) -> LineRow:
    return msgspec.convert(kept, LineRow)
