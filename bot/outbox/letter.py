"""A letter on its way: what it says, to whom, in which lane."""

from dataclasses import dataclass
from enum import IntEnum

from bot.channels import Body
from bot.security.keys import Keys
from bot.security.sealing import seal_body

LEASE_MS = 30_000


class Lane(IntEnum):
    """Who goes first: somebody who waits for an answer, last of all a campaign."""

    REPLY = 0
    CODE = 1
    REMINDER = 2
    CAMPAIGN = 3


@dataclass(frozen=True, slots=True)
class Letter:
    """As it was put in or claimed; leased to us until the lease runs out."""

    id: int
    key: str
    lane: Lane
    channel: str
    address_id: int
    address: str
    body: Body
    attempts: int
    expires_at: int | None = None


def leased_row(letter: Letter, keys: Keys, now: int, created_at: int) -> dict[str, object]:
    """The values of a new letter that is leased to this process, which sends it at once."""
    return {
        "id": letter.id,
        "key": letter.key,
        "lane": letter.lane,
        "channel": letter.channel,
        "address_id": letter.address_id,
        "body": seal_body(keys, letter.body),
        "due_at": now,
        "expires_at": letter.expires_at,
        "begun_at": now,
        "leased_until": now + LEASE_MS,
        "attempts": letter.attempts,
        "created_at": created_at,
    }
