"""Numbers said in full, in both languages: the tests' own way, to compare the readers with."""

from tests.understanding.tables import table

_KK_UNITS = table("folding", "kazakh_units")
_KK_TENS = table("folding", "kazakh_tens")
_RU_TO_19 = table("folding", "russian_to_19")
_RU_TENS = table("folding", "russian_tens")
_RU_HUNDREDS = table("folding", "russian_hundreds")


def in_kazakh(number: int) -> str:
    """Say 0…999 999 999 in Kazakh."""
    millions, thousands, rest = number // 1_000_000, number // 1000 % 1000, number % 1000
    said = [*_kazakh_group(millions), "миллион"] if millions else []
    said += [*_kazakh_group(thousands), "мың"] if thousands else []
    return " ".join(word for word in [*said, *_kazakh_group(rest)] if word) or "нөл"


def in_russian(number: int) -> str:
    """Say 0…999 999 999 in Russian."""
    millions, thousands, rest = number // 1_000_000, number // 1000 % 1000, number % 1000
    said: list[str] = []
    if millions:
        name = _plural(millions, "миллион", "миллиона", "миллионов")
        said += [*_russian_group(millions), name]
    if thousands:
        name = _plural(thousands, "тысяча", "тысячи", "тысяч")
        said += [*_feminine(_russian_group(thousands)), name]
    return " ".join(word for word in [*said, *_russian_group(rest)] if word) or "ноль"


def _kazakh_group(number: int) -> list[str]:
    hundreds = [_KK_UNITS[number // 100], "жүз"] if number >= 200 else ["жүз"] * (number >= 100)
    return [*hundreds, _KK_TENS[number // 10 % 10], _KK_UNITS[number % 10]]


def _russian_group(number: int) -> list[str]:
    below = number % 100
    tens = [_RU_TENS[below // 10], *_below_20(below % 10)] if below >= 20 else _below_20(below)
    return [_RU_HUNDREDS[number // 100], *tens]


def _below_20(number: int) -> list[str]:
    return [_RU_TO_19[number]] if number else []


def _feminine(group: list[str]) -> list[str]:
    return [*group[:-1], {"один": "одна", "два": "две"}.get(group[-1], group[-1])]


def _plural(number: int, one: str, few: str, many: str) -> str:
    if 10 < number % 100 < 20 or number % 10 in {0, 5, 6, 7, 8, 9}:
        return many
    return one if number % 10 == 1 else few
