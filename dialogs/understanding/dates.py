"""Days as people write them: 05.03, 15 наурыз, 12 марта 2025, вчера."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from dialogs.understanding.folding import fold, words
from dialogs.understanding.lexicon import load
from dialogs.understanding.numerals import Numeral, add_up
from dialogs.understanding.ordinals import cardinal, ordinal, without_endings
from dialogs.understanding.vocabulary import Vocabulary

_TODAY = "TODAY"
_EARLIEST_YEAR = 1900
_LATEST_YEAR = 2099
_CENTURY = 100
_LEAP_YEAR = 2000
_YEAR_DIGITS = 4
_FOUR_DIGITS = 4  # 15-03 is a day, 1-5 may be a range
_DAY_DIGITS = 2

_DAY_FIRST = re.compile(r"(\d{1,2})([.,/-]|\. | )(\d{1,2})(?:(?:\2| )(\d{4})|\2(\d{2}))?[.,]?")
_YEAR_FIRST = re.compile(r"(\d{4})([.,/-])(\d{1,2})\2(\d{1,2})[.,]?")
_EIGHT_DIGITS = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the message: its value, and how many digits it was written with (0 in words)."""

    value: int
    digits: int


@dataclass(frozen=True, slots=True)
class _Month:
    number: int


_YEAR_WORD = "year"
_Item = _Number | _Month | str


def read_date(text: str, today: date) -> str | None:
    """Return the day in one of the forms below, or None when it is impossible or in doubt.

    YYYY-MM-DD; --MM-DD when no year was given; TODAY, TODAY-1, TODAY-2 or TODAY+1. In digits the
    day comes first. Two-digit years up to this year's are 20xx, later ones 19xx.
    """
    folded = fold(text).rstrip("!. ")
    relative = _relative().exact(" ".join(words(folded)))
    if relative is not None:
        return _TODAY if relative == "0" else f"{_TODAY}{int(relative):+d}"
    if "?" in folded:
        return None
    return _in_digits(_year_tail().sub("", folded), today) or _in_words(folded, today)


def read_day(text: str, today: date) -> date | None:
    """Return the real day that the text names, or None.

    A day without a year is the latest one that is not after today: people are asked for what has
    happened.
    """
    read = read_date(text, today)
    if read is None:
        return None
    if read.startswith(_TODAY):
        return today + timedelta(days=int(read.removeprefix(_TODAY) or "0"))
    if not read.startswith("--"):
        return date.fromisoformat(read)
    month, day = int(read[2:4]), int(read[5:7])
    for year in range(today.year, today.year - 9, -1):
        candidate = _real(year, month, day)
        if candidate is not None and candidate <= today:
            return candidate
    return None


@cache
def _relative() -> Vocabulary[str]:
    table = load("dates")["relative"]
    return Vocabulary((word, offset) for offset, spelled in table.items() for word in spelled)


@cache
def _months() -> Vocabulary[_Month]:
    lists = load("dates")
    kazakh = (
        (stem + ending, _Month(number))
        for number, stem in enumerate(lists["kk_months"], start=1)
        for ending in lists["kk_endings"]
    )
    listed = ((w, _Month(int(n))) for n, spelled in lists["months"].items() for w in spelled)
    return Vocabulary((*kazakh, *listed))


@cache
def _markers() -> Vocabulary[str]:
    lists = load("dates")
    years = ((word, _YEAR_WORD) for word in lists["year"])
    return Vocabulary((*years, *((word, "filler") for word in lists["filler"])))


@cache
def _year_tail() -> re.Pattern[str]:
    lists = load("dates")
    spelled = "|".join(sorted(fold(word) for word in (*lists["year"], *lists["day"])))
    return re.compile(rf"(?<=\d) ?(?:{spelled})\.?$")


def _in_digits(folded: str, today: date) -> str | None:
    if found := _DAY_FIRST.fullmatch(folded):
        day, sign, month, year, short_year = found.groups()
        if not (year or short_year or sign in "./") and len(day + month) < _FOUR_DIGITS:
            return None
        return _written(day, month, year or short_year, today)
    if found := _YEAR_FIRST.fullmatch(folded):
        year, _, month, day = found.groups()
        return _written(day, month, year, today)
    if not _EIGHT_DIGITS.fullmatch(folded):
        return None
    day_first = _written(folded[:2], folded[2:4], folded[4:], today)
    year_first = _written(folded[6:], folded[4:6], folded[:4], today)
    readings = {day_first, year_first} - {None}
    return readings.pop() if len(readings) == 1 else None


def _in_words(folded: str, today: date) -> str | None:
    items = _items(words(without_endings(folded)))
    if items is None or _stray_sign(folded):
        return None
    months = [item for item in items if isinstance(item, _Month)]
    numbers = [item for item in items if isinstance(item, _Number)]
    if len(months) != 1 or not 1 <= len(numbers) <= 2:  # noqa: PLR2004  # a day, and a year
        return None
    year = _year_among(items, numbers)
    days = [number for number in numbers if number is not year]
    if len(days) != 1 or days[0].digits > _DAY_DIGITS:
        return None
    return _written(
        str(days[0].value), str(months[0].number), _year_text(year) if year else None, today
    )


def _stray_sign(folded: str) -> bool:
    """Tell a range (5-7 марта), a sum or a fraction from a hyphen before a word (7-наурыз)."""
    return re.search(r"[+/%*~]|\d ?- ?\d|(?:^|\s)-|\d[.,]\d", folded) is not None


def _year_text(year: _Number) -> str:
    return f"{year.value:02d}" if year.digits <= _DAY_DIGITS and year.digits else str(year.value)


def _year_among(items: Sequence[_Item], numbers: Sequence[_Number]) -> _Number | None:
    """Return the number that is the year: four digits, named by "жылғы" or "года", or the last."""
    if len(numbers) == 1:
        return numbers[0] if _YEAR_WORD in items else None
    four = [n for n in numbers if n.digits == _YEAR_DIGITS or n.value >= _EARLIEST_YEAR]
    if len(four) == 1:
        return four[0]
    for before, after in pairwise(items):
        if after == _YEAR_WORD and isinstance(before, _Number):
            return before
    return numbers[-1]


def _items(spoken: Sequence[str]) -> list[_Item] | None:
    items: list[_Item] = []
    run: list[Numeral] = []
    for word in (*spoken, ""):
        numeral = (ordinal(word) or cardinal(word)) if word.isalpha() else None
        if numeral is not None and _months().exact(word) is None:
            run.append(numeral)
            continue
        if run:
            value = add_up(run)
            if value is None:
                return None
            items.append(_Number(int(value), 0))
            run = []
        item = _item(word) if word else "filler"
        if item is None:
            return None
        items.append(item)
    return [item for item in items if item != "filler"]


def _item(word: str) -> _Item | None:
    if word.isdigit():
        return _Number(int(word), len(word)) if len(word) <= _YEAR_DIGITS else None
    return _months().exact(word) or _markers().exact(word) or _months().find(word)


def _written(day: str, month: str, year: str | None, today: date) -> str | None:
    """Return the ISO form of the day if it exists."""
    if year is None:
        real = _real(_LEAP_YEAR, int(month), int(day))
        return None if real is None else f"-{real:-%m-%d}"
    full = int(year)
    if len(year) == _DAY_DIGITS:
        this_century = today.year - today.year % _CENTURY
        full += this_century if full <= today.year % _CENTURY else this_century - _CENTURY
    real = _real(full, int(month), int(day)) if _EARLIEST_YEAR <= full <= _LATEST_YEAR else None
    return None if real is None else real.isoformat()


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
