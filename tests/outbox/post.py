"""A post office for tests: letters put in by hand, a channel that does what it is told."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.channels import Body, Channel, Traits
from bot.clock import to_millis
from bot.outbox.letter import LEASE_MS, Lane
from bot.outbox.outbox import Outbox
from bot.outbox.pace import ChatPace, Pace
from bot.security.sealing import seal_body
from bot.storage import letters as rows
from bot.storage import turns
from bot.storage.addresses import address_of
from bot.storage.database import Row
from bot.storage.ids import next_id
from bot.storage.query import Query
from bot.storage.tables import letters
from dialogs.screen import Screen
from dialogs.text import Words
from tests.support.stores import StillStore

ALL = Query(select(letters).order_by(letters.c.id))
FAST = 1_000_000.0  # a second; so fast that nothing waits


class Postbox:
    """A channel. `troubles` are raised for texts, the last one first; a closed gate holds all."""

    name = "telegram"
    traits = Traits(shares_contact=True, sender_is_number=False)

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.troubles: dict[str, list[Exception]] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun: list[str] = []

    def compose(self, screen: Screen, words: Words) -> Body:
        return {"text": screen.text.render(words)}

    def compose_turn(self, screens: Sequence[Screen], words: Words) -> list[Body]:
        return [self.compose(screen, words) for screen in screens]

    async def send(self, address: str, body: Body, key: str) -> str:
        self.begun.append(key)
        await self.gate.wait()
        text = str(body["text"])
        if self.troubles.get(text):
            raise self.troubles[text].pop()
        self.sent.append((address, text))
        return str(len(self.sent))


@dataclass(slots=True)
class Post:
    """An outbox on a store, its channel, and what the test puts in and looks at."""

    store: StillStore
    box: Postbox = field(default_factory=Postbox)
    pace: Pace = field(default_factory=lambda: Pace(FAST, FAST, time.monotonic))
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    outbox: Outbox = field(init=False)

    def __post_init__(self) -> None:
        self.outbox = self.another()

    def another(self) -> Outbox:
        """An outbox of its own, as another process would have."""
        channels: dict[str, Channel] = {"telegram": self.box}
        chats = ChatPace(FAST, 5, time.monotonic)
        paces = {"telegram": self.pace}
        return Outbox(self.store.database, self.store.keys, channels, paces, chats, self.store.now)

    @property
    def millis(self) -> int:
        return to_millis(self.store.at)

    def later(self, seconds: float) -> None:
        """The clock goes on."""
        self.store.at += timedelta(seconds=seconds)

    async def address(self, chat: str) -> int:
        keys, now = self.store.keys, self.millis
        return await self.store.database.run(
            lambda tx: address_of(tx, keys, "telegram", chat, now)
        )

    async def put(self, text: str, to: str = "7", lane: Lane = Lane.REPLY, **more: Any) -> int:
        """A letter that is due now and nobody's; `leased=True`: begun by a process just now."""
        number, address = next_id(), await self.address(to)
        leased = more.pop("leased", False)
        values = {
            "id": number,
            "key": f"k:{next(self._numbers)}",
            "lane": lane,
            "channel": "telegram",
            "address_id": address,
            "body": seal_body(self.store.keys, {"text": text}),
            "due_at": self.millis,
            "expires_at": None,
            "begun_at": self.millis if leased else None,
            "leased_until": self.millis + LEASE_MS if leased else None,
            "attempts": int(leased),
            "created_at": self.millis,
        }
        await self.store.database.run(lambda tx: tx.run(rows.ADD, **(values | more)))
        return number

    async def set(self, chat: str, *, state: str = "open", opted_out: str | None = None) -> None:
        address, database = await self.address(chat), self.store.database
        await database.run(lambda tx: tx.run(turns.SET_STATE, of_address=address, to_state=state))
        await database.run(
            lambda tx: tx.run(turns.SET_OPT_OUT, of_address=address, scope=opted_out)
        )

    async def round(self) -> int:
        """Claim, send, write down; how many were claimed."""
        claimed = await self.outbox.once()
        await self.outbox.drain()
        return claimed

    async def rows(self) -> Sequence[Row]:
        """All letters, in the order in which they were put in."""
        return await self.store.database.run(lambda tx: tx.all(ALL))

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.rows()]
