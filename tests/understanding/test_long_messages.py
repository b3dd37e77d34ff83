"""A message of the greatest length costs little: readers give up early instead of searching."""

from collections.abc import Callable
from datetime import date

import pytest

from dialogs.understanding import typed
from dialogs.understanding.global_words import read_global, read_service

LONGEST = 4096  # characters, Telegram's limit

READERS: list[Callable[[str], object]] = [
    typed.read_yes_no,
    typed.read_integer,
    typed.read_money,
    typed.read_region,
    typed.read_phone,
    typed.read_iin,
    lambda text: typed.read_date(text, date(2026, 3, 10)),
    lambda text: typed.read_choice(text, [("work", ["Работаю"]), ("study", ["Учусь"])]),
    read_global,
    read_service,
]
BRICKS = [
    "1",
    "1 ",
    "1.",
    "1-",
    "бір ",
    "онбес",
    "стосто",
    "семь",
    "да ",
    "нет, ",
    "а",
    "облысы ",
    "5 мая ",
    "(",
    "+7",
]


@pytest.mark.parametrize("brick", BRICKS)
@pytest.mark.parametrize("reader", READERS)
def test_the_longest_message_is_no_answer(reader: Callable[[str], object], brick: str) -> None:
    """Repeating anything up to the limit is refused, and does not blow up on the way."""
    assert reader((brick * LONGEST)[:LONGEST]) is None
