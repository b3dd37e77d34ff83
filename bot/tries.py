"""Wrong tries and codes asked for: counted, then refused for a while."""

from dataclasses import dataclass

from bot.security.keys import Keys
from bot.storage import proofs as rows
from bot.storage.database import Tx

MOST = 5
MOST_CODES = 3
WITHIN_MS = LOCK_MS = 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Pair:
    """An address and the IIN that it tries: what is locked, so that nobody can lock a stranger."""

    hash: bytes
    sender: bytes  # the address alone: it may not have codes sent to ever new owners
    iin: bytes  # the person alone: strangers together may not flood the owner's phone

    @classmethod
    def of(cls, keys: Keys, address_id: int, iin: str) -> "Pair":
        return cls(
            hash=keys.hash("pair", f"{address_id} {iin}"),
            sender=keys.hash("sender", str(address_id)),
            iin=keys.hash("iin", iin),
        )


async def locked(tx: Tx, pair: Pair, now: int) -> bool:
    row = await tx.one(rows.READ_TRIES, scope="pair", hash=pair.hash)
    return row is not None and row["locked_until"] is not None and row["locked_until"] > now


async def count_wrong(tx: Tx, pair: Pair, now: int) -> bool:
    """Count one wrong try; True if that locks the pair."""
    row = await tx.one(rows.READ_TRIES, scope="pair", hash=pair.hash)
    recent = row is not None and now - row["since"] < WITHIN_MS
    before = row["count"] if row is not None and recent else 0
    since = row["since"] if row is not None and recent else now
    full = before + 1 >= MOST
    await tx.run(
        rows.PUT_TRIES,
        scope="pair",
        hash=pair.hash,
        count=before + 1,
        since=since,
        locked_until=now + LOCK_MS if full else None,
    )
    return full


async def may_send(tx: Tx, pair: Pair, now: int) -> bool:
    """
    Count one more code; False if the pair, or the address for all IINs, had enough of them.

    Then neither is counted: what was not sent costs nothing.
    """
    scopes = (("send", pair.hash, MOST_CODES), ("sender", pair.sender, MOST))
    counted = []
    for scope, hashed, most in scopes:
        row = await tx.one(rows.READ_TRIES, scope=scope, hash=hashed)
        recent = row is not None and now - row["since"] < WITHIN_MS
        before = row["count"] if row is not None and recent else 0
        if before >= most:
            return False
        since = row["since"] if row is not None and recent else now
        counted.append({"scope": scope, "hash": hashed, "count": before + 1, "since": since})
    for values in counted:
        await tx.run(rows.PUT_TRIES, **values, locked_until=None)
    return True


async def spares_owner(tx: Tx, pair: Pair, now: int) -> bool:
    """Count one more code for the person; False if all addresses together had enough of them."""
    row = await tx.one(rows.COUNT_TRY, scope="iin", hash=pair.iin, at=now, over=now - WITHIN_MS)
    return row is not None and row["count"] <= MOST


async def clear(tx: Tx, pair: Pair) -> None:
    await tx.run(rows.CLEAR_TRIES, scope="pair", hash=pair.hash)
