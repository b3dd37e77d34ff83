"""Statements written with SQLAlchemy Core, compiled once and handed to the driver as text."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.expression import ClauseElement

SQLITE = sqlite.dialect(paramstyle="qmark")
POSTGRESQL: Dialect = postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class Query:
    """
    A statement with named `bindparam`s.

    Columns hold only what both drivers give back alike: integers (times are milliseconds since
    1970), text and bytes; so rows need no conversion.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled = cache(self._compile)

    def changes(self) -> str | None:
        """The table whose rows this updates or deletes; None for an insert or a select."""
        return None if self.inserts() else self._table()

    def inserts(self) -> str | None:
        """The table that this inserts into; None for all else."""
        return self._table() if isinstance(self._statement, Insert) else None

    def _table(self) -> str | None:
        table = getattr(self._statement, "table", None)
        return str(table) if table is not None else None

    def for_sqlite(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """The text for sqlite3, and the values in the order of its question marks."""
        text, names, fixed = self._compiled(SQLITE)
        return text, [values[name] if name in values else fixed[name] for name in names]

    def in_postgresql(self) -> tuple[str, int]:
        """The text for asyncpg, and how many values it takes."""
        text, names, _ = self._compiled(POSTGRESQL)
        return text, len(names)

    def for_postgresql(self, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """The text for asyncpg, and the values for $1, $2, …"""
        text, names, fixed = self._compiled(POSTGRESQL)
        return text, [values[name] if name in values else fixed[name] for name in names]

    def _compile(self, dialect: Dialect) -> tuple[str, Sequence[str], dict[str, Any]]:
        compiled = self._statement.compile(
            dialect=dialect, compile_kwargs={"render_postcompile": True}
        )
        names = compiled.positiontup  # type: ignore[attr-defined]  # SQLCompiler has it
        fixed = {name: bind.value for name, bind in compiled.binds.items()}  # type: ignore[attr-defined]
        return str(compiled), tuple(names or ()), fixed
