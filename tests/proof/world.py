"""The service without its web: real tables, turns, outbox; channels that only write down."""

import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import select

from bot.backend.embedded import EmbeddedBackend
from bot.backend.loading.registry import load_registry
from bot.catalogs import words
from bot.channels import Body, Channel, Heard, Traits
from bot.channels.sms import view as sms_view
from bot.channels.telegram import view as telegram_view
from bot.clock import midday
from bot.codes import Codes
from bot.desk import Desk
from bot.notices.planner import Planner
from bot.outbox.letter import Letter
from bot.outbox.outbox import Outbox
from bot.outbox.pace import ChatPace, Pace
from bot.reference import ReferenceCache
from bot.retention import Sweeper
from bot.security.keys import Keys
from bot.storage.database import Database
from bot.storage.open import locate, open_database
from bot.storage.query import Query
from bot.talks import Talks
from bot.turn import Done, Turns
from dialogs.eligibility.parameters import Parameters
from dialogs.reply import Pressed, Reply, SharedContact, Typed
from dialogs.screen import Screen
from dialogs.text import Words
from tests.proof.counting import CountingDatabase
from tests.support.stores import TABLES, TODAY

OWNER, OTHER, STRANGER = "610305399906", "610511499912", "610718399921"
PHONE, SECOND_PHONE = "+77015550101", "+77025550202"
PEOPLE = f"iin,region,phones\n{OWNER},KZ-27,{PHONE}|{SECOND_PHONE}\n{OTHER},KZ-10,{PHONE}\n"
LIMITLESS = 1e6  # a second: no test waits for its turn
KEYS = Keys([b"k" * 32])
PARAMETERS = Parameters.load()


def told(begins: str, language: str = "ru") -> str:
    """The sentence of the catalogs that begins so in English, up to its first placeholder."""
    said = words(language)
    [found] = {text for text in in_english() if text.startswith(begins)}
    return said.gettext(found).partition("{")[0]


