"""Telegram's HTML turned into plain text and entities, as strict as Telegram is.

Offsets and lengths are UTF-16 units, as the Bot API counts them (and browsers too), so the
page renders from entities and never sees markup.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from bot.web.simulator.errors import ApiError, bad_request
from bot.web.simulator.hub import Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z-]*)(?P<rest>[^<>]*)>"
    r"|&(?P<named>#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot);"
    r"|(?P<plain>[^<&]+|&)"
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class _Reading:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Json] = field(default_factory=list)
    open: list[tuple[str, Json]] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += units(text)


def read_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities; ApiError with Telegram's words if the markup is wrong."""
    reading = _Reading()
    at = 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise _unreadable(f'Unsupported start tag "" at byte offset {_byte(source, at)}')
        if token["plain"] is not None:
            reading.write(token["plain"])
        elif token["named"] is not None:
            reading.write(html.unescape(token[0]))
        else:
            _tag(reading, token, _byte(source, at))
        at = token.end()
    if reading.open:
        name = reading.open[-1][0]
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{name}"')
    entities = sorted(reading.entities, key=lambda item: (item["offset"], -item["length"]))
    return "".join(reading.pieces), entities


def _tag(reading: _Reading, token: re.Match[str], byte: int) -> None:
    name = token["tag"].lower()
    if not token["close"]:
        reading.open.append((name, _opened(name, token["rest"], reading.length, byte)))
        return
    if not reading.open:
        raise _unreadable(f"Unexpected end tag at byte offset {byte}")
    opened, entity = reading.open.pop()
    if opened != name:
        raise _unreadable(
            f'Unmatched end tag at byte offset {byte}, expected "</{opened}>", found "</{name}>"'
        )
    entity["length"] = reading.length - entity["offset"]
    # Telegram drops a link without an address and whatever is empty.
    if entity["length"] and entity.get("url") != "":
        reading.entities.append(entity)


def _opened(name: str, rest: str, offset: int, byte: int) -> Json:
    if name not in _KINDS:
        raise _unreadable(f'Unsupported start tag "{name}" at byte offset {byte}')
    entity: Json = {"type": _KINDS[name], "offset": offset, "length": 0}
    if name == "a":
        found = _HREF.search(rest)
        groups = found.groups(default="") if found else ("",)
        entity["url"] = html.unescape("".join(groups))
    return entity


def _byte(source: str, at: int) -> int:
    return len(source[:at].encode())


def _unreadable(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")
