"""Addresses: a chat or a number, found by its keyed hash."""

import secrets

from bot.security.keys import Keys
from bot.security.sealing import seal_address
from bot.storage import turns
from bot.storage.database import Tx

PERSON_BITS = 62


async def address_of(tx: Tx, keys: Keys, channel: str, address: str, now: int) -> int:
    """The id of an address, which is made (with a person behind it) if it is new."""
    hashed = keys.hash(channel, address)
    row = await tx.one(turns.ADDRESS_OF, channel=channel, hash=hashed)
    if row is not None:
        return int(row["id"])
    return await add_address(tx, keys, channel, address, now)


async def add_address(tx: Tx, keys: Keys, channel: str, address: str, now: int) -> int:
    """A new address, and a new person behind it."""
    row = await tx.one(
        turns.ADD_ADDRESS,
        channel=channel,
        hash=keys.hash(channel, address),
        sealed=seal_address(keys, address),
        person_id=secrets.randbits(PERSON_BITS),
        at=now,
    )
    assert row is not None  # noqa: S101  # an insert returns its row
    return int(row["id"])
