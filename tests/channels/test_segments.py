"""What a text costs as SMS; the expected figures are counted by hand from the standard."""

import unicodedata
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.sms.segments import count, parts

MARKED = "и\u0306"  # й as two signs
SMILE = "😀"
FLAG = "🇰🇿"

# text, encoding, segments, units, left
TABLE = [
    ("", "gsm7", 1, 0, 160),
    ("a", "gsm7", 1, 1, 159),
    (" ", "gsm7", 1, 1, 159),
    ("a" * 160, "gsm7", 1, 160, 0),
    ("a" * 161, "gsm7", 2, 161, 145),
    ("a" * 306, "gsm7", 2, 306, 0),
    ("a" * 307, "gsm7", 3, 307, 152),
    ("a" * 459, "gsm7", 3, 459, 0),
    ("a" * 460, "gsm7", 4, 460, 152),
    ("@£$¥èéùìòÇ", "gsm7", 1, 10, 150),
    ("ØøÅåΔ_ΦΓΛΩ", "gsm7", 1, 10, 150),
    ("ΠΨΣΘΞÆæßÉ", "gsm7", 1, 9, 151),
    ("ÄÖÑÜ§¿äöñüà¡¤", "gsm7", 1, 13, 147),
    ("line\nline", "gsm7", 1, 9, 151),
    ("line\r\nline", "gsm7", 1, 10, 150),
    ("€", "gsm7", 1, 2, 158),
    ("^{}\\[~]|€", "gsm7", 1, 18, 142),
    ("\f", "gsm7", 1, 2, 158),
    ("€" * 80, "gsm7", 1, 160, 0),
    ("€" * 81, "gsm7", 2, 162, 143),  # 76 of them fill 152 of 153, the rest is 5
    ("a" * 152 + "€" * 5, "gsm7", 2, 162, 143),  # the escape is not cut from its letter
    ("a" * 153 + "€" * 4, "gsm7", 2, 161, 145),
    ("a" * 159 + "€", "gsm7", 2, 161, 145),
    ("a" * 158 + "€", "gsm7", 1, 160, 0),
    ("`", "ucs2", 1, 1, 69),
    ("ç", "ucs2", 1, 1, 69),  # the table has only the capital
    ("№", "ucs2", 1, 1, 69),
    ("«»", "ucs2", 1, 2, 68),
    ("a – b", "ucs2", 1, 5, 65),
    ("…", "ucs2", 1, 1, 69),
    ("₸", "ucs2", 1, 1, 69),
    ("48\u00a0200", "ucs2", 1, 6, 64),
    ("\t", "ucs2", 1, 1, 69),
    ("\x1b", "ucs2", 1, 1, 69),
    ("äğış", "ucs2", 1, 4, 66),  # Latin Kazakh
    ("ж", "ucs2", 1, 1, 69),
    ("әғқңөұүіһ", "ucs2", 1, 9, 61),
    ("ӘҒҚҢӨҰҮІҺ", "ucs2", 1, 9, 61),
    ("ж" * 70, "ucs2", 1, 70, 0),
    ("ж" * 71, "ucs2", 2, 71, 63),
    ("ж" * 134, "ucs2", 2, 134, 0),
    ("ж" * 135, "ucs2", 3, 135, 66),
    ("ж" * 201, "ucs2", 3, 201, 0),
    ("ж" * 268, "ucs2", 4, 268, 0),
    ("ж" * 335, "ucs2", 5, 335, 0),
    ("a" * 70 + "ж", "ucs2", 2, 71, 63),  # one letter makes all of it UCS-2
    (SMILE, "ucs2", 1, 2, 68),
    (FLAG, "ucs2", 1, 4, 66),
    (SMILE * 35, "ucs2", 1, 70, 0),
    (SMILE * 36, "ucs2", 2, 72, 61),  # 33 pairs fill 66 of 67
    ("ж" * 66 + SMILE * 3, "ucs2", 2, 72, 61),
    (MARKED * 35, "ucs2", 1, 70, 0),
    (MARKED * 36, "ucs2", 2, 72, 61),  # 33 letters with their marks fill 66 of 67
    ("ж" * 66 + MARKED * 3, "ucs2", 2, 72, 61),
    ("e\u0301" * 36, "ucs2", 2, 72, 61),
]


@pytest.mark.parametrize(
    ("text", "encoding", "segments", "units", "left"), TABLE, ids=map(str, range(len(TABLE)))
)
def test_the_cost_of_a_text(
    text: str, encoding: str, segments: int, units: int, left: int
) -> None:
    counted = count(text)
    assert (counted.encoding, counted.segments, counted.units, counted.left) == (
        encoding,
        segments,
        units,
        left,
    )


@pytest.mark.parametrize("text", [row[0] for row in TABLE], ids=map(str, range(len(TABLE))))
def test_a_text_is_cut_into_as_many_parts_as_are_counted(text: str) -> None:
    cut = parts(text)
    assert len(cut) == count(text).segments
    assert "".join(cut) == text


def test_a_part_never_begins_with_a_mark() -> None:
    assert parts("ж" * 66 + MARKED * 3) == ["ж" * 66, MARKED * 3]


def test_more_marks_than_a_part_holds_are_cut_after_all() -> None:
    heaped = "а" + "\u0301" * 100
    assert [len(part) for part in parts(heaped)] == [67, 34]


# Septets by the tables of 3GPP TS 23.038, written down here independently of the product.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = "\f^{}\\[~]|€"
GSM7 = st.text(st.sampled_from(BASIC + EXTENDED), max_size=700)
ANY = st.text(
    st.one_of(
        st.sampled_from("абвгәғқңөұүі abc123€ğ"),
        st.sampled_from([SMILE, "\u0301", "\u0306", "\ufe0f", "\u200d"]),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=400,
)


def septets(text: str) -> int:
    return sum(2 if letter in EXTENDED else 1 for letter in text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(GSM7)
def test_parts_of_the_basic_alphabet_hold_what_they_may(text: str) -> None:
    counted, cut = count(text), parts(text)
    assert counted.encoding == "gsm7"
    assert counted.units == septets(text)
    assert "".join(cut) == text
    assert all(septets(part) <= (160 if len(cut) == 1 else 153) for part in cut)
    assert counted.left == (160 if len(cut) == 1 else 153) - septets(cut[-1])


@given(ANY)
def test_parts_of_any_text_hold_what_they_may(text: str) -> None:
    counted, cut = count(text), parts(text)
    size = septets if counted.encoding == "gsm7" else units
    one, part_of_many = (160, 153) if counted.encoding == "gsm7" else (70, 67)
    assert counted.units == size(text)
    assert counted.segments == len(cut)
    assert "".join(cut) == text
    assert all(size(part) <= (one if len(cut) == 1 else part_of_many) for part in cut)


@given(ANY)
def test_no_part_is_cut_inside_what_is_read_as_one_letter(text: str) -> None:
    at = 0
    for part in parts(text)[:-1]:
        part.encode("utf-16-le")  # half a pair could not be
        at += len(part)
        if is_mark(text[at]):
            heap = [*takewhile(is_mark, reversed(text[:at])), *takewhile(is_mark, text[at:])]
            assert units("".join(heap)) + 2 > 67, "only a heap longer than a part may be cut"


def is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
