"""How one cell is read: each reader gives the stored value or says what to write instead."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from dialogs.eligibility.parameters import Parameters
from dialogs.understanding.iin import read_iin
from dialogs.understanding.phones import read_phone

Cell = str | int
Reader = Callable[[str], Cell]
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_ID = 64
LONGEST_TEXT = 1000
BIGGEST_SUM = Decimal(10) ** 12
CENT = Decimal("0.01")


class BadCell(ValueError):
    """The text of the error says what to write in the cell."""


def iin(text: str) -> str:
    """An IIN by length and control digit."""
    found = read_iin(text)
    if found is None:
        raise BadCell(
            "not an IIN: 12 digits, the last one a control digit "
            "(if zeros at its beginning were cut, format the column as text)"
        )
    return found


def phone(text: str) -> str:
    found = read_phone(text)
    if found is None:
        raise BadCell("not a mobile number of Kazakhstan; write it as +77011234567")
    return found


def phones(text: str) -> str:
    """Numbers in E.164, joined by `|`, each once and in their order."""
    return "|".join(dict.fromkeys(phone(part) for part in re.split(r"[|;,/]", text)))


def centre_phone(text: str) -> str:
    """A number that people call, written as they should see it; short ones such as 1414 too."""
    if not re.fullmatch(r"\+?[\d ()–-]{3,31}", text):
        raise BadCell("not a phone number; write it as +7 7172 000000 or 1414")
    return text


def day(text: str) -> str:
    """An ISO day; 31.12.2026 is understood too."""
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        if dotted:
            number, month, year = map(int, dotted.groups())
            return date(year, month, number).isoformat()
        return date.fromisoformat(text[:10] if text[10:] == " 00:00:00" else text).isoformat()
    except ValueError:
        raise BadCell(f"{text!r} is not a day; write it as 2026-07-31") from None


def month(text: str) -> str:
    """A month as the ISO day that it begins with."""
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return day(f"{text}-01")
    try:
        return f"{day(text)[:7]}-01"
    except BadCell:
        raise BadCell(f"{text!r} is not a month; write it as 2026-07") from None


def money(text: str) -> str:
    """Tenge with two decimals."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    wrong = BadCell(f"{text!r} is not a sum; write it in tenge, as 45120.50")
    try:
        amount = Decimal(plain)
        exact = amount.quantize(CENT)
    except InvalidOperation:
        raise wrong from None
    if not amount.is_finite():
        raise wrong
    if not 0 <= amount < BIGGEST_SUM or amount != exact:
        raise BadCell(f"{text!r} is not a sum: 0 or more, at most two decimals")
    return f"{exact:f}"


def region(text: str) -> str:
    code = text.upper()
    if code not in Parameters.load().region_ids():
        raise BadCell(f"{text!r} is not a region; write its ISO 3166-2 code, as KZ-27")
    return code


def ground(text: str) -> int:
    if text not in {"1", "2", "3", "4", "5", "6"}:
        raise BadCell(f"{text!r} is not a ground of refusal: 1 to 6 of Social Code art. 128")
    return int(text)


def yes_no(text: str) -> int:
    if text.lower() not in {"yes", "no"}:
        raise BadCell(f"{text!r} is neither yes nor no")
    return int(text.lower() == "yes")


def identity(text: str) -> str:
    if len(text) > LONGEST_ID:
        raise BadCell(f"longer than {LONGEST_ID} characters")
    return text


def words(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise BadCell(f"longer than {LONGEST_TEXT} characters")
    return text


def code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise BadCell(f"{text!r} is not a code: lower-case Latin letters, digits and _")
    return text


def one_of(options: Iterable[str] | type[Enum]) -> Reader:
    """A reader of a fixed set of codes."""
    codes = [each.value if isinstance(each, Enum) else each for each in options]

    def read(text: str) -> str:
        if text not in codes:
            raise BadCell(f"{text!r} is not known; write one of: {', '.join(codes)}")
        return text

    return read
