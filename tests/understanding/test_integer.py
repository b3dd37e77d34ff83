"""Counts of people and things: words, collectives, nouns beside them, and "none"."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.typed import read_integer
from tests.understanding.spoken import in_kazakh, in_russian
from tests.understanding.tables import pairs, rows


@pytest.mark.parametrize(
    ("text", "count"),
    pairs("integer", "kazakh") + pairs("integer", "russian") + pairs("integer", "digits"),
)
def test_a_count(text: str, count: str) -> None:
    """One number, with or without the noun that it counts."""
    assert read_integer(text) == (None if count == "None" else int(count))


@pytest.mark.parametrize("text", rows("integer", "none"))
def test_none_is_nought(text: str) -> None:
    """Having none is an answer, and it is 0."""
    assert read_integer(text) == 0


@pytest.mark.parametrize("text", rows("integer", "doubt"))
def test_a_doubtful_count_is_not_read(text: str) -> None:
    """Ranges, fractions, two numbers, numbers out of range and other words are asked again."""
    assert read_integer(text) is None


@given(st.integers(0, 30), st.sampled_from([in_kazakh, in_russian]))
def test_every_count_in_words_comes_back(number: int, say: Callable[[int], str]) -> None:
    """Any number from 0 to 30, said in either language, reads as itself."""
    assert read_integer(say(number)) == number


@given(st.integers(31, 39), st.sampled_from([in_kazakh, in_russian]))
def test_counts_out_of_range_do_not(number: int, say: Callable[[int], str]) -> None:
    """What is above the range is refused, and read when the range allows it."""
    assert read_integer(say(number)) is None
    assert read_integer(say(number), at_most=39) == number


def test_the_range_has_two_ends() -> None:
    """The lower end is checked like the upper one."""
    assert read_integer("1", at_least=1) == 1
    assert read_integer("0", at_least=1) is None
    assert read_integer("нет", at_least=1) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed breaks the reader or leaves its range."""
    value = read_integer(text)
    assert value is None or 0 <= value <= 30
