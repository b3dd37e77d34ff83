"""What a person says next, decided from what the bot said last; and the plan made of it.

Before anything is measured one person walks the whole talk slowly (`load.rehearse`), deciding
each step here from the texts and buttons that really came. What was decided is kept as a plan,
with the number of API calls that each turn made, and the crowd then follows the plan: that keeps
the load generator cheap and tells exactly when a turn is over.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """The button number `index` of the newest message that has `buttons` of them."""

    buttons: int
    index: int
    label: str


Act = Say | Press


class OffScript(Exception):
    """Nothing sensible can be said to what the bot showed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One planned step: what is said, and the calls that the bot answers it with."""

    act: Act
    calls: tuple[str, ...]

    @property
    def shown(self) -> int:
        """How many of the calls a person sees (all but answering the button press)."""
        return sum(name != "answerCallbackQuery" for name in self.calls)


def buttons(message: str) -> list[tuple[str, str]]:
    """(label, callback data) of a Message in JSON, row by row; other kinds of button left out."""
    markup = json.loads(message).get("reply_markup") or {}
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard") or []
    return [
        (button["text"], button["callback_data"])
        for row in rows
        for button in row
        if "callback_data" in button
    ]


def words(message: str) -> str:
    data = json.loads(message)
    return str(data.get("text") or data.get("caption") or "")


class Decider(Protocol):
    def __call__(self, turn: int, messages: Sequence[str]) -> Act | None:
        """The answer to the messages of the turn before (oldest first); None: the talk is over."""
        ...


@dataclass(frozen=True, slots=True)
class Echo:
    """For a bot that repeats: `length` plain texts."""

    length: int = 11

    def __call__(self, turn: int, messages: Sequence[str]) -> Act | None:
        del messages
        return Say("Какой доход считать? 150000") if turn < self.length else None


def _rules(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Guided:
    """Walks a form by its prompts, in whatever order the bot asks.

    Buttons are matched as "label | callback data". A preferred one is taken first, then the
    first that does not merely steer; a message with steering buttons only wants a typed answer.
    `over` ends the talk by a text, `stop_at` by a button's callback data that comes up.
    """

    over: re.Pattern[str]
    prefer: tuple[re.Pattern[str], ...] = ()
    steering: re.Pattern[str] = re.compile(r"(?!)")
    typed: tuple[tuple[re.Pattern[str], str], ...] = ()
    stop_at: re.Pattern[str] = re.compile(r"(?!)")
    first: str = "/start"

    def __call__(self, turn: int, messages: Sequence[str]) -> Act | None:
        if turn == 0:
            return Say(self.first)
        boards = [buttons(message) for message in messages]
        data = " ".join(button[1] for board in boards for button in board)
        if any(self.over.search(words(message)) for message in messages):
            return None
        if self.stop_at.search(data):
            return None
        for board in reversed(boards):
            if (choice := self._choose(board)) is not None:
                return Press(len(board), choice, board[choice][0])
        return self._type(messages)

    def _choose(self, board: list[tuple[str, str]]) -> int | None:
        names = [f"{label} | {data}" for label, data in board]
        for rule in self.prefer:
            for index, name in enumerate(names):
                if rule.search(name):
                    return index
        for index, name in enumerate(names):
            if not self.steering.search(name):
                return index
        return None

    def _type(self, messages: Sequence[str]) -> Act:
        for message in reversed(messages):
            prompt = words(message)
            for rule, value in self.typed:
                if rule.search(prompt):
                    return Say(value)
        shown = " / ".join(words(message) for message in messages) or "nothing"
        raise OffScript(f"no answer is known to: {shown[:300]}")


FORM = Guided(
    over=re.compile(r"Предварительный результат"),
    prefer=_rules(r"\bru\b|Русский"),
    steering=re.compile(r"\bback\b|Назад", re.IGNORECASE),
    typed=(
        (re.compile(r"доход", re.IGNORECASE), "150000"),
        (re.compile(r"сколько человек", re.IGNORECASE), "5"),
        (re.compile(r"сколько детей", re.IGNORECASE), "2"),
    ),
)


def orleu(stop_at: str = "") -> Guided:
    """Our own bot: /start, Russian, consent, menu, the check of eligibility up to its result.

    Buttons are known by their data, `run:step:value`. `stop_at` is a regular expression: the talk
    ends when a button with such callback data is shown; the empty one goes up to the result.
    """
    return Guided(
        over=re.compile(r"(?!)"),
        prefer=_rules(
            r":language:ru$",
            r":consent:yes$",
            r":@flow\.eligibility$",
            r":region:KZ-61$",
            r":members:5$",
            r":children_1_to_6:2$",
            r":able_bodied:1$",
            r":only_able_bodied_cares:no$",
            r":sanction:none$",
            r":review:ok$",
        ),
        steering=re.compile(r":<$"),
        typed=((re.compile(r""), "150000"),),
        stop_at=re.compile(stop_at or r":result:why"),
    )
