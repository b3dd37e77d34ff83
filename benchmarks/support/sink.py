"""A small Bot API server in a process of its own: answers every call and reports what it got.

Run as `python -m support.sink --events SOCKET --core N`; it prints the port that it listens on.
It answers as the real one does (a Message for whatever is sent or edited) but checks nothing:
the bots' behaviour is proved elsewhere. Every call about a chat becomes one line on SOCKET:
monotonic time, method, chat, message id, the Message as JSON; the fields are set apart by tabs.
"""

import argparse
import asyncio
import json
import os
import re
import time
from pathlib import Path
from urllib.parse import parse_qsl

from support.wire import Frame, take

_BOT = '{"id":123456,"is_bot":true,"first_name":"Bench","username":"bench_bot"}'
_ME = (
    '{"id":123456,"is_bot":true,"first_name":"Bench","username":"bench_bot",'
    '"can_join_groups":false,"can_read_all_group_messages":false,"supports_inline_queries":false}'
)
_HOOK = '{"url":"","has_custom_certificate":false,"pending_update_count":0}'
_PHOTO = '[{"file_id":"p%d","file_unique_id":"u%d","width":800,"height":600,"file_size":9000}]'
_PART = re.compile(rb'name="?([^";\r]+)"?')
_SHOWN = ("sendMessage", "editMessageText", "editMessageReplyMarkup", "sendPhoto", "sendDocument")
_SHOWN += ("editMessageCaption", "editMessageMedia")
CALLS_A_CHAT = 1_000_000  # a callback query's id is chat times this plus a number


def _multipart(body: bytes, content_type: bytes) -> dict[str, str]:
    boundary = b"--" + content_type.partition(b"boundary=")[2].strip(b'"')
    fields: dict[str, str] = {}
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = _PART.search(head)
        if name and b"filename" not in head:
            fields[name[1].decode()] = value.removesuffix(b"\r\n").decode()
    return fields


def fields_of(frame: Frame) -> dict[str, object]:
    """The parameters of a call, in whichever of the three encodings it came."""
    kind = frame.content_type
    if kind.startswith(b"application/json"):
        return dict(json.loads(frame.body)) if frame.body else {}
    if kind.startswith(b"multipart/"):
        return dict(_multipart(frame.body, kind))
    return dict(parse_qsl(frame.body.decode()))


class Sink:
    """Counts message ids up in tens, so that people's own messages fit between them."""

    def __init__(self) -> None:
        self.message_id = 1000
        self.listener: asyncio.StreamWriter | None = None
        self._lines: list[bytes] = []

    def answer(self, method: str, fields: dict[str, object]) -> str:
        """The `result` of the call as JSON, after reporting it."""
        if method in _SHOWN:
            return self._shown(method, fields)
        if method == "getMe":
            return _ME
        if method == "getWebhookInfo":
            return _HOOK
        if "callback_query_id" in fields:
            chat = int(str(fields["callback_query_id"])) // CALLS_A_CHAT
            self._report(method, chat, 0, "")
        elif "chat_id" in fields:
            self._report(method, int(str(fields["chat_id"])), 0, "")
        return "true"

    def _shown(self, method: str, fields: dict[str, object]) -> str:
        chat = int(str(fields["chat_id"]))
        if method.startswith("edit"):
            message_id = int(str(fields["message_id"]))
        else:
            self.message_id = message_id = self.message_id + 10
        words = json.dumps(fields.get("text") or fields.get("caption") or "-")
        name = '"text":' if method != "sendPhoto" else '"caption":'
        photo = f'"photo":{_PHOTO % (message_id, message_id)},' if method == "sendPhoto" else ""
        markup = fields.get("reply_markup") or ""
        board = markup if isinstance(markup, str) else json.dumps(markup)
        board = f',"reply_markup":{board}' if '"inline_keyboard"' in board else ""
        message = (
            f'{{"message_id":{message_id},"from":{_BOT},'
            f'"chat":{{"id":{chat},"first_name":"Aigul","type":"private"}},'
            f'"date":{int(time.time())},{photo}{name}{words}{board}}}'
        ).replace("\n", " ")
        self._report(method, chat, message_id, message)
        return message

    def _report(self, method: str, chat: int, message_id: int, message: str) -> None:
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._flush)
        line = f"{time.monotonic()}\t{method}\t{chat}\t{message_id}\t{message}\n"
        self._lines.append(line.encode())

    def _flush(self) -> None:
        lines, self._lines = self._lines, []
        if self.listener is not None:
            self.listener.write(b"".join(lines))


class Caller(asyncio.Protocol):
    """One connection from a bot."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.buffer = bytearray()
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (frame := take(self.buffer)) is not None and self.transport is not None:
            path = frame.first.split(b" ")[1].partition(b"?")[0]
            method = path.rpartition(b"/")[2].decode()
            body = f'{{"ok":true,"result":{self.sink.answer(method, fields_of(frame))}}}'.encode()
            self.transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                b"%d\r\n\r\n%b" % (len(body), body)
            )


async def run(events: Path) -> None:
    loop = asyncio.get_running_loop()
    sink = Sink()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sink.listener = writer
        await reader.read()
        sink.listener = None

    server = await loop.create_server(lambda: Caller(sink), "127.0.0.1", 0)
    channel = await asyncio.start_unix_server(listen, events)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server, channel:
        await channel.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=Path, required=True)
    parser.add_argument("--core", type=int, required=True)
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.core})
    asyncio.run(run(options.events))
