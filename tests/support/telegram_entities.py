"""Formatted text as the Bot API reads it: HTML and MarkdownV2, errors with byte offsets.

The answer is the plain text and its entities; offsets and lengths in UTF-16 units, as on the
wire. The older "Markdown" mode is refused: the product has no business using it.
"""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from tests.support.telegram_checks import bad

Entities = list[dict[str, Any]]

_HTML_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_TAG = re.compile(
    r"<(/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>"
)
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
_MARKS = {
    "||": "Spoiler",
    "__": "Underline",
    "*": "Bold",
    "_": "Italic",
    "~": "Strikethrough",
    "[": "TextUrl",
    "```": "Pre",
    "`": "Code",
}
_RESERVED = "_*[]()~`>#+-=|{}.!"


def utf16(text: str) -> int:
    """How many UTF-16 units the text takes: the unit of offsets on the wire."""
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str) -> tuple[str, Entities]:
    """Plain text and entities; raises Refused as the real one does."""
    if not mode:
        return text, []
    reader: _Html | _MarkdownV2
    if mode.lower() == "html":
        reader = _Html(text)
    elif mode.lower() == "markdownv2":
        reader = _MarkdownV2(text)
    else:
        raise bad("unsupported parse_mode")
    reader.read()
    return "".join(reader.plain), sorted(
        reader.entities, key=lambda e: (e["offset"], -e["length"])
    )


@dataclass(slots=True)
class _Open:
    """An entity that waits for its end; `start` is a place in the source, `offset` in the text."""

    name: str
    start: int
    offset: int
    extra: dict[str, Any] = field(default_factory=dict)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.plain: list[str] = []
        self.entities: Entities = []
        self.open: list[_Open] = []
        self.length = 0

    def put(self, text: str) -> None:
        self.plain.append(text)
        self.length += utf16(text)

    def bytes_to(self, place: int) -> int:
        return len(self.source[:place].encode())

    def trouble(self, words: str) -> Exception:
        return bad(f"can't parse entities: {words}")

    def close(self, kind: str, opened: _Open) -> None:
        if self.length > opened.offset:
            length = self.length - opened.offset
            self.entities.append(
                {"type": kind, "offset": opened.offset, "length": length, **opened.extra}
            )


class _Html(_Reader):
    def read(self) -> None:
        place = 0
        while place < len(self.source):
            char = self.source[place]
            if char == "<":
                place = self._tag(place)
            elif char == "&" and (known := _CHARACTER.match(self.source, place)):
                self.put(html.unescape(known[0]))
                place = known.end()
            else:
                self.put(char)
                place += 1
        if self.open:
            name = self.open[-1].name
            raise self.trouble(f'Can\'t find end tag corresponding to start tag "{name}"')

    def _tag(self, place: int) -> int:
        tag = _TAG.match(self.source, place)
        if tag is None:
            word = re.compile(r"</?([^\s>]*)").match(self.source, place)
            name = word[1] if word else ""
            raise self.trouble(
                f'Unsupported start tag "{name}" at byte offset {self.bytes_to(place)}'
            )
        name = tag[2].lower()
        if tag[1]:
            self._end(name, place)
        else:
            self._start(name, tag[3], place)
        return tag.end()

    def _start(self, name: str, attributes: str, place: int) -> None:
        values = {
            m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(attributes)
        }
        if name not in _HTML_TAGS or (name == "span" and values.get("class") != "tg-spoiler"):
            raise self.trouble(
                f'Unsupported start tag "{name}" at byte offset {self.bytes_to(place)}'
            )
        extra = {"url": html.unescape(values["href"])} if name == "a" and "href" in values else {}
        self.open.append(_Open(name, place, self.length, extra))

    def _end(self, name: str, place: int) -> None:
        at = self.bytes_to(place)
        if not self.open:
            raise self.trouble(f"Unexpected end tag at byte offset {at}")
        opened = self.open.pop()
        if opened.name != name:
            raise self.trouble(
                f"Unmatched end tag at byte offset {at}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        if name != "a" or opened.extra:
            self.close(_HTML_TAGS[name], opened)


class _MarkdownV2(_Reader):
    def read(self) -> None:
        place = 0
        while place < len(self.source):
            place = self._step(place)
        self._close_quote()
        if self.open:
            raise self._endless(self.open[-1])

    def _step(self, place: int) -> int:
        char = self.source[place]
        if char == "\\" and place + 1 < len(self.source) and 0 < ord(self.source[place + 1]) < 127:
            self.put(self.source[place + 1])
            return place + 2
        inside = self.open[-1].name if self.open else ""
        if inside in ("Code", "Pre"):
            return self._verbatim(place, "`" if inside == "Code" else "```")
        if char == "\n":
            self._line_end(place)
        elif char == ">" and self._at_line_start(place):
            self._quote(place)
        elif char in _RESERVED:
            return self._mark(place)
        else:
            self.put(char)
        return place + 1

    def _verbatim(self, place: int, end: str) -> int:
        if self.source.startswith(end, place):
            opened = self.open.pop()
            self.close(opened.name.lower(), opened)
            return place + len(end)
        if self.source[place] == "`":
            raise self._reserved(place)
        self.put(self.source[place])
        return place + 1

    def _mark(self, place: int) -> int:
        if self.source[place] == "]" and self.open and self.open[-1].name == "TextUrl":
            return self._link(place)
        for mark in ("```", "||", "__", *"*_~`["):
            if self.source.startswith(mark, place):
                return self._toggle(mark, place)
        if self.source.startswith("![", place):
            self.open.append(_Open("TextUrl", place, self.length))
            return place + 2
        raise self._reserved(place)

    def _toggle(self, mark: str, place: int) -> int:
        name = _MARKS[mark]
        if self.open and self.open[-1].name == name:
            opened = self.open.pop()
            self.close(name.lower(), opened)
        elif any(opened.name == name for opened in self.open):
            raise self._endless(self.open[-1])
        else:
            self.open.append(_Open(name, place, self.length))
        return place + len(mark)

    def _link(self, place: int) -> int:
        opened = self.open.pop()
        if not self.source.startswith("](", place):
            self.close("text_link", opened)
            return place + 1
        target = re.compile(r"\]\(((?:[^\\)]|\\.)*)\)", re.DOTALL).match(self.source, place)
        if target is None:
            at = self.bytes_to(place + 2)
            raise self.trouble(f"Can't find end of a URL at byte offset {at}")
        opened.extra["url"] = re.sub(r"\\(.)", r"\1", target[1])
        self.close("text_link", opened)
        return target.end()

    def _at_line_start(self, place: int) -> bool:
        return place == 0 or self.source[place - 1] == "\n"

    def _quote(self, place: int) -> None:
        if not any(opened.name == "Quote" for opened in self.open):
            self.open.append(_Open("Quote", place, self.length))

    def _line_end(self, place: int) -> None:
        if not self.source.startswith(">", place + 1):
            self._close_quote()
        self.put("\n")

    def _close_quote(self) -> None:
        if self.open and self.open[-1].name == "Quote":
            self.close("blockquote", self.open.pop())

    def _reserved(self, place: int) -> Exception:
        char = self.source[place]
        return self.trouble(
            f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
        )

    def _endless(self, opened: _Open) -> Exception:
        at = self.bytes_to(opened.start)
        return self.trouble(f"Can't find end of {opened.name} entity at byte offset {at}")
