"""Small counts: people in the family, children, rooms."""

from functools import cache

from dialogs.understanding.folding import fold
from dialogs.understanding.lexicon import load
from dialogs.understanding.money import value_of
from dialogs.understanding.numerals import Numeral, numeral_entries
from dialogs.understanding.quantities import Piece, pieces
from dialogs.understanding.vocabulary import Vocabulary, phrases

_INEXACT = frozenset({"grouped", "half", "quarter", "one_and_half", "half_more"})


@cache
def _vocabulary() -> Vocabulary[Piece]:
    groups = load("quantities")["integer"]
    return Vocabulary[Piece]((*numeral_entries(), *phrases(groups)))


def read_integer(text: str, at_least: int = 0, at_most: int = 30) -> int | None:
    """Return the count in `at_least`…`at_most`, or None when in doubt.

    "Жоқ" and "нет" are 0. Ranges, fractions, two numbers and numbers out of range are doubt.
    """
    parts = [part for part in fold(text).replace(")", "(").split("(") if part.strip()]
    values = {_read_part(part, at_most) for part in parts}
    value = values.pop() if len(values) == 1 else None
    return None if value is None or value < at_least else value


def _read_part(folded: str, at_most: int) -> int | None:
    found = pieces(folded.strip(), _vocabulary())
    if found is None or any(isinstance(piece, Numeral) and _inexact(piece) for piece in found):
        return None
    return value_of(found, at_most=at_most)


def _inexact(numeral: Numeral) -> bool:
    return numeral.kind in _INEXACT or numeral.value != numeral.value.to_integral_value()
