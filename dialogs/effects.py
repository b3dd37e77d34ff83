"""What a talk wants done in the transaction that saves it."""

from dataclasses import dataclass
from enum import Enum


class ConsentKind(Enum):
    """What a person can agree to; each is kept apart, with its version and time."""

    DATA = "data"
    IIN = "iin"
    REMINDERS = "reminders"


class Scope(Enum):
    """What an opt-out covers: what the bot sends unasked, or everything but answers."""

    REMINDERS = "reminders"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


@dataclass(frozen=True, slots=True)
class Consented:
    """The person agreed to the text `version` of this consent."""

    kind: ConsentKind
    version: str


@dataclass(frozen=True, slots=True)
class OptedOut:
    scope: Scope


@dataclass(frozen=True, slots=True)
class OptedIn:
    pass


@dataclass(frozen=True, slots=True)
class Proved:
    """The person behind this address has shown to be the one with this IIN."""

    iin: str
    way: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """This address is not that person's (any more)."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Delete what is kept of the person behind this address."""


@dataclass(frozen=True, slots=True)
class RemindersSet:
    on: bool
    version: str = ""


Effect = (
    LanguageChosen | Consented | OptedOut | OptedIn | Proved | Unlinked | Erased | RemindersSet
)
