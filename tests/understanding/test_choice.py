"""One of several options, by number, place, label or own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.typed import read_choice
from tests.understanding.tables import pairs, rows

WORK = (
    ("work", ("Жұмыс істеймін", "Работаю")),
    ("unemployed", ("Жұмыссызбын", "Не работаю, ищу работу")),
    ("childcare", ("Бала күтемін", "Ухаживаю за ребёнком")),
    ("study", ("Оқимын", "Учусь")),
    (
        "cannot_work",
        ("Денсаулығыма байланысты жұмыс істей алмаймын", "Не могу работать по здоровью"),
    ),
    ("pensioner", ("Зейнеткермін", "На пенсии")),
)
WAY = (
    ("card", ("Картаға", "На карту")),
    ("post", ("Поштадан қолма-қол", "Наличными на почте")),
    ("none", ("Керек емес", "Не нужно")),
)


@pytest.mark.parametrize(
    ("text", "key"),
    pairs("choice", "by_place") + pairs("choice", "kazakh") + pairs("choice", "russian"),
)
def test_the_state_of_work(text: str, key: str) -> None:
    """The six states of work are known in people's own words."""
    assert read_choice(text, WORK) == key


@pytest.mark.parametrize("text", ["", *rows("choice", "doubt")])
def test_a_doubtful_choice_is_not_read(text: str) -> None:
    """Two states, a denied state, a relative's state or a number not offered is asked again."""
    assert read_choice(text, WORK) is None


@pytest.mark.parametrize(("text", "key"), pairs("choice", "other"))
def test_options_that_have_no_own_words(text: str, key: str) -> None:
    """Labels alone are enough: whole, in part, or with a typing error."""
    assert read_choice(text, WAY) == key


@pytest.mark.parametrize("text", ["налом", "нужно", "4", "карта или почта", "керек"])
def test_other_options_are_not_guessed(text: str) -> None:
    """A word that no label has, or a denied label without its denial, is asked again."""
    assert read_choice(text, WAY) is None


@given(st.sampled_from(WORK), st.integers(0, 1), st.sampled_from([str, str.upper, str.lower]))
def test_every_label_reads_as_its_option(
    option: tuple[str, tuple[str, str]], language: int, case: type[str]
) -> None:
    """What a button says can be typed."""
    assert read_choice(case(option[1][language]), WORK) == option[0]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed breaks the reader."""
    assert read_choice(text, WORK) in {None, *(key for key, _ in WORK)}
