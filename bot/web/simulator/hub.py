"""Tells every open page what has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Json = dict[str, Any]
_BACKLOG = 1000


class Hub:
    """One sender, any number of pages. A page that lags is cut off and asks for the state anew."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Json | None]] = set()
        self._closed = False

    def tell(self, event: Json) -> None:
        for page in tuple(self._pages):
            if page.qsize() >= _BACKLOG:
                self._end(page)
            else:
                page.put_nowait(event)

    @contextmanager
    def page(self) -> Iterator[asyncio.Queue[Json | None]]:
        """The events from now on; None says that the stream is over."""
        events: asyncio.Queue[Json | None] = asyncio.Queue()
        self._pages.add(events)
        if self._closed:
            self._end(events)
        try:
            yield events
        finally:
            self._pages.discard(events)

    def close(self) -> None:
        self._closed = True
        for page in tuple(self._pages):
            self._end(page)

    def _end(self, page: asyncio.Queue[Json | None]) -> None:
        self._pages.discard(page)
        page.put_nowait(None)
