"""The preliminary check: few questions, a page to check the answers, the result."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dialogs import consent
from dialogs.case import Case
from dialogs.eligibility import questions as ask
from dialogs.eligibility.assessment import Outcome
from dialogs.eligibility.household import Household, uses
from dialogs.eligibility.law import block_months, carer_age
from dialogs.eligibility.poverty_line import LineStatus, PovertyLine, line_for
from dialogs.eligibility.result import result_page
from dialogs.eligibility.rules import assess
from dialogs.screen import Option, Screen
from dialogs.steps import Page, Question
from dialogs.text import Plain, Sayable, _, lines

MONTHS_IN_QUARTER = 3


async def eligibility(case: Case) -> None:
    """At most nine questions; one is put only while it can still change the result."""
    if not await consent.agreed(case):
        return
    form = Form(case)
    household = await form.filled()
    await _checked(form)
    await result_page(case, household, assess(household, case.reference.lines, form.parameters))


@dataclass(slots=True)
class Form:
    """Puts the questions in order and keeps what was asked, for the page of answers."""

    case: Case
    asked: list[tuple[Question[Any], Any]]

    def __init__(self, case: Case) -> None:
        self.case = case
        self.asked = []

    @property
    def parameters(self) -> Any:
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
        more = self._later(used)
        region = await self.put(ask.region(1, more + 3))
        unknown = int(_line(self.case, region) is None)
        members = await self.put(ask.members(2, more + unknown + 1))
        income = await self.put(ask.income(3, more + unknown, on))
        told = await self._told(region, members, income, more)
        household = Household(
            on=on,
            region=region,
            members=members,
            income_quarter=int(income),
            line_told=told,
            children=0 if "children" in used else None,
        )
        if not _can_be_had(self.case, household):
            return household
        return await self._rest(household, used)

    async def _told(self, region: str, members: int, income: Decimal, more: int) -> Decimal | None:
        """The line that the centre told, where none is loaded that could decide."""
        line = _line(self.case, region)
        if line is not None and not _is_bound_below(line, members, income):
            return None
        told: Decimal = await self.put(ask.line_told(self.number(), more))
        return told or None

    def _later(self, used: frozenset[str]) -> int:
        """How many questions there may be after the line is known."""
        names = {"children", "children_1_to_6", "able_bodied", "only_able_bodied_cares"}
        return len(names & used) + 2 * bool(block_months(self.case))

    async def _rest(self, household: Household, used: frozenset[str]) -> Household:
        left = self._later(used)
        size = household.members
        if "children" in used:
            left -= 1
            question = ask.children_under_18(self.number(), left, size)
            household = replace(household, children=await self.put(question))
        if "children_1_to_6" in used:
            left -= 1
            most = size if household.children is None else household.children
            young = await self.put(ask.children_1_to_6(self.number(), left, most))
            household = replace(household, children_1_to_6=young)
        if "able_bodied" in used:
            household = await self._workers(household, left - 1)
        if block_months(self.case):
            household = await self._sanction(household)
        return household

    async def _workers(self, household: Household, left: int) -> Household:
        able = await self.put(ask.able_bodied(self.number(), left, household.members))
        cares = False
        if able == 1:
            cares = await self.put(ask.cares(self.number(), left - 1, carer_age(self.case)))
        return replace(household, able_bodied=able, only_able_bodied_cares=cares)

    async def _sanction(self, household: Household) -> Household:
        months = block_months(self.case)
        which = await self.put(ask.sanction(self.number(), 1, months))
        if which == ask.NONE:
            return household
        day = await self.put(ask.sanction_day(self.number(), 0, self.case.on, months))
        if which == ask.REFUSED:
            return replace(household, refused_measures_on=day)
        return replace(household, contract_breached_on=day)


def _line(case: Case, region: str) -> PovertyLine | None:
    return line_for(region, case.on, case.reference.lines, case.reference.parameters)


def _is_bound_below(line: PovertyLine, members: int, income: Decimal) -> bool:
    """Is all that is known that the line is this or more, and the income above it?"""
    above = Fraction(income) > Fraction(line.value) * MONTHS_IN_QUARTER * members
    return line.status is LineStatus.LOWER_BOUND and above


def _can_be_had(case: Case, household: Household) -> bool:
    """Can further answers change the result? Not once the income is above the line."""
    reference = case.reference
    found = assess(household, reference.lines, reference.parameters)
    return found.outcome not in {Outcome.ABOVE_LINE, Outcome.NO_RULE}


async def _checked(form: Form) -> None:
    """All answers on one page; each can be changed."""
    rows: list[Sayable] = [
        _("{name}: {answer}", name=question.name or Plain(""), answer=question.said(answer))
        for question, answer in form.asked
    ]
    changes = tuple(
        Option(f"!{question.key}", _("Change: {name}", name=question.name or Plain("")))
        for question, _answer in form.asked
    )
    await Page(
        key="review",
        screen=Screen(
            lines(*rows),
            title=_("Check your answers"),
            brief=lines(_("Your answers:"), *rows),
            options=(Option("ok", _("All is right, show the result"), OK_WORDS), *changes),
            can_go_back=True,
        ),
        answers=("ok",),
    )


OK_WORDS = ("да", "иә", "верно", "дұрыс", "ok", "ок", "жарайды")
