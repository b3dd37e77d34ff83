"""The questions of the check. A question whose meaning changes gets a new key."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from dialogs.eligibility.household import MAX_LINE_TOLD
from dialogs.eligibility.lines_csv import MIN_FIGURE
from dialogs.eligibility.quarter import Quarter
from dialogs.questions import Choice, Day, Money, Number, Region, YesNo
from dialogs.screen import Option
from dialogs.text import Months, _, paragraphs

MOST_MEMBERS = 20
MOST_INCOME = 100_000_000  # tenge in three months: more is a slip of the pen
IMPROBABLE = 1000  # tenge in three months: "150" often means 150 thousand
NONE, REFUSED, BREACHED = "none", "refused", "breached"


def region(number: int, left: int, codes: tuple[str, ...]) -> Region:
    return Region(
        codes=codes,
        key="region",
        name=_("Region"),
        tag=_("Region"),
        number=number,
        left=left,
        text=paragraphs(
            _("A few questions, about 3 minutes. Your name and IIN are not needed."),
            _("In which region or city are you registered?"),
        ),
        brief=_(
            "Preliminary check, about 3 minutes. Name and IIN are not needed. In which region or "
            "city are you registered?"
        ),
        explanation=_(
            "The poverty line differs by region. Name the region or city of your registration, "
            "permanent or temporary."
        ),
    )


def members(number: int, left: int) -> Number:
    return Number(
        key="members",
        name=_("People in the family"),
        tag=_("Family"),
        number=number,
        left=left,
        at_least=1,
        at_most=MOST_MEMBERS,
        text=_("How many people are in your family, counting you?"),
        brief=_("How many people are in your family, counting you? For example: 5."),
        explanation=_(
            "Count yourself, your wife or husband, children under 18 and full-time students who "
            "live with you. Who counts in a special case, the centre decides."
        ),
    )


def income(number: int, left: int, quarter: Quarter) -> Money:
    months = Months(quarter.months)
    return Money(
        key=f"income.{quarter}",
        name=_("Income of the family"),
        tag=_("Income"),
        number=number,
        left=left,
        at_most=MOST_INCOME,
        sampled=(0, 500, 150_000, MOST_INCOME),
        text=_(
            "What did the whole family receive in three months together: {months}? Write the sum "
            "in tenge, for example: 150 000. If nothing, write 0.",
            months=months,
        ),
        brief=_(
            "The whole family's income for three months ({months})? The sum in tenge, for "
            "example: 150 000. None – 0.",
            months=months,
        ),
        explanation=_(
            "Income is wages, pensions, allowances, alimony, sales from the household plot and "
            "animals, rent, money transfers, gifts of money. Add up three months of all members. "
            "Loans and deposits may be taken into account: the centre checks them."
        ),
    )


def income_sure(question: Money, sum_told: Decimal) -> YesNo:
    return YesNo(
        key=f"{question.key}.sure",
        depends=(question.key,),
        text=_("You wrote {sum} tenge for three months. Is that right?", sum=sum_told),
        explanation=question.explanation,
    )


def income_again(question: Money) -> Money:
    return replace(question, key=f"{question.key}.again", depends=(question.key,))


def line_told(number: int, left: int) -> Money:
    return Money(
        key="line_told",
        name=_("Poverty line"),
        tag=_("Line"),
        number=number,
        left=left,
        depends=("region",),
        at_least=MIN_FIGURE,
        at_most=MAX_LINE_TOLD,
        sampled=(0, 45_000),
        text=_(
            "The poverty line of your region is not loaded yet. If the centre has told you the "
            "line, write it in tenge. If you don't know it, write 0."
        ),
        brief=_(
            "The poverty line of your region is not loaded. If the centre told you it, write the "
            "sum. Not known – 0."
        ),
        hint=_(
            "The line was not understood. Write the sum in tenge for one person and month, for "
            "example: 45 000. If it is not known, write 0."
        ),
        explanation=_(
            "The poverty line is a sum per person and month. Every region has its own, new for "
            "each quarter. The career centre and 1414 can tell it."
        ),
    )


def children_under_18(number: int, left: int, size: int) -> Number:
    return Number(
        key="children",
        name=_("Children under 18"),
        tag=_("Children"),
        number=number,
        left=left,
        depends=("members",),
        at_least=0,
        at_most=size,
        text=_("How many children under 18 are in the family? If none, write 0."),
        explanation=_("Count the children of the family who have not had their 18th birthday."),
    )


def children_1_to_6(number: int, left: int, size: int) -> Number:
    return Number(
        key="children_1_to_6",
        name=_("Children from 1 to 6"),
        tag=_("Children 1–6"),
        number=number,
        left=left,
        depends=("members", "children"),
        at_least=0,
        at_most=size,
        text=_("How many children are from 1 to 6 years old? If none, write 0."),
        explanation=_(
            "Count children who have had their first birthday and not yet their seventh. For them "
            "there is a supplement."
        ),
    )


def able_bodied(number: int, left: int, size: int) -> Number:
    return Number(
        key="able_bodied",
        name=_("Adults who can work"),
        tag=_("Can work"),
        number=number,
        left=left,
        depends=("members",),
        at_least=0,
        at_most=size,
        text=_("How many adults in the family can work? Count those who work too."),
        brief=_("How many adults can work? Count those who work. If none, write 0."),
        explanation=_(
            "Don't count pensioners, people with disability of group I or II, full-time students "
            "and people ill for more than two months."
        ),
    )


def cares(number: int, left: int, age: int) -> YesNo:
    return YesNo(
        key="only_able_bodied_cares",
        name=_("Cares for somebody"),
        tag=_("Care"),
        number=number,
        left=left,
        depends=("able_bodied", "members"),
        text=_(
            "Does this adult care for a child under {age}, for a person with disability or for an "
            "elderly person?",
            age=age,
        ),
        explanation=_(
            "If the only adult who can work cares for somebody who needs it, nobody has to take "
            "part in the employment measures."
        ),
    )


def sanction(number: int, left: int, months: int) -> Choice:
    return Choice(
        key="sanction",
        name=_("Refusal or broken contract"),
        tag=_("Refusal"),
        number=number,
        left=left,
        text=_(
            "In the last {months} months, has somebody in the family refused offered work or "
            "training, or broken a social contract?",
            months=months,
        ),
        options=(
            Option(NONE, _("No"), ("нет", "жоқ", "no", "ничего")),
            Option(REFUSED, _("Refused the measures"), ("отказ", "отказался", "бас тартты")),
            Option(BREACHED, _("The contract was broken"), ("нарушил", "бұзды", "расторгли")),
        ),
        explanation=_(
            "After a refusal or a broken contract a new application is refused for some months. "
            "The bot then tells from which day you can apply."
        ),
    )


def sanction_day(number: int, left: int, on: date, months: int) -> Day:
    return Day(
        key="sanction_day",
        name=_("Day of it"),
        tag=_("Day"),
        number=number,
        left=left,
        depends=("sanction",),
        since=on - timedelta(days=366 * (1 + months // 12)),
        today=on,
        text=_("When was that? Write the date, for example: {example}.", example=f"{on:%d.%m.%Y}"),
        explanation=_(
            "The day of the refusal, or the day on which the contract was ended. If you don't "
            "remember it exactly, write the nearest day that you remember."
        ),
    )
