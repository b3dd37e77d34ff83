"""`orleu assess`: a household as JSON in, the estimate as JSON out, no dialog."""

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from bot.cli.loads import fail
from bot.cli.opening import WRONG_USAGE, opened
from bot.storage.database import DatabaseDown
from bot.storage.reference import load_reference
from dialogs.case import Reference
from dialogs.eligibility.assess import assess_json
from dialogs.eligibility.household import BadInput
from dialogs.eligibility.parameters import Parameters

DEEP = "input: is nested too deeply to be a household"


@click.command()
def assess() -> None:
    """Estimate for one household (a JSON object on standard input); exit 2 names a bad field.

    Lines come from the database. Those marked as examples count only while no real channel is on;
    `line_status` says so.
    """
    data = _parsed(sys.stdin.buffer.read())
    try:
        reference = asyncio.run(_reference())
    except DatabaseDown as error:
        fail(f"The database does not answer: {error}")
    try:
        found = assess_json(data, reference.lines, reference.parameters)
    except BadInput as error:
        _wrong(str(error))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


async def _reference() -> Reference:
    async with opened() as service:
        examples = not service.settings.real_channel
        return await service.database.run(
            lambda tx: load_reference(tx, Parameters.load(), examples=examples)
        )


def _parsed(given: bytes) -> object:
    try:
        return json.loads(
            given.decode("utf-8-sig"),
            object_pairs_hook=_each_key_once,
            parse_constant=_no_number,
        )
    except BadInput as error:
        _wrong(str(error))
    except RecursionError:
        _wrong(DEEP)
    except json.JSONDecodeError as error:
        _wrong(f"input: is not JSON (line {error.lineno}, column {error.colno}: {error.msg})")
    except ValueError as error:  # not UTF-8, or a number with thousands of digits
        _wrong(f"input: is not JSON ({error})")


def _each_key_once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput(key, "is there twice")
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise BadInput("input", f"{name} is no number")


def _wrong(said: str) -> NoReturn:
    click.echo(said.encode("utf-8", "backslashreplace"), err=True)  # half a surrogate pair, too
    raise SystemExit(WRONG_USAGE)
