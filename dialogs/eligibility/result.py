"""The result of the check in words: what, how much, until when, where to go, and why."""

from collections.abc import Mapping
from decimal import Decimal

from dialogs.case import Case
from dialogs.eligibility.assessment import Assessment, Kind, Outcome
from dialogs.eligibility.household import Household
from dialogs.eligibility.poverty_line import LineStatus
from dialogs.eligibility.quarter import Quarter
from dialogs.eligibility.wording import cautions, why, why_briefly
from dialogs.screen import IncomePicture, Option, Screen
from dialogs.steps import Page
from dialogs.text import Months, Plain, Sayable, Text, _, lines, paragraphs

NOT_A_DECISION = _(
    "This is a preliminary estimate, not an official decision. The career centre decides."
)
TITLES: Mapping[Outcome, Text] = {
    Outcome.LIKELY: _("You may be entitled to assistance"),
    Outcome.ABOVE_LINE: _("The income is above the line"),
    Outcome.AT_LINE: _("The income is exactly at the line"),
    Outcome.BLOCKED: _("You can apply later"),
    Outcome.LINE_NOT_LOADED: _("The line is not known"),
    Outcome.NO_RULE: _("There is no rule for this day"),
}

WORTH_APPLYING = frozenset({Outcome.LIKELY, Outcome.AT_LINE, Outcome.LINE_NOT_LOADED})


async def result_page(case: Case, household: Household, found: Assessment) -> None:
    """The result stays open: why, where, another check, the contract, a person."""
    await Page(
        key="result",
        ends=True,
        screen=Screen(
            paragraphs(
                _headline(found),
                lines(*_facts(case, household, found)),
                *cautions(found.warnings),
                NOT_A_DECISION,
            ),
            title=TITLES[found.outcome],
            brief=lines(
                _brief(found),
                *_brief_cautions(found),
                _("1 – why? 2 – where?"),
            ),
            options=_options(found),
            lists_options=False,
            picture=_picture(found),
        ),
        asides={
            "why": lambda: Screen(
                why(found), title=_("How it was calculated"), brief=why_briefly(found)
            )
        },
    )


def _options(found: Assessment) -> tuple[Option, ...]:
    """`brief` counts on the order of the first two."""
    return (
        Option("why", _("Why? Show the calculation")),
        Option("@flow.centres", _("Where to apply")),
        *(
            (Option("@flow.contract", _("Social contract: duties")),)
            if found.kind is Kind.CONDITIONAL and found.outcome in WORTH_APPLYING
            else ()
        ),
        Option("!review", _("Change an answer")),
        Option("@again", _("Check anew")),
        Option("@operator", _("Talk to a person")),
        Option("@menu", _("Menu")),
    )


def _amount(found: Assessment) -> Decimal:
    return Decimal(found.monthly_amount or 0)


def _headline(found: Assessment) -> Sayable:  # noqa: PLR0911  # one for each outcome
    match found.outcome:
        case Outcome.LIKELY if found.amount_is_minimum:
            return _("At least {sum} tenge a month.", sum=_amount(found))
        case Outcome.LIKELY:
            return _("About {sum} tenge a month.", sum=_amount(found))
        case Outcome.ABOVE_LINE:
            return _(
                "The income per person is above the poverty line of your region, so the "
                "assistance may not be assigned."
            )
        case Outcome.AT_LINE:
            return _(
                "The income per person equals the poverty line. Ask the career centre: it decides."
            )
        case Outcome.BLOCKED:
            return _(
                "After a refusal or a broken contract a new application is refused for a time. "
                "You can apply from {day}.",
                day=found.blocked_until or Plain("…"),
            )
        case Outcome.LINE_NOT_LOADED:
            return _(
                "The poverty line of your region for this quarter is not known to the bot, and it "
                "does not guess. The career centre will tell you."
            )
        case _:
            return _("For this day the bot knows no rule. Ask the career centre.")


