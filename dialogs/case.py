"""What is settled when a turn begins: its day, what is loaded, what the channel can do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.backend import Centre
from dialogs.eligibility.lines import Lines
from dialogs.eligibility.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Reference:
    """What operators load: lines, national figures, centres. A snapshot of one revision."""

    lines: Lines
    parameters: Parameters
    centres: Sequence[Centre] = ()

    def centres_in(self, region: str) -> tuple[Centre, ...]:
        """The centres of a region, in the order in which they were loaded."""
        return tuple(centre for centre in self.centres if centre.region == region)


@dataclass(frozen=True, slots=True)
class Case:
    """
    The world as a flow may see it.

    `proved` holds while the person's proof of identity does; `shares_contact` is true where the
    channel can vouch for the sender's number, `sender_is_number` where it is that number;
    `codes` tells whether one-time codes can be sent at all.
    """

    on: date
    reference: Reference
    consented: bool = False
    iin_consented: bool = False
    proved: bool = False
    reminders_on: bool = False
    opted_out: bool = False
    shares_contact: bool = False
    sender_is_number: bool = False
    codes: bool = False
    region: str | None = None

    def on_day(self, day: date) -> "Case":
        """The same world on another day."""
        return replace(self, on=day)

    def with_lines(self, lines: Lines) -> "Case":
        """The same world with the lines of another moment."""
        return replace(self, reference=replace(self.reference, lines=lines))

    def in_region(self, region: str) -> "Case":
        """The same world for somebody of this region."""
        return replace(self, region=region)
