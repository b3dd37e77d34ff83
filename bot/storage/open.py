"""From a database URL to an open, migrated database."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bot.storage.database import Database

PREFIXES = {"sqlite": "sqlite", "postgresql": "postgresql", "postgres": "postgresql"}


class BadUrl(ValueError):
    """The database URL has not the form `sqlite:///PATH` or `postgresql://USER@HOST/NAME`."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where the database is: a file, or a server with `url` in libpq's form."""

    engine: str
    path: Path | None = None
    url: str = ""


def locate(url: str) -> Location:
    """Read `ORLEU_DATABASE_URL`; driver suffixes such as `+asyncpg` are left out."""
    scheme, found, rest = url.partition("://")
    engine = PREFIXES.get(scheme.partition("+")[0])
    if not found or engine is None:
        raise BadUrl("it begins with sqlite:/// or postgresql://")
    if engine == "postgresql":
        return Location(engine, url=f"postgresql://{rest}")
    if not rest.startswith("/") or rest == "/":
        raise BadUrl("a SQLite URL has three slashes and a path: sqlite:///data/orleu.db")
    return Location(engine, path=Path(unquote(rest[1:])))


async def open_database(location: Location) -> Database:
    """Open it; raises DatabaseDown. Migrating it comes first: see `bot.storage.migrate`."""
    if location.path is not None:
        from bot.storage.sqlite import SqliteDatabase  # noqa: PLC0415  # one engine is loaded

        return SqliteDatabase(location.path)
    from bot.storage.postgresql import PostgresDatabase  # noqa: PLC0415  # as above

    return await PostgresDatabase.open(location.url)
