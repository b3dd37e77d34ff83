"""Where the line is not wholly known: bounds from below, what the centre told, marked figures."""

from decimal import Decimal

import pytest

from dialogs.eligibility.assessment import Outcome
from dialogs.eligibility.lines import LineTable, RowStatus
from dialogs.eligibility.poverty_line import LineStatus
from tests.rules.households import NO_LINES, before, codes, estimate, family, published

DAY = "2025-11-01"
BOUND_INCOME = 42000 * 9  # three people at 70 % of 60,000


def test_under_the_bound_the_amount_is_a_minimum() -> None:
    found = estimate(family(DAY, income_quarter=BOUND_INCOME - 300), before(DAY, "60000"))
    assert found.outcome is Outcome.LIKELY
    assert (found.line_status, found.amount_is_minimum) == (LineStatus.LOWER_BOUND, True)
    assert found.monthly_amount == 100
    assert "line_lower_bound" in codes(found)


def test_over_the_bound_nothing_can_be_said() -> None:
    found = estimate(family(DAY, income_quarter=BOUND_INCOME + 1), before(DAY, "60000"))
    assert found.outcome is Outcome.LINE_NOT_LOADED
    assert (found.monthly_amount, found.line_status) == (None, LineStatus.LOWER_BOUND)


def test_at_the_bound_the_family_is_not_above_the_line() -> None:
    found = estimate(family(DAY, income_quarter=BOUND_INCOME), before(DAY, "60000"))
    assert found.outcome is Outcome.AT_LINE


def test_a_median_alone_bounds_the_line_too() -> None:
    found = estimate(family(DAY), before(DAY, None, "100000"))
    assert (found.line, found.line_status) == (Decimal(35000), LineStatus.LOWER_BOUND)


def test_before_2025_the_minimum_alone_is_the_whole_line() -> None:
    found = estimate(family("2024-11-01"), before("2024-11-01", "60000"))
    assert (found.line_status, found.amount_is_minimum) == (LineStatus.COMPUTED, False)


def test_before_2025_a_median_says_nothing() -> None:
    found = estimate(family("2024-11-01"), before("2024-11-01", None, "100000"))
    assert found.outcome is Outcome.LINE_NOT_LOADED


def test_the_line_that_the_centre_told_is_used_if_none_is_loaded() -> None:
    found = estimate(family(DAY, line_told=Decimal(45000)), NO_LINES)
    assert (found.line, found.line_status) == (Decimal(45000), LineStatus.TOLD)
    assert found.monthly_amount == 135000
    assert "line_told" in codes(found)


@pytest.mark.parametrize("lines", [published(DAY, "50000"), before(DAY, "60000", "150000")])
def test_a_loaded_line_wins_over_the_told_one(lines: LineTable) -> None:
    found = estimate(family(DAY, line_told=Decimal(45000)), lines)
    assert found.line != 45000
    assert "line_told" not in codes(found)


def test_a_told_line_is_better_than_a_bound() -> None:
    told = family(DAY, income_quarter=BOUND_INCOME + 9, line_told=Decimal(45000))
    found = estimate(told, before(DAY, "60000"))
    assert (found.outcome, found.line_status) == (Outcome.LIKELY, LineStatus.TOLD)


def test_a_told_line_at_the_bound_settles_it() -> None:
    found = estimate(family(DAY, line_told=Decimal(42000)), before(DAY, "60000"))
    assert (found.line_status, found.amount_is_minimum) == (LineStatus.TOLD, False)


def test_a_told_line_under_the_bound_cannot_be_right() -> None:
    found = estimate(family(DAY, line_told=Decimal(41999)), before(DAY, "60000"))
    assert found.line_status is LineStatus.LOWER_BOUND
    assert "line_told_below_bound" in codes(found)


@pytest.mark.parametrize("status", [RowStatus.ESTIMATED, RowStatus.EXAMPLE])
def test_figures_that_no_office_published_are_marked_in_every_result(status: RowStatus) -> None:
    for income in (0, 10**7):
        found = estimate(
            family(DAY, income_quarter=income), before(DAY, "60000", "150000", status=status)
        )
        assert found.line_status is not None
        assert found.line_status.value == status.value
        assert f"line_{status.value}" in codes(found)


def test_an_estimated_bound_is_marked_as_both() -> None:
    found = estimate(family(DAY), before(DAY, "60000", status=RowStatus.ESTIMATED))
    assert {"line_lower_bound", "line_estimated"} <= codes(found)
