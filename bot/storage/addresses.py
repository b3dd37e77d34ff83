"""Addresses: a chat or a number, found by its keyed hash."""

from bot.security.keys import Keys
from bot.security.sealing import seal_address
from bot.storage import turns
from bot.storage.database import Tx, Write
from bot.storage.ids import next_id


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


async def address_of(tx: Tx, keys: Keys, channel: str, address: str, now: int) -> int:
    """
    The id of an address, which is made if it is new; somebody else may make it meanwhile.

    New or known, it takes the same statements: nobody shall learn which it was.
    """
    made = new_address(keys, channel, address, next_id(), now)
    await tx.run(made.query, **made.values)
    row = await tx.one(turns.ADDRESS_OF, channel=channel, hash=made.values["hash"])
    assert row is not None  # noqa: S101  # addresses are never deleted
    return int(row["id"])
