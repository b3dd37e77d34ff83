"""The trace of an estimate, step by step with law and day, and its cautions."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from dialogs.eligibility.assessment import Assessment
from dialogs.eligibility.laws import law
from dialogs.eligibility.trace import Caution, Step
from dialogs.text import Plain, Sayable, Text, Value, _, lines, paragraphs

STEPS: Mapping[str, Text] = {
    "on": _("Day of the check"),
    "income_quarter": _("Income of the family in the quarter"),
    "members": _("People in the family"),
    "per_capita_income": _("Income per person a month: income / 3 / people"),
    "subsistence_minimum": _("Subsistence minimum of the region, last quarter"),
    "line_share_sm": _("Share of the subsistence minimum"),
    "median_income": _("Median income of the region, last quarter"),
    "line_share_median": _("Share of the median income"),
    "budget_law_minimum": _("Subsistence minimum of the budget law"),
    "poverty_line": _("Poverty line"),
    "gap_per_head": _("Lacking to the line, per person"),
    "children": _("Children under 18"),
    "full_line_for_children": _("The full line for the children"),
    "amount_before_supplement": _("Amount for the whole family"),
    "children_1_to_6": _("Children from 1 to 6"),
    "mrp_multiple": _("Supplement per child, in monthly calculation indices"),
    "mrp": _("Monthly calculation index"),
    "child_supplement": _("Supplement for the children"),
    "monthly_amount": _("Together a month"),
    "able_bodied": _("Adults who can work"),
    "payments_left_in_quarter": _("Months paid in this quarter"),
    "reapply_from": _("Apply again from"),
    "refused_measures_on": _("Day of the refusal"),
    "contract_breached_on": _("Day of the breach"),
    "block_months": _("Months without a new award"),
    "blocked_until": _("A new award is possible from"),
}
CAUTIONS: Mapping[str, Text] = {
    "line_lower_bound": _(
        "The median income is not loaded. The line is at least this, so the amount may be higher."
    ),
    "line_told": _("The line is the one that you were told. The bot has not checked it."),
    "line_told_below_bound": _(
        "The line you named is below what the law gives. The bot has used the law's figure."
    ),
    "line_estimated": _("The line is estimated from published figures, it is not official."),
    "line_example": _("The line is an EXAMPLE for trying the bot. It is not a real figure."),
    "supplement_figure_missing": _(
        "The supplement for children can't be computed yet: a figure of this year is not loaded."
    ),
    "supplement_at_line_unclear": _(
        "Whether the supplement for children is paid in this case, the centre decides."
    ),
}


def cautions(warnings: Iterable[Caution]) -> tuple[Sayable, ...]:
    """What must be known beside the result; each once."""
    said = {one.code: CAUTIONS[one.code] for one in warnings if one.code in CAUTIONS}
    return tuple(said.values())


def why(found: Assessment) -> Sayable:
    """The steps in order, each with its law and the day from which it holds."""
    told = [_step(step) for step in found.trace if step.step in STEPS]
    code = _("Code of this result: {code}", code=found.result_code) if found.result_code else None
    return paragraphs(lines(*told), code, _("Counted with the law of the day of the check."))


def why_briefly(found: Assessment) -> Sayable:
    """The few numbers that decide, where every letter costs money."""
    steps = {step.step: step.value for step in found.trace}
    told: list[Sayable | None] = [
        _("Income per person: {sum}.", sum=_sum(steps, "per_capita_income")),
        _line_briefly(steps),
    ]
    if "gap_per_head" in steps:
        told.append(_lacking_briefly(steps))
    if "blocked_until" in steps:
        told.append(_("A new award: from {day}.", day=_day(steps, "blocked_until")))
    return lines(*told)


def _lacking_briefly(steps: Mapping[str, Value]) -> Sayable:
    lacking = _(
        "Lacking: {gap} x {members} = {sum}.",
        gap=_sum(steps, "gap_per_head"),
        members=str(steps["members"]),
        sum=_sum(steps, "amount_before_supplement"),
    )
    if "child_supplement" not in steps:
        return lacking
    return lines(
        lacking,
        _(
            "For children: {supplement}. Together: {sum} tenge.",
            supplement=_sum(steps, "child_supplement"),
            sum=_sum(steps, "monthly_amount"),
        ),
    )


def _line_briefly(steps: Mapping[str, Value]) -> Sayable | None:
    """The line, and which share of what it is."""
    if "poverty_line" not in steps:
        return _("The line is not known.")
    line = _sum(steps, "poverty_line")
    products = {
        share: _sum(steps, share) * _sum(steps, figure)
        for share, figure in SHARE_OF.items()
        if share in steps and figure in steps
    }
    if not products:
        return _("Line: {sum}.", sum=line)
    share = max(products, key=lambda one: products[one])
    figure = _sum(steps, SHARE_OF[share])
    if share == "line_share_median":
        return _(
            "Line: {share} of the median {figure} = {sum}.",
            share=percent(steps[share]),
            figure=figure,
            sum=line,
        )
    return _(
        "Line: {share} of the minimum {figure} = {sum}.",
        share=percent(steps[share]),
        figure=figure,
        sum=line,
    )


SHARE_OF = {"line_share_sm": "subsistence_minimum", "line_share_median": "median_income"}


def _sum(steps: Mapping[str, Value], step: str) -> Decimal:
    return Decimal(str(steps[step]))


def _day(steps: Mapping[str, Value], step: str) -> date:
    return date.fromisoformat(str(steps[step]))


def percent(share: object) -> str:
    return f"{Decimal(str(share)) * 100:f}".rstrip("0").rstrip(".") + " %"


def _step(step: Step) -> Sayable:
    said = _("{name}: {value}", name=STEPS[step.step], value=_value(step))
    if step.law is None:
        return said
    if step.valid_from is None:
        return _("{step} [{law}]", step=said, law=law(step.law))
    return _("{step} [{law}, from {day}]", step=said, law=law(step.law), day=step.valid_from)


def _value(step: Step) -> Value:
    value = step.value
    match step.unit:
        case "kzt":
            return _("{sum} tenge", sum=Decimal(str(value)))
        case "share":
            return Plain(percent(value))
        case "mrp":
            return Plain(str(value).replace(".", ","))
        case "date" if isinstance(value, date):
            return value
    return Plain(str(value))
