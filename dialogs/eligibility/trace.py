"""How a result came about: its steps with their law, its cautions, and the one rounding."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

Value = Decimal | int | str | date


@dataclass(frozen=True, slots=True)
class Step:
    """One number of the calculation.

    `step` is a stable code. `unit` is one of kzt, share, mrp, people, years, months, date, code.
    `law` is the law or source of the number; None for an answer or plain arithmetic.
    `valid_from` is the day from which that number holds.
    """

    step: str
    value: Value
    unit: str
    law: str | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """What the reader of a result must know beside it: a stable code and its values."""

    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


def half_up(amount: Fraction | Decimal | int, places: int) -> Decimal:
    """Round half up (amounts here are never below zero); for outputs only."""
    shifted = Fraction(amount) * 10**places
    return Decimal(math.floor(shifted + Fraction(1, 2))).scaleb(-places)


def whole_tenge(amount: Fraction | Decimal | int) -> int:
    return int(half_up(amount, 0))


def money(amount: Fraction | Decimal | int) -> Decimal:
    """Tenge with two decimals."""
    return half_up(amount, 2)
