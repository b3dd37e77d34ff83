"""`orleu lines …`: regional minima, medians and poverty lines by quarter."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import click

from bot.backend.loading.lines import load_lines, missing_lines
from bot.backend.loading.store import Store
from bot.cli.loads import FILE, as_json, run, told_counts
from bot.clock import from_millis
from bot.storage.lines import LoadedLine, line_history
from bot.storage.reference import load_reference
from dialogs.case import Reference
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import line_for

CENT = "{:.2f}"
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def lines() -> None:
    """Regional figures by quarter, with their sources and history."""


@lines.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@as_json
def load(files: tuple[Path, ...], *, in_json: bool) -> None:
    """Load lines.csv files; a running service takes them at its next turn."""

    async def work(store: Store) -> str:
        saved = await load_lines(store, files)
        return told_counts({"lines": saved}, in_json=in_json)

    run(work, in_json=in_json)


@lines.command()
@click.option("--region", help="One region, such as KZ-27.")
@click.option("--on", type=DAY, help="The line for applications on that day; today if left out.")
@click.option("--history", is_flag=True, help="Every row that was ever loaded, instead.")
@as_json
def show(*, region: str | None, on: datetime | None, history: bool, in_json: bool) -> None:
    """Show the poverty line of each region, or the history of what was loaded."""
    known = Parameters.load().region_ids()
    if region is not None and region not in known:
        raise click.BadParameter(f"{region} is none of {', '.join(sorted(known))}")

    async def work(store: Store) -> str:
        if history:
            rows = await store.database.run(line_history)
            return _told(_history(rows, region), in_json=in_json)
        reference = await _reference(store)
        day = (on or store.now()).date()
        return _told(_lines(reference, day, region), in_json=in_json)

    run(work, in_json=in_json)


@lines.command()
@click.option("--on", type=DAY, help="As if today were that day.")
@as_json
def missing(*, on: datetime | None, in_json: bool) -> None:
    """List by region what applications of this and the next quarter lack."""

    async def work(store: Store) -> str:
        found = missing_lines(await _reference(store), (on or store.now()).date())
        rows = [
            {"region": each.region, "quarter": str(each.quarter), "need": each.need}
            for each in found
        ]
        return _told(rows, in_json=in_json) if rows or in_json else "Nothing is missing."

    run(work, in_json=in_json)


async def _reference(store: Store) -> Reference:
    return await store.database.run(lambda tx: load_reference(tx, Parameters.load()))


def _lines(reference: Reference, on: date, region: str | None) -> Iterator[dict[str, str]]:
    for each in reference.parameters.regions(on):
        if region not in {None, each.id}:
            continue
        line = line_for(each.id, on, reference.lines, reference.parameters)
        yield {
            "region": each.id,
            "on": on.isoformat(),
            "poverty_line": CENT.format(line.value) if line else "",
            "status": line.status.value if line else "not_loaded",
            "source": line.source if line else "",
        }


def _history(rows: Iterable[LoadedLine], region: str | None) -> Iterator[dict[str, str]]:
    for each in rows:
        row = each.row
        if region not in {None, row.region}:
            continue
        figures = (row.subsistence_minimum, row.median_income, row.poverty_line)
        minimum, median, line = ("" if one is None else str(one) for one in figures)
        yield {
            "region": row.region,
            "quarter": str(row.quarter),
            "subsistence_minimum": minimum,
            "median_income": median,
            "poverty_line": line,
            "source": row.source,
            "status": row.status.value,
            "loaded_at": _moment(each.loaded_at),
            "superseded_at": "" if each.superseded_at is None else _moment(each.superseded_at),
        }


def _moment(millis: int) -> str:
    return from_millis(millis).isoformat(timespec="seconds")


def _told(rows: Iterable[dict[str, str]], *, in_json: bool) -> str:
    """A table with tabs between, or a JSON list."""
    found = list(rows)
    if in_json:
        return json.dumps(found, ensure_ascii=False)
    if not found:
        return "Nothing is loaded."
    return "\n".join(["\t".join(found[0]), *("\t".join(row.values()) for row in found)])
