"""Words that are understood before any question: whole messages only, and no more than asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.global_words import GlobalWord, read_global, read_service
from tests.understanding.tables import pairs, rows


@pytest.mark.parametrize("text", rows("global_words", "opt_out"))
def test_opt_out_is_never_missed(text: str) -> None:
    """The table of the rulings, in both scripts, with one typing error in long words."""
    assert read_global(text) is GlobalWord.STOP


@pytest.mark.parametrize("text", rows("global_words", "not_opt_out"))
def test_opt_out_never_fires_on_something_else(text: str) -> None:
    """Neighbouring words, and questions about stopped payments, are no opt-out."""
    assert read_global(text) is not GlobalWord.STOP


@pytest.mark.parametrize("text", rows("global_words", "several_meanings"))
def test_words_with_several_meanings_are_not_global(text: str) -> None:
    """They mean other things too, so the open question gets them."""
    assert read_global(text) is None


@pytest.mark.parametrize(("text", "name"), pairs("global_words", "global"))
def test_global_words(text: str, name: str) -> None:
    """In Kazakh, Russian and English, with and without hooks, in both scripts."""
    assert read_global(text) is GlobalWord[name]


@pytest.mark.parametrize(("text", "name"), pairs("global_words", "with_my"))
def test_my_beside_a_global_word(text: str, name: str) -> None:
    """The words my and language may stand beside a listed word, anything else may not."""
    assert read_global(text) is (None if name == "None" else GlobalWord[name])


@pytest.mark.parametrize("text", ["", *rows("global_words", "not_global")])
def test_not_global(text: str) -> None:
    """No digit, no beginning of a message, nothing near a short word."""
    assert read_global(text) is None


@pytest.mark.parametrize(("text", "service"), pairs("global_words", "services"))
def test_services(text: str, service: str) -> None:
    """The menu's words name their service."""
    assert read_service(text) == service


@pytest.mark.parametrize(
    "text", ["", "1", "6", "менің төлемім қашан келеді", "төлем?", "стоп", "да"]
)
def test_not_a_service(text: str) -> None:
    """Digits are the menu's own, and questions are understood elsewhere."""
    assert read_service(text) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed breaks the readers."""
    assert read_global(text) in {None, *GlobalWord}
    assert read_service(text) in {
        None,
        "eligibility",
        "contract",
        "status",
        "payments",
        "reminders",
        "operator",
    }
