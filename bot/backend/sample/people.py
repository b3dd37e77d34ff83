"""Who the invented people are: the same on every day, each with an IIN that checks out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.eligibility.parameters import Parameters
from dialogs.understanding.iin import control_digit

PER_REGION = 10
_FIRST_BIRTHDAY = date(1961, 3, 5)
_DAYS_BETWEEN = 67
_MEN_20TH, _MEN_21ST = 3, 5  # the seventh digit; one more for women
_SERIALS = range(9990, 10_000)  # the block that no register gives out


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person; `part` (0 to 9) says what has happened to their application."""

    number: int
    iin: str
    region: str
    region_number: int
    part: int
    phones: tuple[str, ...]

    @property
    def centre(self) -> str:
        return f"{self.region}-{1 + self.number % 2}"


def everybody(on: date) -> tuple[Somebody, ...]:
    """Ten people in each of the regions of the day."""
    regions = [region.id for region in Parameters.load().regions(on)]
    return tuple(
        Somebody(
            number=number,
            iin=_iin(number),
            region=regions[number % len(regions)],
            region_number=number % len(regions),
            part=number // len(regions),
            phones=_phones(number),
        )
        for number in range(PER_REGION * len(regions))
    )


def _phones(number: int) -> tuple[str, ...]:
    """Most have one number; the last ones two, none, or one that they share with the first."""
    own = f"+7700{number + 1:07d}"
    return {
        197: (own, f"+7700{500 + number:07d}"),
        198: (),
        199: (f"+7700{1:07d}",),
    }.get(number, (own,))


def _iin(number: int) -> str:
    born = _FIRST_BIRTHDAY + timedelta(days=_DAYS_BETWEEN * number)
    first = _MEN_20TH if born.year < 2000 else _MEN_21ST  # noqa: PLR2004  # the turn of a century
    digits = f"{born:%y%m%d}{first + number % 2}"
    return next(_checked(digits, number))


def _checked(digits: str, number: int) -> Iterator[str]:
    """The numbers of the block that have a control digit, beginning where `number` says."""
    for step in range(len(_SERIALS)):
        body = f"{digits}{_SERIALS[(number + step) % len(_SERIALS)]}"
        control = control_digit(body)
        if control is not None:
            yield f"{body}{control}"
