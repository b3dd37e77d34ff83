"""PostgreSQL through asyncpg; the statements are compiled by SQLAlchemy Core."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

import asyncpg

from bot.storage.database import DatabaseDown, Row, Work
from bot.storage.query import Query

T = TypeVar("T")
TRIES = 5


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
                url, min_size=1, max_size=most, target_session_attrs="read-write"
            )
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise DatabaseDown(str(error)) from error
        return cls(pool)

    async def run(self, work: Work[T]) -> T:
        for attempt in range(TRIES):
            try:
                async with self._pool.acquire() as connection, connection.transaction():
                    return await work(PostgresTx(connection))
            except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                await asyncio.sleep(0.01 * 2**attempt)
            except (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError) as error:
                raise DatabaseDown(str(error)) from error
        raise DatabaseDown("the transaction could not be finished")

    async def close(self) -> None:
        await self._pool.close()
