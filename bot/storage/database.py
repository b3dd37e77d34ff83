"""One way to run a transaction, on SQLite and on PostgreSQL alike."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from bot.storage.query import Query

T = TypeVar("T")
Row = Mapping[str, Any] | Any  # by name or place: sqlite3.Row and asyncpg.Record


@dataclass(frozen=True, slots=True)
class Write:
    """One statement of a group; if it touches no row, `else_raise` ends the whole group."""

    query: Query
    values: Mapping[str, Any]
    else_raise: type[Exception] | None = None


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

    async def write(self, group: Sequence[Write]) -> None:
        """All of the group or nothing."""
        ...


Work = Callable[[Tx], Awaitable[T]]


class DatabaseDown(Exception):
    """The database cannot be reached or cannot write; what was asked has not happened."""


class Database(Protocol):
    """`run` returns once the commit is durable; it raises DatabaseDown or what work raises."""

    engine: str

    async def run(self, work: Work[T], *, whole: bool = True) -> T:
        """
        Run the work in a transaction. With `whole=False` it promises to read first and to end
        with one `write`, which alone must be atomic: that spares a server two round trips.
        """
        ...

    async def close(self) -> None: ...
