"""Letters go out: at once by whoever wrote them, later by the loop that looks for what is due."""

import asyncio
import contextlib
import logging
import random
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.channels import Channel, Refused, Stopped, TryLater
from bot.clock import Now, to_millis
from bot.outbox.held import Held
from bot.outbox.letter import LEASE_MS, Lane, Letter
from bot.outbox.pace import ChatPace, Pace
from bot.outbox.retry import MOST_ATTEMPTS, pause
from bot.security.keys import Keys, Unsealable
from bot.security.sealing import open_address, open_body
from bot.storage import letters as rows
from bot.storage import turns
from bot.storage.database import Database, DatabaseDown, Row, Tx

GROUP_SECONDS = 0.02
POLL_SECONDS = 1.0
BATCH = 100
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sending. `again_at` is set where it is to be tried once more."""

    letter: Letter
    state: str
    reference: str | None = None
    reason: str | None = None
    again_at: int | None = None


@dataclass(slots=True)
class _Lane:
    """Letters to one address go one after the other."""

    letters: deque[Letter] = field(default_factory=deque)


def _wanted_body(row: Row, address: Row) -> bytes:
    """The sealed body; raises Unsealable where there is nothing to send, or nobody wants it."""
    if row["body"] is None:
        raise Unsealable("nothing to send")
    if not _wanted(row, address):
        raise Unsealable("opted out")
    return bytes(row["body"])


def _wanted(row: Row, address: Row) -> bool:
    """Is this letter still wanted? Opt-outs count at the door, not only when it was planned."""
    unasked = row["lane"] >= Lane.REMINDER
    return not unasked or (address["opted_out"] is None and address["state"] == "open")


def _settled(outcome: Outcome, at: int) -> dict[str, object]:
    return {
        "of_letter": outcome.letter.id,
        "to_state": outcome.state,
        "reference": outcome.reference,
        "reason": outcome.reason,
        "at": at,
    }


def _postponed(outcome: Outcome) -> dict[str, object]:
    letter = outcome.letter.id
    return {"of_letter": letter, "due": outcome.again_at, "reason": outcome.reason}


class Outbox:
    """Sends for the channels it is given; results are written down in groups of 20 ms."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        channels: Mapping[str, Channel],
        paces: Mapping[str, Pace],
        chats: ChatPace,
        now: Now,
    ) -> None:
        self._database, self._keys = database, keys
        self._channels, self._paces = channels, paces
        self._chats, self._now = chats, now
        self._held = Held()
        self._by_address: dict[int, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._outcomes: list[Outcome] = []
        self._written: asyncio.Task[None] | None = None
        self._chance = random.Random()  # noqa: S311  # jitter, not a secret

    def dispatch(self, letters: Sequence[Letter]) -> None:
        """Send letters that are leased to us; returns at once."""
        for letter in self._held.take(letters, to_millis(self._now())):
            lane = self._by_address.get(letter.address_id)
            behind = self._held.behind(letter.address_id)
            if lane is not None:
                lane.letters.append(letter)
                continue
            if behind is not None:
                self._note(Outcome(letter, "waiting", again_at=behind + 1))
                continue
            self._by_address[letter.address_id] = _Lane(deque([letter]))
            task = asyncio.create_task(self._send_in_order(letter.address_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _send_in_order(self, address_id: int) -> None:
        lane = self._by_address[address_id]
        while lane.letters:
            outcome = await self._send(lane.letters[0])
            letter = lane.letters.popleft()
            if outcome is None:
                self._held.let_go([letter])
                continue
            self._note(outcome)
            if outcome.again_at is not None:
                self._held.postponed(address_id, outcome.again_at)
                for behind in lane.letters:
                    self._note(Outcome(behind, "waiting", again_at=outcome.again_at + 1))
                lane.letters.clear()
        del self._by_address[address_id]

    async def _send(self, letter: Letter) -> Outcome | None:
        """None if the lease ran out while the letter waited for its turn: it comes back."""
        await self._chats.turn(letter.address_id, letter.lane)
        await self._paces[letter.channel].turn(letter.lane)
        now = to_millis(self._now())
        if letter.expires_at is not None and letter.expires_at <= now:
            return Outcome(letter, "expired")
        if not self._held.is_ours(letter, now):
            return None
        return await self._handed_over(letter)

    async def _handed_over(self, letter: Letter) -> Outcome:
        try:
            channel = self._channels[letter.channel]
            reference = await channel.send(letter.address, letter.body, letter.key)
        except TryLater as error:
            return self._later(letter, error)
        except Refused as error:
            return Outcome(letter, "refused", reason=error.why[:80])
        except Stopped as error:
            return Outcome(letter, "stopped", reason=error.why[:80])
        except Exception as error:  # noqa: BLE001  # one letter must not stop the others
            logger.error("letter_failed", extra={"letter": letter.id, "why": type(error).__name__})  # noqa: TRY400  # a trace may hold texts
            return Outcome(letter, "refused", reason=f"fault: {type(error).__name__}")
        return Outcome(letter, "sent", reference=reference)

    def _later(self, letter: Letter, error: TryLater) -> Outcome:
        if error.after is not None:
            self._paces[letter.channel].hold(error.after)
        if letter.attempts >= MOST_ATTEMPTS:
            return Outcome(letter, "refused", reason=f"gave up: {error.why}"[:80])
        wait = pause(letter.attempts, error.after, self._chance)
        again = to_millis(self._now()) + int(wait * 1000)
        return Outcome(letter, "waiting", reason=error.why[:80], again_at=again)

    # -- writing down ------------------------------------------------------------------------

    def _note(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        if self._written is None:
            self._written = asyncio.create_task(self._write_soon())

    async def _write_soon(self) -> None:
        while self._outcomes:
            await asyncio.sleep(GROUP_SECONDS)
            group, self._outcomes = self._outcomes, []
            try:
                await self._database.run(partial(self._settle, group=group))
            except Exception as error:  # noqa: BLE001  # until they are written, nothing else counts
                self._outcomes = group + self._outcomes
                why = {"letters": len(group), "why": type(error).__name__}
                logger.warning("outcomes_not_written", extra=why)
                await asyncio.sleep(POLL_SECONDS)
            else:
                self._held.let_go(outcome.letter for outcome in group)
        self._written = None

    async def _settle(self, tx: Tx, group: Sequence[Outcome]) -> None:
        at = to_millis(self._now())
        again = [one for one in group if one.again_at is not None]
        final = [one for one in group if one.again_at is None]
        await tx.many(rows.SETTLE, [_settled(one, at) for one in final])
        await tx.many(rows.POSTPONE, [_postponed(one) for one in again])
        codes = [one.letter.id for one in final if one.letter.lane is Lane.CODE]
        await tx.many(rows.BLANK, [{"of_letter": letter} for letter in codes])
        gone = {one.letter.address_id for one in final if one.state == "stopped"}
        await tx.many(
            turns.SET_STATE, [{"of_address": each, "to_state": "blocked"} for each in gone]
        )

    # -- what was left -----------------------------------------------------------------------

    async def take_back(self) -> None:
        """End the leases of a process that is dead for sure: only where there can be but one."""
        now = to_millis(self._now())
        await self._database.run(lambda tx: tx.run(rows.END_LEASES, now=now))

    async def run(self) -> None:
        """Look for letters that are due, again and again, until cancelled."""
        while True:
            try:
                while await self.once() == BATCH:
                    pass
            except DatabaseDown as error:
                logger.warning("outbox_waits", extra={"why": str(error)})
            await asyncio.sleep(POLL_SECONDS)

    async def once(self) -> int:
        """Claim what is due and send it; returns how many letters were claimed."""
        claimed = 0
        for name in self._channels:
            letters = await self._database.run(partial(self._claim, channel=name))
            claimed = max(claimed, len(letters))
            self._held.claimed(letters, to_millis(self._now()))
            self.dispatch(letters)
        return claimed

    async def _claim(self, tx: Tx, channel: str) -> list[Letter]:
        now = to_millis(self._now())
        for row in await tx.all(rows.RELEASE_BEGUN, now=now):
            if row["lane"] == Lane.CODE:  # its fate is unknown: a code is never sent twice
                await tx.run(
                    rows.SETTLE,
                    of_letter=row["id"],
                    to_state="unknown",
                    reference=None,
                    reason="begun before a crash",
                    at=now,
                )
                await tx.run(rows.BLANK, of_letter=row["id"])
        found = await tx.all(
            rows.CLAIM, now=now, until=now + LEASE_MS, most=BATCH, of_channel=channel
        )
        letters = [await self._letter(tx, row) for row in found]
        return sorted((one for one in letters if one), key=lambda one: (one.lane, one.id))

    async def _letter(self, tx: Tx, row: Row) -> Letter | None:
        address = await tx.one(rows.ADDRESS, address_id=row["address_id"])
        assert address is not None  # noqa: S101  # addresses are never deleted
        try:
            body = _wanted_body(row, address)
            return Letter(
                id=row["id"],
                key=row["key"],
                lane=Lane(row["lane"]),
                channel=row["channel"],
                address_id=row["address_id"],
                address=open_address(self._keys, address["sealed"]),
                body=open_body(self._keys, body),
                attempts=row["attempts"],
                expires_at=row["expires_at"],
            )
        except Unsealable as error:
            await tx.run(
                rows.SETTLE,
                of_letter=row["id"],
                to_state="refused",
                reference=None,
                reason=str(error)[:80],
                at=to_millis(self._now()),
            )
            return None

    async def drain(self, patience: float | None = None) -> None:
        """
        Let what is being sent end, and write the outcomes down.

        What takes longer than `patience` (seconds) is left to whoever takes over.
        """
        if self._tasks and patience is not None:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        while self._written is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._written