def _facts(case: Case, household: Household, found: Assessment) -> list[Sayable]:
    facts: list[Sayable] = []
    if found.per_capita_income is not None:
        facts.append(_("Income per person a month: {sum} tenge", sum=found.per_capita_income))
    if found.line is not None:
        facts.append(_line(found))
    if found.child_supplement:
        facts.append(
            _("Supplement for children in it: {sum} tenge", sum=Decimal(found.child_supplement))
        )
    if found.kind is not None and found.outcome is not Outcome.ABOVE_LINE:
        facts.append(KINDS[found.kind])
    facts += _dates(household, found)
    facts += _where(case, household)
    return facts


KINDS: Mapping[Kind, Text] = {
    Kind.CONDITIONAL: _(
        "Kind: conditional. Adults who can work sign a social contract and take part in measures."
    ),
    Kind.UNCONDITIONAL: _("Kind: unconditional. No social contract is needed."),
}
LINE_STATUS: Mapping[LineStatus, Text] = {
    LineStatus.PUBLISHED: _("published"),
    LineStatus.COMPUTED: _("computed by the law"),
    LineStatus.LOWER_BOUND: _("it is this or more"),
    LineStatus.ESTIMATED: _("estimated, not official"),
    LineStatus.EXAMPLE: _("EXAMPLE, not a real figure"),
    LineStatus.TOLD: _("as you were told"),
}


def _line(found: Assessment) -> Sayable:
    assert found.line is not None and found.line_status is not None  # noqa: S101, PT018  # both or none
    return _(
        "Poverty line: {sum} tenge ({status})",
        sum=found.line,
        status=LINE_STATUS[found.line_status],
    )


def _dates(household: Household, found: Assessment) -> list[Sayable]:
    if found.outcome not in WORTH_APPLYING:
        return []
    said: list[Sayable] = []
    if found.payments_left_in_quarter:
        left = [
            month for month in Quarter.of(household.on).months if month.month >= household.on.month
        ]
        said.append(
            _("If you apply this month, it is paid for: {months}", months=Months(tuple(left)))
        )
    if found.reapply_from is not None:
        said.append(_("Apply again: from {day}, for the new quarter", day=found.reapply_from))
    return said


def _where(case: Case, household: Household) -> list[Sayable]:
    centres = case.reference.centres_in(household.region)
    if len(centres) != 1:
        return [_("Where to apply: the career centre of your district or egov.kz")]
    centre = centres[0]
    return [
        _("Where to apply: {centre}", centre=centre.name),
        _("Address: {address}", address=centre.address),
        _("Phone: {phone}, {hours}", phone=centre.phone, hours=centre.hours),
    ]


def _brief(found: Assessment) -> Sayable:
    match found.outcome:
        case Outcome.LIKELY:
            least = found.amount_is_minimum
            amount = _amount(found)
            told = (
                _("Preliminary: you may get at least {sum} tenge a month.", sum=amount)
                if least
                else _("Preliminary: you may get about {sum} tenge a month.", sum=amount)
            )
            return lines(told, _("The career centre decides."))
        case Outcome.ABOVE_LINE:
            return _(
                "Preliminary: {income} tenge per person, the line is {line} tenge. The assistance "
                "may not be assigned. The career centre decides.",
                income=found.per_capita_income or Decimal(0),
                line=found.line or Decimal(0),
            )
        case Outcome.AT_LINE:
            return _("Preliminary: the income equals the line. The career centre decides.")
        case Outcome.BLOCKED | Outcome.NO_RULE:
            return _headline(found)
        case _:
            return _("Preliminary: the line is not known. Ask the career centre or 1414.")


def _brief_cautions(found: Assessment) -> tuple[Sayable, ...]:
    if found.line_status is LineStatus.EXAMPLE:
        return (_("The line is an EXAMPLE."),)
    if found.line_status is LineStatus.ESTIMATED:
        return (_("The line is an estimate."),)
    return ()


def _picture(found: Assessment) -> IncomePicture | None:
    if found.line is None or found.per_capita_income is None:
        return None
    if found.outcome not in {Outcome.LIKELY, Outcome.ABOVE_LINE, Outcome.AT_LINE}:
        return None
    return IncomePicture(
        found.per_capita_income,
        found.line,
        _(
            "Income per person {income} tenge a month, poverty line {line} tenge. Preliminary.",
            income=found.per_capita_income,
            line=found.line,
        ),
    )
