"""Ordinal numbers of both languages as words: бірінші, сегізі, пятое, двадцать первого."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from dialogs.understanding.folding import fold, skeleton, skeletons
from dialogs.understanding.lexicon import load
from dialogs.understanding.numerals import Numeral, numeral_entries
from dialogs.understanding.vocabulary import Vocabulary

_UNITS = range(1, 10)
_ROUND = frozenset({20, 30})


def _kind(value: int) -> str:
    if value in _UNITS:
        return "units"
    return "tens" if value in _ROUND else "teens"


@cache
def _tables() -> tuple[Vocabulary[Numeral], Vocabulary[Numeral], re.Pattern[str]]:
    lists = load("dates")
    table: Mapping[str, list[str]] = lists["ordinals"]
    endings = "|".join(sorted({skeleton(ending) for ending in lists["ordinal_endings"]}))
    ordinals = tuple(
        (word, Numeral(_kind(int(value)), Decimal(value)))
        for value, spelled in table.items()
        for word in spelled
    )
    return Vocabulary(ordinals), Vocabulary(numeral_entries()), re.compile(f"(?:{endings})$")


def ordinal(word: str) -> Numeral | None:
    """Return the number under an ordinal word, also in a Kazakh case (сегізінде)."""
    ordinals, cardinals, ending = _tables()
    if cardinals.exact(word) is not None:
        return None
    for form in skeletons(word):
        found = ordinals.exact(form) or ordinals.exact(ending.sub("", form))
        if found is not None:
            return found
    return ordinals.find(word)


def cardinal(word: str) -> Numeral | None:
    """Return the number under a cardinal word."""
    return _tables()[1].find(word)


@cache
def _after_digits() -> re.Pattern[str]:
    endings = {fold(ending) for ending in load("dates")["after_digits"]}
    latin = {skeleton(ending) for ending in load("dates")["after_digits"]}
    return re.compile(rf"(\d)-?(?:{'|'.join(sorted(endings | latin))})(?![^\W\d_])")


def without_endings(folded: str) -> str:
    """Return the folded text with 8-і, 3-ші and the like as bare digits."""
    return _after_digits().sub(r"\1 ", folded)
