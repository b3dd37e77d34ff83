"""An open service for commands: settings read, database migrated and open, keys at hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import click

from bot.clock import MovableClock, Now, midday
from bot.security.keys import Keys
from bot.settings import BadSettings, Settings, read_settings
from bot.storage.database import Database, DatabaseDown
from bot.storage.migrate import migrate
from bot.storage.open import open_database

WRONG_USAGE = 2


@dataclass(frozen=True, slots=True)
class Opened:
    settings: Settings
    database: Database
    keys: Keys
    now: Now


def settings_or_exit() -> Settings:
    """The settings; all their faults are told at once, then exit 2."""
    try:
        return read_settings()
    except BadSettings as error:
        click.echo("Please put these settings right (see .env.example):", err=True)
        for fault in error.faults:
            click.echo(f"  {fault}", err=True)
        raise SystemExit(WRONG_USAGE) from None


def migrated(settings: Settings) -> None:
    """Make and migrate the database; exit 1 if that can't be done."""
    try:
        migrate(settings.location)
    except (OSError, DatabaseDown) as error:
        click.echo(f"The database can't be opened: {type(error).__name__}: {error}", err=True)
        raise SystemExit(1) from None


@asynccontextmanager
async def opened() -> AsyncIterator[Opened]:
    """Migrates in a thread of its own: Alembic runs an event loop there."""
    settings = settings_or_exit()
    await asyncio.to_thread(migrated, settings)
    database = await open_database(settings.location)
    clock = MovableClock()
    if settings.today is not None:
        clock.put(midday(settings.today))
    try:
        yield Opened(settings, database, settings.keys, clock.now)
    finally:
        await database.close()
