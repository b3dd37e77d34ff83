"""IINs by length and control digit only; phones that can take an SMS."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dialogs.understanding.iin import control_digit
from dialogs.understanding.typed import read_iin, read_phone
from tests.understanding.tables import pairs, rows

IIN_FRAMES = [
    "{}",
    "ЖСН {}",
    "ИИН: {}",
    "менің ЖСН {}",
    "мой ИИН {}",
    "iin {}",
    "№ {}",
    "жсним {}",
    " {}. ",
]


@pytest.mark.parametrize(("text", "number"), pairs("iin_and_phone", "phones"))
def test_a_mobile_number(text: str, number: str) -> None:
    """Any usual spelling of a Kazakh mobile number becomes E.164."""
    assert read_phone(text) == number


@pytest.mark.parametrize("text", ["", *rows("iin_and_phone", "not_phones")])
def test_not_a_mobile_number(text: str) -> None:
    """Landlines, other countries, two numbers and what a spreadsheet left are refused."""
    assert read_phone(text) is None


def test_the_second_weights_decide_when_the_first_give_ten() -> None:
    """A sum of ten modulo eleven asks for the second weights; ten again means no such number."""
    assert control_digit("00000000001") == 0  # 11 mod 11
    assert control_digit("10000000000") == 1
    assert control_digit("00000000010") == 1  # first weights give 10; the second give 1
    refused = [f"{n:011d}" for n in range(3000) if control_digit(f"{n:011d}") is None]
    assert refused
    assert all(read_iin(first + str(last)) is None for first in refused[:3] for last in range(10))


def test_the_control_digit_wants_eleven_digits() -> None:
    """Anything else is the caller's mistake."""
    with pytest.raises(ValueError, match="eleven digits"):
        control_digit("1234567890")


@given(st.integers(0, 10**11 - 1), st.sampled_from(IIN_FRAMES), st.sampled_from(["", " ", "-"]))
def test_a_valid_iin_in_any_frame(first11: int, frame: str, gap: str) -> None:
    """Spaces, dashes and the words for IIN are dropped; the date part need not be a date."""
    first = f"{first11:011d}"
    last = control_digit(first)
    assume(last is not None)
    written = gap.join([first[:6], first[6:], str(last)])
    assert read_iin(frame.format(written)) == f"{first}{last}"


@given(st.integers(0, 10**11 - 1), st.integers(0, 11), st.integers(1, 9))
def test_a_flipped_digit_reads_only_if_the_checksum_agrees(
    first11: int, place: int, shift: int
) -> None:
    """One wrong digit is refused, unless it makes another number with a right control digit."""
    last = control_digit(f"{first11:011d}")
    assume(last is not None)
    digits = [int(char) for char in f"{first11:011d}{last}"]
    digits[place] = (digits[place] + shift) % 10
    flipped = "".join(map(str, digits))
    agrees = control_digit(flipped[:11]) == digits[11]
    assert read_iin(flipped) == (flipped if agrees else None)


@pytest.mark.parametrize(
    "text",
    ["", "жоқ", "есімде қалмады", "93071530012", "9307153001201", "iin",
     "мой паспорт 930715300120",
     "930715/300120", "+930715300120", "930715300120 930715300120"],
)  # fmt: skip
def test_not_an_iin(text: str) -> None:
    """Another length, other words or other signs are refused."""
    assert read_iin(text) is None
