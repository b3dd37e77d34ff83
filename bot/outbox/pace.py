"""How fast a channel may be spoken to: a token bucket in which those who wait come first."""

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

from bot.outbox.letter import Lane

Monotonic = Callable[[], float]
MOST_REMEMBERED = 10_000


class Pace:
    """
    At most `rate` a second over all lanes, of which reminders and campaigns at most `bulk`.

    `hold` stops everything for as long as the provider asks.
    """

    def __init__(self, rate: float, bulk: float, monotonic: Monotonic) -> None:
        self._rate, self._bulk = rate, bulk
        self._now = monotonic
        self._next = self._next_bulk = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._waker: asyncio.TimerHandle | None = None

    def hold(self, seconds: float) -> None:
        """The provider asked for silence."""
        until = self._now() + seconds
        self._next = max(self._next, until)

    async def turn(self, lane: Lane) -> None:
        """Return when a letter of this lane may go out."""
        if not self._waiting and self._delay(lane) <= 0:
            self._take(lane)
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (lane, next(self._order), place))
        self._wake()
        await place

    def _delay(self, lane: Lane) -> float:
        free = max(self._next, self._next_bulk) if lane >= Lane.REMINDER else self._next
        return free - self._now()

    def _take(self, lane: Lane) -> None:
        # A second's worth may be saved up, so that a pause does not slow what follows.
        now = self._now()
        self._next = max(self._next, now - 1) + 1 / self._rate
        if lane >= Lane.REMINDER:
            self._next_bulk = max(self._next_bulk, now) + 1 / self._bulk

    def _wake(self) -> None:
        if self._waker is not None:
            self._waker.cancel()
            self._waker = None
        while self._waiting:
            lane, _, place = self._waiting[0]
            delay = self._delay(Lane(lane))
            if delay > 0:
                self._waker = asyncio.get_running_loop().call_later(delay, self._wake)
                return
            heapq.heappop(self._waiting)
            if not place.done():
                self._take(Lane(lane))
                place.set_result(None)


class ChatPace:
    """
    To one address: replies may come in a burst, then one a second; what is unasked one a second.
    """

    def __init__(self, rate: float, burst: int, monotonic: Monotonic) -> None:
        self._rate, self._burst = rate, burst
        self._now = monotonic
        self._free: dict[int, float] = {}

    async def turn(self, address_id: int, lane: Lane) -> None:
        """Return when the next letter may go to this address."""
        now = self._now()
        if len(self._free) > MOST_REMEMBERED:
            self._free = {key: free for key, free in self._free.items() if free > now}
        free = max(self._free.get(address_id, 0.0), now)
        self._free[address_id] = free + 1 / self._rate
        ahead = (self._burst - 1) / self._rate if lane < Lane.REMINDER else 0.0
        if (wait := free - now - ahead) > 0:
            await asyncio.sleep(wait)
