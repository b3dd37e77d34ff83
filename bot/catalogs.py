"""The languages: compiled catalogs, and how each writes sums and days."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

LANGUAGES = ("kk", "ru")
DAY_WITH_YEAR = {"kk": "y 'жылғы' d MMMM", "ru": "d MMMM y 'года'"}
DAY = "d MMMM"
NARROW_SPACE, NO_BREAK_SPACE = "\u202f", "\u00a0"


class CatalogWords:
    """`Words` of one language; what costs time is remembered."""

    def __init__(self, language: str, translations: GNUTranslations) -> None:
        self.language = language
        self.gettext = translations.gettext
        self.ngettext = translations.ngettext
        self._locale = Locale(language)
        self.money = lru_cache(4096)(self._money)
        self.day = lru_cache(1024)(self._day)
        self.short_day = lru_cache(1024)(self._short_day)

    def _money(self, amount: Decimal) -> str:
        """Whole tenge, in groups of three: 48 200."""
        whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
        return format_decimal(whole, format="#,##0", locale=self._locale).replace(
            NARROW_SPACE, NO_BREAK_SPACE
        )

    def _day(self, day: date) -> str:
        return format_date(day, DAY_WITH_YEAR[self.language], locale=self._locale)

    def _short_day(self, day: date) -> str:
        return format_date(day, DAY, locale=self._locale)

    def months(self, first_days: Sequence[date]) -> str:
        """Names of months as they stand inside a sentence: қазан, қараша."""
        names = self._locale.months["format"]["wide"] if self.language == "kk" else RUSSIAN_MONTHS
        return ", ".join(names[day.month].lower() for day in first_days)


# The dictionary form, as after "за": Babel's own form in a date is the genitive.
RUSSIAN_MONTHS: Mapping[int, str] = dict(
    enumerate(
        [
            "январь",
            "февраль",
            "март",
            "апрель",
            "май",
            "июнь",
            "июль",
            "август",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь",
        ],
        start=1,
    )
)


@cache
def words(language: str | None) -> CatalogWords:
    """The words of a language; Kazakh where none is known."""
    known = language if language in LANGUAGES else "kk"
    path = files("bot") / "locales" / known / "LC_MESSAGES" / "messages.mo"
    with path.open("rb") as file:
        return CatalogWords(known, GNUTranslations(file))
