"""Figures of the budget laws and days off that operators load between releases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.storage.database import Row, Tx
from bot.storage.query import Query
from bot.storage.registry_tables import national_figures
from bot.storage.revision import Saved, exchange, inserted, raise_revision
from dialogs.eligibility.parameters import HolidayRow, NationalRow, Parameters

MRP, MINIMUM, HOLIDAY = "mrp", "subsistence_minimum", "holiday"

_figure_in_force = national_figures.c.superseded_at.is_(None)
_NATIONAL = Query(
    select(national_figures)
    .where(_figure_in_force)
    .order_by(national_figures.c.name, national_figures.c.valid_from)
)
_END_NATIONAL = Query(
    update(national_figures)
    .values(superseded_at=bindparam("at"))
    .where(
        _figure_in_force,
        national_figures.c.name == bindparam("of_name"),
        national_figures.c.valid_from == bindparam("of_day"),
    )
)
_ADD_NATIONAL = inserted(national_figures, "id", "superseded_at")


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """`mrp` and `subsistence_minimum` in tenge from a day on; a `holiday` has no value."""

    name: str
    valid_from: date
    value: Decimal | None
    source: str


async def national_in_force(tx: Tx) -> list[NationalFigure]:
    return [_figure(row) for row in await tx.all(_NATIONAL)]


async def save_national(tx: Tx, figures: Sequence[NationalFigure], at: int) -> Saved:
    """Put figures in force; a year's holidays replace all that were loaded for that year."""
    await raise_revision(tx)
    now = {(each.name, each.valid_from): each for each in await national_in_force(tx)}
    years = {each.valid_from.year for each in figures if each.name == HOLIDAY}
    given = {(each.name, each.valid_from): each for each in figures}
    new = {key: each for key, each in given.items() if now.get(key) != each}
    changed = [key for key in new if key in now]
    gone = [key for key in now if key[0] == HOLIDAY and key[1].year in years and key not in given]
    await exchange(
        tx,
        (_END_NATIONAL, [_end(name, day, at) for name, day in (*changed, *gone)]),
        (_ADD_NATIONAL, [_columns(each, at) for each in new.values()]),
    )
    return Saved(len(new) - len(changed), len(changed), len(gone), len(given) - len(new))


def with_loaded(parameters: Parameters, figures: Iterable[NationalFigure]) -> Parameters:
    """The parameters with loaded figures laid over them; a figure not loaded stays as it was."""
    days: dict[date, dict[str, NationalFigure]] = {}
    holidays: dict[int, list[NationalFigure]] = {}
    for each in figures:
        if each.name == HOLIDAY:
            holidays.setdefault(each.valid_from.year, []).append(each)
        else:
            days.setdefault(each.valid_from, {})[each.name] = each
    for day in sorted(days):
        parameters = parameters.with_national([_national_row(parameters, day, days[day])])
    return parameters.with_holidays(
        HolidayRow(year, tuple(each.valid_from for each in found), found[0].source)
        for year, found in sorted(holidays.items())
    )


def _national_row(
    parameters: Parameters, day: date, loaded: Mapping[str, NationalFigure]
) -> NationalRow:
    subject = "budget_law_indicators"
    now = parameters.on(subject, day)
    later = [
        entry.valid_from
        for entry in parameters.subjects[subject]
        if entry.valid_from > day and entry.valid_from.year == day.year
    ]
    mrp, minimum = loaded.get(MRP), loaded.get(MINIMUM)
    return NationalRow(
        valid_from=day,
        mrp=mrp.value if mrp else (now.decimal("mrp") if now else None),
        minimum=minimum.value if minimum else (now.decimal("minimum") if now else None),
        source="; ".join(dict.fromkeys(each.source for each in loaded.values())),
        valid_to=min(later) - timedelta(days=1) if later else None,
    )


def _end(name: str, day: date, at: int) -> dict[str, Any]:
    return {"at": at, "of_name": name, "of_day": day.isoformat()}


def _figure(row: Row) -> NationalFigure:
    value = Decimal(row["value"]) if row["value"] else None
    return NationalFigure(row["name"], date.fromisoformat(row["valid_from"]), value, row["source"])


def _columns(figure: NationalFigure, at: int) -> dict[str, Any]:
    return {
        "name": figure.name,
        "valid_from": figure.valid_from.isoformat(),
        "value": "" if figure.value is None else f"{figure.value:f}",
        "source": figure.source,
        "loaded_at": at,
    }
