"""One-time codes: six digits to the number that the backend knows, ten minutes, five tries."""

import hmac
import secrets
from collections.abc import Callable, Sequence

from bot import tries
from bot.asker import Asker
from bot.catalogs import words
from bot.channels import Channel
from bot.clock import Now, to_millis
from bot.outbox.letter import Lane, Letter, leased_row
from bot.security.keys import Keys
from bot.storage import letters as letter_rows
from bot.storage import proofs as rows
from bot.storage.addresses import address_of
from bot.storage.database import Database, Tx
from bot.storage.ids import next_id
from dialogs.screen import note
from dialogs.text import _

LIVES_MS = 10 * 60 * 1000
DIGITS = 6
NOBODY = "void"


class Codes:
    """Known and unknown IINs go through the same steps: nobody learns which it was."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        now: Now,
        sms: Channel,
        dispatch: Callable[[Sequence[Letter]], None],
    ) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._sms, self._dispatch = sms, dispatch

    async def send(self, asker: Asker, iin: str, phone: str | None) -> str:
        """
        `sent` (or as if), or `locked`. Once in a run of the flow for an IIN, whatever happens.

        Beyond `tries.MOST` codes an hour for one person, whoever asks, it is as if: the owner's
        phone is left in peace. Strangers can so keep the owner from a code for no longer than
        the hour in which they asked; the own contact, or a message from the own number, and the
        career centre stay open to the owner all the while. Wrong codes lock only who sent them.
        """
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        letter = await self._database.run(lambda tx: self._write(tx, asker, iin, code, phone))
        if letter == "locked":
            return "locked"
        if isinstance(letter, Letter):
            self._dispatch([letter])
        return "sent"

    async def _write(
        self, tx: Tx, asker: Asker, iin: str, code: str, phone: str | None
    ) -> Letter | str | None:
        now = to_millis(self._now())
        pair = tries.Pair.of(self._keys, asker.address_id, iin)
        if await tries.locked(tx, pair, now):
            return "locked"
        hashed = self._keys.hash("iin", iin)
        here = {"address_id": asker.address_id, "attempt": asker.run, "iin_hash": hashed}
        sent = await tx.one(rows.CODE_OF_RUN, **here)
        if sent is not None:
            return None  # before a crash, or a moment ago: never again
        if not await tries.may_send(tx, pair, now):
            return "locked"
        if not await tries.spares_owner(tx, pair, now):
            phone = None
        new = await tx.run(
            rows.ADD_CODE,
            **here,
            digest=self._digest(asker, iin, code if phone else secrets.token_hex(8)),
            expires_at=now + LIVES_MS,
        )
        if not new:
            return None  # at this very moment, by another process
        letter = await self._letter(tx, asker, code, phone, now)
        await self._put_in(tx, letter, now, void=phone is None)
        return letter if phone is not None else None

    async def _letter(
        self, tx: Tx, asker: Asker, code: str, phone: str | None, now: int
    ) -> Letter:
        address = phone or NOBODY
        text = _("Code: {code}. It lives 10 minutes. Tell it to nobody.", code=code)
        letter_id = next_id()
        return Letter(
            id=letter_id,
            key=f"code:{letter_id}",
            lane=Lane.CODE,
            channel=self._sms.name,
            address_id=await address_of(tx, self._keys, self._sms.name, address, now),
            address=address,
            body=self._sms.compose(note(text), words(asker.language)),
            attempts=1,
            expires_at=now + LIVES_MS,
        )

    async def _put_in(self, tx: Tx, letter: Letter, now: int, *, void: bool) -> None:
        """One statement and the same work either way; a void letter is over at once."""
        query = rows.ADD_VOID if void else letter_rows.ADD
        await tx.run(query, **leased_row(letter, self._keys, now, now))

    async def check(self, asker: Asker, iin: str, code: str) -> str:
        """`yes`, `no` or `locked`; a right code counts in one run, however often it asks."""
        return await self._database.run(lambda tx: self._compare(tx, asker, iin, code))

    async def _compare(self, tx: Tx, asker: Asker, iin: str, code: str) -> str:
        now = to_millis(self._now())
        pair = tries.Pair.of(self._keys, asker.address_id, iin)
        if await tries.locked(tx, pair, now):
            return "locked"
        hashed = self._keys.hash("iin", iin)
        row = await tx.one(rows.NEWEST_CODE, address_id=asker.address_id, iin_hash=hashed)
        digest = self._digest(asker, iin, code)
        right = hmac.compare_digest(digest, row["digest"] if row is not None else b"-" * 32)
        if row is not None:
            await tx.run(rows.COUNT_CODE_TRY, of_code=row["id"])
        if row is not None and right and row["expires_at"] > now and row["tries"] < tries.MOST:
            used = await tx.run(rows.USE_CODE, of_code=row["id"], run=asker.run, at=now)
            if used:
                await tries.clear(tx, pair)
                return "yes"
        return "locked" if await tries.count_wrong(tx, pair, now) else "no"

    def _digest(self, asker: Asker, iin: str, code: str) -> bytes:
        return self._keys.hash("code", f"{asker.address_id} {iin} {code}")
