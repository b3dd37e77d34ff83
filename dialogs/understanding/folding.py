"""Text on its way to being compared: one spelling for what people type in many.

`fold` keeps the script and the punctuation; `skeleton` is coarser and brings Cyrillic and the
four habits of writing Kazakh in Latin letters to one form. Neither can be turned back.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from dialogs.understanding.lexicon import load

_TABLES = load("letters")
_KAZAKH = str.maketrans(_TABLES["kazakh"])
_SIGNS = str.maketrans(_TABLES["signs"])
_TO_CYRILLIC: dict[str, str] = _TABLES["latin_that_looks_cyrillic"]
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}
_SOUNDS = str.maketrans(_TABLES["sounds"])
_DIGRAPHS: dict[str, str] = _TABLES["digraphs"]
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_MERGED: dict[str, str] = _TABLES["merged"]

_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z]")
_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_UNKNOWN_SIGN = "^"


def fold(text: str) -> str:
    """Return the text in one spelling: NFKC, small letters, Kazakh letters without their hooks.

    Look-alikes of the other alphabet inside a word, dashes, quotes, spaces and foreign digits are
    evened out. Superscripts and circled digits become an unknown sign: 5² is not 52.
    """
    plain = "".join(_plain(char) for char in text)
    folded = unicodedata.normalize("NFKC", plain).casefold()
    folded = unicodedata.normalize("NFKC", "".join(_without_marks(folded)))
    folded = folded.translate(_SIGNS)
    folded = _LETTERS.sub(lambda found: _one_alphabet(found.group()), folded)
    return " ".join(folded.translate(_KAZAKH).split())


def words(text: str) -> tuple[str, ...]:
    """Return the words and the runs of digits of the folded text, without any signs."""
    return tuple(_WORD.findall(fold(text)))


def skeleton(text: str) -> str:
    """Return the coarse form of the words, joined by single spaces (see the module)."""
    return next(skeletons(text))


def skeletons(text: str) -> Iterator[str]:
    """Yield every reading of the text, the likeliest first.

    Latin w stands for ш or ұ, and Latin j for ж or, in Russian, й.
    """
    spelled = " ".join(words(text))
    ws = ("sh", "u") if "w" in spelled else ("",)
    js = ("j", "i") if "j" in spelled else ("",)
    for w, j in product(ws, js):
        yield _coarse(spelled.replace("w", w).replace("j", j))


def _coarse(spelled: str) -> str:
    sounds = _DIGRAPH.sub(lambda found: _DIGRAPHS[found.group()], spelled).translate(_SOUNDS)
    sounds = _DOUBLED.sub(r"\1", sounds)
    for pair, one in _MERGED.items():
        sounds = sounds.replace(pair, one)
    return _DOUBLED.sub(r"\1", sounds)


def _plain(char: str) -> str:
    if char == "№":
        return " "
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "No":
        return _UNKNOWN_SIGN
    return "" if category == "Cf" else char


def _without_marks(text: str) -> Iterator[str]:
    """Drop stress marks and emoji variants; letters that need their mark are composed already."""
    return (char for char in text if unicodedata.category(char) not in {"Mn", "Me"})


def _one_alphabet(word: str) -> str:
    if not (_CYRILLIC.search(word) and _LATIN.search(word)):
        return word
    if all(char in _TO_CYRILLIC for char in word if _LATIN.match(char)):
        return "".join(_TO_CYRILLIC.get(char, char) for char in word)
    if all(char in _TO_LATIN for char in word if _CYRILLIC.match(char)):
        return "".join(_TO_LATIN.get(char, char) for char in word)
    return word
