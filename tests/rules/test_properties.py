"""What must hold for every family: monotony, a sufficient trace, a code that runs again."""

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.eligibility.assess import as_json
from dialogs.eligibility.assessment import Assessment, Outcome
from dialogs.eligibility.household import Household
from dialogs.eligibility.lines import LineTable
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.result_code import decode
from dialogs.eligibility.rules import assess
from tests.rules.recompute import recompute
from tests.rules.strategies import cents, households, line_of, tables

PARAMETERS = Parameters.load()
slow = settings(deadline=None, max_examples=150)


def of(household: Household, lines: LineTable) -> Assessment:
    return assess(household, lines, PARAMETERS)


def decided(found: Assessment) -> bool:
    return found.outcome in {Outcome.LIKELY, Outcome.AT_LINE, Outcome.ABOVE_LINE}


@slow
@given(st.data())
def test_the_trace_recomputes_to_the_result(data: st.DataObject) -> None:
    asked = data.draw(households())
    found = as_json(of(asked, data.draw(tables(asked.on))))
    assert isinstance(found["trace"], list)
    again = recompute(json.loads(json.dumps(found["trace"])))
    assert {field: found[field] for field in again} == again


@slow
@given(households(), cents, st.integers(1, 50_000))
def test_more_income_never_raises_the_amount(asked: Household, line: Decimal, more: int) -> None:
    poorer = replace(asked, income_quarter=min(asked.income_quarter, 10**9 - more))
    richer = replace(poorer, income_quarter=poorer.income_quarter + more)
    less, least = of(poorer, line_of(asked.on, line)), of(richer, line_of(asked.on, line))
    assert (less.monthly_amount or 0) >= (least.monthly_amount or 0)


@slow
@given(households(), cents, st.booleans())
def test_one_more_member_without_income_never_lowers_the_amount(
    asked: Household,
    line: Decimal,
    child: bool,  # noqa: FBT001 - drawn
) -> None:
    small = replace(asked, members=min(asked.members, 29))
    small = replace(
        small,
        children=min(small.children or 0, small.members),
        children_1_to_6=min(small.children_1_to_6, small.children or 0, small.members),
        able_bodied=min(small.able_bodied, small.members),
    )
    more = replace(small, members=small.members + 1, children=(small.children or 0) + child)
    lines = line_of(asked.on, line)
    before, after = of(small, lines), of(more, lines)
    assert (after.monthly_amount or 0) >= (before.monthly_amount or 0)
    if before.outcome is Outcome.LIKELY:
        assert after.outcome is Outcome.LIKELY


@slow
@given(households(), cents, cents)
def test_a_higher_line_never_lowers_the_amount(
    asked: Household, one: Decimal, other: Decimal
) -> None:
    lower, higher = (of(asked, line_of(asked.on, line)) for line in sorted((one, other)))
    assert (lower.monthly_amount or 0) <= (higher.monthly_amount or 0)


@slow
@given(st.data())
def test_what_is_put_out_fits_the_outcome(data: st.DataObject) -> None:
    asked = data.draw(households())
    found = of(asked, data.draw(tables(asked.on)))
    assert (found.monthly_amount is not None) is decided(found)
    assert (found.blocked_until is not None) is (found.outcome is Outcome.BLOCKED)
    assert (found.line is None) is (found.line_status is None)
    if found.outcome is Outcome.LIKELY:
        assert found.line is not None
        assert found.per_capita_income is not None
        assert found.per_capita_income <= found.line
        assert (found.child_supplement or 0) <= (found.monthly_amount or 0)


@slow
@given(st.data())
def test_the_result_code_runs_to_the_same_estimate(data: st.DataObject) -> None:
    asked = data.draw(households())
    lines = data.draw(tables(asked.on))
    found = of(asked, lines)
    again, _ = decode(found.result_code)
    assert of(again, lines) == found
    assert len(found.result_code) <= 24
