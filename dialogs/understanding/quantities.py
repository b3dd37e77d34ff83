"""A message about an amount, cut into numerals and the few other words that may stand there."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import takewhile

from dialogs.understanding.folding import fold
from dialogs.understanding.lexicon import load
from dialogs.understanding.numerals import Numeral, glued, inflected
from dialogs.understanding.vocabulary import Vocabulary

Piece = Numeral | str

_TOKEN = re.compile(r"\d+(?:[ .,'_]\d+)*|[^\W\d_]+|[.,:;!=()\"' ]|.")
_SILENT = frozenset(".,:;!=()\"' ")
_LONGEST = 30  # words: a longer message is no answer to a question about an amount
_LETTER = r"[^\W\d_]"
_HYPHEN_BEFORE_A_WORD = re.compile(rf"(?<=[^\W_])-(?={_LETTER})")
_DASH_AFTER_A_LABEL = re.compile(rf"^((?:{_LETTER}|\s)+) - (?=\d)")

_WHOLE = re.compile(r"\d+")
_SPACED = re.compile(r"[1-9]\d{0,2}([ '_])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?")
_COMMAED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?")
_BROKEN = re.compile(r"(?:0|[1-9]\d*)[.,](?:\d{1,2}|\d{4,})")
_LONGEST_WITH_LEADING_ZERO = 2


def literal(written: str) -> Numeral | None:
    """Return the number that the digits and separators form.

    A dot or a comma before exactly three digits separates thousands (kind `grouped`: a scale word
    after it would be doubtful), otherwise it is the decimal sign.
    """
    if _WHOLE.fullmatch(written):
        padded = written.startswith("0") and len(written) > _LONGEST_WITH_LEADING_ZERO
        return None if padded else Numeral("literal", Decimal(written))
    if _SPACED.fullmatch(written):
        return Numeral("literal", Decimal(re.sub(r"[ '_]", "", written).replace(",", ".")))
    if _DOTTED.fullmatch(written):
        return Numeral("grouped", Decimal(written.replace(".", "").replace(",", ".")))
    if _COMMAED.fullmatch(written):
        return Numeral("grouped", Decimal(written.replace(",", "")))
    if _BROKEN.fullmatch(written):
        return Numeral("literal", Decimal(written.replace(",", ".")))
    return None


def pieces(text: str, vocabulary: Vocabulary[Piece]) -> list[Piece] | None:
    """Return the meanings of the whole message in order, or None if any part of it is unknown."""
    tokens = [token for token in _tokens(text) if token not in _SILENT]
    if len(tokens) > _LONGEST:
        return None
    found: list[Piece] = []
    while tokens:
        taken, meanings = _first(tokens, vocabulary)
        if not taken:
            return None
        found.extend(meanings)
        del tokens[:taken]
    return found


def _tokens(text: str) -> Iterator[str]:
    folded = _after_digits().sub(r"\1", fold(text))
    folded = _DASH_AFTER_A_LABEL.sub(r"\1 ", folded)
    folded = _HYPHEN_BEFORE_A_WORD.sub(" ", folded)
    return (found.group() for found in _TOKEN.finditer(folded))


@cache
def _after_digits() -> re.Pattern[str]:
    endings = "|".join(sorted({fold(ending) for ending in load("numerals")["after_digits"]}))
    return re.compile(rf"(\d)-?(?:{endings})(?!{_LETTER})")


def _first(tokens: list[str], vocabulary: Vocabulary[Piece]) -> tuple[int, tuple[Piece, ...]]:
    """Return how many tokens the first meaning takes (none if it is unknown), and its pieces."""
    spoken = list(takewhile(str.isalnum, tokens[: vocabulary.longest_phrase]))
    for length in range(len(spoken), 0, -1):
        known = vocabulary.exact(" ".join(spoken[:length]))
        if known is not None:
            return length, (known,)
    return _single(tokens[0], vocabulary)


def _single(token: str, vocabulary: Vocabulary[Piece]) -> tuple[int, tuple[Piece, ...]]:
    if token[0].isdigit():
        number = literal(token)
        return (1, (number,)) if number is not None else (0, ())
    if not token.isalpha():
        return 0, ()
    if (ending := inflected(token)) is not None:
        return 1, (ending,)
    if (parts := glued(token)) is not None:
        return 1, parts
    near = vocabulary.find(token)
    return (1, (near,)) if near is not None else (0, ())
