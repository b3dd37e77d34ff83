"""The embedded database: one writer thread, full durability, turns that share an fsync."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Awaitable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.storage.database import DatabaseDown, Row, Work, Write
from bot.storage.query import Query

T = TypeVar("T")
BUSY_SECONDS = 10.0
GROUP = 64


class SqliteTx:
    """Runs statements at once; its coroutines never suspend."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def all(self, query: Query, **values: Any) -> Sequence[Row]:
        return self._connection.execute(*query.for_sqlite(values)).fetchall()

    async def one(self, query: Query, **values: Any) -> Row | None:
        return cast("Row | None", self._connection.execute(*query.for_sqlite(values)).fetchone())

    async def run(self, query: Query, **values: Any) -> int:
        return self._connection.execute(*query.for_sqlite(values)).rowcount

    async def many(self, query: Query, rows: Iterable[Mapping[str, Any]]) -> None:
        bound = [query.for_sqlite(row) for row in rows]
        if bound:
            self._connection.executemany(bound[0][0], [values for _, values in bound])

    async def write(self, group: Sequence[Write]) -> None:
        for one in group:
            touched = self._connection.execute(*one.query.for_sqlite(one.values)).rowcount
            if not touched and one.else_raise is not None:
                raise one.else_raise


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"
    result: Any = None
    error: BaseException | None = None


def _finish(work: Awaitable[T]) -> T:
    """Run a coroutine that never suspends."""
    try:
        cast("Coroutine[Any, Any, T]", work).send(None)
    except StopIteration as end:
        return cast("T", end.value)
    raise RuntimeError("a transaction may await only its own statements")


class SqliteDatabase:
    """See `Database`. Works queued while one group is being written form the next group."""

    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._path = path
        self._thread = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def run(self, work: Work[T], *, whole: bool = True) -> T:  # noqa: ARG002  # always whole
        loop = asyncio.get_running_loop()
        job = _Job(work, loop, loop.create_future())
        self._jobs.put(job)
        return cast("T", await job.future)

    async def close(self) -> None:
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        connection: sqlite3.Connection | None = None
        closing = False
        while not closing and (first := self._jobs.get()) is not None:
            try:
                connection = connection or connect(self._path)
            except sqlite3.Error as error:  # tried again for whoever asks next
                first.error = DatabaseDown(str(error))
                _tell([first])
                continue
            group, closing = self._group(first)
            _write(connection, SqliteTx(connection), group)
        if connection is not None:
            connection.close()

    def _group(self, first: _Job) -> tuple[list[_Job], bool]:
        """What waits by now, up to a bound; and whether the end was asked for."""
        group = [first]
        while len(group) < GROUP and not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                return group, True
            group.append(job)
        return group, False


def connect(path: Path) -> sqlite3.Connection:
    """A connection with full durability and explicit transactions."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error:
        connection.close()
        raise
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-32768")  # KiB
    connection.execute("PRAGMA wal_autocheckpoint=8192")  # pages
    return connection


def _write(connection: sqlite3.Connection, tx: SqliteTx, group: Sequence[_Job]) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        for job in group:
            _attempt(connection, tx, job)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for job in group:
            job.error = DatabaseDown(str(error))
    _tell(group)


def _attempt(connection: sqlite3.Connection, tx: SqliteTx, job: _Job) -> None:
    connection.execute("SAVEPOINT work")
    try:
        job.result = _finish(job.work(tx))
    except sqlite3.OperationalError:
        raise
    except BaseException as error:  # noqa: BLE001  # the caller gets it, whatever it is
        connection.execute("ROLLBACK TO work")
        job.error = error
    connection.execute("RELEASE work")


def _tell(group: Sequence[_Job]) -> None:
    loops = {job.loop for job in group}
    for loop in loops:
        mine = [job for job in group if job.loop is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, mine)


def _settle(group: Sequence[_Job]) -> None:
    for job in group:
        if job.future.cancelled():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
