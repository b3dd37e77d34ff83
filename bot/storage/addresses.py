"""Addresses: a chat or a number, found by its keyed hash."""

from sqlalchemy import bindparam, update

from bot.security.keys import Keys
from bot.security.sealing import seal_address
from bot.storage import turns
from bot.storage.database import Tx, Write
from bot.storage.ids import next_id
from bot.storage.query import Query
from bot.storage.tables import addresses

_REOPEN = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"))
    .values(state="open", sealed=bindparam("sealed", type_=addresses.c.sealed.type))
)
_FILL = Query(
    update(addresses)
    .where(
        addresses.c.channel == bindparam("of_channel"), addresses.c.hash == bindparam("of_hash")
    )
    .values(sealed=bindparam("sealed", type_=addresses.c.sealed.type))
)


class AddressTaken(Exception):
    """Somebody else has added this address a moment ago."""


def new_address(keys: Keys, channel: str, address: str, address_id: int, now: int) -> Write:
    """An address and, as nothing links it to another, a person of its own: the id of both."""
    values = {
        "id": address_id,
        "channel": channel,
        "hash": keys.hash(channel, address),
        "sealed": seal_address(keys, address),
        "person_id": address_id,
        "at": now,
    }
    return Write(turns.ADD_ADDRESS, values, else_raise=AddressTaken)


def reopened(keys: Keys, address: str, address_id: int) -> Write:
    """Of somebody who writes again the number is needed again."""
    return Write(_REOPEN, {"of_address": address_id, "sealed": seal_address(keys, address)})


async def address_of(tx: Tx, keys: Keys, channel: str, address: str, now: int) -> int:
    """
    The id of an address, which is made if it is new; somebody else may make it meanwhile.

    New or known, it takes the same statements: nobody shall learn which it was. The number is
    there for a letter to be sent to it, also if the sweeper had let it go.
    """
    made = new_address(keys, channel, address, next_id(), now)
    hashed = made.values["hash"]
    await tx.run(made.query, **made.values)
    await tx.run(_FILL, of_channel=channel, of_hash=hashed, sealed=made.values["sealed"])
    row = await tx.one(turns.ADDRESS_OF, channel=channel, hash=hashed)
    assert row is not None  # noqa: S101  # addresses are never deleted
    return int(row["id"])
