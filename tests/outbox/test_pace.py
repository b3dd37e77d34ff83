"""How fast letters may go, on a clock that jumps to whatever is awaited."""

import asyncio
import random
from collections.abc import Coroutine
from itertools import pairwise
from typing import Any

import pytest

from bot.outbox.letter import Lane
from bot.outbox.pace import ChatPace, Pace
from bot.outbox.retry import FIRST_SECONDS, LONGEST_SECONDS, pause


class JumpingLoop(asyncio.SelectorEventLoop):
    """Nobody waits: the loop's time jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0.0
        selector: Any = self._selector  # type: ignore[attr-defined]
        really = selector.select

        def select(timeout: float | None) -> Any:
            self._at += timeout or 0.0
            return really(0)

        selector.select = select

    def time(self) -> float:
        return self._at


def times(
    letters: list[Lane], rate: float = 10, bulk: float = 5, **more: float
) -> dict[str, list[float]]:
    """When letters that were put in at once went out, by lane."""

    async def run() -> dict[str, list[float]]:
        loop = asyncio.get_running_loop()
        pace = Pace(rate, bulk, loop.time)
        if more:
            pace.hold(more["hold"])
        found: dict[str, list[float]] = {}

        async def one(lane: Lane) -> None:
            await pace.turn(lane)
            found.setdefault(lane.name, []).append(round(loop.time(), 3))

        await asyncio.gather(*map(one, letters))
        return found

    went: dict[str, list[float]] = on_jumping_clock(run())
    return went


def on_jumping_clock(work: Coroutine[Any, Any, Any]) -> Any:
    loop = JumpingLoop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def test_a_second_holds_no_more_than_the_rate() -> None:
    went = times([Lane.REPLY] * 50)["REPLY"]
    # A second's worth may have been saved up before; from then on it is the rate.
    assert len([at for at in went if at < 1]) <= 2 * 10
    assert went[-1] >= 3


def test_bulk_stays_under_its_own_rate() -> None:
    went = times([Lane.CAMPAIGN] * 20)["CAMPAIGN"]
    gaps = [b - a for a, b in pairwise(went)]
    assert all(gap == pytest.approx(0.2, abs=0.01) for gap in gaps)


def test_an_answer_never_waits_behind_bulk() -> None:
    went = times([Lane.CAMPAIGN] * 100 + [Lane.REMINDER] * 20 + [Lane.REPLY] * 10)
    assert max(went["REPLY"]) <= 1
    assert max(went["REMINDER"]) < max(went["CAMPAIGN"])


def test_a_hold_stops_everything() -> None:
    went = times([Lane.REPLY, Lane.CAMPAIGN], hold=7)
    assert min(went["REPLY"] + went["CAMPAIGN"]) >= 7


def test_one_chat_gets_a_burst_of_answers_and_then_one_a_second() -> None:
    async def run() -> list[float]:
        loop = asyncio.get_running_loop()
        chats, found = ChatPace(1, 5, loop.time), []
        for _ in range(8):
            await chats.turn(7, Lane.REPLY)
            found.append(round(loop.time(), 3))
        await chats.turn(8, Lane.REPLY)
        found.append(round(loop.time(), 3))
        return found

    went = on_jumping_clock(run())
    assert went[:5] == [0] * 5
    assert went[5:8] == [1, 2, 3]
    assert went[8] == 3  # another chat does not wait


def test_unasked_letters_to_one_chat_come_one_a_second() -> None:
    async def run() -> list[float]:
        loop = asyncio.get_running_loop()
        chats, found = ChatPace(1, 5, loop.time), []
        for _ in range(3):
            await chats.turn(7, Lane.REMINDER)
            found.append(round(loop.time(), 3))
        return found

    assert on_jumping_clock(run()) == [0, 1, 2]


def test_pauses_double_up_to_a_bound_and_obey_the_provider() -> None:
    chance = random.Random(1)  # noqa: S311  # not a secret
    grown = [pause(n, None, chance) for n in range(1, 20)]
    assert FIRST_SECONDS * 0.75 <= grown[0] <= FIRST_SECONDS * 1.25
    assert all(each <= LONGEST_SECONDS * 1.25 for each in grown)
    assert grown[5] > grown[2] > grown[0]
    assert pause(9, 3.5, chance) == 3.5
