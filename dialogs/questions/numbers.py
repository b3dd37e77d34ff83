"""Questions after a number, a sum, a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.questions.reading import typed
from dialogs.reply import Pressed, Reply
from dialogs.screen import Option, Screen
from dialogs.steps import Json, NotUnderstood, Question
from dialogs.text import Plain, Sayable, _
from dialogs.understanding.typed import read_day, read_integer, read_money

MOST_BUTTONS = 10
INCOME_HINT = _(
    "The sum was not understood. Write only the number, for example: 150 000. "
    "If there was no income, write 0."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question[int]):
    """A whole number within bounds."""

    at_least: int
    at_most: int

    def recall(self, stored: Json) -> int:
        if type(stored) is not int or not self.at_least <= stored <= self.at_most:
            raise ValueError(stored)
        return stored

    def read(self, reply: Reply) -> Json:
        hint = _(
            "Please answer with a number from {at_least} to {at_most}, for example: {example}.",
            at_least=self.at_least,
            at_most=self.at_most,
            example=min(max(self.at_least, 2), self.at_most),
        )
        text = reply.value if isinstance(reply, Pressed) else typed(reply, hint)
        number = read_integer(text, at_least=self.at_least, at_most=self.at_most)
        if number is None:
            raise NotUnderstood(hint)
        return number

    def screen(self) -> Screen:
        most = min(self.at_most, self.at_least + MOST_BUTTONS - 1)  # larger ones are typed
        numbers = range(self.at_least, most + 1)
        options = [Option(str(n), Plain(n)) for n in numbers]
        return self.asked(
            options=options,
            columns=5,
            lists_options=False,
            takes_numbers=False,
        )

    def said(self, answer: int) -> Sayable:
        return Plain(answer)

    def samples(self) -> tuple[Json, ...]:
        between = min(self.at_least + 1, self.at_most)
        return tuple(sorted({self.at_least, between, self.at_most}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Question[Decimal]):
    """A sum in whole tenge: 0, or from `at_least` to `at_most`. `hint` says what is expected."""

    at_least: int = 0
    at_most: int
    sampled: tuple[int, ...]
    hint: Sayable = INCOME_HINT

    def _may_be(self, amount: int) -> bool:
        return amount == 0 or self.at_least <= amount <= self.at_most

    def recall(self, stored: Json) -> Decimal:
        if type(stored) is not int or not self._may_be(stored):
            raise ValueError(stored)
        return Decimal(stored)

    def read(self, reply: Reply) -> Json:
        amount = read_money(typed(reply, self.hint))
        if amount is None or not self._may_be(amount):
            raise NotUnderstood(self.hint)
        return amount

    def screen(self) -> Screen:
        return self.asked()

    def said(self, answer: Decimal) -> Sayable:
        return _("{sum} tenge", sum=answer)

    def said_briefly(self, answer: Decimal) -> Sayable:
        return Plain(answer)

    def samples(self) -> tuple[Json, ...]:
        return self.sampled


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Question[date]):
    """A day in the past, not before `since`."""

    since: date
    today: date

    def recall(self, stored: Json) -> date:
        day = date.fromisoformat(str(stored))
        if not self.since <= day <= self.today:
            raise ValueError(stored)
        return day

    def read(self, reply: Reply) -> Json:
        hint = _(
            "The date was not understood. Write day, month and year, for example: {example}. "
            "It can't be later than today.",
            example=f"{self.today:%d.%m.%Y}",
        )
        day = read_day(typed(reply, hint), self.today)
        if day is None or not self.since <= day <= self.today:
            raise NotUnderstood(hint)
        return day.isoformat()

    def screen(self) -> Screen:
        return self.asked()

    def said(self, answer: date) -> Sayable:
        return Plain(answer)

    def said_briefly(self, answer: date) -> Sayable:
        return Plain(f"{answer:%d.%m.%Y}")

    def samples(self) -> tuple[Json, ...]:
        return (self.today.isoformat(), self.since.isoformat())
