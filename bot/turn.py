"""One message: heard, answered, saved and put in the outbox, wholly or not at all."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from bot.asker import Asker
from bot.channels import Heard
from bot.clock import Now, to_millis
from bot.desk import Desk
from bot.outbox.letter import Letter
from bot.security.keys import Keys, Unsealable
from bot.security.sealing import open_address
from bot.storage import turns
from bot.storage.addresses import AddressTaken
from bot.storage.database import Database, DatabaseDown, Tx, Work, Write
from bot.storage.ids import next_id
from bot.talks import Spoken, SpokenMeanwhile, Talks
from dialogs.phrases import FAULT
from dialogs.screen import note
from dialogs.steps import Json, Lookup
from dialogs.talk import Said, Turn

TRIES = 5
_Reading = tuple[int, str, str, tuple[str, ...]]  # address, run, key, arguments
logger = logging.getLogger(__name__)


class HeardBefore(Exception):
    """This very message has had its turn."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a committed turn leaves to do: letters to send, a reading to fetch, a press to end."""

    letters: Sequence[Letter]
    said: Said
    asker: Asker


class Turns:
    """Takes what is heard, one turn after the other for each address."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        talks: Talks,
        now: Now,
        dispatch: Callable[[Sequence[Letter]], None],
        desk: Desk,
    ) -> None:
        self._database, self._keys, self._talks = database, keys, talks
        self._now, self._dispatch, self._desk = now, dispatch, desk
        self._lanes: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._readings: dict[_Reading, asyncio.Task[None]] = {}

    async def take(self, heard: Heard) -> Done | None:
        """
        Answer a message; returns once that is committed, None if it was heard before.

        Raises DatabaseDown: then nothing has happened, and the message must come again.
        """
        try:
            done = await self._turn(heard.channel, heard.address, partial(self._heard, heard))
        except HeardBefore:
            return None
        except DatabaseDown:
            raise
        except Exception:
            logger.exception("turn_failed")
            done = await self._database.run(partial(self._apologise, heard))
        self._after(done)
        return done

    async def _apologise(self, heard: Heard, tx: Tx) -> Done:
        """The fault is ours: say so, keep the talk as it is, and let the others go on."""
        at = to_millis(heard.at)
        spoken = await self._talks.load(tx, heard.channel, heard.address, at)
        said = Said(screens=[note(FAULT)])
        letters = self._talks.letters(spoken, said, f"fault:{next_id()}")
        await tx.write([_mark(heard, at), *self._talks.apology(spoken, letters)])
        return Done(letters, said, spoken.asker)

    def _after(self, done: Done) -> None:
        self._dispatch(done.letters)
        if done.said.reading is not None:
            self._fetch(done.said.reading, done.asker)

    def _fetch(self, lookup: Lookup[Any], asker: Asker) -> None:
        """Begin a reading, unless the very same one is under way: a try must not count twice."""
        what = (asker.address_id, asker.run, lookup.key, lookup.arguments)
        if what in self._readings:
            return
        task = asyncio.create_task(self._read(lookup, asker))
        self._readings[what] = task
        task.add_done_callback(lambda _task: self._readings.pop(what, None))

    async def _turn(self, channel: str, address: str, work: Work[Done]) -> Done:
        """Serialised for each address here; between processes the row's version decides."""
        lane = self._lanes.setdefault((channel, address), asyncio.Lock())
        async with lane:
            for _again in range(TRIES - 1):
                try:
                    return await self._database.run(work, whole=False)
                except (SpokenMeanwhile, AddressTaken):
                    continue
            return await self._database.run(work, whole=False)

    async def _heard(self, heard: Heard, tx: Tx) -> Done:
        at = to_millis(heard.at)
        spoken = await self._talks.load(tx, heard.channel, heard.address, at)
        turn = await self._talks.turn(tx, spoken)
        said = turn.hear(heard.reply, heard.said_in)
        key = f"reply:{heard.account}:{heard.message_id}"
        return await self._save(tx, spoken, said, key, _mark(heard, at))

    async def _save(self, tx: Tx, spoken: Spoken, said: Said, key: str, *before: Write) -> Done:
        letters = self._talks.letters(spoken, said, key)
        await tx.write([*before, *self._talks.writes(spoken, said, letters)])
        return Done(letters, said, spoken.asker)

    # -- readings ----------------------------------------------------------------------------

    async def _read(self, lookup: Lookup[Any], asker: Asker) -> None:
        reading = await self._desk.fetch(lookup, asker)
        work = partial(self._learned, lookup, asker, reading)
        while True:
            try:
                done = await self._turn(asker.channel, asker.address, work)
            except DatabaseDown:
                await asyncio.sleep(1)  # the talk waits for it: nothing else brings it on
            else:
                self._after(done)
                return

    async def _learned(self, lookup: Lookup[Any], asker: Asker, reading: Json, tx: Tx) -> Done:
        at = to_millis(self._now())
        spoken = await self._talks.load(tx, asker.channel, asker.address, at)
        turn = await self._talks.turn(tx, spoken)
        if not _waits_for(turn, lookup):
            return Done((), Said(), spoken.asker)  # the person has gone on, or was forgotten
        said = turn.learn(lookup.key, reading)
        return await self._save(tx, spoken, said, f"read:{next_id()}")

    async def resume_readings(self) -> None:
        """After a start: fetch what was asked for and is not there yet."""
        for row in await self._database.run(lambda tx: tx.all(turns.PENDING)):
            try:
                address = open_address(self._keys, row["sealed"])
            except Unsealable:
                logger.warning("reading_not_resumed")
                continue  # their next message brings the talk on
            work = partial(self._reopened, row["channel"], address)
            done = await self._database.run(work)
            if done is not None:
                self._after(done)

    async def _reopened(self, channel: str, address: str, tx: Tx) -> Done | None:
        spoken = await self._talks.load(tx, channel, address, to_millis(self._now()))
        step = (await self._talks.turn(tx, spoken)).place().step
        if not isinstance(step, Lookup):
            return None
        return Done((), Said(reading=step), spoken.asker)

    async def settle(self) -> None:
        """Wait until no reading is under way."""
        while self._readings:
            await asyncio.gather(*self._readings.values(), return_exceptions=True)


def _waits_for(turn: Turn, lookup: Lookup[Any]) -> bool:
    step = turn.place().step
    return isinstance(step, Lookup) and (step.key, step.arguments) == (
        lookup.key,
        lookup.arguments,
    )


def _mark(heard: Heard, at: int) -> Write:
    values = {"account": heard.account, "message_id": heard.message_id, "at": at}
    return Write(turns.MARK_HEARD, values, else_raise=HeardBefore)
