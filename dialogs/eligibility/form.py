"""The questions of the check in their order; one is put only while it can change the result."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from dialogs.case import Case
from dialogs.eligibility import questions as ask
from dialogs.eligibility.household import Household, uses
from dialogs.eligibility.law import block_months, carer_age
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import LineStatus, PovertyLine, line_for
from dialogs.eligibility.quarter import MONTHS_IN_QUARTER, Quarter
from dialogs.steps import Question

ALWAYS_FIRST = 2  # after the region: the family's size and its income


class Standing(Enum):
    """The family's income beside the poverty line."""

    ABOVE = "above"
    NOT_ABOVE = "not above"
    UNKNOWN = "the line, or all of it, is not known"


@dataclass(slots=True)
class Form:
    """Puts the questions and keeps what was asked, for the page of answers."""

    case: Case
    asked: list[tuple[Question[Any], Any]] = field(default_factory=list)

    @property
    def parameters(self) -> Parameters:
        return self.case.reference.parameters

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
        line = self._line(region)
        more += line is None or line.status is LineStatus.LOWER_BOUND
        members = await self.put(ask.members(self.number(), more + 1))
        income = await self._income(more)
        standing = _standing(line, members, income)
        told = None
        if standing is Standing.UNKNOWN:
            told = await self.put(ask.line_told(self.number(), self._later(used))) or None
            standing = _standing(self._line(region, told), members, income)
        household = Household(
            on=on,
            region=region,
            members=members,
            income_quarter=int(income),
            line_told=told,
            children=0 if "children" in used else None,
        )
        if standing is Standing.ABOVE:
            return household
        return await self._rest(household, used, standing)

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

    def _line(self, region: str, told: Decimal | None = None) -> PovertyLine | None:
        return line_for(region, self.case.on, self.case.reference.lines, self.parameters, told)

    def _later(self, used: frozenset[str]) -> int:
        """How many questions there may be after the line is known."""
        names = {"children", "children_1_to_6", "able_bodied", "only_able_bodied_cares"}
        return len(names & used) + 2 * bool(block_months(self.case))

    async def _rest(
        self, household: Household, used: frozenset[str], standing: Standing
    ) -> Household:
        left = self._later(used)
        # Children count only in an amount; and who answers is no child.
        most = household.members - 1 if standing is Standing.NOT_ABOVE else 0
        if "children" in used:
            left -= 1
            if most:
                children = await self.put(ask.children_under_18(self.number(), left, most))
                household = replace(household, children=children)
            most = household.children or 0
        if "children_1_to_6" in used:
            left -= 1
            if most:
                young = await self.put(ask.children_1_to_6(self.number(), left, most))
                household = replace(household, children_1_to_6=young)
        if "able_bodied" in used:
            household = await self._workers(household, used, left - 1)
        if block_months(self.case):
            household = await self._sanction(household)
        return household

    async def _workers(self, household: Household, used: frozenset[str], left: int) -> Household:
        most = household.members - max(household.children or 0, household.children_1_to_6)
        able = await self.put(ask.able_bodied(self.number(), left, most))
        household = replace(household, able_bodied=able)
        if able == 1 and "only_able_bodied_cares" in used:
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


def _standing(line: PovertyLine | None, members: int, income: Decimal) -> Standing:
    if line is None:
        return Standing.UNKNOWN
    if Fraction(income) <= Fraction(line.value) * MONTHS_IN_QUARTER * members:
        return Standing.NOT_ABOVE
    return Standing.UNKNOWN if line.status is LineStatus.LOWER_BOUND else Standing.ABOVE
