"""`orleu doctor`: is everything there that the service needs? A line for each thing looked at."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

import click
import msgspec
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo

from bot.catalogs import LANGUAGES
from bot.channels import Refused, Stopped, TryLater
from bot.channels.telegram.api import BotApi, NotServed, Unchanged
from bot.cli.findings import Finding, Level, examples, loaded, people, sealed
from bot.cli.loads import as_json
from bot.cli.opening import migrated
from bot.clock import ALMATY, machine_time
from bot.settings import BadSettings, Settings, read_settings
from bot.storage.database import Database, DatabaseDown, Tx
from bot.storage.examining import newest_schema, schema
from bot.storage.open import Location, open_database
from bot.storage.reference import load_reference
from dialogs.eligibility.parameters import Parameters

PATIENCE = 10.0  # seconds for whoever is asked over the network
ONE_ZONE_SINCE = datetime(2024, 3, 2, 12, tzinfo=ALMATY)  # the day after the change to UTC+5
OFFSET = timedelta(hours=5)
KEYWORDS = {"_": None, "_n": (1, 2)}


@click.command()
@as_json
def doctor(*, in_json: bool) -> None:
    """Check settings, database, keys, channels, clock, texts and what has to be loaded."""
    found = asyncio.run(_collected(in_json=in_json))
    if in_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    if any(each.level is Level.WRONG for each in found):
        raise SystemExit(1)


async def _collected(*, in_json: bool) -> list[Finding]:
    found = []
    async for each in examined():
        found.append(each)
        if not in_json:
            click.echo(str(each))
    return found


async def examined() -> AsyncIterator[Finding]:
    """Everything in turn; what hangs on something that is WRONG is left out."""
    try:
        settings = read_settings()
    except BadSettings as error:
        for fault in error.faults:
            yield Finding(Level.WRONG, "settings", fault)
        return
    yield Finding(Level.OK, "settings", "read")
    yield clock(machine_time())
    for language in LANGUAGES:
        yield catalog(language, lacking(language))
    yield await telegram(settings)
    yield Finding(Level.OK, "sms", "off: this release sends SMS only in the simulator")
    async for each in _of_database(settings):
        yield each


# -- the machine and the package ------------------------------------------------------------------


def clock(now: datetime) -> Finding:
    """The country's one time zone came with data of 2024; older machines are an hour ahead."""
    if ONE_ZONE_SINCE.utcoffset() != OFFSET:
        return Finding(Level.WRONG, "clock", "time-zone data is older than 2024: update tzdata")
    return Finding(Level.OK, "clock", f"{now:%Y-%m-%d %H:%M} in Almaty, UTC+5")


def catalog(language: str, missing: list[str]) -> Finding:
    what = f"texts {language}"
    if not missing:
        return Finding(Level.OK, what, "complete")
    return Finding(Level.WRONG, what, f"{len(missing)} missing, the first is {missing[0]!r}")


def lacking(language: str) -> list[str]:
    """The sentences of this release that the language's catalog does not hold."""
    path = files("bot") / "locales" / language / "LC_MESSAGES" / "messages.mo"
    with path.open("rb") as file:
        known = {_id(message.id) for message in read_mo(file) if message.string}
    wanted = {_id(each) for name in ("dialogs", "bot") for each in _sentences(name)}
    return sorted(wanted - known)


def _id(message: str | Sequence[str]) -> str:
    """The first form of a sentence that counts."""
    return message if isinstance(message, str) else message[0]


def _sentences(package: str) -> Iterator[str | Sequence[str]]:
    found = extract_from_dir(
        Path(str(files(package))), method_map=[("**.py", "python")], keywords=KEYWORDS
    )
    return (message for _file, _line, message, _comments, _context in found)


# -- the channel ----------------------------------------------------------------------------------


async def telegram(settings: Settings) -> Finding:
    """Does Telegram know the token?"""
    if settings.telegram_token is None:
        off = "off: ORLEU_TELEGRAM_TOKEN is not set, `orleu run` serves the simulator"
        return Finding(Level.OK, "telegram", off)
    api = BotApi(settings.telegram_token, settings.telegram_api)
    await api.start()
    try:
        me = msgspec.json.decode(await api.call("getMe", {}, patience=PATIENCE))
    except NotServed:
        return Finding(Level.WRONG, "telegram", "ORLEU_TELEGRAM_TOKEN is not known to Telegram")
    except (TryLater, Refused, Stopped, Unchanged) as error:
        said = f"{settings.telegram_api} does not answer ({error})"
        return Finding(Level.WRONG, "telegram", said)
    finally:
        await api.stop()
    way = "webhook" if settings.public_url else "long polling"
    return Finding(Level.OK, "telegram", f"@{me.get('username', '?')}, by {way}")


# -- the database ---------------------------------------------------------------------------------


async def _of_database(settings: Settings) -> AsyncIterator[Finding]:
    fault = await asyncio.to_thread(_no_file, settings)
    if fault:
        yield Finding(Level.WRONG, "database", fault)
        return
    try:
        async with asyncio.timeout(PATIENCE):
            opened = await open_database(settings.location)
    except DatabaseDown as error:
        yield Finding(Level.WRONG, "database", f"does not answer: {error}")
        return
    except TimeoutError:
        yield Finding(Level.WRONG, "database", f"does not answer within {PATIENCE:.0f} s")
        return
    try:
        async for each in _of_open_database(settings, opened):
            yield each
    except DatabaseDown as error:
        yield Finding(Level.WRONG, "database", f"does not answer: {error}")
    finally:
        await opened.close()


def _no_file(settings: Settings) -> str:
    """Why the embedded database can't be read, or nothing. A missing one is made."""
    path = settings.location.path
    if path is None:
        return ""
    if not path.exists():
        migrated(settings)
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        finally:
            connection.close()
    except sqlite3.Error as error:
        return f"{path} is no readable database ({error})"
    return ""


async def _of_open_database(settings: Settings, opened: Database) -> AsyncIterator[Finding]:
    state = await opened.run(lambda tx: _schema(tx, settings.location))
    yield state
    if state.level is Level.WRONG:
        return
    yield await opened.run(lambda tx: sealed(tx, settings.keys))
    yield await opened.run(lambda tx: people(tx, real=settings.real_channel))
    today = settings.today or machine_time().date()
    reference = await opened.run(lambda tx: load_reference(tx, Parameters.load(), examples=False))
    for each in loaded(reference, today):
        yield each
    yield await opened.run(lambda tx: examples(tx, real=settings.real_channel))


async def _schema(tx: Tx, location: Location) -> Finding:
    head, now = newest_schema(), await schema(tx, location.engine)
    if now == head:
        return Finding(Level.OK, "database", f"{location.engine}, schema {now}")
    said = f"schema {now or 'none'}, this release needs {head}: `orleu run` migrates at its start"
    return Finding(Level.WRONG, "database", said)
