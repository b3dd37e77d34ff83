"""One way to run a transaction, on SQLite and on PostgreSQL alike."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from bot.storage.query import Query

T = TypeVar("T")
Row = Mapping[str, Any] | Any  # by name or place: sqlite3.Row and asyncpg.Record


class Tx(Protocol):
    """
    A transaction. A function that works in one awaits nothing but these methods, so that the
    embedded database can run it whole on its own thread.
    """

    async def all(self, query: Query, **values: Any) -> Sequence[Row]: ...
    async def one(self, query: Query, **values: Any) -> Row | None: ...
    async def run(self, query: Query, **values: Any) -> int:
        """Execute and return the number of rows that were touched."""
        ...

    async def many(self, query: Query, rows: Iterable[Mapping[str, Any]]) -> None: ...


Work = Callable[[Tx], Awaitable[T]]


class DatabaseDown(Exception):
    """The database cannot be reached or cannot write; what was asked has not happened."""


class Database(Protocol):
    """`run` returns only after the commit is durable; it raises DatabaseDown or what work raises."""

    engine: str

    async def run(self, work: Work[T]) -> T: ...
    async def close(self) -> None: ...
