"""Kind, payments left, the day to apply again, and blocks after a refusal or a breach."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.eligibility.assessment import Kind, Outcome
from tests.rules.households import codes, estimate, family, published, steps

DAY = "2025-11-01"


@pytest.mark.parametrize(
    ("able", "cares", "kind"),
    [
        (0, False, Kind.UNCONDITIONAL),
        (1, True, Kind.UNCONDITIONAL),
        (1, False, Kind.CONDITIONAL),
        (2, False, Kind.CONDITIONAL),
    ],
)
def test_the_kind_depends_on_who_can_work(able: int, cares: bool, kind: Kind) -> None:  # noqa: FBT001 - a column of the table
    found = estimate(family(DAY, able_bodied=able, only_able_bodied_cares=cares))
    assert found.kind is kind
    assert estimate(family("2018-01-01", able_bodied=able)).kind is not None
    assert estimate(family("2017-12-31", able_bodied=able)).kind is None


@pytest.mark.parametrize(
    ("day", "left", "again"),
    [
        ("2026-01-01", 3, "2026-04-01"),
        ("2026-02-28", 2, "2026-04-01"),
        ("2026-03-28", 1, "2026-04-01"),
        ("2025-12-31", 1, "2026-01-01"),
        ("2020-01-01", 3, "2020-04-01"),
    ],
)
def test_an_award_runs_to_the_end_of_its_quarter(day: str, left: int, again: str) -> None:
    found = estimate(family(day))
    assert found.payments_left_in_quarter == left
    assert found.reapply_from == date.fromisoformat(again)


@pytest.mark.parametrize(
    ("day", "law", "since"),
    [
        ("2023-06-30", "Law of 17.07.2001 No. 246 as amended from 01.01.2020", "2020-01-01"),
        ("2023-07-01", "Social Code art. 120-122", "2023-07-01"),
    ],
)
def test_the_period_of_an_award_cites_the_law_of_its_day(day: str, law: str, since: str) -> None:
    again = next(step for step in estimate(family(day)).trace if step.step == "reapply_from")
    assert (again.law, str(again.valid_from)) == (law, since)


@pytest.mark.parametrize("day", ["2014-05-05", "2018-05-05", "2019-12-31"])
def test_before_2020_awards_did_not_follow_quarters(day: str) -> None:
    found = estimate(family(day))
    assert (found.payments_left_in_quarter, found.reapply_from) == (None, None)
    assert "award_not_quarterly" in codes(found)


def test_quarters_into_which_awards_were_prolonged_are_named() -> None:
    assert "award_prolonged" in codes(estimate(family("2020-03-01")))
    assert "award_prolonged" not in codes(estimate(family("2021-06-01")))


@pytest.mark.parametrize("event", ["refused_measures_on", "contract_breached_on"])
@pytest.mark.parametrize(
    ("day", "happened", "until"),
    [
        ("2025-11-01", "2025-11-01", "2026-05-01"),
        ("2026-04-30", "2025-11-01", "2026-05-01"),
        ("2026-05-01", "2025-11-01", None),
        ("2026-02-27", "2025-08-31", "2026-02-28"),
        ("2026-02-28", "2025-08-31", None),
        ("2024-02-28", "2023-08-31", "2024-02-29"),
        ("2023-06-30", "2023-06-01", None),
        ("2023-07-01", "2023-06-01", "2023-12-01"),
    ],
)
def test_a_block_lasts_six_calendar_months(
    event: str, day: str, happened: str, until: str | None
) -> None:
    asked = family(day, **{event: date.fromisoformat(happened)})
    found = estimate(asked, published(day, "40000"))
    if until is None:
        assert (found.outcome, found.blocked_until) == (Outcome.LIKELY, None)
        return
    assert found.outcome is Outcome.BLOCKED
    assert found.blocked_until == date.fromisoformat(until)
    assert (found.monthly_amount, found.child_supplement) == (None, None)
    assert found.reapply_from is not None
    assert found.reapply_from >= found.blocked_until
    assert steps(found)["blocked_until"] == found.blocked_until


def test_of_two_blocks_the_longer_counts() -> None:
    asked = family(
        DAY, refused_measures_on=date(2025, 6, 1), contract_breached_on=date(2025, 9, 15)
    )
    found = estimate(asked)
    assert found.blocked_until == found.reapply_from == date(2026, 3, 15)


def test_a_block_that_ends_sooner_leaves_the_next_quarter() -> None:
    found = estimate(family(DAY, refused_measures_on=date(2025, 5, 20)))
    assert (found.blocked_until, found.reapply_from) == (date(2025, 11, 20), date(2026, 1, 1))


def test_a_block_comes_before_a_missing_line_and_uses_no_told_one() -> None:
    found = estimate(family(DAY, refused_measures_on=date(2025, 10, 1), line_told=Decimal(45000)))
    assert (found.outcome, found.line) == (Outcome.BLOCKED, None)
    assert found.reapply_from == date(2026, 4, 1)
