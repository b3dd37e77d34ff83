"""A sentence that waits for its language, and the values that go into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Months:
    """Months of one quarter, each given by its first day; said by name."""

    first_days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ShortDay:
    """A day said without its year."""

    day: date


@dataclass(frozen=True, slots=True)
class Named:
    """Something that has a name in each language, such as a region or a centre's address."""

    kk: str
    ru: str


class Words(Protocol):
    """What a language knows: its catalog, and how numbers and days are written in it."""

    language: str

    def gettext(self, message: str) -> str: ...
    def ngettext(self, one: str, many: str, n: int) -> str: ...
    def money(self, amount: Decimal) -> str: ...
    def day(self, day: date) -> str: ...
    def short_day(self, day: date) -> str: ...
    def months(self, first_days: Sequence[date]) -> str: ...


class Sayable(Protocol):
    """Anything that can be said in a language."""

    def render(self, words: Words) -> str: ...


Value = str | int | Decimal | date | Months | ShortDay | Named | Sayable


def say(value: Value, words: Words) -> str:  # noqa: PLR0911  # one for each kind of value
    """A value as it is said in a language."""
    match value:
        case str():
            return value
        case int():
            return str(value)
        case Decimal():
            return words.money(value)
        case date():
            return words.day(value)
        case Months():
            return words.months(value.first_days)
        case ShortDay():
            return words.short_day(value.day)
        case Named():
            return value.kk if words.language == "kk" else value.ru
        case _:
            return value.render(words)


@dataclass(frozen=True, slots=True)
class Text:
    """
    A message id and its values; rendered only at the edge, so that the language may change
    between two messages. A `Decimal` is a sum in tenge, a `date` a day with its year.
    """

    msgid: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def render(self, words: Words) -> str:
        said = words.gettext(self.msgid)
        if not self.values:
            return said.replace("{{", "{").replace("}}", "}") if "{{" in said else said
        return said.format(**{name: say(value, words) for name, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class Plain:
    """A bare value as something sayable."""

    value: Value

    def render(self, words: Words) -> str:
        return say(self.value, words)


@dataclass(frozen=True, slots=True)
class Counted:
    """A text whose wording depends on a number."""

    one: str
    many: str
    n: int
    values: Mapping[str, Value] = field(default_factory=dict)

    def render(self, words: Words) -> str:
        said = words.ngettext(self.one, self.many, self.n)
        values = {name: say(value, words) for name, value in self.values.items()}
        return said.format(n=self.n, **values)


@dataclass(frozen=True, slots=True)
class Lines:
    """Several whole sentences, one below the other; empty ones leave an empty line."""

    parts: tuple[Value, ...]
    between: str = "\n"

    def render(self, words: Words) -> str:
        return self.between.join(say(part, words) for part in self.parts)


def _(msgid: str, **values: Value) -> Text:
    """Mark a sentence for translation; pybabel collects what stands here."""
    return Text(msgid, values)


def _n(one: str, many: str, *, n: int, **values: Value) -> Counted:
    """As `_`, for a sentence that counts; `{n}` is the number."""
    return Counted(one, many, n, values)


def lines(*parts: Value | None) -> Lines:
    """Put sentences below each other, leaving out what is None."""
    return Lines(tuple(part for part in parts if part is not None))


def paragraphs(*parts: Value | None) -> Lines:
    """As `lines`, with an empty line between."""
    return Lines(tuple(part for part in parts if part is not None), between="\n\n")
