"""The queue behind `getUpdates`: what people did and the bot has not confirmed yet."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection

from bot.web.simulator.errors import ApiError
from bot.web.simulator.hub import Json

_KEPT = 10_000
_LONGEST_WAIT = 50
_MOST = 100


class Updates:
    """Telegram's semantics: an update is handed out until a higher offset confirms it."""

    def __init__(self, first_id: int) -> None:
        self._next = first_id
        self._waiting: deque[Json] = deque(maxlen=_KEPT)
        self._allowed: frozenset[str] = frozenset()
        self._wake = asyncio.Event()
        self._reader = 0
        self._closed = False

    def add(self, kind: str, body: Json) -> int:
        """Queue one update of the kind (`message`, `callback_query`, …); gives its id."""
        number = self._next
        self._next += 1
        if not self._allowed or kind in self._allowed:
            self._waiting.append({"update_id": number, kind: body})
            self._signal()
        return number

    def allow(self, kinds: Collection[str]) -> None:
        """Keep only these kinds from now on; none named means all, as with Telegram."""
        self._allowed = frozenset(kinds)

    async def take(self, *, offset: int, limit: int, wait: float) -> list[Json]:
        """Confirm what lies before the offset, then wait up to `wait` seconds for the rest.

        A negative offset counts from the end. Raises ApiError 409 when a later reader has come.
        """
        self._reader += 1
        mine = self._reader
        self._signal()
        self._confirm(offset)
        size = min(max(limit, 1), _MOST)
        try:
            async with asyncio.timeout(min(max(wait, 0), _LONGEST_WAIT)):
                while not self._waiting and not self._closed:
                    await self._wake.wait()
                    self._refuse_if_replaced(mine)
        except TimeoutError:
            return []
        return list(self._waiting)[:size]

    def drop(self) -> None:
        """Forget what waits (`drop_pending_updates`)."""
        self._waiting.clear()

    def close(self) -> None:
        """Let whoever waits go home with nothing."""
        self._closed = True
        self._signal()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()

    def _refuse_if_replaced(self, mine: int) -> None:
        if mine != self._reader:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )

    def _signal(self) -> None:
        self._wake.set()
        self._wake = asyncio.Event()
