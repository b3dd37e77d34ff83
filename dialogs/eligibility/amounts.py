"""How much a month: what lacks to the line, and the supplement for small children."""

from dataclasses import dataclass
from fractions import Fraction

from dialogs.eligibility.household import FULL_LINE_PER_CHILD, Household
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import PovertyLine
from dialogs.eligibility.quarter import MONTHS_IN_QUARTER
from dialogs.eligibility.trace import Caution, Step, money


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact sum, tenge a month; `value` None where a figure is missing."""

    value: Fraction | None
    steps: tuple[Step, ...] = ()
    cautions: tuple[Caution, ...] = ()


def per_capita(household: Household) -> Fraction:
    """Exact income per head and month, tenge."""
    return Fraction(household.income_quarter, household.members * MONTHS_IN_QUARTER)


def lacking(household: Household, line: PovertyLine, rule: str, law: Step) -> Amount:
    """What lacks to the line, for a family that is under it.

    `rule` is the scheme's way: the difference for every member, or (2019) the difference for
    adults and the full line for each child. `law` lends its law and day to the steps.
    """
    gap = Fraction(line.value) - per_capita(household)
    steps = [Step("gap_per_head", money(gap), "kzt", law.law, law.valid_from)]
    children = 0
    if rule == FULL_LINE_PER_CHILD:
        children = household.children or 0
        full = children * Fraction(line.value)
        steps += [
            Step("children", children, "people"),
            Step("full_line_for_children", money(full), "kzt", law.law, law.valid_from),
        ]
    total = gap * (household.members - children) + children * Fraction(line.value)
    steps.append(Step("amount_before_supplement", money(total), "kzt", law.law, law.valid_from))
    return Amount(total, tuple(steps))


def supplement(household: Household, parameters: Parameters) -> Amount:
    """The money for the children of the age that the law names; 0 where there is none."""
    rule = parameters.on("child_supplement", household.on)
    multiple = None if rule is None else rule.decimal("mrp_multiple")
    if rule is None or multiple is None or household.children_1_to_6 == 0:
        return Amount(Fraction(0))
    count = Step("children_1_to_6", household.children_1_to_6, "people")
    share = Step("mrp_multiple", multiple, "mrp", rule.cites, rule.valid_from)
    national = parameters.on("budget_law_indicators", household.on)
    mrp = None if national is None else national.decimal("mrp")
    if national is None or mrp is None:
        missing = Caution("supplement_figure_missing", {"year": household.on.year})
        return Amount(None, (count, share), (missing,))
    value = household.children_1_to_6 * Fraction(multiple) * Fraction(mrp)
    steps = (
        count,
        share,
        Step("mrp", mrp, "kzt", national.cites, national.valid_from),
        Step("child_supplement", money(value), "kzt", rule.cites, rule.valid_from),
    )
    return Amount(value, steps)
