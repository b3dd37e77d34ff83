"""Questions with a few answers: options, yes or no, a region."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.questions.reading import typed
from dialogs.reply import Pressed, Reply
from dialogs.screen import Option, Screen
from dialogs.steps import Json, NotUnderstood, Question
from dialogs.text import Named, Plain, Sayable, _
from dialogs.understanding.regions import REGIONS
from dialogs.understanding.typed import read_region, read_yes_no

YES, NO = "yes", "no"
CHOOSE = _("Please choose one of the answers: press it or send its number.")


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
    """One of the country's regions and cities on a day, answered by button or by name."""

    codes: tuple[str, ...] = tuple(REGIONS)

    def recall(self, stored: Json) -> str:
        if not isinstance(stored, str) or stored not in self.codes:
            raise ValueError(stored)
        return stored

    def read(self, reply: Reply) -> Json:
        hint = _("This region was not found. Write the name of your region or city.")
        if isinstance(reply, Pressed) and reply.value in self.codes:
            return reply.value
        region = read_region(typed(reply, hint))
        if region not in self.codes:
            raise NotUnderstood(hint)
        return region

    def screen(self) -> Screen:
        options = [Option(code, region_name(code)) for code in self.codes]
        return self.asked(
            options=options,
            columns=2,
            lists_options=False,
            takes_numbers=False,
        )

    def said(self, answer: str) -> Sayable:
        return region_name(answer)

    def samples(self) -> tuple[Json, ...]:
        return self.codes[:1]


def region_name(code: str) -> Plain:
    """The region as it is called in each language."""
    name = REGIONS[code]
    return Plain(Named(name.kk, name.ru))
