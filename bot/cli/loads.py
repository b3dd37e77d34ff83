"""What the commands that load files have in common: the run, the faults, the counts."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from bot.backend.loading.problems import BadFiles
from bot.backend.loading.store import Store
from bot.cli.opening import opened
from bot.storage.database import DatabaseDown
from bot.storage.revision import Saved

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
as_json = click.option("--json", "in_json", is_flag=True, help="Answer for programs.")


def run(work: Callable[[Store], Awaitable[str]], *, in_json: bool = False) -> None:
    """Do the work on the opened database and print what it returns; exit 1 if it failed."""

    async def whole() -> str:
        async with opened() as service:
            return await work(service)

    try:
        click.echo(asyncio.run(whole()))
    except BadFiles as bad:
        fail(told_problems(bad, in_json=in_json))
    except DatabaseDown as down:
        fail(f"The database does not answer: {down}. Nothing was changed.")


def fail(said: str) -> NoReturn:
    """Say why on the error stream, and exit 1."""
    click.echo(said, err=True)
    raise SystemExit(1)


def told_problems(bad: BadFiles, *, in_json: bool) -> str:
    """Every fault, one a line."""
    if in_json:
        faults = [problem.as_json() for problem in bad.problems]
        return json.dumps({"problems": faults}, ensure_ascii=False)
    end = f"{len(bad.problems)} to put right; nothing was loaded."
    return "\n".join([*map(str, bad.problems), end])


def told_counts(done: Mapping[str, Saved], *, in_json: bool) -> str:
    """What happened to each kind of row."""
    if in_json:
        return json.dumps({name: asdict(saved) for name, saved in done.items()})
    return "\n".join(
        f"{name}: {saved.added} added, {saved.changed} changed, "
        f"{saved.removed} removed, {saved.same} as before"
        for name, saved in done.items()
    )
