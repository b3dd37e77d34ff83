"""A letter on its way: what it says, to whom, in which lane."""

from dataclasses import dataclass
from enum import IntEnum

from bot.channels import Body

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
