"""The questions of the check in their order; one is put only while it can change the result."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dialogs.case import Case
from dialogs.eligibility import questions as ask
from dialogs.eligibility.assessment import Assessment, Outcome
from dialogs.eligibility.household import Household, uses
from dialogs.eligibility.law import block_months, carer_age
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import LineStatus, PovertyLine, line_for
from dialogs.eligibility.quarter import MONTHS_IN_QUARTER, Quarter
from dialogs.eligibility.rules import assess
from dialogs.steps import Question

ALWAYS_FIRST = 2  # after the region: the family's size and its income


@dataclass(slots=True)
class Form:
    """Puts the questions and keeps what was asked, for the page of answers."""

    case: Case
    asked: list[tuple[Question[Any], Any]] = field(default_factory=list)

    @property
    def parameters(self) -> Parameters:
        return self.case.reference.parameters

    def result(self, household: Household) -> Assessment:
        return assess(household, self.case.reference.lines, self.parameters)

    def number(self) -> int:
        return len(self.asked) + 1

    async def put(self, question: Question[Any]) -> Any:
        answer = await question
        self.asked.append((question, answer))
        return answer

    async def filled(self) -> Household:
        """The family as far as the result depends on it."""
        on, used = self.case.on, uses(self.case.on, self.parameters)
        codes = tuple(region.id for region in self.parameters.regions(on))
        more = self._later(used)
        # Whether the line must be asked for is known with the region, or (a bound) the income.
        left = ALWAYS_FIRST + 1 + more if used else 0
        region = await self.put(ask.region(self.number(), left, codes))
        if not used:
            return Household(on=on, region=region, members=1, income_quarter=0)
        more += not self._is_certain(region)
        members = await self.put(ask.members(self.number(), more + 1))
        income = await self._income(more)
        told = await self._told(region, members, income)
        household = Household(
            on=on,
            region=region,
            members=members,
            income_quarter=int(income),
            line_told=told,
            children=0 if "children" in used else None,
        )
        if self.result(household).outcome is Outcome.ABOVE_LINE:
            return household
        return await self._rest(household, used)

    async def _income(self, left: int) -> Decimal:
        """The income of the last quarter; a sum too small to be true is asked back once."""
        quarter = Quarter.of(self.case.on).previous()
        number = self.number()
        question = ask.income(number, left, quarter)
        income: Decimal = await question
        if 0 < income < ask.IMPROBABLE and not await ask.income_sure(question, income):
            question = ask.income_again(question)
            income = await question
        self.asked.append((question, income))
        return income

    async def _told(self, region: str, members: int, income: Decimal) -> Decimal | None:
        """The line that the centre told, where none is loaded that could decide."""
        line = self._line(region)
        if line is not None and not _is_bound_below(line, members, income):
            return None
        later = self._later(uses(self.case.on, self.parameters))
        told: Decimal = await self.put(ask.line_told(self.number(), later))
        return told or None

    def _line(self, region: str) -> PovertyLine | None:
        return line_for(region, self.case.on, self.case.reference.lines, self.parameters)

    def _is_certain(self, region: str) -> bool:
        line = self._line(region)
        return line is not None and line.status is not LineStatus.LOWER_BOUND

    def _later(self, used: frozenset[str]) -> int:
        """How many questions there may be after the line is known."""
        names = {"children", "children_1_to_6", "able_bodied", "only_able_bodied_cares"}
        return len(names & used) + 2 * bool(block_months(self.case))

    def _matters(self, household: Household, **answer: Any) -> bool:
        """Could this answer make another result? Said by the rules themselves."""
        with_it = self.result(replace(household, **answer))
        return _seen(with_it) != _seen(self.result(household))

    async def _rest(self, household: Household, used: frozenset[str]) -> Household:
        left = self._later(used)
        most = household.members - 1  # who answers is no child
        if "children" in used:
            left -= 1
            if most and self._matters(household, children=1):
                children = await self.put(ask.children_under_18(self.number(), left, most))
                household = replace(household, children=children)
            most = household.children or 0
        if "children_1_to_6" in used:
            left -= 1
            if most and self._matters(household, children_1_to_6=1):
                young = await self.put(ask.children_1_to_6(self.number(), left, most))
                household = replace(household, children_1_to_6=young)
        if "able_bodied" in used:
            household = await self._workers(household, left - 1)
        if block_months(self.case):
            household = await self._sanction(household)
        return household

    async def _workers(self, household: Household, left: int) -> Household:
        most = household.members - max(household.children or 0, household.children_1_to_6)
        able = await self.put(ask.able_bodied(self.number(), left, most))
        household = replace(household, able_bodied=able)
        if able == 1 and self._matters(household, only_able_bodied_cares=True):
            question = ask.cares(self.number(), left - 1, carer_age(self.case))
            household = replace(household, only_able_bodied_cares=await self.put(question))
        return household

    async def _sanction(self, household: Household) -> Household:
        months = block_months(self.case)
        which = await self.put(ask.sanction(self.number(), 1, months))
        if which == ask.NONE:
            return household
        day = await self.put(ask.sanction_day(self.number(), 0, self.case.on, months))
        if which == ask.REFUSED:
            return replace(household, refused_measures_on=day)
        return replace(household, contract_breached_on=day)


def _seen(found: Assessment) -> Assessment:
    """What a person sees of a result."""
    return replace(found, trace=(), result_code="")


def _is_bound_below(line: PovertyLine, members: int, income: Decimal) -> bool:
    """Is all that is known that the line is this or more, and the income above it?"""
    above = Fraction(income) > Fraction(line.value) * MONTHS_IN_QUARTER * members
    return line.status is LineStatus.LOWER_BOUND and above
