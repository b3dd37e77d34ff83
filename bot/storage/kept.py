"""Small things kept by name, such as a secret that was made at random."""

import secrets

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.storage.database import Database, Tx
from bot.storage.query import Query
from bot.storage.tables import settings

SERVES_REAL_PEOPLE = "serves_real_people_since"
READ = Query(select(settings.c.value).where(settings.c.name == bindparam("name")))
ADD = Query(
    upsert(settings)
    .values(name=bindparam("name"), value=bindparam("value"))
    .on_conflict_do_nothing()
)


async def kept_secret(database: Database, name: str) -> str:
    """A random secret, made once for all processes of this database."""

    async def read(tx: Tx) -> str:
        await tx.run(ADD, name=name, value=secrets.token_urlsafe(32))
        row = await tx.one(READ, name=name)
        assert row is not None  # noqa: S101  # it has just been added
        return str(row["value"])

    return await database.run(read)
