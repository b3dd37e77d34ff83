"""Nothing is kept longer than people were told: answers and texts 30 days, ids of messages 7."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import msgspec

from bot.clock import Now, to_millis
from bot.security.keys import Keys, Unsealable
from bot.storage import sweeping as rows
from bot.storage.database import Database, DatabaseDown, Row, Tx
from bot.storage.query import Query
from dialogs.services import SERVICES
from dialogs.state import MENU, Talk

ANSWERS = timedelta(days=30)
DROPPED: Mapping[str, tuple[Query, timedelta]] = {
    "heard": (rows.DROP_HEARD, timedelta(days=7)),
    "codes": (rows.DROP_CODES, timedelta(days=1)),
    "tries": (rows.DROP_TRIES, timedelta(days=1)),
    "texts": (rows.BLANK_LETTERS, timedelta(days=30)),
}
KEPT = [name for name, service in SERVICES.items() if service.keeps_answers]
EVERY_SECONDS = 3600
logger = logging.getLogger(__name__)


class Sweeper:
    """Lets go what is too old; a talk keeps its language and consent."""

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
        while count := await self._database.run(self._answers):
            swept["talks"] += count
        return swept

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
