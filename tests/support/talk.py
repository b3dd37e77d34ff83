"""A conversation as a test tells it; between any two messages the bot is restarted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import msgspec

from dialogs.case import Case, Reference
from dialogs.effects import (
    Effect,
    Erased,
    OptedIn,
    OptedOut,
    Proved,
    RemindersSet,
    Unlinked,
)
from dialogs.eligibility.lines import LineRow, LineTable, RowStatus
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.quarter import Quarter
from dialogs.reply import Edited, Kind, Pressed, Reply, SharedContact, Typed, Unreadable
from dialogs.screen import Option, Screen
from dialogs.services import SERVICES
from dialogs.state import Talk
from dialogs.steps import Json
from dialogs.talk import Said, Turn
from dialogs.text import Words

ON = date(2026, 5, 14)
REGION = "KZ-11"
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=timezone(timedelta(hours=5)))


class English:
    """Words that say the message ids themselves."""

    language = "en"

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, one: str, many: str, n: int) -> str:
        return one if n == 1 else many

    def money(self, amount: Decimal) -> str:
        return f"{amount:,.0f}".replace(",", " ")

    def day(self, day: date) -> str:
        return day.isoformat()

    def short_day(self, day: date) -> str:
        return f"{day:%d.%m}"

    def months(self, first_days: Sequence[date]) -> str:
        return ", ".join(f"{day:%B}" for day in first_days)


ENGLISH = English()


def figures(
    on: date = ON,
    *,
    minimum: int | None = 60_000,
    median: int | None = 150_000,
    line: int | None = None,
    status: RowStatus = RowStatus.PUBLISHED,
    region: str = REGION,
) -> list[LineRow]:
    """What is loaded of a region for applications on a day."""
    before = Quarter.of(on).previous()
    rows = []
    if minimum is not None or median is not None:
        rows.append(LineRow(region, before, _sum(minimum), _sum(median), None, "stat", status))
    if line is not None:
        rows.append(LineRow(region, before.next(), None, None, _sum(line), "order", status))
    return rows


def _sum(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def reference(rows: Iterable[LineRow] | None = None, centres: Sequence[Any] = ()) -> Reference:
    """The region of these tests with its figures, unless other rows are given."""
    return Reference(LineTable(figures() if rows is None else rows), Parameters.load(), centres)


@dataclass(slots=True)
class Conversation:
    """One person and the bot. `registry` answers look-ups by what they ask for."""

    on: date = ON
    reference: Reference = field(default_factory=reference)
    telegram: bool = True
    codes: bool = True
    words: Words = ENGLISH
    talk: Talk = field(default_factory=lambda: Talk(flow="welcome"))
    registry: dict[str, Json | Callable[..., Json]] = field(default_factory=dict)
    asleep: set[str] = field(default_factory=set)
    proved: bool = False
    reminders_on: bool = False
    opted_out: bool = False
    said: Said = field(default_factory=Said)
    shown: list[Screen] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    quiet: timedelta = timedelta(0)
    messages: int = 0

    # -- the citizen ---------------------------------------------------------------------------

    def citizen(self, text: str) -> "Conversation":
        """Types a message."""
        return self._hears(Typed(text))

    def edits(self, text: str, *, messages_ago: int = 0) -> "Conversation":
        """Changes a message of before: the newest one, unless told otherwise."""
        return self._hears(Edited(text, f"m{self.messages - messages_ago}"))

    def sends(self, kind: Kind) -> "Conversation":
        return self._hears(Unreadable(kind))

    def shares(self, phone: str, *, own: bool = True) -> "Conversation":
        return self._hears(SharedContact(phone, own))

    def presses(self, label: str, *, of: Screen | None = None) -> "Conversation":
        """Presses the newest button with this label, or that of a given screen."""
        return self.press(self.button(label, of=of))

    def press(self, button: Pressed) -> "Conversation":
        return self._hears(button)

    def button(self, label: str, *, of: Screen | None = None) -> Pressed:
        for screen in (of,) if of is not None else reversed(self.shown):
            for option in screen.options:
                if self._label(option) == label:
                    return Pressed(screen.run, screen.step, option.value)
            if label == "<" and screen.can_go_back:
                return Pressed(screen.run, screen.step, "<")
        raise AssertionError(f"no button {label!r} among {self.labels}")

    def after(self, **pause: int) -> "Conversation":
        """Some time goes by before the next message."""
        self.quiet = timedelta(**pause)
        self.on += timedelta(days=self.quiet.days)
        return self

    # -- the bot -------------------------------------------------------------------------------

    def bot(self, *fragments: str) -> "Conversation":
        """Has said all this, in this order, in its last turn."""
        rest = self.text
        for fragment in fragments:
            assert fragment in rest, f"{fragment!r} is not in {self.text!r}"
            rest = rest.split(fragment, 1)[1]
        return self

    def bot_does_not_say(self, *fragments: str) -> "Conversation":
        for fragment in fragments:
            assert fragment not in self.text
        return self

    def toasts(self, fragment: str) -> "Conversation":
        """Has answered a press with a passing note, and nothing else."""
        assert self.said.toast is not None
        assert fragment in self.said.toast.render(self.words)
        assert self.said.screens == []
        return self

    @property
    def text(self) -> str:
        return "\n".join(self.rendered(screen) for screen in self.said.screens)

    def rendered(self, screen: Screen) -> str:
        title = "" if screen.title is None else screen.title.render(self.words) + "\n"
        return title + screen.text.render(self.words)

    @property
    def labels(self) -> list[str]:
        return [self._label(one) for screen in self.said.screens for one in screen.options]

    def _label(self, option: Option) -> str:
        return option.label.render(self.words)

    @property
    def answers(self) -> dict[str, Json]:
        """What the open flow was told."""
        return self.talk.answers.get(self.talk.flow, {})

    # -- between the two -----------------------------------------------------------------------

    def case(self) -> Case:
        return Case(
            on=self.on,
            reference=self.reference,
            consented=self.talk.consented is not None,
            iin_consented=self.talk.iin_consented is not None,
            proved=self.proved,
            reminders_on=self.reminders_on,
            opted_out=self.opted_out,
            shares_contact=self.telegram,
            sender_is_number=not self.telegram,
            codes=self.codes,
        )

    def _turn(self) -> Turn:
        self.restart()
        return Turn(self.talk, self.case(), SERVICES, self.words, self.quiet)

    def restart(self) -> None:
        """All that is left of the talk is what the database keeps."""
        self.talk = msgspec.json.decode(msgspec.json.encode(self.talk), type=Talk)

    def _hears(self, reply: Reply) -> "Conversation":
        if not isinstance(reply, Edited):
            self.messages += 1
        turn = self._turn()
        said = turn.hear(reply, f"m{self.messages}" if isinstance(reply, Typed) else "")
        self.quiet = timedelta(0)
        self.said = Said()
        self._take(said)
        return self

    def _take(self, said: Said) -> None:
        self.said.screens += said.screens
        self.said.toast = said.toast
        self.shown += said.screens
        self.effects += said.effects
        for effect in said.effects:
            self._do(effect)
        if said.reading is not None and said.reading.what not in self.asleep:
            reading = said.reading
            self.asked.append((reading.what, reading.arguments))
            found = self.registry[reading.what]
            self.learns(reading.key, found(*reading.arguments) if callable(found) else found)
        else:
            self.said.reading = said.reading

    def learns(self, key: str, found: Json) -> "Conversation":
        """A look-up has brought something."""
        self._take(self._turn().learn(key, found))
        return self

    def _do(self, effect: Effect) -> None:
        match effect:
            case Proved():
                self.proved = True
            case Unlinked():
                self.proved = False
            case RemindersSet(on=on):
                self.reminders_on = on
            case OptedOut():
                self.opted_out = True
            case OptedIn():
                self.opted_out = False
            case Erased():
                self.talk = Talk(flow="welcome")


def known(**how: Any) -> Conversation:
    """Somebody who has chosen a language and consented, at the menu."""
    talk = Conversation(**how)
    talk.citizen("/start").presses("Русский").presses("Yes").bot("Menu")
    return talk


def checking(**how: Any) -> Conversation:
    """Somebody at the first question of the check."""
    return known(**how).presses("Check whether I may get assistance").bot("In which region")


def with_result(income: str = "90 000", **how: Any) -> Conversation:
    """A family of four, two small children, one parent working: at the page with the answers."""
    talk = checking(**how)
    for answer in ("Ақмола", "4", income):
        talk.citizen(answer)
    return talk


def later(talk: Conversation, **changes: Any) -> Conversation:
    """The same talk in another world."""
    return replace(talk, **changes)
