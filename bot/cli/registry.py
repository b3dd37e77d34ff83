"""`orleu registry …`: fill the embedded register from files."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from bot.backend.loading.registry import load_registry
from bot.backend.loading.store import Store
from bot.backend.sample.making import write_sample
from bot.cli.loads import FILE, as_json, run, told_counts
from bot.clock import machine_time
from bot.storage.registry import Changes, Id
from bot.storage.revision import Saved

SHOWN = 20


@click.group()
def registry() -> None:
    """The embedded register of people, applications, contracts and payments."""


@registry.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--replace", is_flag=True, help="Remove what the files leave out; shown first.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@as_json
def load(files: tuple[Path, ...], *, replace: bool, dry_run: bool, in_json: bool) -> None:
    """Load CSV or XLSX files, wholly or not at all. A load sends nothing."""

    async def work(store: Store) -> str:
        if replace or dry_run:
            changes = await load_registry(store, files, replace=replace, only_show=True)
            if dry_run:
                return told_diff(changes, in_json=in_json)
            if not in_json:
                click.echo(told_diff(changes, in_json=False))
                _ask(changes)
        done = await load_registry(store, files, replace=replace)
        return told_counts(counted(done), in_json=in_json)

    run(work, in_json=in_json)


@registry.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day that it is told from.")
def sample(folder: Path, on: datetime | None) -> None:
    """Write invented files that show the columns."""
    for path in write_sample(folder, (on or machine_time()).date()):
        click.echo(path)


def counted(changes: Mapping[str, Changes]) -> dict[str, Saved]:
    """How many rows of each kind were touched."""
    return {
        name: Saved(len(each.added), len(each.changed), len(each.removed), each.same)
        for name, each in changes.items()
    }


def told_diff(changes: Mapping[str, Changes], *, in_json: bool) -> str:
    """What a load would do, row by row; people are only counted, since their id is an IIN."""
    if in_json:
        return json.dumps(
            {
                name: {
                    "added": _ids(each.added),
                    "changed": _ids(each.changed),
                    "removed": _ids(each.removed),
                    "same": each.same,
                }
                for name, each in changes.items()
            }
        )
    marks = [
        f"  {mark} {name}: {_shortened(ids)}"
        for name, each in changes.items()
        for mark, ids in (("+", each.added), ("~", each.changed), ("-", each.removed))
        if _shortened(ids)
    ]
    return "\n".join([told_counts(counted(changes), in_json=False), *marks])


def _ids(ids: Sequence[Id]) -> list[str] | int:
    known = [each for each in ids if isinstance(each, str)]
    return known if len(known) == len(ids) else len(ids)


def _shortened(ids: Sequence[Id]) -> str:
    known = [each for each in ids if isinstance(each, str)]
    rest = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    return ", ".join(known[:SHOWN]) + rest


def _ask(changes: Mapping[str, Changes]) -> None:
    """On a terminal, removing needs a yes; in a pipe, --replace has said it."""
    if any(each.removed for each in changes.values()) and sys.stdin.isatty():
        click.confirm("Go on?", abort=True)
