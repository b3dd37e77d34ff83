"""What flows look up: readings of the person who has proved who they are, and the proof itself."""

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot import tries
from bot.catalogs import words
from bot.channels import Channel
from bot.clock import Now, to_millis
from bot.outbox.letter import LEASE_MS, Lane, Letter
from bot.security.keys import Keys
from bot.security.sealing import open_iin, seal_body
from bot.storage import letters as letter_rows
from bot.storage import proofs as rows
from bot.storage import turns
from bot.storage.addresses import address_of
from bot.storage.database import Database, Tx
from bot.storage.ids import next_id
from dialogs.backend import Backend, BadAnswer, Reading, Refused, Unavailable, Unknown
from dialogs.readings import failed, stored
from dialogs.screen import note
from dialogs.steps import Json, Lookup
from dialogs.text import _

DEADLINE_SECONDS = 10.0
CODE_MS = 10 * 60 * 1000
DIGITS = 6
WHY: Mapping[type[Exception], str] = {
    Unavailable: "unavailable",
    TimeoutError: "unavailable",
    Unknown: "unknown",
    Refused: "refused",
    BadAnswer: "bad_answer",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants to know: the address, the run of the flow, the language of the talk."""

    channel: str
    address: str
    address_id: int
    run: str
    language: str


class Desk:
    """Every look-up ends within the deadline, with a value or a named failure."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        backend: Backend,
        now: Now,
        sms: Channel | None,
        dispatch: Callable[[Sequence[Letter]], None],
    ) -> None:
        self._database, self._keys, self._backend = database, keys, backend
        self._now, self._sms, self._dispatch = now, sms, dispatch
        self._readings: Mapping[str, Callable[[str], Awaitable[Reading[Any]]]] = {
            "applications": backend.applications,
            "contract": backend.contract,
            "payments": backend.payments,
        }

    @property
    def sends_codes(self) -> bool:
        """Can one-time codes be sent at all?"""
        return self._sms is not None

    async def fetch(self, lookup: Lookup[Any], asker: Asker) -> Json:
        """The reading as it is stored in the talk."""
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                return await self._fetch(lookup, asker)
        except tuple(WHY) as error:
            return failed(next(why for kind, why in WHY.items() if isinstance(error, kind)))

    async def _fetch(self, lookup: Lookup[Any], asker: Asker) -> Json:
        match lookup.what, lookup.arguments:
            case "check_number", (iin, phone):
                return {"value": await self._check_number(asker, iin, phone)}
            case "send_code", (iin,):
                return {"value": await self._send_code(asker, iin)}
            case "check_code", (iin, code):
                return {"value": await self._check_code(asker, iin, code)}
        proved = await self._database.run(partial(self._proved_iin, asker=asker))
        if proved is None:
            return failed("unknown")
        return stored(await self._readings[lookup.what](proved))

    async def _proved_iin(self, tx: Tx, asker: Asker) -> str | None:
        row = await tx.one(turns.PROOF_OF, address_id=asker.address_id)
        return open_iin(self._keys, row["iin"]) if row is not None else None

    # -- proof by the number -----------------------------------------------------------------

    async def _check_number(self, asker: Asker, iin: str, phone: str) -> str:
        pair = tries.Pair.of(self._keys, asker.address_id, iin)
        now = to_millis(self._now())
        if await self._database.run(lambda tx: tries.locked(tx, pair, now)):
            return "locked"
        number = _normal(phone or asker.address)
        known = await self._phones(iin)
        if number in known:
            return "yes"
        full = await self._database.run(lambda tx: tries.count_wrong(tx, pair, now))
        return "locked" if full else "no"

    async def _phones(self, iin: str) -> tuple[str, ...]:
        try:
            return (await self._backend.person(iin)).value.phones
        except Unknown:
            return ()

    # -- proof by a one-time code ------------------------------------------------------------

    async def _send_code(self, asker: Asker, iin: str) -> str:
        phones = await self._phones(iin)
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        phone = phones[0] if phones else None
        letter = await self._database.run(lambda tx: self._write_code(tx, asker, iin, code, phone))
        if letter == "locked":
            return "locked"
        if isinstance(letter, Letter):
            self._dispatch([letter])
        return "sent"

    async def _write_code(
        self, tx: Tx, asker: Asker, iin: str, code: str, phone: str | None
    ) -> Letter | str | None:
        """The same steps for known and unknown IINs: nobody learns which it was."""
        now = to_millis(self._now())
        if await tries.locked(tx, tries.Pair.of(self._keys, asker.address_id, iin), now):
            return "locked"
        attempt = asker.run
        new = await tx.run(
            rows.ADD_CODE,
            address_id=asker.address_id,
            attempt=attempt,
            iin_hash=self._keys.hash("iin", iin),
            digest=self._digest(asker, iin, code if phone else secrets.token_hex(8)),
            expires_at=now + CODE_MS,
        )
        if not new or self._sms is None:
            return None
        to = await address_of(tx, self._keys, self._sms.name, phone or "void", now)
        text = _("Code: {code}. It lives 10 minutes. Tell it to nobody.", code=code)
        body = self._sms.compose(note(text), words(asker.language))
        key = f"code:{asker.address_id}:{attempt}"
        letter_id = next_id()
        await tx.run(
            letter_rows.ADD,
            id=letter_id,
            key=key,
            lane=Lane.CODE,
            channel=self._sms.name,
            address_id=to,
            body=seal_body(self._keys, body),
            due_at=now,
            expires_at=now + CODE_MS,
            begun_at=now,
            leased_until=now + LEASE_MS,
            attempts=1,
            created_at=now,
        )
        if phone is None:
            await _cancel(tx, letter_id, now)
            return None
        return Letter(letter_id, key, Lane.CODE, self._sms.name, to, phone, body, 1, now + CODE_MS)

    async def _check_code(self, asker: Asker, iin: str, code: str) -> str:
        return await self._database.run(lambda tx: self._compare(tx, asker, iin, code))

    async def _compare(self, tx: Tx, asker: Asker, iin: str, code: str) -> str:
        now = to_millis(self._now())
        pair = tries.Pair.of(self._keys, asker.address_id, iin)
        if await tries.locked(tx, pair, now):
            return "locked"
        row = await tx.one(
            rows.NEWEST_CODE,
            address_id=asker.address_id,
            iin_hash=self._keys.hash("iin", iin),
        )
        digest = self._digest(asker, iin, code)
        right = hmac.compare_digest(digest, row["digest"] if row is not None else b"-" * 32)
        if row is not None:
            await tx.run(rows.COUNT_CODE_TRY, of_code=row["id"])
        alive = row is not None and row["used_at"] is None and row["expires_at"] > now
        if row is not None and right and alive and row["tries"] < tries.MOST:
            await tx.run(rows.USE_CODE, of_code=row["id"], at=now)
            await tries.clear(tx, pair)
            return "yes"
        return "locked" if await tries.count_wrong(tx, pair, now) else "no"

    def _digest(self, asker: Asker, iin: str, code: str) -> bytes:
        return self._keys.hash("code", f"{asker.address_id} {iin} {code}")


async def _cancel(tx: Tx, letter_id: int, now: int) -> None:
    await tx.run(
        letter_rows.SETTLE,
        of_letter=letter_id,
        to_state="cancelled",
        reference=None,
        reason="void",
        at=now,
    )
    await tx.run(letter_rows.BLANK, of_letter=letter_id)


def _normal(phone: str) -> str:
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"+{digits}"
