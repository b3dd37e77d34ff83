"""Bring a database to the schema of this release."""

import asyncio
import fcntl
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.open import Location

MIGRATIONS = Path(__file__).with_name("migrations")
LOCK = 7_240_001  # any number that only our migrations use, for PostgreSQL's advisory lock


def migrate(location: Location, revision: str = "head") -> None:
    """
    Upgrade (or downgrade, to an older `revision` or "base").

    Only one process at a time migrates; the others wait, then find nothing to do.
    """
    if location.path is not None:
        _migrate_file(location.path, revision)
    else:
        asyncio.run(_migrate_server(location.url, revision))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _steps(revision: str) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        move = command.upgrade if revision == "head" else command.downgrade
        move(_config(connection), revision)

    return run


def _migrate_file(path: Path, revision: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        with engine.connect() as connection:
            _steps(revision)(connection)
            connection.commit()


async def _migrate_server(url: str, revision: str) -> None:
    engine = create_async_engine(
        url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool
    )
    async with engine.connect() as connection:
        await connection.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
        await connection.run_sync(_steps(revision))
        await connection.commit()
        await connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))
    await engine.dispose()
