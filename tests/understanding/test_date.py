"""Days in digits, in words and told from today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.typed import read_date, read_day
from tests.understanding.tables import pairs, rows

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    pairs("date", "digits")
    + pairs("date", "kazakh")
    + pairs("date", "russian")
    + pairs("date", "from_today"),
)
def test_a_day(text: str, day: str) -> None:
    """The day comes first; a missing year stays missing."""
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["", *rows("date", "doubt")])
def test_a_doubtful_day_is_not_read(text: str) -> None:
    """Impossible, incomplete, doubtful days and ranges are asked again."""
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10 марта", date(2026, 3, 10)),
        ("11 марта", date(2025, 3, 11)),  # tomorrow, so last year's
        ("29 февраля", date(2024, 2, 29)),  # the last leap year
        ("кеше", date(2026, 3, 9)),
        ("позавчера вечером", None),
        ("ертең", date(2026, 3, 11)),
        ("01.02.1990", date(1990, 2, 1)),
        ("31.11", None),
    ],
)
def test_a_real_day(text: str, day: date | None) -> None:
    """Without a year the latest such day that is not after today is meant."""
    assert read_day(text, TODAY) == day


@given(st.dates(date(1930, 1, 1), date(2026, 3, 10)))
def test_any_day_in_digits(day: date) -> None:
    """Full and two-digit years, dots and slashes give the day back."""
    assert read_date(f"{day:%d.%m.%Y}", TODAY) == day.isoformat()
    assert read_date(f"{day.day}/{day.month}/{day:%y}", TODAY) == day.isoformat()
    assert read_day(f"{day:%Y-%m-%d}", TODAY) == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed breaks the readers of days."""
    assert (read_date(text, TODAY) is None) == (read_day(text, TODAY) is None)
