"""A talk out of the database, and back into it with its letters and effects in one write."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from bot.asker import Asker
from bot.catalogs import words
from bot.channels import Channel
from bot.clock import Now, from_millis, to_millis
from bot.effects import Doer
from bot.outbox.letter import Lane, Letter, leased_row
from bot.reference import ReferenceCache
from bot.security.keys import Keys, Unsealable
from bot.storage import letters as letter_rows
from bot.storage import turns
from bot.storage.addresses import new_address, reopened
from bot.storage.database import Row, Tx, Write
from bot.storage.ids import next_id
from dialogs.case import Case
from dialogs.effects import Erased
from dialogs.phrases import ERASED
from dialogs.screen import note
from dialogs.services import SERVICES
from dialogs.state import Talk
from dialogs.talk import Said, Turn

PROOF_LASTS_MS = timedelta(days=180) // timedelta(milliseconds=1)
STALE = timedelta(days=29)  # from then on the sweeper may be taking the number away
_read_talk = msgspec.json.Decoder(Talk).decode
_write_talk = msgspec.json.Encoder().encode
logger = logging.getLogger(__name__)


class SpokenMeanwhile(Exception):
    """Another turn of the same talk was quicker; this one is taken again from the start."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A talk as it was loaded. `row` is None at the first contact, `version` 0 without a talk."""

    channel: Channel
    address: str
    address_id: int
    talk: Talk
    at: int
    row: Row | None

    @property
    def version(self) -> int:
        return (self.row["version"] or 0) if self.row is not None else 0

    @property
    def language(self) -> str:
        return self.talk.language or "kk"

    @property
    def asker(self) -> Asker:
        return Asker(
            self.channel.name, self.address, self.address_id, self.talk.run, self.language
        )

    @property
    def number_may_be_gone(self) -> bool:
        """Has the sweeper taken the number away, or may it be doing so at this moment?"""
        erased = self.row is not None and self.row["state"] == "erased"
        return erased or not self.version or self.quiet_for >= STALE

    @property
    def quiet_for(self) -> timedelta:
        """How long ago the person spoke last."""
        before = self.row["heard_at"] if self.row is not None else None
        return timedelta(milliseconds=max(0, self.at - before) if before else 0)


