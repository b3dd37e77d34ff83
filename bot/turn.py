"""One message: heard, answered, saved and put in the outbox, wholly or not at all."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec

from bot.catalogs import words
from bot.channels import Channel, Heard
from bot.clock import Now, from_millis, to_millis
from bot.desk import Asker, Desk
from bot.effects import Doer
from bot.outbox.letter import LEASE_MS, Lane, Letter
from bot.reference import ReferenceCache
from bot.security.keys import Keys, Unsealable
from bot.security.sealing import open_address, seal_body
from bot.storage import letters as letter_rows
from bot.storage import turns
from bot.storage.addresses import add_address
from bot.storage.database import Database, Row, Tx, Work
from dialogs.case import Case
from dialogs.phrases import ERASED
from dialogs.reply import Reply
from dialogs.screen import Screen, note
from dialogs.services import SERVICES
from dialogs.state import Talk
from dialogs.steps import Json, Lookup
from dialogs.talk import Said, Turn

PROOF_LASTS = timedelta(days=180)
TRIES = 5
_talk = msgspec.json.Decoder(Talk).decode
logger = logging.getLogger(__name__)


class SpokenMeanwhile(Exception):
    """Another turn of the same talk was quicker; this one is taken again from the start."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a committed turn leaves to do: letters to send, a reading to fetch, a press to end."""

    letters: Sequence[Letter]
    said: Said
    asker: Asker
    language: str | None


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A talk as it was loaded, and where it came from."""

    channel: Channel
    address: str
    address_id: int
    person_id: int
    talk: Talk
    version: int
    row: Row | None


class Turns:
    """Takes what is heard, one turn after the other for each address."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        channels: Mapping[str, Channel],
        reference: ReferenceCache,
        now: Now,
        dispatch: Callable[[Sequence[Letter]], None],
        desk: Desk,
    ) -> None:
        self._database, self._keys, self._channels = database, keys, channels
        self._reference, self._now, self._dispatch = reference, now, dispatch
        self._desk = desk
        self._lanes: dict[tuple[str, str], asyncio.Lock] = {}
        self._readings: set[asyncio.Task[None]] = set()

    async def take(self, heard: Heard) -> Done | None:
        """
        Answer a message; returns once that is committed, None if it was heard before.

        Raises DatabaseDown: then nothing has happened, and the message must come again.
        """
        done = await self._turn(
            heard.channel,
            heard.address,
            lambda tx: self._heard(tx, heard),
        )
        if done is not None:
            self._after(done)
        return done

    def _after(self, done: Done) -> None:
        self._dispatch(done.letters)
        if done.said.reading is not None:
            task = asyncio.create_task(self._read(done.said.reading, done.asker))
            self._readings.add(task)
            task.add_done_callback(self._readings.discard)

    async def _turn(self, channel: str, address: str, work: Work[Done | None]) -> Done | None:
        async with self._lane(channel, address):
            for _try in range(TRIES):
                try:
                    return await self._database.run(work)
                except SpokenMeanwhile:
                    continue
            raise SpokenMeanwhile

    @asynccontextmanager
    async def _lane(self, channel: str, address: str) -> AsyncIterator[None]:
        lock = self._lanes.setdefault((channel, address), asyncio.Lock())
        async with lock:
            yield
        if not lock.locked() and not lock._waiters:  # noqa: SLF001  # nobody comes behind
            self._lanes.pop((channel, address), None)

    # -- a message ---------------------------------------------------------------------------

    async def _heard(self, tx: Tx, heard: Heard) -> Done | None:
        at = to_millis(heard.at)
        new = await tx.run(
            turns.MARK_HEARD, account=heard.account, message_id=heard.message_id, at=at
        )
        if not new:
            return None
        spoken = await self._load(tx, heard.channel, heard.address, at)
        key = f"reply:{heard.account}:{heard.message_id}"
        return await self._speak(tx, spoken, key, at, heard.reply, heard.said_in)

    async def _load(self, tx: Tx, channel: str, address: str, at: int) -> _Spoken:
        row = await tx.one(
            turns.LOAD_TALK,
            channel=channel,
            hash=self._keys.hash(channel, address),
            revision=turns.REVISION,
        )
        speaker = self._channels[channel]
        if row is None:
            address_id = await add_address(tx, self._keys, channel, address, at)
            row = await tx.one(
                turns.LOAD_TALK,
                channel=channel,
                hash=self._keys.hash(channel, address),
                revision=turns.REVISION,
            )
            assert row is not None  # noqa: S101  # just added
        else:
            address_id = row["id"]
        if row["state"] == "blocked":
            await tx.run(turns.SET_STATE, of_address=address_id, to_state="open")
        talk = self._talk(row)
        return _Spoken(
            speaker, address, address_id, row["person_id"], talk, row["version"] or 0, row
        )

    def _talk(self, row: Row) -> Talk:
        if row["talk"] is None:
            return Talk(flow="welcome")
        try:
            return _talk(self._keys.open(row["talk"], b"talk"))
        except (Unsealable, msgspec.ValidationError):
            logger.error("talk_not_read", extra={"address_id": row["id"]})  # noqa: TRY400
            return Talk(flow="welcome")

    async def _case(self, tx: Tx, spoken: _Spoken, at: int) -> Case:
        row = spoken.row
        assert row is not None  # noqa: S101  # a talk is loaded with its row
        reference = await self._reference.at(tx, row["revision"])
        proved_at = row["proved_at"]
        traits = spoken.channel.traits
        return Case(
            on=from_millis(at).date(),
            reference=reference,
            consented=spoken.talk.consented is not None,
            iin_consented=spoken.talk.iin_consented is not None,
            proved=proved_at is not None and at - proved_at < PROOF_LASTS.total_seconds() * 1000,
            reminders_on=bool(row["reminders"]),
            opted_out=row["opted_out"] is not None,
            shares_contact=traits.shares_contact,
            sender_is_number=traits.sender_is_number,
            codes=self._desk.sends_codes,
        )

    async def _speak(
        self, tx: Tx, spoken: _Spoken, key: str, at: int, reply: Reply, said_in: str
    ) -> Done:
        row = spoken.row
        quiet = at - row["heard_at"] if row is not None and row["heard_at"] else 0
        turn = Turn(
            spoken.talk,
            await self._case(tx, spoken, at),
            SERVICES,
            words(spoken.talk.language),
            timedelta(milliseconds=max(0, quiet)),
        )
        said = turn.hear(reply, said_in) if spoken.version else turn.begin()
        return await self._save(tx, spoken, said, key, at)

    async def _save(self, tx: Tx, spoken: _Spoken, said: Said, key: str, at: int) -> Done:
        language = spoken.talk.language
        doer = Doer(
            self._keys,
            spoken.address_id,
            spoken.person_id,
            spoken.channel.name,
            language or "kk",
            at,
        )
        erased = await doer.do(tx, said.effects)
        screens = [note(ERASED)] if erased else said.screens
        if not erased:
            await self._keep(tx, spoken, at, pending=said.reading is not None)
        letters = [
            await self._letter(tx, spoken, screen, f"{key}:{place}", at, language)
            for place, screen in enumerate(screens)
        ]
        asker = Asker(
            spoken.channel.name,
            spoken.address,
            spoken.address_id,
            spoken.talk.run,
            language or "kk",
        )
        return Done(letters, said, asker, language)

    async def _keep(self, tx: Tx, spoken: _Spoken, at: int, *, pending: bool) -> None:
        sealed = self._keys.seal(msgspec.json.encode(spoken.talk), b"talk")
        values = {"sealed": sealed, "heard_at": at, "pending_at": at if pending else None}
        if not spoken.version:
            await tx.run(turns.ADD_TALK, address_id=spoken.address_id, **values)
            return
        saved = await tx.run(
            turns.SAVE_TALK,
            of_address=spoken.address_id,
            seen=spoken.version,
            version=spoken.version + 1,
            **values,
        )
        if not saved:
            raise SpokenMeanwhile

    async def _letter(
        self,
        tx: Tx,
        spoken: _Spoken,
        screen: Screen,
        key: str,
        at: int,
        language: str | None,
    ) -> Letter:
        body = spoken.channel.compose(screen, words(language))
        now = to_millis(self._now())
        row = await tx.one(
            letter_rows.ADD,
            key=key,
            lane=Lane.REPLY,
            channel=spoken.channel.name,
            address_id=spoken.address_id,
            body=seal_body(self._keys, body),
            due_at=now,
            expires_at=None,
            begun_at=now,
            leased_until=now + LEASE_MS,
            attempts=1,
            created_at=at,
        )
        assert row is not None  # noqa: S101  # an insert returns its row
        return Letter(
            row["id"],
            key,
            Lane.REPLY,
            spoken.channel.name,
            spoken.address_id,
            spoken.address,
            body,
            1,
        )

    # -- readings ----------------------------------------------------------------------------

    async def _read(self, lookup: Lookup[Any], asker: Asker) -> None:
        reading = await self._desk.fetch(lookup, asker)
        done = await self._turn(
            asker.channel, asker.address, lambda tx: self._learned(tx, lookup, asker, reading)
        )
        if done is not None:
            self._after(done)

    async def _learned(self, tx: Tx, lookup: Lookup[Any], asker: Asker, reading: Json) -> Done:
        at = to_millis(self._now())
        spoken = await self._load(tx, asker.channel, asker.address, at)
        turn = Turn(
            spoken.talk, await self._case(tx, spoken, at), SERVICES, words(spoken.talk.language)
        )
        said = turn.learn(lookup.key, reading)
        return await self._save(tx, spoken, said, f"read:{asker.address_id}:{spoken.version}", at)

    async def resume_readings(self) -> None:
        """After a start: fetch what was asked for and is not there yet."""
        rows = await self._database.run(lambda tx: tx.all(turns.PENDING))
        for row in rows:
            address = open_address(self._keys, row["sealed"])
            done = await self._turn(
                row["channel"],
                address,
                partial(self._reopened, channel=row["channel"], address=address),
            )
            if done is not None:
                self._after(done)

    async def _reopened(self, tx: Tx, channel: str, address: str) -> Done | None:
        at = to_millis(self._now())
        spoken = await self._load(tx, channel, address, at)
        turn = Turn(
            spoken.talk, await self._case(tx, spoken, at), SERVICES, words(spoken.talk.language)
        )
        step = turn.place().step
        if not isinstance(step, Lookup):
            return None
        asker = Asker(
            channel, address, spoken.address_id, spoken.talk.run, spoken.talk.language or "kk"
        )
        return Done((), Said(reading=step), asker, spoken.talk.language)

    async def settle(self) -> None:
        """Wait until no reading is under way."""
        while self._readings:
            await asyncio.gather(*self._readings, return_exceptions=True)
