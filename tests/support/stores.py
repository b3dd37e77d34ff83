"""An empty database of either engine with its keys and a still clock: what loads work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.clock import Now, midday
from bot.security.keys import Keys
from bot.storage.database import Database
from bot.storage.open import locate, open_database
from bot.storage.registry_tables import registry_people

TABLES = registry_people.metadata  # those of the service are in it too
TODAY = date(2026, 8, 12)


@dataclass(slots=True)
class StillStore:
    """A store whose `at` a test may move."""

    database: Database
    keys: Keys
    at: datetime

    @property
    def now(self) -> Now:
        return lambda: self.at


@asynccontextmanager
async def empty_store(url: str) -> AsyncIterator[StillStore]:
    """The tables of this release in a new database, and nothing in them."""
    location = locate(url)
    if location.path is not None:
        _make_file(location.path)
    else:
        engine = create_async_engine(
            location.url.replace("postgresql", "postgresql+asyncpg", 1), poolclass=NullPool
        )
        async with engine.begin() as connection:
            await connection.run_sync(TABLES.create_all)
        await engine.dispose()
    database = await open_database(location)
    try:
        yield StillStore(database, Keys([b"k" * 32]), midday(TODAY))
    finally:
        await database.close()


def _make_file(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    TABLES.create_all(engine)
    engine.dispose()
