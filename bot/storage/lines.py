"""Regional figures by quarter, with every row that was ever loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.storage.database import Row, Tx
from bot.storage.query import Query
from bot.storage.registry_tables import region_lines
from bot.storage.revision import Saved, exchange, inserted, raise_revision
from dialogs.eligibility.line_rows import LineRow, RowStatus
from dialogs.eligibility.quarter import Quarter

FIGURES = ("subsistence_minimum", "median_income", "poverty_line")

_line_in_force = region_lines.c.superseded_at.is_(None)
_LINES = Query(
    select(region_lines)
    .where(_line_in_force)
    .order_by(region_lines.c.region, region_lines.c.quarter)
)
_LINE_HISTORY = Query(
    select(region_lines).order_by(
        region_lines.c.region, region_lines.c.quarter, region_lines.c.loaded_at, region_lines.c.id
    )
)
_END_LINE = Query(
    update(region_lines)
    .values(superseded_at=bindparam("at"))
    .where(
        _line_in_force,
        region_lines.c.region == bindparam("of_region"),
        region_lines.c.quarter == bindparam("of_quarter"),
    )
)
_ADD_LINE = inserted(region_lines, "id", "superseded_at")


@dataclass(frozen=True, slots=True)
class LoadedLine:
    """A row of history; `superseded_at` is None while it is in force. Times in milliseconds."""

    row: LineRow
    loaded_at: int
    superseded_at: int | None


async def lines_in_force(tx: Tx) -> list[LoadedLine]:
    return [_line(row) for row in await tx.all(_LINES)]


async def line_history(tx: Tx) -> list[LoadedLine]:
    """Every row that was ever loaded, the oldest of each region and quarter first."""
    return [_line(row) for row in await tx.all(_LINE_HISTORY)]


async def save_lines(tx: Tx, rows: Iterable[LineRow], at: int) -> Saved:
    """Put rows in force `at` a moment; an example never takes the place of a true figure."""
    await raise_revision(tx)
    now = {(line.row.region, line.row.quarter): line.row for line in await lines_in_force(tx)}
    given = {(row.region, row.quarter): row for row in rows}
    new = [row for key, row in given.items() if _wins(row, now.get(key))]
    old = [row for row in new if (row.region, row.quarter) in now]
    await exchange(
        tx,
        (_END_LINE, [_end(row, at) for row in old]),
        (_ADD_LINE, [_columns(row, at) for row in new]),
    )
    return Saved(len(new) - len(old), len(old), same=len(given) - len(new))


async def drop_example_lines(tx: Tx, at: int) -> int:
    """Take invented rows out of force; returns how many there were."""
    await raise_revision(tx)
    rows = [line.row for line in await lines_in_force(tx)]
    ended = [_end(row, at) for row in rows if row.status is RowStatus.EXAMPLE]
    await exchange(tx, (_END_LINE, ended), (_ADD_LINE, []))
    return len(ended)


def _wins(row: LineRow, current: LineRow | None) -> bool:
    if current is None:
        return True
    example = row.status is RowStatus.EXAMPLE and current.status is not RowStatus.EXAMPLE
    return row != current and not example


def _end(row: LineRow, at: int) -> dict[str, Any]:
    return {"at": at, "of_region": row.region, "of_quarter": str(row.quarter)}


def _sum(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"


def _line(row: Row) -> LoadedLine:
    found = LineRow(
        region=row["region"],
        quarter=Quarter.parse(row["quarter"]),
        subsistence_minimum=_sum(row["subsistence_minimum"]),
        median_income=_sum(row["median_income"]),
        poverty_line=_sum(row["poverty_line"]),
        source=row["source"],
        status=RowStatus(row["status"]),
    )
    return LoadedLine(found, row["loaded_at"], row["superseded_at"])


def _columns(row: LineRow, at: int) -> dict[str, Any]:
    figures = {name: _text(getattr(row, name)) for name in FIGURES}
    return figures | {
        "region": row.region,
        "quarter": str(row.quarter),
        "source": row.source,
        "status": row.status.value,
        "loaded_at": at,
    }
