"""What a text costs as SMS: its alphabet and its segments (3GPP TS 23.038, 23.040)."""

from dataclasses import dataclass

import gsm0338

GSM7_ONE, GSM7_PART = 160, 153
UCS2_ONE, UCS2_PART = 70, 67

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
    try:
        costs = [len(_codec.encode(letter)[0]) for letter in text]
        encoding, one, part = "gsm7", GSM7_ONE, GSM7_PART
    except UnicodeError:
        costs = [len(letter.encode("utf-16-le")) // 2 for letter in text]
        encoding, one, part = "ucs2", UCS2_ONE, UCS2_PART
    units = sum(costs)
    if units <= one:
        return Count(encoding, 1, units, one - units)
    segments, used = _filled(costs, part)
    return Count(encoding, segments, units, part - used)


def _filled(costs: list[int], part: int) -> tuple[int, int]:
    """Fill part after part, never cutting a pair."""
    segments, used = 1, 0
    for cost in costs:
        if used + cost > part:
            segments, used = segments + 1, 0
        used += cost
    return segments, used


def parts(text: str) -> list[str]:
    """The text as it is cut into segments."""
    counted = count(text)
    if counted.segments == 1:
        return [text]
    gsm7 = counted.encoding == "gsm7"
    part = GSM7_PART if gsm7 else UCS2_PART
    pieces, used = [""], 0
    for letter in text:
        cost = len(_codec.encode(letter)[0]) if gsm7 else len(letter.encode("utf-16-le")) // 2
        if used + cost > part:
            pieces.append("")
            used = 0
        pieces[-1] += letter
        used += cost
    return pieces
