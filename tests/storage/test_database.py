"""What `Database.run` promises on both engines: whole or not at all; DatabaseDown when down."""

import asyncio
import resource
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import bindparam, func, insert, select, update

from bot.storage import sqlite
from bot.storage.database import Database, DatabaseDown, Tx, Write
from bot.storage.open import locate, open_database
from bot.storage.query import Query
from bot.storage.tables import heard, settings
from tests.support.service import TOP
from tests.support.stores import empty_store

ADD = Query(insert(settings).values(name=bindparam("name"), value=bindparam("value")))
READ = Query(select(settings.c.name).order_by(settings.c.name))
END_MYSELF = Query(select(func.pg_terminate_backend(func.pg_backend_pid())))


class OurFault(Exception):
    """What a work may raise."""


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    server = request.param == "postgresql"
    url = request.getfixturevalue("pg_url") if server else f"sqlite:///{tmp_path}/store.db"
    async with empty_store(url) as store:
        yield store.database


async def names(database: Database) -> list[str]:
    return [row["name"] for row in await database.run(lambda tx: tx.all(READ))]


async def add(tx: Tx, name: str) -> None:
    await tx.run(ADD, name=name, value="x")


async def add_and_fail(tx: Tx, name: str) -> None:
    await add(tx, name)
    raise OurFault(name)


async def test_a_failing_work_takes_no_other_with_it(database: Database) -> None:
    works = [
        database.run(partial(add_and_fail if n % 3 == 0 else add, name=f"{n:02}"))
        for n in range(30)
    ]
    results = await asyncio.gather(*works, return_exceptions=True)
    assert [isinstance(one, OurFault) for one in results] == [n % 3 == 0 for n in range(30)]
    assert await names(database) == [f"{n:02}" for n in range(30) if n % 3]


async def test_a_broken_rule_of_the_tables_fails_only_its_work(database: Database) -> None:
    results = await asyncio.gather(
        *(database.run(partial(add, name=name)) for name in ("a", "a", "b")),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Exception) for one in results) == 1
    assert not any(isinstance(one, DatabaseDown) for one in results)
    assert await names(database) == ["a", "b"]


async def test_a_group_of_writes_is_done_wholly_or_not_at_all(database: Database) -> None:
    missing = update(heard).where(heard.c.account == bindparam("of_account")).values(at=1)
    group = [
        Write(ADD, {"name": "a", "value": "x"}),
        Write(Query(missing), {"of_account": "none"}, else_raise=OurFault),
    ]
    with pytest.raises(OurFault):
        await database.run(lambda tx: tx.write(group))
    assert await names(database) == []
    await database.run(lambda tx: tx.write(group[:1]))
    assert await names(database) == ["a"]


async def test_it_goes_on_after_a_fault(database: Database) -> None:
    with pytest.raises(OurFault):
        await database.run(lambda tx: add_and_fail(tx, "a"))
    await database.run(lambda tx: add(tx, "a"))
    assert await names(database) == ["a"]


# -- the embedded file ---------------------------------------------------------------------------


async def test_a_file_that_is_locked_for_long_is_down_and_then_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    async with empty_store(f"sqlite:///{tmp_path}/store.db") as store:
        with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseDown, match="locked"):
                await store.database.run(lambda tx: add(tx, "a"))
            other.execute("ROLLBACK")
        await store.database.run(lambda tx: add(tx, "b"))
        assert await names(store.database) == ["b"]


async def test_a_second_process_is_waited_for(tmp_path: Path) -> None:
    async with empty_store(f"sqlite:///{tmp_path}/store.db") as store:
        assert await names(store.database) == []
        with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            writing = asyncio.create_task(store.database.run(lambda tx: add(tx, "a")))
            await asyncio.sleep(0)
            other.execute("ROLLBACK")
        await writing
        assert await names(store.database) == ["a"]


async def test_what_is_no_database_is_down(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"no database at all" * 100)
    database = await open_database(locate(f"sqlite:///{tmp_path}/store.db"))
    for _ in range(2):
        with pytest.raises(DatabaseDown):
            await database.run(lambda tx: tx.all(READ))
    await database.close()


FULL = """
import asyncio, resource, sys
from bot.storage.database import DatabaseDown
from bot.storage.open import locate, open_database
from tests.storage.test_database import ADD, READ

async def fill(tx, n):
    await tx.run(ADD, name=f"{n:06}", value="x" * 4000)

async def main():
    database = await open_database(locate(sys.argv[1]))
    await database.run(lambda tx: tx.all(READ))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, resource.RLIM_INFINITY))
    kept = 0
    try:
        while True:
            await database.run(lambda tx: fill(tx, kept))
            kept += 1
    except DatabaseDown:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        await database.run(lambda tx: fill(tx, 999_999))
        print(kept, len(await database.run(lambda tx: tx.all(READ))))
    await database.close()

asyncio.run(main())
"""


async def test_a_full_disk_is_down_loses_nothing_and_is_overcome(tmp_path: Path) -> None:
    assert hasattr(resource, "RLIMIT_FSIZE")
    url = f"sqlite:///{tmp_path}/store.db"
    async with empty_store(url):
        pass
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", FULL, url),
        cwd=TOP,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    kept, there = map(int, out.split())
    assert kept > 10
    assert there == kept + 1


# -- the server --------------------------------------------------------------------------------


async def test_a_server_that_ends_the_session_is_down_and_then_there_again(pg_url: str) -> None:
    async with empty_store(pg_url) as store:
        with pytest.raises(DatabaseDown):
            await store.database.run(lambda tx: tx.one(END_MYSELF))
        await store.database.run(lambda tx: add(tx, "a"))
        assert await names(store.database) == ["a"]


async def test_a_server_that_has_become_a_standby_is_down(pg_url: str) -> None:
    read_only = Query(select(func.set_config("transaction_read_only", "on", True)))  # noqa: FBT003

    async def write(tx: Tx) -> None:
        await tx.one(read_only)
        await add(tx, "a")

    async with empty_store(pg_url) as store:
        with pytest.raises(DatabaseDown):
            await store.database.run(write)


async def test_a_server_that_is_not_there_is_down() -> None:
    with pytest.raises(DatabaseDown):
        await open_database(locate("postgresql://nobody@127.0.0.1:9/none"))
