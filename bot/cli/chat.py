"""`orleu chat`: the real engine on the real database, with the terminal for a phone."""

import asyncio
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from typing import Self
from uuid import uuid4

import click

from bot.backend.embedded import EmbeddedBackend
from bot.catalogs import words
from bot.channels import Body, Channel, Heard, Traits
from bot.channels.sms.view import compose_turn as compose_sms
from bot.channels.telegram.view import compose_turn as compose_telegram
from bot.cli.loads import fail
from bot.cli.opening import Opened, opened
from bot.clock import ALMATY, MovableClock, midday
from bot.codes import Codes
from bot.demo import bring_examples
from bot.desk import Desk
from bot.notices.planner import Planner
from bot.outbox.outbox import Outbox
from bot.outbox.pace import ChatPace, Pace
from bot.reference import ReferenceCache
from bot.storage.database import DatabaseDown
from bot.talks import Talks
from bot.turn import Turns
from dialogs.buttons import BACK
from dialogs.eligibility.parameters import Parameters
from dialogs.reply import Pressed, Reply, SharedContact, Typed
from dialogs.screen import Screen
from dialogs.text import Words
from dialogs.understanding.typed import read_phone

ACCOUNT = "terminal"
FAST = 1000.0  # messages a second: a terminal has no limit worth keeping
LETTERS = str.maketrans("0123456789", "abcdefghij", "+")
TAG = re.compile(r"<[^>]+>")
MOVE = re.compile(r"/\+(\d{1,4})([dhm])")
UNITS: Mapping[str, timedelta] = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
}
HOWTO = "{name}, as {phone}. /+3d moves the clock, /contact shares the number, Ctrl-D ends."
CLOSED = "A real channel is on: no codes and no numbers here, so nobody's own data can be seen."


def _number(_context: click.Context, _option: click.Parameter, value: str) -> str:
    phone = read_phone(value)
    if phone is None:
        raise click.BadParameter("a mobile number of Kazakhstan, such as +77011234567")
    return phone


