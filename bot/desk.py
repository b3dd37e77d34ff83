"""What flows look up: readings of the person who has proved who they are, and the proof itself."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from bot import tries
from bot.asker import Asker
from bot.clock import Now, to_millis
from bot.codes import Codes
from bot.security.keys import Keys
from bot.security.sealing import open_iin
from bot.storage import turns
from bot.storage.database import Database, DatabaseDown, Tx
from dialogs.backend import Backend, BadAnswer, Reading, Refused, Unavailable, Unknown
from dialogs.readings import failed, stored
from dialogs.steps import Json, Lookup
from dialogs.understanding.phones import read_phone

DEADLINE_SECONDS = 10.0
WHY: Mapping[type[Exception], str] = {
    Unavailable: "unavailable",
    TimeoutError: "unavailable",
    DatabaseDown: "unavailable",
    Unknown: "unknown",
    Refused: "refused",
    BadAnswer: "bad_answer",
}


class Desk:
    """
    Every look-up ends within the deadline, with a value or a named failure.

    `codes` is None where no one-time code can be sent.
    """

    def __init__(
        self, database: Database, keys: Keys, backend: Backend, now: Now, codes: Codes | None
    ) -> None:
        self._database, self._keys, self._backend = database, keys, backend
        self._now, self._codes = now, codes
        self._readings: Mapping[str, Callable[[str], Awaitable[Reading[Any]]]] = {
            "applications": backend.applications,
            "contract": backend.contract,
            "payments": backend.payments,
        }

    @property
    def sends_codes(self) -> bool:
        return self._codes is not None

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
            case "send_code", (iin,) if self._codes is not None:
                known = await self._phones(iin)
                return {"value": await self._codes.send(asker, iin, known[0] if known else None)}
            case "check_code", (iin, code) if self._codes is not None:
                return {"value": await self._codes.check(asker, iin, code)}
        return await self._read(lookup.what, asker)

    async def _read(self, what: str, asker: Asker) -> Json:
        iin = await self._database.run(partial(self._proved_iin, asker=asker))
        if iin is None:
            return failed("unknown")
        return stored(await self._readings[what](iin))

    async def _proved_iin(self, tx: Tx, asker: Asker) -> str | None:
        row = await tx.one(turns.PROOF_OF, address_id=asker.address_id)
        return open_iin(self._keys, row["iin"]) if row is not None else None

    async def _check_number(self, asker: Asker, iin: str, phone: str) -> str:
        pair = tries.Pair.of(self._keys, asker.address_id, iin)
        now = to_millis(self._now())
        if await self._database.run(lambda tx: tries.locked(tx, pair, now)):
            return "locked"
        if _normal(phone or asker.address) in await self._phones(iin):
            return "yes"
        full = await self._database.run(lambda tx: tries.count_wrong(tx, pair, now))
        return "locked" if full else "no"

    async def _phones(self, iin: str) -> tuple[str, ...]:
        try:
            return (await self._backend.person(iin)).value.phones
        except Unknown:
            return ()


def _normal(phone: str) -> str:
    """As channels give it (77011234567, with or without +; 8701… from a gateway) in E.164."""
    return read_phone(phone) or phone
