"""Questions that tell who somebody is: the IIN, a phone number, a one-time code."""

from dataclasses import dataclass

from dialogs.questions.reading import typed
from dialogs.reply import Pressed, Reply, SharedContact
from dialogs.screen import Option, Screen
from dialogs.steps import Json, NotUnderstood, Question
from dialogs.text import Plain, Sayable, _
from dialogs.understanding.typed import read_iin


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
        return ("900101300017",)


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
        raise NotUnderstood(_("Press the button below the text field to share your number."))

    def screen(self) -> Screen:
        return self.asked(options=(Option("other", self.other),), asks_contact=self.button)

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
