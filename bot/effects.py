"""What talks want done, as the writes of the transaction that saves them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.erasure import erasure
from bot.outbox.letter import Lane
from bot.security.keys import Keys
from bot.security.sealing import seal_iin
from bot.storage import turns
from bot.storage.database import Write
from bot.storage.erasing import DROP_PROOF
from bot.storage.reminders import DROP_PLANNED
from dialogs.effects import (
    Consented,
    ConsentKind,
    Effect,
    Erased,
    LanguageChosen,
    OptedIn,
    OptedOut,
    Proved,
    RemindersSet,
    Unlinked,
)


@dataclass(frozen=True, slots=True)
class Doer:
    """On whose behalf: the address and the person behind it, at one moment."""

    keys: Keys
    address_id: int
    person_id: int
    channel: str
    language: str
    now: int

    def writes(self, effects: Iterable[Effect]) -> list[Write]:
        """What is to be written for these effects, in their order."""
        return [write for effect in effects for write in self._of(effect)]

    def _of(self, effect: Effect) -> Iterator[Write]:
        here = {"of_address": self.address_id}
        match effect:
            case LanguageChosen(language=language):
                yield Write(turns.SET_LANGUAGE, {**here, "to_language": language})
            case Consented(kind=kind, version=version):
                yield self._consent(kind, version)
            case OptedOut(scope=scope):
                yield Write(turns.SET_OPT_OUT, {**here, "scope": scope.value})
            case OptedIn():
                yield Write(turns.SET_OPT_OUT, {**here, "scope": None})
            case Proved(iin=iin, way=way):
                yield self._prove(iin, way)
            case Unlinked():
                yield Write(DROP_PROOF, here)
                yield from self._reminders("", on=False)
            case RemindersSet(on=on, version=version):
                yield from self._reminders(version, on=on)
            case Erased():
                yield from erasure(self.address_id, self.person_id)

    def _consent(self, kind: ConsentKind, version: str) -> Write:
        return Write(
            turns.ADD_CONSENT,
            {
                "person_id": self.person_id,
                "kind": kind.value,
                "version": version,
                "language": self.language,
                "channel": self.channel,
                "at": self.now,
            },
        )

    def _prove(self, iin: str, way: str) -> Write:
        return Write(
            turns.PUT_PROOF,
            {
                "address_id": self.address_id,
                "iin_hash": self.keys.hash("iin", iin),
                "iin": seal_iin(self.keys, iin),
                "way": way,
                "at": self.now,
            },
        )

    def _reminders(self, version: str, *, on: bool) -> Iterator[Write]:
        if not on:
            yield from reminders_off(self.address_id, self.person_id, self.now)
            return
        here = {"of_address": self.address_id}
        yield Write(turns.SET_REMINDERS, {**here, "on": 1})
        yield Write(turns.SET_OPT_OUT, {**here, "scope": None})
        yield self._consent(ConsentKind.REMINDERS, version)


def reminders_off(address_id: int, person_id: int, now: int) -> list[Write]:
    """No more reminders: their consent is withdrawn, and what was planned is not sent."""
    here = {"of_address": address_id}
    consent = {"of_person": person_id, "of_kind": ConsentKind.REMINDERS.value, "at": now}
    return [
        Write(turns.SET_REMINDERS, {**here, "on": 0}),
        Write(turns.WITHDRAW_CONSENT, consent),
        Write(DROP_PLANNED, {**here, "of_lane": Lane.REMINDER}),
    ]