def _moment(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> datetime | None:
    """A day means its noon; a time without a zone is Kazakhstan's."""
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        right = "a day or a time, such as 2026-08-12 or 2026-08-12T09:30"
        raise click.BadParameter(right) from None
    if len(value) == len("2026-08-12"):
        return midday(at.date())
    return at if at.tzinfo is not None else at.replace(tzinfo=ALMATY)


@click.command()
@click.option("--channel", "name", type=click.Choice(["telegram", "sms"]), default="telegram")
@click.option("--as", "phone", default="+77011234567", callback=_number, help="Who speaks.")
@click.option("--at", callback=_moment, metavar="DATETIME", help="When; the clock goes on.")
def chat(*, name: str, phone: str, at: datetime | None) -> None:
    """Talk to the bot: one line in, its messages out. Reads a pipe too."""
    if sys.stdin.isatty():
        click.echo(HOWTO.format(name=name, phone=phone), err=True)
    try:
        with asyncio.Runner() as runner:
            talk = runner.run(Conversation.open(name, phone, at))
            try:
                for line in _lines():
                    runner.run(talk.hear(line))
            finally:
                runner.run(talk.close())
    except DatabaseDown as error:
        fail(f"The database does not answer: {error}")


def _lines() -> Iterator[str]:
    """What is typed; read between two turns, when nothing else is under way."""
    while True:
        if sys.stdin.isatty():
            click.echo("> ", nl=False, err=True)
        line = sys.stdin.buffer.readline()
        if not line:
            return
        if text := line.decode("utf-8", "replace").strip():
            yield text


@dataclass(frozen=True, slots=True)
class Button:
    """`sign` is what is typed to press it; without `data` its label is sent as a text."""

    sign: str
    label: str
    data: str | None

    def __str__(self) -> str:
        return f"[{self.label}]" if self.sign == self.label else f"[{self.sign}] {self.label}"

    def reply(self) -> Reply:
        if self.data is None:
            return Typed(self.label)
        run, _, rest = self.data.partition(":")
        step, _, value = rest.rpartition(":")
        return Pressed(run, step, value)


def buttons_of(body: Body) -> list[list[Button]]:
    """The rows of a message. Where labels are numbers they are typed as they stand."""
    rows: list[list[dict[str, str]]] = body.get("rows", [])
    pressed = "contact" not in body  # a keyboard with a contact button types its labels
    numeric = any(button["text"].isdecimal() for row in rows for button in row)
    place = 0
    made: list[list[Button]] = []
    for row in rows:
        made.append([])
        for button in row:
            label, data = button["text"], button["callback_data"]
            if data.endswith(f":{BACK}"):
                sign = BACK
            elif numeric:
                sign = label
            else:
                place += 1
                sign = str(place)
            made[-1].append(Button(sign, label, data if pressed else None))
    return made


class Terminal:
    """A channel (see `Channel`) that prints what it is given."""

    def __init__(
        self,
        name: str,
        traits: Traits,
        compose: Callable[[Sequence[Screen], Words], list[Body]],
        show: Callable[[str, str, Body], None],
    ) -> None:
        self.name, self.traits = name, traits
        self._compose, self._show = compose, show

    def compose(self, screen: Screen, words: Words) -> Body:
        return self._compose([screen], words)[0]

    def compose_turn(self, screens: Sequence[Screen], words: Words) -> list[Body]:
        return self._compose(screens, words)

    async def send(self, address: str, body: Body, key: str) -> str:  # noqa: ARG002  # no key here
        self._show(self.name, address, body)
        return "shown"


class Conversation:
    """One person at the terminal, and the parts of the service that answer."""

    def __init__(self, service: Opened, clock: MovableClock, name: str, phone: str) -> None:
        self._clock, self._name, self._phone = clock, name, phone
        self._invented = not service.settings.real_channel
        self._address = self._own_address()
        self._buttons: list[Button] = []
        self._closing = AsyncExitStack()
        database, keys, now = service.database, service.keys, clock.now
        channels = self._channels()
        paces = {each: Pace(FAST, FAST, time.monotonic) for each in channels}
        chats = ChatPace(FAST, int(FAST), time.monotonic)
        self._outbox = Outbox(database, keys, channels, paces, chats, now)
        backend = EmbeddedBackend(database, keys, now)
        sms = channels["sms"] if self._invented else None
        dispatch = self._outbox.dispatch
        codes = Codes(database, keys, now, sms, dispatch) if sms is not None else None
        desk = Desk(database, keys, backend, now, codes)
        reference = ReferenceCache(Parameters.load(), examples=self._invented)
        talks = Talks(keys, channels, reference, now, codes=desk.sends_codes)
        self._turns = Turns(database, keys, talks, now, dispatch, desk)
        self._planner = Planner(database, keys, backend, channels, now)

    def _own_address(self) -> str:
        """Beside a real channel one that nobody has: without digits it is no number either."""
        if not self._invented:
            return f"terminal-{self._phone.translate(LETTERS)}"
        return self._phone if self._name == "sms" else self._phone.lstrip("+")

    def _channels(self) -> dict[str, Channel]:
        """Beside a real channel the terminal vouches for no number."""
        phone = Traits(shares_contact=True, sender_is_number=False)
        feature = Traits(shares_contact=False, sender_is_number=self._invented)
        return {
            "telegram": Terminal("telegram", phone, compose_telegram, self._show),
            "sms": Terminal("sms", feature, compose_sms, self._show),
        }

    @classmethod
    async def open(cls, name: str, phone: str, at: datetime | None) -> Self:
        """With the database migrated and, where no real channel is on, the examples loaded."""
        async with AsyncExitStack() as stack:
            service = await stack.enter_async_context(opened())
            clock = MovableClock(service.now)
            if at is not None:
                clock.put(at)
            talk = cls(replace(service, now=clock.now), clock, name, phone)
            if talk._invented:
                await bring_examples(replace(service, now=clock.now), clock.now().date())
            else:
                click.echo(CLOSED, err=True)
            talk._closing = stack.pop_all()
            return talk

    async def close(self) -> None:
        await self._closing.aclose()

    # -- in ------------------------------------------------------------------------------------

    async def hear(self, line: str) -> None:
        """One line, and everything that it leads to."""
        if move := MOVE.fullmatch(line):
            await self._move(int(move[1]) * UNITS[move[2]])
        else:
            await self._take(self._reply(line))

    async def _take(self, reply: Reply) -> None:
        message = uuid4().hex
        done = await self._turns.take(
            Heard(self._name, ACCOUNT, self._address, message, reply, self._clock.now())
        )
        if done is not None and done.said.toast is not None:
            click.echo(f"({done.said.toast.render(words(done.asker.language))})")
        await self._turns.settle()
        await self._outbox.drain()

    def _reply(self, line: str) -> Reply:
        if line == "/contact":
            return SharedContact(self._phone, own=self._invented)
        for button in self._buttons:
            if line.casefold() in {button.sign, button.label.casefold()}:
                return button.reply()
        return Typed(line)

    async def _move(self, ahead: timedelta) -> None:
        """The clock goes on; with invented people what the new day brings is sent at once."""
        self._clock.put(self._clock.now() + ahead)
        click.echo(f"({self._clock.now():%Y-%m-%d %H:%M})")
        if self._invented:
            await self._planner.plan(self._clock.now().date())
            await self._outbox.once()
            await self._outbox.drain()

    # -- out -----------------------------------------------------------------------------------

    def _show(self, channel: str, address: str, body: Body) -> None:
        mine = (channel, address) == (self._name, self._address)
        if not mine:
            click.echo(f"[{channel} to {address}]")
        rows = buttons_of(body) if channel == "telegram" else []
        click.echo("\n".join([*_told(channel, body), *(_row(row) for row in rows)]) + "\n")
        if mine:
            self._buttons = [button for row in rows for button in row]


def _told(channel: str, body: Body) -> Iterator[str]:
    """The words of a message, and what a terminal can't show by its name."""
    text = str(body["text"])
    if "picture" in body:
        yield f"[picture] {body['picture']['caption']}"
    for entry in body.get("calendar", ()):
        yield f"[calendar] {entry['day']} {entry['title']}"
    yield unescape(TAG.sub("", text)) if channel == "telegram" else text
    if "contact" in body:
        yield f"[/contact] {body['contact']}"


def _row(row: Sequence[Button]) -> str:
    return "  ".join(str(button) for button in row)
