"""What a text costs as SMS: its alphabet and its segments (3GPP TS 23.038, 23.040)."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import gsm0338

GSM7_ONE, GSM7_PART = 160, 153
UCS2_ONE, UCS2_PART = 70, 67
ESCAPE = "\x1b"  # a code of GSM-7 itself, no letter that could be sent in it
MARKS = ("Mn", "Mc", "Me")

_codec = gsm0338.Codec()


@dataclass(frozen=True, slots=True)
class Count:
    """`units` are septets or UTF-16 units; `left` is the room in the last segment."""

    encoding: str
    segments: int
    units: int
    left: int


def count(text: str) -> Count:
    """How many messages the operator charges for."""
    encoding, one, part = _alphabet(text)
    units = _cost(text, encoding)
    if units <= one:
        return Count(encoding, 1, units, one - units)
    cut = parts(text)
    return Count(encoding, len(cut), units, part - _cost(cut[-1], encoding))


def parts(text: str) -> list[str]:
    """The text as it is cut into segments: never inside a pair, never before a mark."""
    encoding, one, part = _alphabet(text)
    if _cost(text, encoding) <= one:
        return [text]
    pieces, used = [""], 0
    for cluster in _clusters(text):
        for letters in [cluster] if _cost(cluster, encoding) <= part else cluster:
            cost = _cost(letters, encoding)
            if used + cost > part:
                pieces.append("")
                used = 0
            pieces[-1] += letters
            used += cost
    return pieces


def _alphabet(text: str) -> tuple[str, int, int]:
    """Its name, and the units that a single message and a part of several hold."""
    ucs2 = ("ucs2", UCS2_ONE, UCS2_PART)
    if ESCAPE in text:
        return ucs2
    try:
        _codec.encode(text)
    except UnicodeError:
        return ucs2
    return "gsm7", GSM7_ONE, GSM7_PART


def _cost(text: str, encoding: str) -> int:
    if encoding == "gsm7":
        return len(_codec.encode(text)[0])
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _clusters(text: str) -> Iterator[str]:
    """Each letter with the combining marks that follow it."""
    cluster = ""
    for letter in text:
        if cluster and unicodedata.category(letter) not in MARKS:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster
