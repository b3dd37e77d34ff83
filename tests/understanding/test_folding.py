"""One spelling for many, and number words over their whole range."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.folding import fold, skeleton, skeletons, words
from dialogs.understanding.numerals import Numeral, add_up
from dialogs.understanding.quantities import literal
from dialogs.understanding.typed import read_money
from dialogs.understanding.vocabulary import Vocabulary
from tests.understanding.spoken import in_kazakh, in_russian
from tests.understanding.tables import table


@pytest.mark.parametrize("spellings", table("folding", "habits"))
def test_all_habits_of_writing_meet(spellings: list[str]) -> None:
    """Cyrillic and every Latin habit have one skeleton."""
    assert {skeleton(spelling) for spelling in spellings} == {skeleton(spellings[0])}


@pytest.mark.parametrize(("typed", "folded"), table("folding", "folded"))
def test_fold(typed: str, folded: str) -> None:
    """Hooks, look-alikes, signs and spaces are evened out; the script stays."""
    assert fold(typed) == folded


def test_latin_w_has_two_readings() -> None:
    """It stands for ш in ad-hoc writing and for ұ in the press style."""
    assert list(skeletons("uw")) == [skeleton("уш"), skeleton("уу")]


def test_words_are_letters_or_digits() -> None:
    """Signs do not belong to words; digits are words of their own."""
    assert words("150к, т.т.") == ("150", "к", "т", "т")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is folded."""
    assert fold(fold(text)) == fold(text)


@given(st.integers(1, 999_999_999), st.sampled_from(["kk", "ru"]))
def test_every_sum_in_words_comes_back(number: int, language: str) -> None:
    """Any sum said in full reads as itself, but for millions followed by units alone."""
    said = in_kazakh(number) if language == "kk" else in_russian(number)
    short = number >= 1_000_000 and not number // 1000 % 1000 and number % 1000
    assert read_money(said) == (None if short else number)


@pytest.mark.parametrize(
    ("written", "value"),
    [("150 000", "150000"), ("1.5", "1.5"), ("1,50", "1.50"), ("1.500", "1500"), ("05", "5")],
)
def test_literals(written: str, value: str) -> None:
    """Exactly three digits after a dot are thousands, anything else is a fraction."""
    number = literal(written)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    "written", ["150 00", "1 5", "0.500", "1.5.5", "1.234,567", "1500.000", "007"]
)
def test_malformed_literals(written: str) -> None:
    """What follows no one way of grouping is no number."""
    assert literal(written) is None


def test_nothing_adds_up_to_nothing() -> None:
    """No numeral is no number, and so is a half alone."""
    assert add_up([]) is None
    assert add_up([Numeral("half", Decimal("0.5"))]) is None


def test_a_vocabulary_refuses_two_meanings() -> None:
    """Two words that fold into one may not mean different things."""
    with pytest.raises(ValueError, match="means"):
        Vocabulary([("семи", 7), ("семьи", 1)])


def test_a_typing_error_between_two_meanings_is_doubt() -> None:
    """The nearest word counts only if no other meaning is as near."""
    numbers = Vocabulary([("девять", 9), ("десять", 10), ("сорок", 40)])
    assert numbers.find("сорк") == 40
    assert numbers.find("деять") is None
    assert numbers.find("сор") is None