class Talks:
    """Loads what a turn needs, and writes what it has brought."""

    def __init__(
        self,
        keys: Keys,
        channels: Mapping[str, Channel],
        reference: ReferenceCache,
        now: Now,
        *,
        codes: bool,
    ) -> None:
        self._keys, self._channels, self._reference = keys, channels, reference
        self._now, self._codes = now, codes

    async def load(self, tx: Tx, channel: str, address: str, at: int) -> Spoken:
        """The talk of an address; a new one starts with the welcome."""
        hashed = self._keys.hash(channel, address)
        row = await tx.one(turns.LOAD_TALK, channel=channel, hash=hashed, revision=turns.REVISION)
        address_id = row["id"] if row is not None else next_id()
        talk = self._talk(row)
        return Spoken(self._channels[channel], address, address_id, talk, at, row)

    def _talk(self, row: Row | None) -> Talk:
        if row is None or row["talk"] is None:
            return Talk(flow="welcome")
        try:
            return _read_talk(self._keys.open(row["talk"], b"talk"))
        except (Unsealable, msgspec.ValidationError):
            logger.error("talk_not_read", extra={"address_id": row["id"]})  # noqa: TRY400  # no texts
            return Talk(flow="welcome")

    async def turn(self, tx: Tx, spoken: Spoken) -> Turn:
        """The talk in the world of this moment."""
        case = await self._case(tx, spoken)
        said_in = words(spoken.talk.language)
        return Turn(spoken.talk, case, SERVICES, said_in, spoken.quiet_for)

    async def _case(self, tx: Tx, spoken: Spoken) -> Case:
        row, traits = spoken.row, spoken.channel.traits
        if row is None:
            known = await tx.one(turns.READ_REVISION, revision=turns.REVISION)
            revision = known["value"] if known is not None else None
        else:
            revision = row["revision"]
        proved_at = row["proved_at"] if row is not None else None
        return Case(
            on=from_millis(spoken.at).date(),
            reference=await self._reference.at(tx, revision),
            consented=spoken.talk.consented is not None,
            iin_consented=spoken.talk.iin_consented is not None,
            proved=proved_at is not None and spoken.at - proved_at < PROOF_LASTS_MS,
            reminders_on=row is not None and bool(row["reminders"]),
            opted_out=row is not None and row["opted_out"] is not None,
            shares_contact=traits.shares_contact,
            sender_is_number=traits.sender_is_number,
            codes=self._codes,
        )

    # -- writing -----------------------------------------------------------------------------

    def writes(self, spoken: Spoken, said: Said, letters: Sequence[Letter]) -> list[Write]:
        """All that the turn has brought."""
        group = self._arrival(spoken)
        if spoken.row is not None and spoken.row["state"] == "blocked":
            back = {"of_address": spoken.address_id, "to_state": "open"}
            group.append(Write(turns.SET_STATE, back))
        if not erased(said):
            group.append(self._kept(spoken, pending=said.reading is not None))
        if said.effects:
            group += self._doer(spoken).writes(said.effects)
        return group + [self._put_in(letter, spoken.at) for letter in letters]

    def apology(self, spoken: Spoken, letters: Sequence[Letter]) -> list[Write]:
        """Letters alone: what the turn would have changed is left as it was."""
        put_in = (self._put_in(letter, spoken.at) for letter in letters)
        return [*self._arrival(spoken), *put_in]

    def _arrival(self, spoken: Spoken) -> list[Write]:
        """At the first contact the address itself; its number again, if that may have gone."""
        address, address_id = spoken.address, spoken.address_id
        if spoken.row is None:
            name = spoken.channel.name
            return [new_address(self._keys, name, address, address_id, spoken.at)]
        return [reopened(self._keys, address, address_id)] if spoken.number_may_be_gone else []

    def _doer(self, spoken: Spoken) -> Doer:
        person = spoken.row["person_id"] if spoken.row is not None else spoken.address_id
        name = spoken.channel.name
        return Doer(self._keys, spoken.address_id, person, name, spoken.language, spoken.at)

    def _kept(self, spoken: Spoken, *, pending: bool) -> Write:
        values = {
            "sealed": self._keys.seal(_write_talk(spoken.talk), b"talk"),
            "heard_at": spoken.at,
            "pending_at": spoken.at if pending else None,
        }
        if not spoken.version:
            values["address_id"] = spoken.address_id
            return Write(turns.ADD_TALK, values, else_raise=SpokenMeanwhile)
        values |= {
            "of_address": spoken.address_id,
            "seen": spoken.version,
            "version": spoken.version + 1,
        }
        return Write(turns.SAVE_TALK, values, else_raise=SpokenMeanwhile)

    def letters(self, spoken: Spoken, said: Said, key: str) -> list[Letter]:
        """The replies, leased to this process: it sends them at once."""
        screens = [note(ERASED)] if erased(said) else said.screens
        bodies = spoken.channel.compose_turn(screens, words(spoken.talk.language))
        return [
            Letter(
                id=next_id(),
                key=f"{key}:{place}",
                lane=Lane.REPLY,
                channel=spoken.channel.name,
                address_id=spoken.address_id,
                address=spoken.address,
                body=body,
                attempts=1,
            )
            for place, body in enumerate(bodies)
        ]

    def _put_in(self, letter: Letter, at: int) -> Write:
        now = to_millis(self._now())
        return Write(letter_rows.ADD, leased_row(letter, self._keys, now, at))


def erased(said: Said) -> bool:
    """Did the person have everything deleted? Then no talk is kept."""
    return any(isinstance(effect, Erased) for effect in said.effects)
