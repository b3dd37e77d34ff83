"""The terms of an award: its kind, the payments left, the day to apply again."""

from dataclasses import dataclass
from datetime import date

from dialogs.eligibility.assessment import Kind
from dialogs.eligibility.household import Household
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.quarter import Quarter
from dialogs.eligibility.trace import Caution, Step


@dataclass(frozen=True, slots=True)
class Terms:
    """None where the law of that day does not say."""

    kind: Kind | None
    payments_left_in_quarter: int | None
    reapply_from: date | None
    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...]


def terms_for(household: Household, parameters: Parameters, blocked_until: date | None) -> Terms:
    kind, steps = _kind(household, parameters)
    period = parameters.on("award_period", household.on)
    if period is None or not period.flag("quarterly"):
        return Terms(kind, None, None, steps, (Caution("award_not_quarterly"),))
    quarter = Quarter.of(household.on)
    left = sum(month.month >= household.on.month for month in quarter.months)
    again = quarter.next().first_day
    if blocked_until is not None:
        again = max(again, blocked_until)
    steps = (
        *steps,
        Step("payments_left_in_quarter", left, "months", period.cites, period.valid_from),
        Step("reapply_from", again, "date", period.cites, period.valid_from),
    )
    cautions: tuple[Caution, ...] = ()
    if parameters.on("prolongation", quarter.next().first_day) is not None:
        cautions = (Caution("award_prolonged", {"quarter": str(quarter.next())}),)
    return Terms(kind, left, again, steps, cautions)


def _kind(household: Household, parameters: Parameters) -> tuple[Kind | None, tuple[Step, ...]]:
    """Unconditional if nobody can work, or if the only one who can cares for somebody."""
    age = parameters.on("carer_child_age", household.on)
    if age is None:
        return None, ()
    free = household.able_bodied == 0 or household.only_able_bodied_cares
    kind = Kind.UNCONDITIONAL if free else Kind.CONDITIONAL
    return kind, (
        Step("able_bodied", household.able_bodied, "people"),
        Step("only_able_bodied_cares", str(household.only_able_bodied_cares).lower(), "code"),
        Step("kind", kind.value, "code", age.cites, age.valid_from),
    )
