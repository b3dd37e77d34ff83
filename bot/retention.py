"""Nothing is kept longer than people were told: answers, texts and numbers 30 days,
proofs 180, ids of messages 7."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import msgspec

from bot.clock import Now, to_millis
from bot.effects import reminders_off
from bot.security.keys import Keys, Unsealable
from bot.storage import sweeping as rows
from bot.storage.database import Database, DatabaseDown, Row, Tx
from bot.storage.query import Query
from bot.talks import PROOF_LASTS_MS
from dialogs.services import SERVICES
from dialogs.state import MENU, Talk

ANSWERS = timedelta(days=30)  # so long after the last word also the number is kept
PROOFS = timedelta(milliseconds=PROOF_LASTS_MS)
LETTERS = timedelta(days=30)
DROPPED: Mapping[str, tuple[Query, timedelta]] = {
    "heard": (rows.DROP_HEARD, timedelta(days=7)),
    "codes": (rows.DROP_CODES, timedelta(days=1)),
    "tries": (rows.DROP_TRIES, timedelta(days=1)),
    "texts": (rows.BLANK_LETTERS, LETTERS),
}
KEPT = [name for name, service in SERVICES.items() if service.keeps_answers]
EVERY_SECONDS = 3600
logger = logging.getLogger(__name__)


class Sweeper:
    """Lets go what is too old; a talk keeps its language and consent, an address its hash."""

    def __init__(self, database: Database, keys: Keys, now: Now) -> None:
        self._database, self._keys, self._now = database, keys, now

    async def run(self) -> None:
        """Again and again, until cancelled."""
        while True:
            try:
                swept = await self.sweep()
                logger.info("swept", extra=dict(swept))
            except DatabaseDown as error:
                logger.warning("sweeping_waits", extra={"why": str(error)})
            await asyncio.sleep(EVERY_SECONDS)

    async def sweep(self) -> Counter[str]:
        """One round; counts by kind what was let go."""
        swept: Counter[str] = Counter()
        for kind, (query, age) in DROPPED.items():
            before = to_millis(self._now() - age)
            swept[kind] = await self._database.run(partial(_run, query, before))
        swept["texts"] += await self._database.run(self._letters)
        # Numbers last: who has no proof and no talk any more does not need one.
        batches = {"proofs": self._proofs, "talks": self._answers, "addresses": self._numbers}
        for kind, batch in batches.items():
            while count := await self._database.run(batch):
                swept[kind] += count
        return swept

    async def _letters(self, tx: Tx) -> int:
        """Those that still wait: nobody shall get so late what was said so long ago."""
        now = self._now()
        return await tx.run(
            rows.EXPIRE_LETTERS, before=to_millis(now - LETTERS), at=to_millis(now)
        )

    async def _proofs(self, tx: Tx) -> int:
        now = self._now()
        before = to_millis(now - PROOFS)
        old = await tx.all(rows.OLD_PROOFS, before=before)
        for row in old:
            address = row["address_id"]
            if await tx.run(rows.DROP_OLD_PROOF, of_address=address, before=before):
                await tx.write(reminders_off(address, row["person_id"], to_millis(now)))
        return len(old)

    async def _numbers(self, tx: Tx) -> int:
        before = to_millis(self._now() - ANSWERS)
        unneeded = await tx.all(rows.UNNEEDED, before=before)
        for row in unneeded:
            await tx.run(rows.FORGET_NUMBER, of_address=row["id"], before=before)
        return len(unneeded)

    async def _answers(self, tx: Tx) -> int:
        before = to_millis(self._now() - ANSWERS)
        old = await tx.all(rows.OLD_TALKS, before=before)
        for row in old:
            await tx.run(
                rows.SWEEP_TALK,
                of_address=row["address_id"],
                seen=row["version"],
                sealed=self._without_answers(row),
                at=to_millis(self._now()),
            )
        return len(old)

    def _without_answers(self, row: Row) -> bytes:
        try:
            talk = msgspec.json.decode(self._keys.open(row["sealed"], b"talk"), type=Talk)
        except (Unsealable, msgspec.MsgspecError):
            talk = Talk(flow="welcome")
        kept = Talk(
            flow=MENU if talk.language else "welcome",
            language=talk.language,
            consented=talk.consented,
            iin_consented=talk.iin_consented,
            runs=talk.runs,
            forgotten=any(talk.answers.get(name) for name in KEPT),
        )
        return self._keys.seal(msgspec.json.encode(kept), b"talk")


async def _run(query: Query, before: int, tx: Tx) -> int:
    return await tx.run(query, before=before)
