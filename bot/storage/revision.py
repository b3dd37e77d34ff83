"""The number of the reference data: it grows with every load, so that processes notice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, String, Table, bindparam, cast, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.storage.database import Tx
from bot.storage.query import Query
from bot.storage.tables import settings

REVISION_NAME = "reference_revision"
REVISION = Query(select(settings.c.value).where(settings.c.name == REVISION_NAME))
_bump = upsert(settings).values(name=bindparam("name"), value="1")
_BUMP = Query(
    _bump.on_conflict_do_update(
        index_elements=["name"],
        set_={"value": cast(cast(settings.c.value, Integer) + 1, String)},
    )
)


@dataclass(frozen=True, slots=True)
class Saved:
    """How many rows a load brought, gave new content, took away, and found as they were."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0


async def raise_revision(tx: Tx, name: str = REVISION_NAME) -> None:
    """The first statement of a load, so that on PostgreSQL loads wait for each other."""
    await tx.run(_BUMP, name=name)


async def revision(tx: Tx) -> int:
    """0 before the first load of lines, centres or national figures."""
    row = await tx.one(REVISION)
    return 0 if row is None else int(row["value"])


Rows = Iterable[Mapping[str, Any]]


async def exchange(tx: Tx, old: tuple[Query, Rows], new: tuple[Query, Rows]) -> None:
    """End the old rows, then add the new ones."""
    await tx.many(*old)
    await tx.many(*new)


def inserted(table: Table, *left_out: str) -> Query:
    """An insert of all columns but those left out, with the columns' names for values."""
    names = [column.name for column in table.columns if column.name not in left_out]
    return Query(insert(table).values({name: bindparam(name) for name in names}))
