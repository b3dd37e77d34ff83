"""One tenge under, at and over the line, in every scheme; the first and last day of each."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.eligibility.assessment import Outcome
from dialogs.eligibility.lines import LineTable
from tests.rules.households import NO_LINES, before, codes, estimate, family, published, row

SCHEMES = {
    "tsa_old": "2017-02-01",
    "tsa_new_50": "2018-02-01",
    "tsa_new_70_child_full": "2019-11-01",
    "tsa_classic_70": "2021-02-01",
    "tsa_social_code_70": "2024-02-01",
    "tsa_social_code_median": "2026-02-01",
}


@pytest.mark.parametrize(("scheme", "day"), SCHEMES.items())
@pytest.mark.parametrize("members", [1, 4, 7])
def test_one_tenge_decides_at_a_published_line(scheme: str, day: str, members: int) -> None:
    lines = published(day, "25000")
    at = 25000 * 3 * members
    outcomes = {}
    for off in (-1, 0, 1):
        found = estimate(family(day, members=members, income_quarter=at + off), lines)
        assert found.scheme == scheme
        outcomes[off] = found.outcome
    assert outcomes == {-1: Outcome.LIKELY, 0: Outcome.AT_LINE, 1: Outcome.ABOVE_LINE}


@pytest.mark.parametrize(
    ("day", "line", "under"),
    [
        ("2017-02-01", "13334.80", 120013),
        ("2018-02-01", "16668.50", 150016),
        ("2019-11-01", "23335.90", 210023),
        ("2021-02-01", "23335.90", 210023),
        ("2024-02-01", "23335.90", 210023),
        ("2026-02-01", "23335.90", 210023),
    ],
)
def test_a_computed_line_is_compared_unrounded(day: str, line: str, under: int) -> None:
    # three people: the line times nine is no whole tenge, so nobody is at it exactly
    lines = before(day, "33337", "60000")
    below = estimate(family(day, income_quarter=under), lines)
    above = estimate(family(day, income_quarter=under + 1), lines)
    assert str(below.line) == line
    assert (below.outcome, above.outcome) == (Outcome.LIKELY, Outcome.ABOVE_LINE)


def test_the_median_decides_where_it_is_higher() -> None:
    lines = before("2026-02-01", "60000", "130000")
    at = 45500 * 9
    for off, outcome in ((-1, Outcome.LIKELY), (0, Outcome.AT_LINE), (1, Outcome.ABOVE_LINE)):
        found = estimate(family("2026-02-01", income_quarter=at + off), lines)
        assert found.outcome is outcome


@pytest.mark.parametrize(
    ("first", "last", "scheme"),
    [
        ("2014-01-01", "2017-12-31", "tsa_old"),
        ("2018-01-01", "2019-03-31", "tsa_new_50"),
        ("2019-04-01", "2019-12-31", "tsa_new_70_child_full"),
        ("2020-01-01", "2023-06-30", "tsa_classic_70"),
        ("2023-07-01", "2024-12-31", "tsa_social_code_70"),
        ("2025-01-01", "2099-12-31", "tsa_social_code_median"),
    ],
)
def test_a_scheme_holds_from_its_first_to_its_last_day(first: str, last: str, scheme: str) -> None:
    assert estimate(family(first)).scheme == scheme
    assert estimate(family(last)).scheme == scheme


def test_before_2014_there_is_no_rule() -> None:
    found = estimate(family("2013-12-31"), published("2013-12-31", "9000"))
    assert found.outcome is Outcome.NO_RULE
    assert (found.scheme, found.monthly_amount, found.line, found.kind) == (None, None, None, None)
    assert found.result_code


@pytest.mark.parametrize(
    ("first_day_of_share", "line"),
    [
        ("2014-01-01", "16000"),
        ("2018-01-01", "20000"),
        ("2019-04-01", "28000"),
        ("2025-01-01", "28000"),
    ],
)
def test_each_share_begins_on_its_day(first_day_of_share: str, line: str) -> None:
    found = estimate(family(first_day_of_share), before(first_day_of_share, "40000", "1000"))
    assert found.line is not None
    assert found.line == int(line)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2018-12-31", "10000.00"),  # no floor yet
        ("2019-01-01", "14849.00"),
        ("2019-03-31", "14849.00"),
        ("2019-04-01", "20788.60"),
        ("2019-09-30", "20788.60"),
        ("2019-10-01", "14000.00"),  # no floor any more
    ],
)
def test_the_floor_of_the_budget_law_holds_in_2019_until_september(day: str, line: str) -> None:
    found = estimate(family(day), before(day, "20000"))
    assert str(found.line) == line
    assert ("floor_start_unconfirmed" in codes(found)) == (day < "2019")


def test_a_region_above_the_floor_keeps_its_own_minimum() -> None:
    assert str(estimate(family("2019-05-01"), before("2019-05-01", "40000")).line) == "28000.00"


def test_a_published_line_wins_over_the_computed_one_and_over_the_floor() -> None:
    both = LineTable([row("2019Q1", minimum="40000"), row("2019Q2", line="15000")])
    found = estimate(family("2019-05-01"), both)
    assert (found.line, found.line_status and found.line_status.value) == (
        Decimal(15000),
        "published",
    )


def test_without_a_row_the_line_is_said_to_be_missing_and_nothing_is_guessed() -> None:
    other_quarters = LineTable([row("2025Q2", minimum="60000"), row("2025Q4", minimum="60000")])
    found = estimate(family("2025-11-01", able_bodied=1), other_quarters)
    assert found.outcome is Outcome.LINE_NOT_LOADED
    assert (found.line, found.line_status, found.monthly_amount) == (None, None, None)
    assert found.kind is not None
    assert (found.payments_left_in_quarter, found.reapply_from) == (2, date(2026, 1, 1))
    assert estimate(family("2019-05-01"), NO_LINES).outcome is Outcome.LINE_NOT_LOADED
