"""Readings from the backend as they are stored in a talk, and read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from dialogs.backend import Reading
from dialogs.steps import Json, Lookup
from dialogs.text import Text, _

T = TypeVar("T")
ALMATY = ZoneInfo("Asia/Almaty")  # the country has one time zone


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no reading: `why` is unavailable, unknown, refused or bad_answer."""

    why: str


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What the backend said, and for which moment."""

    value: T
    as_of: datetime


def stored(reading: Reading[Any]) -> Json:
    """A reading as JSON."""
    return {
        "value": msgspec.to_builtins(reading.value),
        "as_of": reading.as_of.isoformat(timespec="seconds"),
    }


def failed(why: str) -> Json:
    """A failure as JSON."""
    return {"error": why}


def as_of(read: Read[Any], today: date) -> Text:
    """For which moment the backend vouches: with the time of day while it is today's."""
    moment = read.as_of.astimezone(ALMATY)
    if moment.date() == today:
        return _("As of today, {time}.", time=f"{moment:%H:%M}")
    return _("As of {day}.", day=moment.date())


def look_up(what: str, kind: Any) -> Lookup[Any]:
    """The reading `what` of the person who has proved who they are, as `kind`, or `Failed`."""
    return Lookup(key=what, what=what, parse=_parser(kind), fresh=True)


def _parser(kind: Any) -> Callable[[Json], Read[Any] | Failed]:
    def parse(found: Json) -> Read[Any] | Failed:
        if "error" in found:
            return Failed(str(found["error"]))
        try:
            value = msgspec.convert(found["value"], kind)
        except msgspec.ValidationError as error:  # stored by an older release
            raise ValueError(what_is_wrong(error)) from None
        return Read(value, datetime.fromisoformat(str(found["as_of"])))

    return parse


def what_is_wrong(error: Exception) -> str:
    """The kind of a fault without the data in it."""
    return type(error).__name__
