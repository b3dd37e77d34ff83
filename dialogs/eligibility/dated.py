"""Amounts of the law, each under the days on which it holds, read from YAML, faults named.

The reader knows only plain YAML: `true` and `false` are flags, digits are numbers (decimals stay
exact), and everything else is text. So no key or value turns into a flag by the old reading of
`on`, `yes` and `no`, and 2026-02-30 is not silently something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import yaml

Plain = Decimal | int | bool | str | date | None
Value = Plain | tuple[Plain, ...]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_COMMON: Mapping[str, str] = {
    "valid_from": "day",
    "valid_to": "day?",
    "law": "text?",
    "source": "text?",
    "confidence": "text?",
    "note": "text?",
}
CONFIDENCES = ("confirmed", "one_source", "memory", "derived", "conflict", "unknown", "example")
_RIGHT = {
    "day": "a day such as 2026-01-01",
    "decimal": "a number such as 0.70",
    "whole": "a whole number such as 6",
    "text": "words such as 'order No. 160'",
    "flag": "true or false",
    "texts": "a list such as [KZ-11, KZ-31]",
    "days": "a list such as [2026-01-01, 2026-01-02]",
}


class BadParameter(ValueError):
    """A parameter file that cannot be right; the message names file, line and a right example."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What one file may say: the kinds of its keys ("?" may be null or left out) and the key
    that tells its series apart, if it holds several."""

    fields: Mapping[str, str]
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """One entry: its values hold from `valid_from` to `valid_to`, both included."""

    valid_from: date
    valid_to: date | None
    values: Mapping[str, Value]
    law: str | None
    source: str | None
    confidence: str | None = None
    note: str | None = None

    @property
    def cites(self) -> str:
        """The law, or the source where no law is known."""
        return self.law or self.source or ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def decimal(self, name: str) -> Decimal | None:
        value = self.values[name]
        return Decimal(value) if isinstance(value, int | Decimal) else None

    def whole(self, name: str) -> int | None:
        value = self.values[name]
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str | None:
        value = self.values[name]
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool | None:
        value = self.values[name]
        return value if isinstance(value, bool) else None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values[name]
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def days(self, name: str) -> tuple[date, ...]:
        value = self.values[name]
        return tuple(v for v in value if isinstance(v, date)) if isinstance(value, tuple) else ()


def read_dated(file: str, text: str, schema: Schema) -> tuple[Dated, ...]:
    """The entries of a file in its order; BadParameter at the first fault."""
    entries: list[Dated] = []
    for node in _entries(file, text):
        entry = _entry(file, node, schema)
        _follows(file, node, [e for e in entries if _same_series(e, entry, schema)], entry)
        entries.append(entry)
    if not entries:
        raise BadParameter(f"{file}: no values; at least one entry with valid_from stands there")
    return tuple(entries)


def _same_series(one: Dated, other: Dated, schema: Schema) -> bool:
    return schema.series is None or one.values[schema.series] == other.values[schema.series]


def _entries(file: str, text: str) -> Sequence[yaml.Node]:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as fault:
        raise BadParameter(f"{file}: not YAML: {fault}") from fault
    top = dict(_pairs(file, root)) if root is not None else {}
    for key, node in top.items():
        if key not in {"description", "values"}:
            raise _fault(file, node, f"unknown key {key!r}; a file has description and values")
    description, values = top.get("description"), top.get("values")
    if not isinstance(description, yaml.ScalarNode) or not description.value.strip():
        raise BadParameter(f"{file}: no description; say first what the figure is, in words")
    if not isinstance(values, yaml.SequenceNode):
        raise BadParameter(
            f"{file}: no values; they are a list of entries, each '- valid_from: …'"
        )
    parts: list[yaml.Node] = values.value
    return parts


def _entry(file: str, node: yaml.Node, schema: Schema) -> Dated:
    kinds = {**schema.fields, **_COMMON}
    given = dict(_pairs(file, node))
    for key, value in given.items():
        if key not in kinds:
            raise _fault(file, value, f"unknown key {key!r}; right are {', '.join(kinds)}")
    read = {key: _read(file, node, key, kind, given.get(key)) for key, kind in kinds.items()}
    entry = Dated(
        **{key: read.pop(key) for key in _COMMON},  # type: ignore[arg-type]  # read by their kinds
        values=MappingProxyType(read),
    )
    if entry.law is None and entry.source is None:
        raise _fault(file, node, "a value without law and source; add law: 'order No. 160'")
    if entry.confidence is not None and entry.confidence not in CONFIDENCES:
        raise _fault(file, given["confidence"], f"confidence is one of {', '.join(CONFIDENCES)}")
    return entry


def _follows(file: str, node: yaml.Node, before: Sequence[Dated], entry: Dated) -> None:
    if entry.valid_to is not None and entry.valid_to < entry.valid_from:
        raise _fault(file, node, f"valid_to {entry.valid_to} lies before {entry.valid_from}")
    if not before:
        return
    last = before[-1]
    if entry.valid_from <= last.valid_from:
        raise _fault(
            file, node, f"{entry.valid_from} stands after {last.valid_from}; the older comes first"
        )
    if last.valid_to is None or entry.valid_from <= last.valid_to:
        raise _fault(
            file,
            node,
            f"overlaps the entry of {last.valid_from}; end that one on the day before, with "
            f"valid_to: {date.fromordinal(entry.valid_from.toordinal() - 1)}",
        )


def _pairs(file: str, node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _fault(file, node, "keys with values stand here, such as 'valid_from: 2026-01-01'")
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            raise _fault(file, key, f"{name!r} stands here twice")
        seen.add(name)
        yield name, value


def _read(file: str, entry: yaml.Node, key: str, kind: str, node: yaml.Node | None) -> Value:
    optional, kind = kind.endswith("?"), kind.rstrip("?")
    if node is None or (isinstance(node, yaml.ScalarNode) and _scalar(node) is None):
        if optional:
            return None
        raise _fault(file, node or entry, f"{key} is missing; write {key}: {_RIGHT[kind]}")
    try:
        return _of_kind(kind, node)
    except ValueError as fault:
        raise _fault(file, node, f"{key} must be {_RIGHT[kind]}, not {fault}") from fault


def _of_kind(kind: str, node: yaml.Node) -> Value:
    if kind in {"texts", "days"}:
        if not isinstance(node, yaml.SequenceNode):
            raise ValueError(repr(node.value))
        return tuple(_plain(kind.removesuffix("s"), part) for part in node.value)
    return _plain(kind, node)


def _plain(kind: str, node: yaml.Node) -> Plain:
    if not isinstance(node, yaml.ScalarNode):
        raise ValueError("a list or keys")
    value, shown = _scalar(node), repr(node.value)
    if kind == "day":
        if not _DAY.fullmatch(node.value):
            raise ValueError(shown)
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            raise ValueError(f"{shown}, which is no day") from None
    fits = {"decimal": (int, Decimal), "whole": (int,), "flag": (bool,), "text": (str,)}[kind]
    if type(value) not in fits:
        raise ValueError(shown)
    if isinstance(value, int | Decimal) and kind != "flag" and value <= 0:
        raise ValueError(f"{shown}, which is not above 0")
    return value


def _scalar(node: yaml.ScalarNode) -> Decimal | int | bool | str | None:
    text: str = node.value
    if node.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _fault(file: str, node: yaml.Node, message: str) -> BadParameter:
    return BadParameter(f"{file}, line {node.start_mark.line + 1}: {message}")
