"""As much of HTTP/1.1 as the sink and the load generator need, and no more.

Both share one core with each other while the bot under measurement has the other to itself, so
they must cost less than the cheapest bot: plain protocols over bytes instead of a framework.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type: *([^\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """One request or response: its first line and its body."""

    first: bytes
    content_type: bytes
    body: bytes


def _unchunk(buffer: bytearray, start: int) -> tuple[bytes, int] | None:
    parts: list[bytes] = []
    while True:
        line = buffer.find(b"\r\n", start)
        if line < 0:
            return None
        size = int(buffer[start:line].split(b";")[0], 16)
        end = line + 2 + size + 2
        if len(buffer) < end:
            return None
        if not size:
            return b"".join(parts), end
        parts.append(bytes(buffer[line + 2 : end - 2]))
        start = end


def take(buffer: bytearray) -> Frame | None:
    """Cut the first whole frame off the buffer; None while it is not there yet."""
    end = buffer.find(_END)
    if end < 0:
        return None
    head = bytes(buffer[:end])
    length = _LENGTH.search(head)
    stop = end + len(_END) + (int(length[1]) if length else 0)
    if length is None and _CHUNKED.search(head):
        cut = _unchunk(buffer, end + len(_END))
        if cut is None:
            return None
        body, stop = cut
    elif len(buffer) < stop:
        return None
    else:
        body = bytes(buffer[end + len(_END) : stop])
    del buffer[:stop]
    kind = _TYPE.search(head)
    return Frame(head.partition(b"\r\n")[0], kind[1] if kind else b"", body)


class _Line(asyncio.Protocol):
    """One kept-alive connection that carries one request at a time."""

    def __init__(self, door: "Door") -> None:
        self.door = door
        self.buffer = bytearray()
        self.answered: Callable[[int], None] | None = None
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        frame = take(self.buffer)
        if frame is None or self.answered is None:
            return
        answered, self.answered = self.answered, None
        self.door.freed(self)
        answered(int(frame.first[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        answered, self.answered, self.transport = self.answered, None, None
        self.door.gone(self)
        if answered:
            answered(0)


MOST_LINES = 100  # the most that a bot may ask Telegram for (max_connections of setWebhook)

Answered = Callable[[int], None]


class Door:
    """The webhook of one bot; updates beyond its connections wait in line, as at Telegram."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self.idle: list[_Line] = []
        self._lines = 0
        self._closed = False
        self._waiting: deque[tuple[bytes, Answered]] = deque()
        self._opening: set[asyncio.Task[None]] = set()
        self._head = (
            f"POST /telegram/webhook HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()

    def post(self, body: bytes, answered: Answered) -> None:
        """Send one update; `answered` gets the HTTP status, 0 if the connection broke."""
        if self._closed:
            return
        if self.idle:
            self._write(self.idle.pop(), body, answered)
        elif self._lines < MOST_LINES:
            self._lines += 1
            task = asyncio.ensure_future(self._open(body, answered))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
        else:
            self._waiting.append((body, answered))

    def freed(self, line: _Line) -> None:
        if self._waiting:
            self._write(line, *self._waiting.popleft())
        else:
            self.idle.append(line)

    def gone(self, line: _Line) -> None:
        self._lines -= 1
        if line in self.idle:
            self.idle.remove(line)
        if self._waiting:
            self.post(*self._waiting.popleft())

    async def _open(self, body: bytes, answered: Answered) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, line = await loop.create_connection(lambda: _Line(self), "127.0.0.1", self.port)
        except OSError:
            self._lines -= 1
            answered(0)
        else:
            self._write(line, body, answered)

    def _write(self, line: _Line, body: bytes, answered: Answered) -> None:
        if line.transport is None:
            answered(0)
            return
        line.answered = answered
        line.transport.write(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))

    def close(self) -> None:
        """Send nothing any more."""
        self._closed = True
        for line in self.idle:
            if line.transport is not None:
                line.transport.close()
        self.idle.clear()
