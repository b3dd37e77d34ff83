"""What an estimate says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from dialogs.eligibility.poverty_line import LineStatus
from dialogs.eligibility.trace import Caution, Step


class Outcome(Enum):
    LIKELY = "likely"
    ABOVE_LINE = "above_line"
    AT_LINE = "at_line"
    BLOCKED = "blocked"
    LINE_NOT_LOADED = "line_not_loaded"
    NO_RULE = "no_rule"


class Kind(Enum):
    CONDITIONAL = "conditional"
    UNCONDITIONAL = "unconditional"


@dataclass(frozen=True, slots=True)
class Participation:
    """Whether the family could take part in a scheme that ran beside the assistance."""

    scheme: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A preliminary estimate, rounded for showing. Money is tenge, a month.

    `monthly_amount` includes the supplement; it is a number for LIKELY, ABOVE_LINE and AT_LINE and
    None otherwise. `amount_is_minimum` says that the true amount is that or more.
    `child_supplement` is None where its figure or the right to it is not known.
    """

    outcome: Outcome
    scheme: str | None = None
    participation: Participation | None = None
    line: Decimal | None = None
    line_status: LineStatus | None = None
    per_capita_income: Decimal | None = None
    monthly_amount: int | None = None
    amount_is_minimum: bool = False
    child_supplement: int | None = None
    kind: Kind | None = None
    payments_left_in_quarter: int | None = None
    reapply_from: date | None = None
    blocked_until: date | None = None
    result_code: str = ""
    trace: tuple[Step, ...] = ()
    warnings: tuple[Caution, ...] = ()
