"""A quarter knows its neighbours, its months and its written form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.eligibility.quarter import Quarter


def test_the_quarter_of_a_day() -> None:
    assert Quarter.of(date(2025, 3, 31)) == Quarter(2025, 1)
    assert Quarter.of(date(2025, 4, 1)) == Quarter(2025, 2)
    assert Quarter.of(date(2025, 12, 31)) == Quarter(2025, 4)


def test_a_year_turns_between_quarters() -> None:
    assert Quarter(2026, 1).previous() == Quarter(2025, 4)
    assert Quarter(2025, 4).next() == Quarter(2026, 1)
    assert Quarter(2025, 4) < Quarter(2026, 1)


def test_days_and_months() -> None:
    quarter = Quarter(2024, 1)
    assert (quarter.first_day, quarter.last_day) == (date(2024, 1, 1), date(2024, 3, 31))
    assert quarter.months == (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))


@pytest.mark.parametrize(
    "text", ["2025", "2025Q5", "2025q3", "2025-Q3", "Q3 2025", "2025Q3\n", ""]
)
def test_another_form_is_refused_with_the_right_one(text: str) -> None:
    with pytest.raises(ValueError, match="2025Q3"):
        Quarter.parse(text)


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        Quarter(2025, 5)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_its_quarter_and_quarters_meet(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter.next().previous() == quarter
    assert (quarter.next().first_day - quarter.last_day).days == 1
