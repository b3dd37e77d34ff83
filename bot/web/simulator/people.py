"""What the embedding application hands to the simulator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.web.simulator.hub import Json


@dataclass(frozen=True, slots=True)
class SimPerson:
    """An invented person whom a newcomer may play.

    `iin` has 12 digits, `phone` is E.164, `about` says in `kk` and `ru` what there is to see.
    """

    name: str
    iin: str
    phone: str
    about: Mapping[str, str]


class SimClock(Protocol):
    """The clock of the whole service, which the page may move."""

    def now(self) -> datetime:
        """The simulated time, aware of its zone."""
        ...

    async def move(self, to: datetime) -> None:
        """Go to that time and do what falls due on the way; ValueError if it can't be."""
        ...


def clock_event(clock: SimClock) -> Json:
    """The simulated time (seconds since 1970) and its zone, as the pages are told it."""
    now = clock.now()
    offset = now.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    return {"kind": "clock", "now": now.timestamp(), "offset_minutes": minutes}
