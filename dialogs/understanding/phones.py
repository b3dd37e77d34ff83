"""Telephone numbers of Kazakhstan that can take an SMS, in any usual spelling."""

import re

from dialogs.understanding.folding import fold

# One run of digits with the separators that people put between them.
_RUN = re.compile(r"\+?[0-9(][0-9 ()\-.]*[0-9]")
_EXCEL = re.compile(r"[0-9][.,][0-9]+\s?e\s?\+?[0-9]+")
_DIGIT = re.compile(r"[0-9]")
_PREFIXES = re.compile(r"(?:\+7|007|[78])?(7[0-9]{9})")
_MOBILE = re.compile(r"7(?:0[0-9]|7[0-9]|47)[0-9]{7}")


def read_phone(text: str) -> str | None:
    """Return the number as E.164 (+77…), or None unless it is one mobile number of Kazakhstan.

    Mobile are 70x, 77x and 747. Landlines, foreign numbers, two numbers at once and the
    7.70E+10 that a spreadsheet makes of a number are refused. Words around it do not matter.
    """
    folded = fold(text)
    runs: list[str] = _RUN.findall(folded)
    if len(runs) != 1 or _EXCEL.search(folded) or _digits_outside(folded):
        return None
    number = re.sub(r"[^0-9+]", "", runs[0])
    national = _PREFIXES.fullmatch(number)
    if national is None or not _MOBILE.fullmatch(national.group(1)):
        return None
    return f"+7{national.group(1)}"


def _digits_outside(folded: str) -> bool:
    rest = _RUN.sub("", folded)
    return bool(_DIGIT.search(rest)) or "+" in rest
