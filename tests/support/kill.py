"""What the kill test stands on: the double as a process, its log, the books, and the judge.

Nothing here comes from the product: the log is read as JSON lines, the books by plain sqlite3.
"""

import asyncio
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession

from tests.support.service import TOP
from tests.support.waiting import until

Line = dict[str, Any]
BEFORE_COMMIT = "before the commit"
BEFORE_SEND = "between commit and send"
BEFORE_MARK = "between send and mark"
DONE = ("accepted", "drop")


class TelegramProcess:
    """The double, running beside the product; its log file is the only witness."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.url = ""
        self._lines: list[Line] = []
        self._read = 0

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "tests/support/telegram_double.py", "--log", str(self.log)),
            cwd=TOP,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        self.url = (await self._process.stdout.readline()).decode().strip()
        self._http = ClientSession()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._http.close()
        self._process.kill()
        await self._process.wait()

    async def order(self, what: str, **body: Any) -> Line:
        """`/control/WHAT`."""
        async with self._http.post(f"{self.url}/control/{what}", json=body) as answer:
            told: Line = await answer.json()
            assert answer.ok, told
            return told

    async def idle(self) -> None:
        """Returns when the double has read what lay in its sockets."""
        for _ in range(3):
            async with self._http.get(f"{self.url}/control/messages?chat=0") as answer:
                await answer.read()

    def lines(self) -> list[Line]:
        """The whole log; a half-written last line is left for the next look."""
        with self.log.open("rb") as file:
            file.seek(self._read)
            for line in file:
                if line.endswith(b"\n"):
                    self._lines.append(json.loads(line))
                    self._read += len(line)
        return self._lines

    async def see(self, event: str, after: int, **facts: Any) -> None:
        """Returns at once when such an event stands in the log behind line `after`."""

        def seen() -> bool:
            return any(
                line["event"] == event and all(line.get(k) == v for k, v in facts.items())
                for line in self.lines()[after:]
            )

        await until(seen, every=0.001)


@dataclass(frozen=True, slots=True)
class Books:
    """What the product's database holds."""

    heard: Counter[int]
    letters: dict[int, list[str]]  # by update: the state of each letter, in their order
    twice: int  # letters whose key stands more than once

    @classmethod
    def read(cls, database: Path) -> "Books":
        with closing(sqlite3.connect(database)) as books:
            heard = books.execute("SELECT message_id FROM heard").fetchall()
            rows = books.execute("SELECT key, state FROM letters ORDER BY id").fetchall()
        letters: dict[int, list[str]] = {}
        for key, state in rows:
            if key.startswith("reply:"):
                letters.setdefault(int(key.split(":")[2]), []).append(state)
        keys = Counter(key for key, _state in rows)
        twice = sum(count - 1 for count in keys.values())
        return cls(Counter(int(number) for (number,) in heard), letters, twice)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold the writer's lock, as an operator's command does while it loads."""
    with closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as books:
        books.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            books.execute("ROLLBACK")


@dataclass(slots=True)
class Judge:
    """
    Compares the log with the books. `chats` maps each update to who said it, `killed` counts kills
    by what they cut off, `cut_off` the updates and letters that they cut off.
    """

    chats: dict[int, int] = field(default_factory=dict)
    repeated: Counter[int] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    cut_off: Counter[str] = field(default_factory=Counter)

    def updates(self, lines: list[Line], event: str) -> set[int]:
        found = (line["update_ids"] for line in lines if line["event"] == event)
        return {number for numbers in found for number in numbers}

    def seen(self, lines: list[Line]) -> Counter[int]:
        """How many messages each chat was sent, as the double saw it."""
        return Counter(
            line["chat"]
            for line in lines
            if line["event"] == "request"
            and line["method"] == "sendMessage"
            and line["outcome"] in DONE
        )

    def classify(self, lines: list[Line], books: Books) -> Counter[str]:
        """What the newest kill cut off."""
        given = self.updates(lines, "given") - self.updates(lines, "confirmed")
        found = Counter({BEFORE_COMMIT: sum(number not in books.heard for number in given)})
        seen = self.seen(lines)
        for chat in set(self.chats.values()):
            states = self._states(books, chat)
            unmarked = seen[chat] - self.repeated[chat] - states["sent"]
            found[BEFORE_MARK] += unmarked
            found[BEFORE_SEND] += states["waiting"] - unmarked
        self.killed.update(kind for kind, count in found.items() if count)
        self.cut_off.update(found)
        return found

    def _states(self, books: Books, chat: int) -> Counter[str]:
        mine = (books.letters.get(n, []) for n, whose in self.chats.items() if whose == chat)
        return Counter(state for states in mine for state in states)

    def settled(self, lines: list[Line], books: Books) -> bool:
        """Is all that was said confirmed, and nothing still on its way?"""
        waiting = any("waiting" in states for states in books.letters.values())
        return set(self.chats) <= self.updates(lines, "confirmed") and not waiting

    def verdict(self, lines: list[Line], books: Books) -> list[str]:
        """What is wrong, once all has settled; `repeated` counts what a chat was told twice."""
        faults = [f"{books.twice} letters stand in the books twice"] if books.twice else []
        for number in sorted(self.updates(lines, "confirmed") & set(self.chats)):
            states = books.letters.get(number, [])
            if books.heard[number] != 1:
                faults.append(
                    f"{number} was acknowledged and is heard {books.heard[number]} times"
                )
            if not states or set(states) != {"sent"}:
                faults.append(f"{number} was acknowledged and its answers are {states}")
        seen = self.seen(lines)
        for chat in sorted(set(self.chats.values())):
            wanted = self._states(books, chat)["sent"]
            self.repeated[chat] = seen[chat] - wanted
            if seen[chat] < wanted:
                faults.append(f"{chat} was sent {seen[chat]} of {wanted} letters")
        return faults
