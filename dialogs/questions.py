"""The kinds of question. Each reads what people press and type, and says what would be an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.reply import Pressed, Reply, SharedContact, Typed
from dialogs.screen import Option, Screen
from dialogs.steps import Json, NotUnderstood, Question
from dialogs.text import Named, Plain, Sayable, _
from dialogs.understanding.regions import REGIONS
from dialogs.understanding.typed import (
    read_day,
    read_iin,
    read_integer,
    read_money,
    read_region,
    read_yes_no,
)

YES, NO = "yes", "no"


CHOOSE = _("Please choose one of the answers: press it or send its number.")

MOST_BUTTONS = 10


def typed(reply: Reply, hint: Sayable) -> str:
    """The text of a typed reply; anything else is not understood."""
    if isinstance(reply, Typed):
        return reply.text
    raise NotUnderstood(hint)


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
        )

    def said(self, answer: int) -> Sayable:
        return Plain(answer)

    def samples(self) -> tuple[Json, ...]:
        return tuple({self.at_least, min(self.at_least + 1, self.at_most), self.at_most})


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Question[Decimal]):
    """A sum in whole tenge; with `unknown`, "I don't know" is an answer too: None is stored."""

    at_most: int = 100_000_000
    sampled: tuple[int, ...] = (0, 100_000_000)

    def recall(self, stored: Json) -> Decimal:
        if type(stored) is not int or not 0 <= stored <= self.at_most:
            raise ValueError(stored)
        return Decimal(stored)

    def read(self, reply: Reply) -> Json:
        hint = _(
            "The sum was not understood. Write only the number, for example: 150 000. "
            "If there was no income, write 0."
        )
        amount = read_money(typed(reply, hint))
        if amount is None or amount > self.at_most:
            raise NotUnderstood(hint)
        return amount

    def screen(self) -> Screen:
        return self.asked()

    def said(self, answer: Decimal) -> Sayable:
        return _("{sum} tenge", sum=answer)

    def samples(self) -> tuple[Json, ...]:
        return self.sampled


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question[str]):
    """One of a few options, answered by button, number or own words."""

    options: Sequence[Option]
    columns: int = 1

    def _values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)

    def recall(self, stored: Json) -> str:
        if stored not in self._values():
            raise ValueError(stored)
        return str(stored)

    def read(self, reply: Reply) -> Json:
        if isinstance(reply, Pressed) and reply.value in self._values():
            return reply.value
        raise NotUnderstood(CHOOSE)

    def screen(self) -> Screen:
        return self.asked(options=self.options, columns=self.columns)

    def said(self, answer: str) -> Sayable:
        return next(option.label for option in self.options if option.value == answer)

    def samples(self) -> tuple[Json, ...]:
        return self._values()


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Question[bool]):
    """Yes or no."""

    def recall(self, stored: Json) -> bool:
        if type(stored) is not bool:
            raise ValueError(stored)
        return stored

    def read(self, reply: Reply) -> Json:
        hint = _("Please answer: 1 – yes, 2 – no.")
        if isinstance(reply, Pressed) and reply.value in {YES, NO}:
            return reply.value == YES
        answer = read_yes_no(typed(reply, hint))
        if answer is None:
            raise NotUnderstood(hint)
        return answer

    def screen(self) -> Screen:
        return self.asked(options=(Option(YES, _("Yes")), Option(NO, _("No"))), columns=2)

    def said(self, answer: bool) -> Sayable:  # noqa: FBT001  # the answer's own type
        return _("Yes") if answer else _("No")

    def samples(self) -> tuple[Json, ...]:
        return (True, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Question[str]):
    """One of the country's regions and cities, answered by button or by name."""

    def recall(self, stored: Json) -> str:
        if stored not in REGIONS:
            raise ValueError(stored)
        return str(stored)

    def read(self, reply: Reply) -> Json:
        hint = _("This region was not found. Write the name of your region or city.")
        if isinstance(reply, Pressed) and reply.value in REGIONS:
            return reply.value
        region = read_region(typed(reply, hint))
        if region is None:
            raise NotUnderstood(hint)
        return region

    def screen(self) -> Screen:
        options = [Option(code, region_name(code)) for code in REGIONS]
        return self.asked(
            options=options,
            columns=2,
            lists_options=False,
        )

    def said(self, answer: str) -> Sayable:
        return Plain(region_name(answer).value)

    def samples(self) -> tuple[Json, ...]:
        return tuple(REGIONS)[:1]


def region_name(code: str) -> Plain:
    """The region as it is called in each language."""
    name = REGIONS[code]
    return Plain(Named(name.kk, name.ru))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Question[date]):
    """A day in the past, not before `since`."""

    since: date
    today: date

    def recall(self, stored: Json) -> date:
        day = date.fromisoformat(stored)
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

    def samples(self) -> tuple[Json, ...]:
        return (self.today.isoformat(), self.since.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Iin(Question[str]):
    """An individual identification number; only its length and control digit are checked."""

    def recall(self, stored: Json) -> str:
        if not isinstance(stored, str) or read_iin(stored) != stored:
            raise ValueError("not an IIN")
        return stored

    def read(self, reply: Reply) -> Json:
        hint = _("There is an error in the IIN. Check the 12 digits and write it again.")
        iin = read_iin(typed(reply, hint))
        if iin is None:
            raise NotUnderstood(hint)
        return iin

    def screen(self) -> Screen:
        return self.asked()

    def said(self, answer: str) -> Sayable:
        return Plain("*" * 8 + answer[-4:])

    def samples(self) -> tuple[Json, ...]:
        return ("900101999008",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Question[str]):
    """The sender's own phone number, vouched for by the channel; or `other` for another way."""

    other: Sayable
    button: Sayable
    not_own: Sayable

    def recall(self, stored: Json) -> str:
        if not isinstance(stored, str):
            raise ValueError("not a contact")
        return stored

    def read(self, reply: Reply) -> Json:
        match reply:
            case SharedContact(phone=phone, own=True):
                return phone
            case SharedContact():
                raise NotUnderstood(self.not_own)
            case Pressed(value="other"):
                return ""
            case Typed(text="1"):
                return ""
        raise NotUnderstood(_("Press the button below the text field to share your number."))

    def screen(self) -> Screen:
        return Screen(
            self.text,
            options=(Option("other", self.other),),
            asks_contact=self.button,
        )

    def said(self, answer: str) -> Sayable:
        return Plain(f"…{answer[-4:]}")

    def samples(self) -> tuple[Json, ...]:
        return ("+77000000001", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Question[str]):
    """Six digits that the bot has just sent."""

    def recall(self, stored: Json) -> str:
        if not isinstance(stored, str):
            raise ValueError("not a code")
        return stored

    def read(self, reply: Reply) -> Json:
        hint = _("The code is six digits. Check the message and write them.")
        digits = "".join(typed(reply, hint).split()).replace("-", "")
        if not (digits.isdecimal() and digits.isascii() and len(digits) == 6):  # noqa: PLR2004  # six
            raise NotUnderstood(hint)
        return digits

    def screen(self) -> Screen:
        return self.asked()

    def said(self, answer: str) -> Sayable:
        return Plain("*" * len(answer))

    def samples(self) -> tuple[Json, ...]:
        return ("000000",)
