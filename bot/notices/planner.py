"""Which reminders are due on a day: planned as often as one likes, written once."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256

from bot.catalogs import words
from bot.channels import Channel
from bot.clock import ALMATY, Now, to_millis
from bot.notices.wording import DUE, RENEWAL, RETURNED, SENT, reminder
from bot.outbox.letter import Lane
from bot.security.keys import Keys
from bot.security.sealing import open_iin, seal_body
from bot.storage import letters as letter_rows
from bot.storage import reminders as rows
from bot.storage.database import Database, DatabaseDown, Row, Tx
from bot.storage.ids import next_id
from dialogs.backend import Backend, BackendError, Payment, PaymentState
from dialogs.eligibility.quarter import Quarter
from dialogs.text import ShortDay

OPENS, CLOSES = time(9), time(21)  # quiet hours lie outside
DUE_BEFORE = timedelta(days=3)
NEWS_FOR = timedelta(days=7)
RENEWAL_BEFORE, RENEWAL_AFTER = timedelta(days=14), timedelta(days=5)
EVERY_SECONDS = 600
LONGEST_ID = 32
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """One reminder; `key` names what it is about, so that it is never written twice."""

    kind: str
    key: str
    until: date
    day: date | None = None


class Planner:
    """Plans for those who have turned reminders on."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        backend: Backend,
        channels: Mapping[str, Channel],
        now: Now,
    ) -> None:
        self._database, self._keys, self._backend = database, keys, backend
        self._channels, self._now = channels, now

    async def run(self) -> None:
        """Plan today, again and again, until cancelled."""
        while True:
            try:
                await self.plan(self._now().date())
            except DatabaseDown as error:
                logger.warning("planning_waits", extra={"why": str(error)})
            await asyncio.sleep(EVERY_SECONDS)

    async def plan(self, on: date) -> Counter[str]:
        """
        Write the reminders of the day; counts by kind what was new.

        New is also what one address of a person did not take and another gets now.
        """
        written: Counter[str] = Counter()
        for row in await self._database.run(lambda tx: tx.all(rows.SUBSCRIBED)):
            if row["channel"] not in self._channels:
                continue
            planned = [*await self._payments(row, on), *_renewals(row, on)]
            for one in planned:
                new = await self._database.run(partial(self._write, row=row, planned=one, on=on))
                written[one.kind] += new
        return written

    async def _payments(self, row: Row, on: date) -> list[Planned]:
        try:
            found = await self._backend.payments(open_iin(self._keys, row["iin"]))
        except BackendError as error:
            logger.warning("not_planned", extra={"why": type(error).__name__})
            return []
        planned = [_of_payment(payment, on) for payment in found.value]
        return [one for one in planned if one is not None]

    async def _write(self, tx: Tx, row: Row, planned: Planned, on: date) -> int:
        channel = self._channels[row["channel"]]
        day = ShortDay(planned.day) if planned.day is not None else None
        body = channel.compose(reminder(planned.kind, day), words(row["language"]))
        now = self._now()
        return await tx.run(
            letter_rows.ADD_ONCE,
            id=next_id(),
            key=planned.key,
            lane=Lane.REMINDER,
            channel=row["channel"],
            address_id=row["address_id"],
            body=seal_body(self._keys, body),
            due_at=to_millis(decent_hour(on, now)),
            expires_at=to_millis(datetime.combine(planned.until, CLOSES, ALMATY)),
            created_at=to_millis(now),
        )


def decent_hour(on: date, now: datetime) -> datetime:
    """The first moment of the day, not before now, at which a message disturbs nobody."""
    earliest = max(datetime.combine(on, OPENS, ALMATY), now)
    if earliest.timetz().replace(tzinfo=None) >= CLOSES:
        return datetime.combine(earliest.date() + timedelta(days=1), OPENS, ALMATY)
    if earliest.timetz().replace(tzinfo=None) < OPENS:
        return datetime.combine(earliest.date(), OPENS, ALMATY)
    return earliest


def _of_payment(payment: Payment, on: date) -> Planned | None:
    day = payment.day
    if day is None:
        return None  # no day is ever promised, or told as news, that the backend did not give
    key = f"payment:{_short(payment.id)}:{payment.state.value}"
    match payment.state:
        case PaymentState.DUE if day - DUE_BEFORE <= on <= day:
            return Planned(DUE, f"{key}-3d:{day}", day, day)
        case PaymentState.SENT if day <= on <= day + NEWS_FOR:
            return Planned(SENT, key, day + NEWS_FOR)
        case PaymentState.RETURNED if day <= on <= day + NEWS_FOR:
            return Planned(RETURNED, f"{key}:{day}", day + NEWS_FOR)
    return None


def _short(identity: str) -> str:
    """An id as it may stand in a letter's key, which holds 80 characters; long ones by digest."""
    if len(identity) <= LONGEST_ID:
        return identity
    return sha256(identity.encode()).hexdigest()[:LONGEST_ID]


def _renewals(row: Row, on: date) -> list[Planned]:
    """Two weeks before a quarter's end and in its first days, once each."""
    this = Quarter.of(on)
    person = row["iin_hash"].hex()[:LONGEST_ID]  # one message, on however many phones
    if this.last_day - on < RENEWAL_BEFORE:
        return [Planned(RENEWAL, f"renewal:{person}:{this}:end", this.last_day)]
    if on - this.first_day < RENEWAL_AFTER:
        until = this.first_day + RENEWAL_AFTER
        return [Planned(RENEWAL, f"renewal:{person}:{this}:begin", until)]
    return []
