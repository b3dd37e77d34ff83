"""Sums in tenge as people write them: 90 мың, 1,7 млн, жүз отыз мың, нет дохода."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from dialogs.understanding.folding import fold
from dialogs.understanding.lexicon import load
from dialogs.understanding.numerals import Numeral, add_up, numeral_entries
from dialogs.understanding.quantities import Piece, pieces
from dialogs.understanding.vocabulary import Vocabulary, phrases

LARGEST = 999_999_999

_THOUSANDS = re.compile(r"(?<![^\W\d_])т\.? ?(?:т(?![^\W\d_])\.?|(?=тг|тенге))")
_SHORT_SCALE = re.compile(r"(\d|\b)(млн|тыс)\.")
_ABOUT_SIGN = re.compile(r"^(?:~|±|\+ ?/? ?-) ?(?=\d)")
_TENGE_SIGN = "₸"
_OWN_PARENTHESIS = re.compile(r"[()]")


@cache
def _vocabulary() -> Vocabulary[Piece]:
    groups = load("quantities")["money"]
    return Vocabulary[Piece]((*numeral_entries(), *phrases(groups)))


def read_money(text: str) -> int | None:
    """Return the sum in whole tenge (half a tenge rounds up), or None when in doubt.

    "No income" is 0. Ranges, bounds, other currencies, sums "a month" and anything above
    999 999 999 are doubt. A bare 150 is 150: whether that is plausible is the form's question.
    """
    parts = [part for part in _OWN_PARENTHESIS.split(fold(text)) if part.strip()]
    values = {_read_part(part) for part in parts}
    return values.pop() if len(values) == 1 else None


def _read_part(folded: str) -> int | None:
    plain = _ABOUT_SIGN.sub("", folded.replace(_TENGE_SIGN, " тг "))
    plain = _SHORT_SCALE.sub(r"\1\2 ", _THOUSANDS.sub(" тыс ", plain))
    found = pieces(plain.strip(), _vocabulary())
    return None if found is None else value_of(found, at_most=LARGEST)


def value_of(found: list[Piece], *, at_most: int) -> int | None:
    """Return the one number among the pieces, or 0 for "none", rounded half up; None in doubt."""
    numerals = [piece for piece in found if isinstance(piece, Numeral)]
    groups = {piece for piece in found if isinstance(piece, str)}
    if not numerals:
        return _nothing(groups)
    value = add_up(numerals) if _together(found) else None
    if value is None or value > at_most:
        return None
    if groups & {"not", "did", "bound"} or ("none" in groups and value):
        return None
    whole = int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return whole if whole <= at_most else None


def _nothing(groups: set[str]) -> int | None:
    said = groups & {"none", "did"}
    return 0 if said and not groups & {"not", "have", "about", "bound"} else None


def _together(found: list[Piece]) -> bool:
    """Tell whether the numerals stand side by side: what stands apart is two numbers."""
    places = [place for place, piece in enumerate(found) if isinstance(piece, Numeral)]
    return places[-1] - places[0] + 1 == len(places)
