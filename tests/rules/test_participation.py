"""Orleu of 2014-2017: a test of participation at 60 % beside the old assistance."""

from dataclasses import replace

import pytest

from dialogs.eligibility.assessment import Outcome
from dialogs.eligibility.lines import LineTable
from tests.rules.households import before, codes, estimate, family, published, row


@pytest.mark.parametrize(
    ("income", "outcome", "assistance"),
    [
        (107999, Outcome.LIKELY, Outcome.LIKELY),
        (108001, Outcome.LIKELY, Outcome.ABOVE_LINE),
        (161999, Outcome.LIKELY, Outcome.ABOVE_LINE),
        (162000, Outcome.AT_LINE, Outcome.ABOVE_LINE),
        (162001, Outcome.ABOVE_LINE, Outcome.ABOVE_LINE),
    ],
)
def test_a_family_could_take_part_below_sixty_percent(
    income: int, outcome: Outcome, assistance: Outcome
) -> None:
    asked = family("2017-02-01", income_quarter=income, able_bodied=1)
    found = estimate(asked, before("2017-02-01", "30000"))
    assert found.outcome is assistance
    assert found.participation is not None
    assert (found.participation.scheme, found.participation.outcome) == ("orleu", outcome)


def test_participation_begins_with_2014_and_ends_with_2017() -> None:
    for day, there in (("2014-01-01", True), ("2017-12-31", True), ("2018-01-01", False)):
        assert (estimate(family(day)).participation is not None) is there


def test_without_the_minimum_the_test_cannot_be_made() -> None:
    found = estimate(family("2017-02-01"), published("2017-02-01", "9000"))
    assert found.outcome is Outcome.LIKELY
    assert found.participation is not None
    assert found.participation.outcome is Outcome.LINE_NOT_LOADED


def test_until_july_2015_orleu_ran_in_three_regions_only() -> None:
    for region, day, there in (
        ("KZ-11", "2014-05-01", True),
        ("KZ-31", "2015-06-30", True),
        ("KZ-63", "2014-01-01", True),
        ("KZ-35", "2015-06-30", False),
        ("KZ-35", "2015-07-01", True),
    ):
        quarter = "2015Q2" if day >= "2015-07" else "2015Q1" if day >= "2015" else "2014Q1"
        quarters = {quarter, "2013Q4"}
        lines = LineTable(replace(row(q, minimum="20000"), region=region) for q in quarters)
        found = estimate(family(day, region=region, able_bodied=1), lines)
        assert found.participation is not None
        expected = Outcome.LIKELY if there else Outcome.NO_RULE
        assert found.participation.outcome is expected, (region, day)
        assert ("orleu_not_in_region" in codes(found)) is not there


def test_partial_coverage_and_a_family_without_workers_are_told() -> None:
    assert "orleu_partial_coverage" in codes(estimate(family("2016-05-01", able_bodied=1)))
    assert "orleu_partial_coverage" not in codes(estimate(family("2017-05-01", able_bodied=1)))
    assert "orleu_for_able_bodied" in codes(estimate(family("2017-05-01", able_bodied=0)))
