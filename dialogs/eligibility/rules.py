"""The estimate: from a household and the law of its day to an outcome, an amount and a trace."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from dialogs.eligibility.amounts import Amount, lacking, per_capita, supplement
from dialogs.eligibility.assessment import Assessment, Outcome
from dialogs.eligibility.dated import Dated
from dialogs.eligibility.household import Household, check, uses, without_unused
from dialogs.eligibility.line_rows import Lines
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.participation import outcome_by, participation_for
from dialogs.eligibility.poverty_line import LineStatus, PovertyLine, line_for
from dialogs.eligibility.result_code import encode, rules_version
from dialogs.eligibility.sanctions import Block, block_for
from dialogs.eligibility.terms import terms_for
from dialogs.eligibility.trace import Caution, Step, money, whole_tenge


def assess(household: Household, lines: Lines, parameters: Parameters) -> Assessment:
    """A preliminary estimate; raises BadInput if an answer is missing or impossible.

    Comparisons are exact; only what is put out is rounded, half up. Answers that cannot matter
    on that day are left out of the trace and of the result code.
    """
    check(household, parameters)
    used = without_unused(household, uses(household.on, parameters))
    block = block_for(used, parameters)
    if block is None:
        used = replace(used, refused_measures_on=None, contract_breached_on=None)
    else:
        used = replace(used, line_told=None)
    code = encode(used, rules_version(parameters))
    scheme = parameters.on("schemes", used.on, "assistance")
    if scheme is None or parameters.on("poverty_line_share", used.on) is None:
        return Assessment(outcome=Outcome.NO_RULE, result_code=code)
    line = line_for(used.region, used.on, lines, parameters, used.line_told)
    outcome = _outcome(used, line, block)
    whole = _with_amount(used, line, scheme, outcome, parameters)
    return _with_terms(replace(whole, result_code=code), used, lines, parameters, block)


def _outcome(household: Household, line: PovertyLine | None, block: Block | None) -> Outcome:
    if block is not None:
        return Outcome.BLOCKED
    if line is None:
        return Outcome.LINE_NOT_LOADED
    outcome = outcome_by(per_capita(household), Fraction(line.value))
    if outcome is Outcome.ABOVE_LINE and line.status is LineStatus.LOWER_BOUND:
        return Outcome.LINE_NOT_LOADED
    return outcome


def _with_amount(
    h: Household,
    line: PovertyLine | None,
    scheme: Dated,
    outcome: Outcome,
    parameters: Parameters,
) -> Assessment:
    money_rule = parameters.on("income", h.on)
    law, since = (None, None) if money_rule is None else (money_rule.cites, money_rule.valid_from)
    income = money(per_capita(h))
    trace: tuple[Step, ...] = (
        Step("on", h.on, "date"),
        Step("region", h.region, "code"),
        Step("scheme", scheme.text("id") or "", "code", scheme.cites, scheme.valid_from),
        Step("income_quarter", h.income_quarter, "kzt"),
        Step("members", h.members, "people"),
        Step("per_capita_income", income, "kzt", law, since),
    )
    base = Assessment(
        outcome=outcome, scheme=scheme.text("id"), per_capita_income=income, trace=trace
    )
    if line is None:
        return base
    base = replace(
        base,
        line=money(line.value),
        line_status=line.status,
        trace=(*trace, *line.steps, Step("line_status", line.status.value, "code")),
        warnings=line.cautions,
    )
    if outcome is Outcome.LIKELY:
        return _likely(base, h, line, scheme, parameters)
    if outcome is Outcome.ABOVE_LINE:
        return replace(base, monthly_amount=0, child_supplement=0)
    return _at_line(base, h, parameters) if outcome is Outcome.AT_LINE else base


def _likely(
    base: Assessment, h: Household, line: PovertyLine, scheme: Dated, parameters: Parameters
) -> Assessment:
    law = Step("amount_rule", scheme.text("amount_rule") or "", "code", *_cited(scheme))
    lacks = lacking(h, line, str(law.value), law)
    extra = supplement(h, parameters)
    total = whole_tenge((lacks.value or 0) + (extra.value or 0))
    warnings = (*base.warnings, *extra.cautions)
    package = parameters.on("package_in_kind", h.on)
    if package is not None:
        warnings = (*warnings, Caution("package_in_kind"))
    return replace(
        base,
        monthly_amount=total,
        amount_is_minimum=line.status is LineStatus.LOWER_BOUND or extra.value is None,
        child_supplement=_rounded(extra),
        trace=(
            *base.trace,
            law,
            *lacks.steps,
            *extra.steps,
            Step("monthly_amount", total, "kzt", *_cited(scheme)),
        ),
        warnings=warnings,
    )


def _at_line(base: Assessment, h: Household, parameters: Parameters) -> Assessment:
    """Nothing lacks; whether the supplement is then paid is nowhere said."""
    if supplement(h, parameters).value == 0:
        return replace(base, monthly_amount=0, child_supplement=0)
    warnings = (*base.warnings, Caution("supplement_at_line_unclear"))
    return replace(base, monthly_amount=0, child_supplement=None, warnings=warnings)


def _with_terms(
    base: Assessment,
    h: Household,
    lines: Lines,
    parameters: Parameters,
    block: Block | None,
) -> Assessment:
    until = None if block is None else block.until
    terms = terms_for(h, parameters, until)
    beside = participation_for(h, lines, parameters)
    blocked = () if block is None else block.steps
    more = [caution for caution in beside.cautions if caution not in base.warnings]
    return replace(
        base,
        participation=beside.participation,
        kind=terms.kind,
        payments_left_in_quarter=terms.payments_left_in_quarter,
        reapply_from=terms.reapply_from,
        blocked_until=until,
        trace=(*base.trace, *blocked, *beside.steps, *terms.steps),
        warnings=(*base.warnings, *more, *terms.cautions),
    )


def _rounded(amount: Amount) -> int | None:
    return None if amount.value is None else whole_tenge(amount.value)


def _cited(entry: Dated) -> tuple[str, date]:
    return entry.cites, entry.valid_from
