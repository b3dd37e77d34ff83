"""What is shown to a person, before any channel has its say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dialogs.text import Sayable


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `value` is short ASCII: it travels in a button of 64 bytes."""

    value: str
    label: Sayable
    words: tuple[str, ...] = ()  # what else people type for it, in either language


@dataclass(frozen=True, slots=True)
class IncomePicture:
    """The family's income per head beside the poverty line, both in tenge a month."""

    per_capita_income: Decimal
    line: Decimal
    caption: Sayable


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day of a calendar file; `uid` stays the same when the entry is sent again."""

    uid: str
    day: date
    title: Sayable
    place: Sayable | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """
    One message: a text and the ways to answer it.

    `brief` is the wording where every segment costs money; `run` and `step` mark its buttons.
    Without `lists_options` a channel without buttons doesn't list them: `brief` says what is
    needed of them, or (without `takes_numbers`) a typed number is the answer itself.
    """

    text: Sayable
    title: Sayable | None = None
    brief: Sayable | None = None
    run: str = ""
    step: str = ""
    options: Sequence[Option] = ()
    columns: int = 1
    can_go_back: bool = False
    asks_contact: Sayable | None = None
    picture: IncomePicture | None = None
    calendar: Sequence[CalendarEntry] = ()
    lists_options: bool = True
    takes_numbers: bool = True

    def at(self, run: str, step: str) -> "Screen":
        """The same screen, with its buttons marked for this place."""
        return replace(self, run=run, step=step)


def note(text: Sayable, brief: Sayable | None = None) -> Screen:
    """A message that asks nothing."""
    return Screen(text, brief=brief)
