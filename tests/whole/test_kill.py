"""SIGKILL at any moment: what was acknowledged is answered, and once in our books.

`ORLEU_KILLS=1000` makes it a long campaign; `ORLEU_KILL_SEED` repeats one.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.free_port import free_port
from tests.support.kill import (
    BEFORE_COMMIT,
    BEFORE_MARK,
    BEFORE_SEND,
    Books,
    Judge,
    TelegramProcess,
    locked,
)
from tests.support.service import Service
from tests.support.waiting import until

KILLS = int(os.environ.get("ORLEU_KILLS", "12"))
SEED = int(os.environ.get("ORLEU_KILL_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
PEOPLE = range(7901, 7907)
WORDS = ("#", "1", "Орал", "4", "150 000", "0", "2", "?", "*", "/verify", "/help", "абв", "/menu")
SETTLES_WITHIN = 60.0  # seconds


@dataclass(slots=True)
class Campaign:
    """A service, a Telegram, and people who go on talking whatever happens."""

    service: Service
    telegram: TelegramProcess
    chance: random.Random
    judge: Judge = field(default_factory=Judge)

    async def say(self, chat: int, text: str) -> None:
        told = await self.telegram.order("say", chat=chat, text=text)
        self.judge.chats[told["update_id"]] = chat

    async def burst(self, most: int = 3) -> None:
        """Several people write, some of them several times, without waiting for an answer."""
        for _ in range(most):
            people = self.chance.sample(PEOPLE, 4)
            words = self.chance.choices(WORDS, k=4)
            await asyncio.gather(*map(self.say, people, words))
            await asyncio.sleep(self.chance.uniform(0, 0.05))

    def books(self) -> Books:
        return Books.read(self.service.database)

    async def settle(self) -> None:
        """Until nothing is open; then the judge's word: no faults."""
        async with asyncio.timeout(SETTLES_WITHIN):
            while not self.judge.settled(self.telegram.lines(), self.books()):  # noqa: ASYNC110
                await asyncio.sleep(0.05)  # two processes and a file: there is no event to await
        await self.telegram.idle()

    async def begin(self) -> None:
        await self.service.start()
        for chat in PEOPLE:
            for text in ("/start", "рус", "да"):
                await self.say(chat, text)
        await self.settle()

    async def kill(self, aim: str) -> None:
        """One kill, at a moment that is likely to hit what is aimed at."""
        after = len(self.telegram.lines())
        match aim:
            case "commit":
                with locked(self.service.database):
                    await self.burst(1)
                    await self.telegram.see("given", after)
                    await self.service.kill()
            case "send":
                await self.telegram.order("fail", method="sendMessage", kind="429", retry_after=5)
                await self.burst(1)
                await self.telegram.see("request", after, method="sendMessage", outcome="429")
                await asyncio.sleep(self.chance.uniform(0, 0.3))
                await self.service.kill()
            case "mark":
                talking = asyncio.create_task(self.burst(1))
                await self.telegram.see("request", after, method="sendMessage")
                await self.service.kill()
                await talking
            case _:
                talking = asyncio.create_task(self.burst())
                await asyncio.sleep(self.chance.uniform(0, 0.4))
                await self.service.kill()
                await talking
        await self.telegram.idle()
        self.judge.classify(self.telegram.lines(), self.books())

    def aim(self) -> str:
        """Half of the kills fall anywhere; the others where the fewest have hit so far."""
        if self.chance.random() < 0.5:
            return "anywhere"
        kinds = {"commit": BEFORE_COMMIT, "send": BEFORE_SEND, "mark": BEFORE_MARK}
        return min(kinds, key=lambda name: self.judge.killed[kinds[name]])

    async def lasts(self, kills: int) -> list[str]:
        """All kills, each followed by a start on what is left; the faults that were found."""
        await self.begin()
        for _ in range(kills):
            await self.kill(self.aim())
            await self.service.start()
            await self.settle()
            if faults := self.judge.verdict(self.telegram.lines(), self.books()):
                return faults
        return []


@pytest.fixture
async def double(tmp_path: Path) -> AsyncIterator[TelegramProcess]:
    async with TelegramProcess(tmp_path / "telegram.jsonl") as telegram:
        yield telegram


def campaign(folder: Path, double: TelegramProcess, module: str = "bot", **more: str) -> Campaign:
    service = Service.speaking_to(folder / "home", double.url, **more)
    service.module = module
    return Campaign(service, double, random.Random(SEED))  # noqa: S311  # to be repeated by seed


def told(run: Campaign) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(run.judge.killed.items()))
    twice = sum(run.judge.repeated.values())
    said = len(run.judge.chats)
    return f"seed {SEED}: kills {kinds}; {said} messages said; sent twice: {twice}"


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_what_was_acknowledged_is_answered_once(
    tmp_path: Path,
    double: TelegramProcess,
    capsys: pytest.CaptureFixture[str],
    way: str,
) -> None:
    more = {}
    if way == "webhook":
        port = str(free_port())
        more = {"ORLEU_HTTP_PORT": port, "ORLEU_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    run = campaign(tmp_path, double, **more)
    try:
        faults = await run.lasts(KILLS * 3 // 4 if way == "polling" else KILLS // 4)
    finally:
        await run.service.kill()
        with capsys.disabled():
            print(f"\n{way}: {told(run)}")  # noqa: T201  # the count is to be seen
    assert faults == []
    # What was sent twice is what the kills cut off between send and mark, and nothing else.
    assert sum(run.judge.repeated.values()) == run.judge.cut_off[BEFORE_MARK]
    if way == "polling":
        assert all(run.judge.killed[kind] for kind in (BEFORE_COMMIT, BEFORE_SEND, BEFORE_MARK))


async def test_an_acknowledgement_before_the_commit_is_found_out(
    tmp_path: Path, double: TelegramProcess
) -> None:
    run = campaign(tmp_path, double, module="tests.support.hasty")
    try:
        await run.begin()
        with locked(run.service.database):
            await run.say(PEOPLE[0], "/verify")
            lost = max(run.judge.chats)
            await double.see("confirmed", 0, update_ids=[lost])
            await run.service.kill()
        await run.service.start()
        await run.say(PEOPLE[1], "/verify")
        await until(lambda: run.books().heard[lost + 1] == 1)
        await run.settle()
        faults = run.judge.verdict(double.lines(), run.books())
    finally:
        await run.service.kill()
    assert len(faults) == 2
    assert all(str(lost) in fault for fault in faults)
