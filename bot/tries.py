"""Wrong tries of an address at an IIN are counted, then locked for a while."""

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

    @classmethod
    def of(cls, keys: Keys, address_id: int, iin: str) -> "Pair":
        return cls(keys.hash("pair", f"{address_id} {iin}"))


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
    """Count one more code for this pair; False if it had as many as an hour allows."""
    row = await tx.one(rows.READ_TRIES, scope="send", hash=pair.hash)
    recent = row is not None and now - row["since"] < WITHIN_MS
    before = row["count"] if row is not None and recent else 0
    if before >= MOST_CODES:
        return False
    await tx.run(
        rows.PUT_TRIES,
        scope="send",
        hash=pair.hash,
        count=before + 1,
        since=row["since"] if row is not None and recent else now,
        locked_until=None,
    )
    return True


async def clear(tx: Tx, pair: Pair) -> None:
    await tx.run(rows.CLEAR_TRIES, scope="pair", hash=pair.hash)
