"""Number words of Kazakh and Russian, and the grammar that adds them up.

Strict on purpose: what does not form one number (a range, two numbers, "million two hundred",
which people say for 1 200 000 and for 1 000 200) has no value at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from functools import cache

from dialogs.understanding.folding import skeletons
from dialogs.understanding.lexicon import load
from dialogs.understanding.vocabulary import Vocabulary

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1_000)
_MILLION = Decimal(1_000_000)
_LARGEST_LITERAL_BEFORE_A_SCALE = Decimal(10_000)
_SHORTEST_GLUED = 5
_LONGEST_GLUED = 40
_SHORTEST_PART = 2


class Rank(IntEnum):
    """What may follow inside one group of a number: only lower ranks."""

    CLOSED = 0  # a literal, or a half: nothing may be added
    UNIT = 1
    TEEN = 2
    TEN = 3
    HUNDRED = 4
    EMPTY = 5


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number word, or a number written in digits (`kind` literal, grouped or literal)."""

    kind: str
    value: Decimal


def _entries() -> Iterator[tuple[str, Numeral]]:
    for kind, table in load("numerals").items():
        if isinstance(table, dict):
            for value, spellings in table.items():
                for spelling in spellings:
                    yield spelling, Numeral(kind, Decimal(value))


@cache
def numeral_entries() -> tuple[tuple[str, Numeral], ...]:
    """Return (spelling, numeral) for every number word, to be joined with a reader's own words."""
    return tuple(_entries())


@cache
def _numerals() -> Vocabulary[Numeral]:
    return Vocabulary(numeral_entries())


@cache
def _ending(of: str) -> re.Pattern[str]:
    forms = {next(skeletons(ending)) for ending in load("numerals")[f"endings_of_{of}"]}
    return re.compile(f"^(.{{2,}}?)({'|'.join(sorted(forms))})$")


def inflected(written: str) -> Numeral | None:
    """Return the numeral under a Kazakh ending that does not change it (мыңдай, үшеуміз)."""
    for of, kinds in (
        ("tens", {"tens", "hundredfold", "scales", "scales_after_a_number", "hundreds"}),
        ("units", {"units", "tens"}),
    ):
        for form in skeletons(written):
            found = _ending(of).match(form)
            numeral = _numerals().exact(found.group(1)) if found else None
            if numeral is not None and numeral.kind in kinds:
                return numeral
    return None


def glued(written: str) -> tuple[Numeral, ...] | None:
    """Return the numerals of a word that is nothing but numerals run together (онбес)."""
    for form in skeletons(written):
        if (
            _SHORTEST_GLUED <= len(form) <= _LONGEST_GLUED
            and (parts := _segments(form)) is not None
        ):
            return parts
    return None


def _segments(form: str) -> tuple[Numeral, ...] | None:
    if not form:
        return ()
    for end in range(len(form), _SHORTEST_PART - 1, -1):
        head = _numerals().exact(form[:end])
        if head is not None and (rest := _segments(form[end:])) is not None:
            return (head, *rest)
    return None


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number being read: finished groups, and the open group with its rank."""

    total: Decimal = _ZERO
    group: Decimal = _ZERO
    rank: Rank = Rank.EMPTY
    scale: Decimal = Decimal(1_000_000_000_000)
    needs_scale: bool = False
    ended: bool = False
    scalable: bool = True

    @property
    def empty(self) -> bool:
        return self.rank is Rank.EMPTY


def add_up(numerals: Iterable[Numeral]) -> Decimal | None:
    """Return the number that the numerals form, or None if they do not form exactly one."""
    so_far: _Sum | None = _Sum()
    for numeral in numerals:
        so_far = None if so_far is None or so_far.ended else _add(so_far, numeral)
    return None if so_far is None else _finish(so_far)


def _add(so_far: _Sum, numeral: Numeral) -> _Sum | None:
    match numeral.kind:
        case "units" | "teens" | "tens" | "hundreds":
            return _add_word(so_far, numeral)
        case "hundredfold":
            return _times_hundred(so_far)
        case "scales_after_a_number" if so_far.empty:
            return None
        case "scales" | "scales_after_a_number":
            return _times_scale(so_far, numeral.value)
        case "half_more":
            return _half_more(so_far)
        case _:
            return _open_group(so_far, numeral)


_RANKS = {"units": Rank.UNIT, "teens": Rank.TEEN, "tens": Rank.TEN, "hundreds": Rank.HUNDRED}


def _add_word(so_far: _Sum, numeral: Numeral) -> _Sum | None:
    rank = _RANKS[numeral.kind]
    fits = so_far.rank > rank and not (rank is Rank.UNIT and so_far.rank is Rank.TEEN)
    if rank is Rank.TEEN:
        fits = so_far.rank >= Rank.HUNDRED
    return replace(so_far, group=so_far.group + numeral.value, rank=rank) if fits else None


def _times_hundred(so_far: _Sum) -> _Sum | None:
    if so_far.empty:
        return replace(so_far, group=_HUNDRED, rank=Rank.HUNDRED)
    whole_unit = so_far.group in {Decimal(n) for n in range(1, 10)}
    if not whole_unit or so_far.rank not in {Rank.UNIT, Rank.CLOSED}:
        return None
    return replace(so_far, group=so_far.group * _HUNDRED, rank=Rank.HUNDRED)


def _times_scale(so_far: _Sum, scale: Decimal) -> _Sum | None:
    factor = Decimal(1) if so_far.empty else so_far.group
    too_big = factor >= _LARGEST_LITERAL_BEFORE_A_SCALE
    if scale >= so_far.scale or too_big or not so_far.scalable or factor == _ZERO:
        return None
    broken = factor != factor.to_integral_value()
    return _Sum(total=so_far.total + factor * scale, scale=scale, ended=broken)


def _half_more(so_far: _Sum) -> _Sum | None:
    half = Decimal("0.5")
    if not so_far.empty and so_far.group == so_far.group.to_integral_value():
        return replace(so_far, group=so_far.group + half, rank=Rank.CLOSED, needs_scale=True)
    if so_far.empty and so_far.total:
        return replace(so_far, total=so_far.total + so_far.scale * half, ended=True)
    return None


def _open_group(so_far: _Sum, numeral: Numeral) -> _Sum | None:
    """Begin a group with digits, zero, a half or one and a half: nothing is added to those."""
    if not so_far.empty:
        return None
    broken = numeral.kind in {"half", "quarter", "one_and_half"}
    return replace(
        so_far,
        group=numeral.value,
        rank=Rank.CLOSED,
        needs_scale=broken,
        scalable=numeral.kind != "grouped",
        ended=numeral.kind == "zero",
    )


def _finish(so_far: _Sum) -> Decimal | None:
    if so_far.needs_scale or (so_far.empty and not so_far.total):
        return None
    if so_far.total and so_far.group >= so_far.scale:
        return None
    # "миллион двести" is said for 1 200 000 and for 1 000 200
    said_short = so_far.scale == _MILLION and _ZERO < so_far.group < _THOUSAND
    return None if said_short else so_far.total + so_far.group
