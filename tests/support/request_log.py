"""The book that a double keeps of what it saw: the judge of a kill test reads nothing else."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

PATIENCE = 10.0  # seconds


class RequestLog:
    """Numbered events in memory and, with a path, one JSON line each, flushed at once.

    `seq` grows by one and orders everything; `at` is seconds of the clock that was given.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float]) -> None:
        self.events: list[dict[str, Any]] = []
        self._clock = clock
        self._waiting: set[asyncio.Event] = set()
        self._file: TextIO | None = path.open("a", encoding="utf-8") if path else None

    def write(self, event: str, **facts: Any) -> dict[str, Any]:
        line = {"seq": len(self.events) + 1, "at": self._clock(), "event": event, **facts}
        self.events.append(line)
        if self._file:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
        for waiting in self._waiting:
            waiting.set()
        return line

    def of(self, event: str, **facts: Any) -> list[dict[str, Any]]:
        """The events of one kind whose named facts are equal to those given."""
        return [
            line
            for line in self.events
            if line["event"] == event and all(line.get(k) == v for k, v in facts.items())
        ]

    async def until(self, event: str, **facts: Any) -> dict[str, Any]:
        """The first such event, as soon as it is there; TimeoutError after PATIENCE."""
        news = asyncio.Event()
        self._waiting.add(news)
        try:
            async with asyncio.timeout(PATIENCE):
                while not (found := self.of(event, **facts)):
                    news.clear()
                    await news.wait()
        finally:
            self._waiting.discard(news)
        return found[0]

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None
