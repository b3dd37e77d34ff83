"""Sums in tenge: every usual way of writing them, and what must never become a sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.typed import read_money
from tests.understanding.tables import pairs, rows


@pytest.mark.parametrize(
    ("text", "tenge"),
    pairs("money", "kazakh")
    + pairs("money", "kazakh_plain_or_latin")
    + pairs("money", "russian")
    + pairs("money", "russian_latin"),
)
def test_a_sum_in_words(text: str, tenge: str) -> None:
    """Words of both languages, in any script and with the usual misspellings, make one sum."""
    assert read_money(text) == int(tenge)


@pytest.mark.parametrize(("text", "tenge"), pairs("money", "digits"))
def test_a_sum_in_digits(text: str, tenge: str) -> None:
    """Every legal separator, scale and sign of the tenge is understood; halves round up."""
    assert read_money(text) == int(tenge)


@pytest.mark.parametrize("text", rows("money", "nothing"))
def test_no_income_is_nought(text: str) -> None:
    """Saying that there is no income is an answer, and it is 0."""
    assert read_money(text) == 0


@pytest.mark.parametrize("text", rows("money", "doubt"))
def test_a_doubtful_sum_is_not_read(text: str) -> None:
    """Ranges, bounds, other money, other periods and malformed numbers are asked again."""
    assert read_money(text) is None


@given(
    st.integers(0, 999_999_999),
    st.sampled_from([" ", "\u00a0", "\u202f", ".", ",", "'", "\u2019", ""]),
    st.sampled_from(["", " тг", "тенге", " теңге", "₸", " KZT"]),
)
def test_any_sum_with_any_separator(sum_: int, separator: str, unit: str) -> None:
    """A grouped number reads as itself, whatever separates its thousands."""
    assert read_money(f"{sum_:,}".replace(",", separator) + unit) == sum_


@given(
    st.integers(1, 9_999),
    st.sampled_from([" мың", "мын", " тыс", "тыс.", "к", " тыщ", " myñ", "т.т."]),
)
def test_any_number_of_thousands(thousands: int, unit: str) -> None:
    """Each way of saying thousand multiplies by a thousand."""
    assert read_money(f"{thousands}{unit}") == thousands * 1000


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed breaks the reader or leaves its range."""
    value = read_money(text)
    assert value is None or 0 <= value <= 999_999_999
