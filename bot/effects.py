"""What talks want done, done in the transaction that saves them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.erasure import erase
from bot.security.keys import Keys
from bot.security.sealing import seal_iin
from bot.storage import turns
from bot.storage.database import Tx
from bot.storage.erasing import DROP_PROOF
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

    async def do(self, tx: Tx, effects: Sequence[Effect]) -> bool:
        """Carry the effects out; True if the person was erased, so that no talk is to be kept."""
        erased = False
        for effect in effects:
            if isinstance(effect, Erased):
                await erase(tx, self.address_id, self.person_id)
                erased = True
            else:
                await self._do(tx, effect)
        return erased

    async def _do(self, tx: Tx, effect: Effect) -> None:
        match effect:
            case LanguageChosen(language=language):
                await tx.run(turns.SET_LANGUAGE, of_address=self.address_id, to_language=language)
            case Consented(kind=kind, version=version):
                await self._consent(tx, kind, version)
            case OptedOut(scope=scope):
                await tx.run(turns.SET_OPT_OUT, of_address=self.address_id, scope=scope.value)
            case OptedIn():
                await tx.run(turns.SET_OPT_OUT, of_address=self.address_id, scope=None)
            case Proved(iin=iin, way=way):
                await self._prove(tx, iin, way)
            case Unlinked():
                await tx.run(DROP_PROOF, of_address=self.address_id)
                await tx.run(turns.SET_REMINDERS, of_address=self.address_id, on=0)
            case RemindersSet(on=on, version=version):
                await self._reminders(tx, version, on=on)

    async def _consent(self, tx: Tx, kind: ConsentKind, version: str) -> None:
        await tx.run(
            turns.ADD_CONSENT,
            person_id=self.person_id,
            kind=kind.value,
            version=version,
            language=self.language,
            channel=self.channel,
            at=self.now,
        )

    async def _prove(self, tx: Tx, iin: str, way: str) -> None:
        await tx.run(
            turns.PUT_PROOF,
            address_id=self.address_id,
            iin_hash=self.keys.hash("iin", iin),
            iin=seal_iin(self.keys, iin),
            way=way,
            at=self.now,
        )

    async def _reminders(self, tx: Tx, version: str, *, on: bool) -> None:
        await tx.run(turns.SET_REMINDERS, of_address=self.address_id, on=int(on))
        if on:
            await tx.run(turns.SET_OPT_OUT, of_address=self.address_id, scope=None)
            await self._consent(tx, ConsentKind.REMINDERS, version)
        else:
            await tx.run(
                turns.WITHDRAW_CONSENT,
                of_person=self.person_id,
                of_kind=ConsentKind.REMINDERS.value,
                at=self.now,
            )
