"""Readings from the backend as they are stored in a talk, and read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from dialogs.backend import Reading
from dialogs.steps import Json, Lookup

T = TypeVar("T")


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
        return Read(value, datetime.fromisoformat(found["as_of"]))

    return parse


def what_is_wrong(error: Exception) -> str:
    """The kind of a fault without the data in it."""
    return type(error).__name__
