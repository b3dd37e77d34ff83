"""Orleu beside the old assistance (2014-2017): could the family take part?"""

from dataclasses import dataclass
from fractions import Fraction

from dialogs.eligibility.amounts import per_capita
from dialogs.eligibility.assessment import Outcome, Participation
from dialogs.eligibility.household import Household
from dialogs.eligibility.line_rows import Lines
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import row_cautions
from dialogs.eligibility.quarter import Quarter
from dialogs.eligibility.trace import Caution, Step


@dataclass(frozen=True, slots=True)
class Told:
    participation: Participation | None
    steps: tuple[Step, ...] = ()
    cautions: tuple[Caution, ...] = ()


def participation_for(household: Household, lines: Lines, parameters: Parameters) -> Told:
    """The test by income, where Orleu ran at all; nothing outside its years."""
    scheme = parameters.on("schemes", household.on, "participation")
    rule = parameters.on("participation_share", household.on)
    share = None if rule is None else rule.decimal("share_of_minimum")
    if scheme is None or rule is None or share is None:
        return Told(None)
    name = scheme.text("id") or ""
    outside, cautions = _coverage(household, parameters)
    if outside:
        return Told(Participation(name, Outcome.NO_RULE), (), cautions)
    row = lines.row(household.region, Quarter.of(household.on).previous())
    if row is None or row.subsistence_minimum is None:
        return Told(Participation(name, Outcome.LINE_NOT_LOADED), (), cautions)
    line = share * row.subsistence_minimum
    since = row.quarter.first_day
    steps = (
        Step("participation_minimum", row.subsistence_minimum, "kzt", row.source, since),
        Step("participation_share_sm", share, "share", rule.cites, rule.valid_from),
        Step("participation_line", line, "kzt", rule.cites, rule.valid_from),
    )
    outcome = outcome_by(per_capita(household), Fraction(line))
    found = (*cautions, *row_cautions(row, "subsistence_minimum"))
    return Told(Participation(name, outcome), steps, found)


def outcome_by(income: Fraction, line: Fraction) -> Outcome:
    """The exact comparison of income per head with a line."""
    if income > line:
        return Outcome.ABOVE_LINE
    return Outcome.AT_LINE if income == line else Outcome.LIKELY


def _coverage(household: Household, parameters: Parameters) -> tuple[bool, tuple[Caution, ...]]:
    """Whether the region lay outside of Orleu on that day, and what to say about coverage."""
    cautions: tuple[Caution, ...] = ()
    if household.able_bodied == 0:
        cautions = (Caution("orleu_for_able_bodied"),)
    coverage = parameters.on("orleu_coverage", household.on)
    if coverage is None or coverage.flag("everywhere"):
        return False, cautions
    regions, units = coverage.texts("regions"), coverage.whole("units")
    if regions and household.region not in regions:
        return True, (Caution("orleu_not_in_region", {"regions": ", ".join(regions)}),)
    if units is not None:
        cautions = (*cautions, Caution("orleu_partial_coverage", {"districts_and_cities": units}))
    return False, cautions
