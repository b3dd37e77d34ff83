"""What the doctor reads: the schema's revision, samples of what is sealed, how many there are."""

from alembic.script import ScriptDirectory
from sqlalchemy import column, func, select, table

from bot.storage.database import Row, Tx
from bot.storage.migrate import MIGRATIONS
from bot.storage.query import Query
from bot.storage.registry_tables import registry_people
from bot.storage.tables import addresses, settings

_MARKS = {
    "sqlite": Query(
        select(column("name"))
        .select_from(table("sqlite_master"))
        .where(column("name") == "alembic_version")
    ),
    "postgresql": Query(select(func.to_regclass("alembic_version").label("name"))),
}
_REVISION = Query(select(column("version_num")).select_from(table("alembic_version")))
_address = select(addresses.c.channel, addresses.c.hash, addresses.c.sealed)
_address = _address.where(func.length(addresses.c.sealed) > 0).limit(1)
_FIRST_AND_LAST = (
    Query(_address.order_by(addresses.c.id)),
    Query(_address.order_by(addresses.c.id.desc())),
)
_PERSON = Query(select(registry_people.c.iin_hash, registry_people.c.iin).limit(1))
_SAMPLE = Query(select(settings.c.name).where(settings.c.name.like("sample:%")).limit(1))
_PEOPLE = Query(select(func.count().label("people")).select_from(registry_people))


def newest_schema() -> str | None:
    """The revision that this release needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


async def schema(tx: Tx, engine: str) -> str | None:
    """The revision of the database; None if it was never migrated."""
    mark = await tx.one(_MARKS[engine])
    row = await tx.one(_REVISION) if mark is not None and mark["name"] is not None else None
    return None if row is None else str(row["version_num"])


async def sealed_addresses(tx: Tx) -> list[Row]:
    """The first and the last: channel, hash, sealed."""
    found = [await tx.one(query) for query in _FIRST_AND_LAST]
    return [row for row in found if row is not None]


async def sealed_person(tx: Tx) -> Row | None:
    """Somebody of the register: iin_hash, iin (sealed)."""
    return await tx.one(_PERSON)


async def has_sample(tx: Tx) -> bool:
    """Were the simulator's examples ever loaded here?"""
    return await tx.one(_SAMPLE) is not None


async def people(tx: Tx) -> int:
    """How many the register knows."""
    row = await tx.one(_PEOPLE)
    return 0 if row is None else int(row["people"])
