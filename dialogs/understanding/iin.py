"""The individual identification number (ИИН, ЖСН): 12 digits, the last one a control digit.

Digits 1-11 are weighted and summed modulo 11; when that gives 10, a second set of weights is
used; numbers for which that gives 10 too are not issued. Nothing else is checked: since decree
No. 853 of 26.08.2013 the date and sex digits need not match the person.
"""

import re
from functools import cache

from dialogs.understanding.folding import fold, skeleton
from dialogs.understanding.lexicon import load

_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_NOT_ISSUED = 10

_ELEVEN = re.compile(r"[0-9]{11}")
_TWELVE = re.compile(r"[0-9]{12}")
_SEPARATORS = re.compile(r"[ \-.,:;!()\"']")
_WORD = re.compile(r"[^\W\d_]+")


def control_digit(first11: str) -> int | None:
    """Return the control digit of the first eleven digits, or None if no such number is issued.

    Raises ValueError unless exactly eleven digits are given.
    """
    if not _ELEVEN.fullmatch(first11):
        raise ValueError("an IIN has eleven digits before its control digit")
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(w * int(digit) for w, digit in zip(weights, first11, strict=True)) % 11
        if rest != _NOT_ISSUED:
            return rest
    return None


def read_iin(text: str) -> str | None:
    """Return the twelve digits if length and control digit are right, else None.

    Spaces, dashes and words such as ЖСН, ИИН or "мой" are dropped; any other word is doubt.
    """
    folded = fold(text)
    if any(skeleton(word) not in _known_words() for word in _WORD.findall(folded)):
        return None
    digits = _SEPARATORS.sub("", _WORD.sub("", folded))
    if not _TWELVE.fullmatch(digits) or control_digit(digits[:-1]) != int(digits[-1]):
        return None
    return digits


@cache
def _known_words() -> frozenset[str]:
    return frozenset(skeleton(word) for word in load("labels")["iin"])
