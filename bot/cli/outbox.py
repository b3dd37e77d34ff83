"""`orleu outbox`: what waits and what failed. Never a text, a number or a name."""

import asyncio
import json
from collections.abc import Sequence

import click

from bot.cli.loads import as_json, fail
from bot.cli.opening import opened
from bot.clock import from_millis, to_millis
from bot.outbox.letter import Lane
from bot.storage import letters as rows
from bot.storage.database import Database, DatabaseDown, Row
from bot.storage.resending import send_again

STATES = ("waiting", "sent", *rows.FINAL)
MOST = 1000
COLUMNS = ("id", "channel", "state", "attempts", "reason", "due_at", "key")


@click.group(invoke_without_command=True)
@click.option("--state", type=click.Choice(STATES), help="List the letters of one state.")
@as_json
@click.pass_context
def outbox(context: click.Context, *, state: str | None, in_json: bool) -> None:
    """Count letters by lane and state, or list those of one state."""
    if context.invoked_subcommand is not None:
        return
    try:
        found = asyncio.run(_counted() if state is None else _listed(state))
    except DatabaseDown as error:
        fail(f"The database does not answer: {error}")
    if in_json:
        click.echo(json.dumps(found))
        return
    for row in found:
        click.echo("\t".join("-" if value is None else str(value) for value in row.values()))
    if not found:
        click.echo("No letters.")
    elif len(found) == MOST:
        click.echo(f"The first {MOST} are shown.", err=True)


@outbox.command()
@click.argument("ids", nargs=-1, required=True, type=click.IntRange(min=1))
@as_json
def retry(ids: tuple[int, ...], *, in_json: bool) -> None:
    """Send letters again that did not arrive, by their ids.

    A code is never sent again. Exit 1 if any of them can't be.
    """
    try:
        done = asyncio.run(_retried(ids))
    except DatabaseDown as error:
        fail(f"The database does not answer: {error}")
    left = [each for each in ids if each not in done]
    if in_json:
        click.echo(json.dumps({"waiting": done, "left": left}))
    else:
        for each in ids:
            click.echo(f"{each}\t{'waiting' if each in done else 'left as it is'}")
    if left:
        fail("Only letters with a text that were not delivered can be sent again.")


async def _counted() -> list[dict[str, object]]:
    async with opened() as service:
        counted = await service.database.run(lambda tx: tx.all(rows.BY_STATE))
    return [
        {"lane": Lane(lane).name.lower(), "state": state, "letters": letters}
        for lane, state, letters in sorted(map(tuple, counted))
    ]


async def _listed(state: str) -> list[dict[str, object]]:
    async with opened() as service:
        found = await service.database.run(
            lambda tx: tx.all(rows.LISTED, of_state=state, most=MOST)
        )
    return [_shown(row) for row in found]


def _shown(row: Row) -> dict[str, object]:
    shown = {name: row[name] for name in COLUMNS}
    return shown | {"due_at": from_millis(row["due_at"]).isoformat(timespec="seconds")}


async def _retried(ids: Sequence[int]) -> list[int]:
    async with opened() as service:
        due = to_millis(service.now())
        return [each for each in dict.fromkeys(ids) if await _again(service.database, each, due)]


async def _again(database: Database, letter: int, due: int) -> bool:
    return await database.run(lambda tx: send_again(tx, letter, due))
