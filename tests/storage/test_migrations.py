"""Migrations: up, down, up again on both engines; what they make is what the tables say."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.migrate import migrate
from bot.storage.open import locate
from tests.support.service import TOP
from tests.support.stores import TABLES

TOGETHER = 4  # processes that start at once


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; the file lies in a folder that is not there yet and has a space in it."""
    server = request.param == "postgresql"
    found = request.getfixturevalue("pg_url") if server else f"sqlite:///{tmp_path}/a b/store.db"
    return str(found)


def inside(url: str, look: Callable[[Connection], Any]) -> Any:
    """Look into the database on a connection of SQLAlchemy's own."""
    if url.startswith("sqlite"):
        engine = create_engine(f"sqlite:///{locate(url).path}", poolclass=NullPool)
        with engine.connect() as connection:
            return look(connection)
    return asyncio.run(_on_server(url, look))


async def _on_server(url: str, look: Callable[[Connection], Any]) -> Any:
    engine = create_async_engine(url.replace("postgresql", "postgresql+asyncpg", 1))
    async with engine.connect() as connection:
        found = await connection.run_sync(look)
    await engine.dispose()
    return found


def tables(url: str) -> set[str]:
    return set(inside(url, lambda connection: inspect(connection).get_table_names()))


def differences(url: str) -> list[Any]:
    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, TABLES))

    return list(inside(url, compare))


def test_up_down_to_nothing_and_up_again(url: str) -> None:
    location = locate(url)
    migrate(location)
    first = tables(url)
    assert set(TABLES.tables) == first - {"alembic_version"}
    migrate(location, "base")
    assert tables(url) == {"alembic_version"}
    migrate(location)
    assert tables(url) == first


def test_doing_it_twice_changes_nothing(url: str) -> None:
    migrate(locate(url))
    migrate(locate(url))
    assert differences(url) == []


def test_migrations_make_what_the_tables_say(url: str) -> None:
    migrate(locate(url))
    assert differences(url) == []


def test_one_step_down_and_up(url: str) -> None:
    location = locate(url)
    migrate(location)
    migrate(location, "-1")
    assert tables(url) < set(TABLES.tables) | {"alembic_version"} or differences(url)
    migrate(location)
    assert differences(url) == []


def test_processes_that_start_at_once_migrate_once(url: str) -> None:
    program = (
        "import sys; from bot.storage.migrate import migrate; from bot.storage.open import locate;"
        "migrate(locate(sys.argv[1]))"
    )

    async def together() -> list[tuple[int | None, str]]:
        processes = [
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", program, url),
                cwd=TOP,
                stderr=asyncio.subprocess.PIPE,
            )
            for _ in range(TOGETHER)
        ]
        said = await asyncio.gather(*(process.communicate() for process in processes))
        return [
            (process.returncode, err.decode())
            for process, (_, err) in zip(processes, said, strict=True)
        ]

    ended = asyncio.run(together())
    assert [code for code, _ in ended] == [0] * TOGETHER, ended
    assert differences(url) == []
