"""A database that writes down which statements were executed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from bot.storage.database import Database, Row, Tx, Work, Write
from bot.storage.query import Query

T = TypeVar("T")


class CountingDatabase:
    """Passes everything on to the real one; `executed` grows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.engine = database.engine
        self.executed: list[Query] = []

    async def run(self, work: Work[T], *, whole: bool = True) -> T:
        return await self._database.run(
            lambda tx: work(_CountingTx(tx, self.executed)), whole=whole
        )

    async def close(self) -> None:
        await self._database.close()


class _CountingTx:
    def __init__(self, tx: Tx, executed: list[Query]) -> None:
        self._tx, self._executed = tx, executed

    async def all(self, query: Query, **values: Any) -> Sequence[Row]:
        self._executed.append(query)
        return await self._tx.all(query, **values)

    async def one(self, query: Query, **values: Any) -> Row | None:
        self._executed.append(query)
        return await self._tx.one(query, **values)

    async def run(self, query: Query, **values: Any) -> int:
        self._executed.append(query)
        return await self._tx.run(query, **values)

    async def many(self, query: Query, rows: Iterable[Mapping[str, Any]]) -> None:
        listed = list(rows)
        self._executed += [query] * bool(listed)
        await self._tx.many(query, listed)

    async def write(self, group: Sequence[Write]) -> None:
        self._executed += [one.query for one in group]
        await self._tx.write(group)
