"""The 2019 rule for children, the supplement since 2023, and rounding at the end only."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.eligibility.assessment import Outcome
from dialogs.eligibility.household import BadInput
from dialogs.eligibility.parameters import NationalRow, Parameters
from dialogs.eligibility.rules import assess
from tests.rules.households import codes, estimate, family, published


def test_in_2019_each_child_gets_the_full_line() -> None:
    with_children = family("2019-06-01", members=4, children=2, income_quarter=120000)
    # adults: 2 x (20,000 - 10,000); children: 2 x 20,000
    assert estimate(with_children, published("2019-06-01", "20000")).monthly_amount == 60000
    # in the scheme before and after it, children get the difference as everybody does
    for day in ("2019-03-31", "2020-01-01"):
        same = family(day, members=4, children=2, income_quarter=120000)
        assert estimate(same, published(day, "20000")).monthly_amount == 40000


@pytest.mark.parametrize("day", ["2019-04-01", "2019-12-31"])
def test_the_number_of_children_is_needed_in_2019(day: str) -> None:
    with pytest.raises(BadInput) as refused:
        estimate(family(day, children=None))
    assert refused.value.field == "children"
    for outside in ("2019-03-31", "2020-01-01"):
        assert estimate(family(outside, children=None)).scheme


@pytest.mark.parametrize(
    ("day", "supplement"),
    [
        ("2022-12-31", 0),
        ("2023-01-01", 10350),
        ("2024-12-31", 11076),
        ("2025-06-30", 11796),
        ("2026-01-01", 12975),
    ],
)
def test_two_small_children_bring_their_supplement(day: str, supplement: int) -> None:
    found = estimate(family(day, children_1_to_6=2, children=2), published(day, "40000"))
    assert found.child_supplement == supplement
    assert found.monthly_amount == 120000 + supplement
    assert not found.amount_is_minimum


@pytest.mark.parametrize(
    ("day", "law", "since"),
    [
        ("2023-01-01", "Law of 17.07.2001 No. 246", "2023-01-01"),
        ("2023-06-30", "Law of 17.07.2001 No. 246", "2023-01-01"),
        ("2023-07-01", "Social Code of 20.04.2023 No. 224-VII", "2023-07-01"),
        ("2026-05-14", "Social Code of 20.04.2023 No. 224-VII", "2023-07-01"),
    ],
)
def test_the_supplement_cites_the_law_of_its_day(day: str, law: str, since: str) -> None:
    found = estimate(family(day, children_1_to_6=2, children=2), published(day, "40000"))
    of_supplement = next(step for step in found.trace if step.step == "child_supplement")
    assert (of_supplement.law, str(of_supplement.valid_from)) == (law, since)


def test_rounding_is_half_up_and_only_at_the_end() -> None:
    # 6,487.50 for the child and a third of a tenge lacking: 6,487.83
    one = family("2026-02-01", members=1, children_1_to_6=1, children=1, income_quarter=89999)
    found = estimate(one, published("2026-02-01", "30000"))
    assert (found.child_supplement, found.monthly_amount) == (6488, 6488)
    assert str(found.per_capita_income) == "29999.67"


def test_a_year_without_figures_makes_the_supplement_unknown_and_refuses_nobody() -> None:
    asked = family("2027-02-01", children_1_to_6=1, children=1)
    found = estimate(asked, published("2027-02-01", "40000"))
    assert found.outcome is Outcome.LIKELY
    assert (found.child_supplement, found.monthly_amount) == (None, 120000)
    assert found.amount_is_minimum
    assert "supplement_figure_missing" in codes(found)
    childless = estimate(family("2027-02-01"), published("2027-02-01", "40000"))
    assert (childless.child_supplement, childless.amount_is_minimum) == (0, False)


def test_new_national_figures_need_no_release() -> None:
    figures = NationalRow(date(2027, 1, 1), Decimal(4600), Decimal(54000), "budget law 2027-2029")
    parameters = Parameters.load().with_national([figures])
    asked = family("2027-02-01", children_1_to_6=1, children=1)
    found = assess(asked, published("2027-02-01", "40000"), parameters)
    assert (found.child_supplement, found.monthly_amount) == (6900, 126900)


def test_at_the_line_the_right_to_the_supplement_is_not_known() -> None:
    lines = published("2026-02-01", "40000")
    at_line = family("2026-02-01", income_quarter=360000)
    without = estimate(at_line, lines)
    assert (without.outcome, without.monthly_amount) == (Outcome.AT_LINE, 0)
    assert without.child_supplement == 0
    small = family("2026-02-01", income_quarter=360000, children_1_to_6=1, children=1)
    found = estimate(small, lines)
    assert (found.outcome, found.child_supplement) == (Outcome.AT_LINE, None)
    assert "supplement_at_line_unclear" in codes(found)


def test_the_package_in_kind_is_named_in_its_years() -> None:
    for day, named in (("2019-12-31", False), ("2020-01-01", True), ("2023-01-01", False)):
        found = estimate(family(day, children_1_to_6=1, children=1), published(day, "40000"))
        assert ("package_in_kind" in codes(found)) is named
