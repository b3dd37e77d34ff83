"""A short code that holds the answers and the rules' version, so an estimate can be run again.

Signs are those of Crockford's base 32 (no I, L, O, U), typed in either case, with Latin or
look-alike Cyrillic letters. A check sign catches every single wrong sign and every swap of two.
It holds no name, number or IIN. Layout: version (2 signs), answers, check sign.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from dialogs.eligibility.household import (
    FIRST_DAY,
    LAST_DAY,
    MAX_INCOME_QUARTER,
    MAX_LINE_TOLD,
    MAX_MEMBERS,
    Household,
)
from dialogs.eligibility.parameters import Parameters

# raise it when the arithmetic or the layout of codes changes, not for figures in YAML
CODE_VERSION = 1

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_FIELD_POLYNOMIAL = 0b100101
_VERSION_SIGNS = 2
_LONGEST = 24
_TYPED = str.maketrans("OILАВСЕНКМРТХО", "011ABCEHKMPTX0", " -")

_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_REGIONS = 100
_SMALL_INCOME = 1 << 20
_NEAR_DAYS = 1 << 8
_TIYN = 100


class BadCode(ValueError):
    """Not a code of ours; the message says what to check."""


def rules_version(parameters: Parameters) -> str:
    """Two signs for exactly these figures and this arithmetic."""
    digest = hashlib.sha256(f"{CODE_VERSION} {parameters.version}".encode()).digest()
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in digest[:_VERSION_SIGNS])


def encode(household: Household, version: str) -> str:
    """The code of a household that `check` accepts, grouped for reading.

    It has 24 signs at most, groups included, for the households that `assess` encodes.
    """
    number = 0
    for value, radix in reversed(list(_fields(household))):
        number = number * radix + value
    answers = ""
    while number:
        number, sign = divmod(number, len(_SIGNS))
        answers = _SIGNS[sign] + answers
    signs = version + answers
    return _grouped(signs + _SIGNS[_remainder(signs + _SIGNS[0])])


def decode(code: str) -> tuple[Household, str]:
    """The household and the rules' version (compare it with `rules_version`); or BadCode."""
    signs = code.upper().translate(_TYPED)
    if len(signs) <= _VERSION_SIGNS + 1 or set(signs) - set(_SIGNS):
        raise BadCode("a code has only digits and Latin letters, such as 7K3M-2Q9D-4T")
    if _remainder(signs):
        raise BadCode(
            "one sign is wrong or two are swapped; compare with the code as it was given"
        )
    version, number = signs[:_VERSION_SIGNS], 0
    for sign in signs[_VERSION_SIGNS:-1]:
        number = number * len(_SIGNS) + _SIGNS.index(sign)
    household = _Reader(number).household()
    if encode(household, version) != _grouped(signs):
        raise BadCode("this is not a code of an estimate; compare with the code as it was given")
    return household, version


def _fields(h: Household) -> Iterator[tuple[int, int]]:
    """Every answer as a number below its radix; what comes first tells how to read the rest."""
    small = h.income_quarter < _SMALL_INCOME
    yield int(small), 2
    yield h.income_quarter, _SMALL_INCOME if small else MAX_INCOME_QUARTER + 1
    yield (h.on - FIRST_DAY).days, _DAYS
    yield int(h.region.removeprefix("KZ-")), _REGIONS
    yield h.members - 1, MAX_MEMBERS
    yield h.children_1_to_6, h.members + 1
    yield (0 if h.children is None else h.children + 1), h.members + 2
    # one more than the number of members stands for: the only one who can work cares
    yield (h.members + 1 if h.only_able_bodied_cares else h.able_bodied), h.members + 2
    for day in (h.refused_measures_on, h.contract_breached_on):
        yield from _day_fields(h.on, day)
    yield from _told_fields(h.line_told)


def _day_fields(on: date, day: date | None) -> Iterator[tuple[int, int]]:
    if day is None:
        yield 0, 3
        return
    before = (on - day).days
    near = before < _NEAR_DAYS
    yield (1 if near else 2), 3
    yield before, _NEAR_DAYS if near else _DAYS


def _told_fields(told: Decimal | None) -> Iterator[tuple[int, int]]:
    if told is None:
        yield 0, 3
        return
    whole = told == int(told)
    yield (1 if whole else 2), 3
    scale = 1 if whole else _TIYN
    yield int(told * scale), MAX_LINE_TOLD * scale + 1


class _Reader:
    """Takes the fields off a number again, in the order of `_fields`."""

    def __init__(self, number: int) -> None:
        self._number = number

    def take(self, radix: int) -> int:
        self._number, value = divmod(self._number, radix)
        return value

    def household(self) -> Household:
        income = self.take(_SMALL_INCOME if self.take(2) else MAX_INCOME_QUARTER + 1)
        on = FIRST_DAY + timedelta(days=self.take(_DAYS))
        region = f"KZ-{self.take(_REGIONS):02}"
        members = self.take(MAX_MEMBERS) + 1
        small_children, children = self.take(members + 1), self.take(members + 2)
        able = self.take(members + 2)
        cares = able == members + 1
        return Household(
            on=on,
            region=region,
            members=members,
            income_quarter=income,
            children_1_to_6=small_children,
            children=children - 1 if children else None,
            able_bodied=1 if cares else able,
            only_able_bodied_cares=cares,
            refused_measures_on=self._day(on),
            contract_breached_on=self._day(on),
            line_told=self._told(),
        )

    def _day(self, on: date) -> date | None:
        form = self.take(3)
        if form == 0:
            return None
        return on - timedelta(days=self.take(_NEAR_DAYS if form == 1 else _DAYS))

    def _told(self) -> Decimal | None:
        form = self.take(3)
        if form == 0:
            return None
        scale = 1 if form == 1 else _TIYN
        return Decimal(self.take(MAX_LINE_TOLD * scale + 1)) / scale


def _remainder(signs: str) -> int:
    """0 for a right code: the signs as a polynomial over the field of 32, at its generator."""
    remainder = 0
    for sign in signs:
        remainder <<= 1
        if remainder >> _BITS:
            remainder ^= _FIELD_POLYNOMIAL
        remainder ^= _SIGNS.index(sign)
    return remainder


def _grouped(signs: str) -> str:
    """In fours, in eights if that were too long, else in one piece."""
    for size in (4, 8):
        parts = [signs[at : at + size] for at in range(0, len(signs), size)]
        if len("-".join(parts)) <= _LONGEST:
            return "-".join(parts)
    return signs
