"""PostgreSQL through asyncpg; the statements are compiled by SQLAlchemy Core."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

import asyncpg

from bot.storage.database import DatabaseDown, Row, Work, Write
from bot.storage.query import Query

T = TypeVar("T")
TRIES = 5
DOWN = (  # the server is away, is going, is full, or has become a standby: the message comes again
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
)
_PLACE = re.compile(r"\$(\d+)")


class PostgresTx:
    """Statements on one connection, inside one transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def all(self, query: Query, **values: Any) -> Sequence[Row]:
        text, bound = query.for_postgresql(values)
        return cast("Sequence[Row]", await self._connection.fetch(text, *bound))

    async def one(self, query: Query, **values: Any) -> Row | None:
        text, bound = query.for_postgresql(values)
        return cast("Row | None", await self._connection.fetchrow(text, *bound))

    async def run(self, query: Query, **values: Any) -> int:
        text, bound = query.for_postgresql(values)
        tag = await self._connection.execute(text, *bound)
        count = tag.rsplit(" ", 1)[-1]
        return int(count) if count.isdigit() else 0

    async def many(self, query: Query, rows: Iterable[Mapping[str, Any]]) -> None:
        bound = [query.for_postgresql(row) for row in rows]
        if bound:
            await self._connection.executemany(bound[0][0], [values for _, values in bound])

    async def write(self, group: Sequence[Write]) -> None:
        if self._connection.is_in_transaction():
            await self._one_by_one(group)
            return
        text, bound = combined(group)
        if text is not None:
            try:
                await self._connection.fetchrow(text, *bound)
            except asyncpg.DivisionByZeroError:
                pass  # one of them touched no row; which one, the next lines tell
            else:
                return
        async with self._connection.transaction():
            await self._one_by_one(group)

    async def _one_by_one(self, group: Sequence[Write]) -> None:
        for one in group:
            touched = await self.run(one.query, **one.values)
            if not touched and one.else_raise is not None:
                raise one.else_raise


Shape = tuple[tuple[Query, bool], ...]  # each statement, and whether it must touch a row


def combined(group: Sequence[Write]) -> tuple[str | None, list[Any]]:
    """The group as one statement with its values; no text where it can't be one."""
    text = _combined(tuple((one.query, one.else_raise is not None) for one in group))
    return text, [value for one in group for value in one.query.for_postgresql(one.values)[1]]


@lru_cache(1024)
def _combined(shape: Shape) -> str | None:
    """Fails as a whole, by a division, where a needed row is not touched."""
    if not _combinable([query for query, _ in shape]):
        return None
    parts: list[str] = []
    needed: list[str] = []
    bound = 0
    for place, (query, must) in enumerate(shape):
        text, count = query.in_postgresql()
        parts.append(f"w{place} AS ({_shifted(text, bound)})")
        bound += count
        if must:
            needed.append(f"1 / (SELECT count(*) FROM w{place})")  # noqa: S608  # no value in it
    return f"WITH {', '.join(parts)} SELECT {', '.join(needed) or '1'}"


def _combinable(queries: Sequence[Query]) -> bool:
    """
    One statement can't change a row twice, nor one that it inserts: so no table may be changed
    by two of the group, or changed by one and inserted into by another.
    """
    changed = [table for query in queries if (table := query.changes()) is not None]
    inserted = {query.inserts() for query in queries}
    return len(changed) == len(set(changed)) and not inserted.intersection(changed)


def _shifted(text: str, by: int) -> str:
    moved = _PLACE.sub(lambda found: f"${int(found[1]) + by}", text)
    return moved if " RETURNING " in moved else f"{moved} RETURNING 1"


async def _as_it_is(_connection: Any) -> None:
    """No session state is ever set here, so nothing needs a round trip to be reset."""


class PostgresDatabase:
    """See `Database`. A work that met a serialisation failure or a deadlock is run again."""

    engine = "postgresql"

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, url: str, *, most: int = 8) -> "PostgresDatabase":
        """Connect to `postgresql://…`; of several hosts the primary is taken."""
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=most,
                target_session_attrs="read-write",
                reset=_as_it_is,
            )
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise DatabaseDown(str(error)) from error
        return cls(pool)

    async def run(self, work: Work[T], *, whole: bool = True) -> T:
        for attempt in range(TRIES):
            try:
                async with self._pool.acquire() as connection:
                    if not whole:
                        return await work(PostgresTx(connection))
                    async with connection.transaction():
                        return await work(PostgresTx(connection))
            except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                await asyncio.sleep(0.01 * 2**attempt)
            except DOWN as error:
                raise DatabaseDown(str(error)) from error
        raise DatabaseDown("the transaction could not be finished")

    async def close(self) -> None:
        await self._pool.close()