@cache
def in_english() -> frozenset[str]:
    """Every single sentence of the catalogs."""
    with (files("bot") / "locales" / "ru" / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        known = GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # noqa: SLF001  # no public way
    return frozenset(text for text in known if isinstance(text, str) and text)


@dataclass
class Recorder:
    """A channel that keeps what it was to send; `fails` are raised instead, one a sending."""

    name: str
    traits: Traits
    view: ModuleType
    sent: list[tuple[str, Body, str]] = field(default_factory=list)
    fails: deque[Exception] = field(default_factory=deque)

    def compose(self, screen: Screen, words: Words) -> Body:
        body: Body = self.view.compose(screen, words)
        return body

    def compose_turn(self, screens: Sequence[Screen], words: Words) -> list[Body]:
        bodies: list[Body] = self.view.compose_turn(screens, words)
        return bodies

    async def send(self, address: str, body: Body, key: str) -> str:
        if self.fails:
            raise self.fails.popleft()
        self.sent.append((address, body, key))
        return f"ref-{len(self.sent)}"

    def texts(self, address: str) -> list[str]:
        """What was sent to an address."""
        return [str(body["text"]) for whom, body, _ in self.sent if whom == address]


class World:
    """All parts on one database, put together as `bot.app` does it, with a clock to move."""

    def __init__(self, database: Database, keys: Keys = KEYS) -> None:
        self.database = CountingDatabase(database)
        self.keys = keys
        self.at = midday(TODAY)
        self.telegram = Recorder("telegram", Traits(True, False), telegram_view)  # noqa: FBT003  # its fields' order
        self.sms = Recorder("sms", Traits(False, True), sms_view)  # noqa: FBT003  # as above
        self.channels: dict[str, Channel] = {"telegram": self.telegram, "sms": self.sms}
        self.written: list[Letter] = []
        self.sends = True
        self._messages = count(1)
        self.start()

    def now(self) -> datetime:
        return self.at

    def start(self) -> None:
        """New parts on what the database keeps: as after a restart."""
        paces = {name: Pace(LIMITLESS, LIMITLESS, time.monotonic) for name in self.channels}
        chats = ChatPace(LIMITLESS, 1000, time.monotonic)
        self.outbox = Outbox(self.database, self.keys, self.channels, paces, chats, self.now)
        self.backend = EmbeddedBackend(self.database, self.keys, self.now)
        self.codes = Codes(self.database, self.keys, self.now, self.sms, self.dispatch)
        self.desk = Desk(self.database, self.keys, self.backend, self.now, self.codes)
        reference = ReferenceCache(PARAMETERS, examples=True)
        self.talks = Talks(self.keys, self.channels, reference, self.now, codes=True)
        self.turns = Turns(
            self.database, self.keys, self.talks, self.now, self.dispatch, self.desk
        )
        self.planner = Planner(self.database, self.keys, self.backend, self.channels, self.now)
        self.sweeper = Sweeper(self.database, self.keys, self.now)

    def dispatch(self, letters: Sequence[Letter]) -> None:
        """Written down here, then sent; without `sends` the process has died before that."""
        self.written += letters
        if self.sends:
            self.outbox.dispatch(letters)

    async def load(self, folder: Path, **tables: str) -> None:
        """CSV by kind, through the loader."""
        paths = []
        for kind, text in tables.items():
            path = folder / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        await load_registry(self, paths)

    async def take(self, channel: str, address: str, reply: Reply) -> Done | None:
        """One message, with all that it sets going."""
        number = str(next(self._messages))
        heard = Heard(channel, "bot", address, number, reply, self.at, said_in=f"m{number}")
        done = await self.turns.take(heard)
        await self.turns.settle()
        return done

    async def settle(self) -> None:
        """Everything that is under way has ended, and is written down."""
        await self.turns.settle()
        await self.outbox.drain()

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """A whole table."""
        columns = TABLES.tables[table].columns
        query = Query(select(*columns))
        found = await self.database.run(lambda tx: tx.all(query))
        return [{column.name: row[column.name] for column in columns} for row in found]

    async def everything(self) -> dict[str, list[dict[str, Any]]]:
        """All tables."""
        return {name: await self.rows(name) for name in TABLES.tables}


@dataclass
class Citizen:
    """One address, and what was written to it since it was last listened to."""

    world: World
    address: str = "5550001112223"
    channel: str = "telegram"
    heard: int = 0

    async def says(self, text: str) -> "Citizen":
        return await self._does(Typed(text))

    async def shares(self, phone: str, *, own: bool = True) -> "Citizen":
        return await self._does(SharedContact(phone, own))

    async def presses(self, value: str) -> "Citizen":
        """The newest button with this value."""
        for letter in reversed(self._letters()):
            for row in letter.body.get("rows", []):
                for button in row:
                    place, _, found = button["callback_data"].rpartition(":")
                    if found == value:
                        run, _, step = place.partition(":")
                        return await self._does(Pressed(run, step, value))
        raise LookupError(f"no button {value!r}")

    async def does(self, *acts: str) -> "Citizen":
        """Presses where there is such a button in the last message, else says it."""
        for act in acts:
            last = self._letters()[-1:]
            rows = [row for letter in last for row in letter.body.get("rows", [])]
            values = {b["callback_data"].rpartition(":")[2] for row in rows for b in row}
            await (self.presses(act) if act in values else self.says(act))
        return self

    async def arrives(self) -> "Citizen":
        """Language and consent: at the menu."""
        return await self.does("/start", "ru", "yes")

    async def proves(self, iin: str = OWNER, phone: str = PHONE) -> "Citizen":
        """From the menu to the payments, by the own contact."""
        await self.does("@flow.payments")
        await self.shares(phone)
        return await self.does("yes", iin)

    async def asks_for_code(self, iin: str = OWNER) -> "Citizen":
        """From the menu to the question for the code."""
        return await self.does("@flow.payments", "other", "yes", iin)

    def hears(self) -> list[str]:
        """The texts written to this address since the last call."""
        new = self._letters()[self.heard :]
        self.heard += len(new)
        return [str(letter.body["text"]) for letter in new]

    def _letters(self) -> list[Letter]:
        here = (self.channel, self.address)
        return [one for one in self.world.written if (one.channel, one.address) == here]

    async def _does(self, reply: Reply) -> "Citizen":
        await self.world.take(self.channel, self.address, reply)
        return self


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[World]:
    """The world on a migrated database, with two people of the register known by phone."""
    database = await open_database(locate(url))
    world = World(database)
    try:
        yield world
        await world.settle()
    finally:
        await database.close()
