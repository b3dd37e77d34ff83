"""The person's own data: what is kept, how to erase it, and how to say "this is not me"."""

from dialogs.case import Case
from dialogs.effects import Erased, Unlinked
from dialogs.questions import YesNo
from dialogs.screen import Option, Screen
from dialogs.steps import Act, Page
from dialogs.text import _, lines

MENU = Option("@menu", _("Menu"))
ERASE = YesNo(
    key="erase",
    text=_(
        "All your personal data in the bot will be deleted. This does not change your "
        "application or payments. Delete?"
    ),
    explanation=_(
        "Deleted are your answers, your language, your number and your IIN, if the bot knows it. "
        "The ministry's own records stay as they are."
    ),
)
NOT_ME = YesNo(
    key="not_me",
    text=_(
        "This number will be separated from the person. Their assistance does not change. Is "
        "this really not you?"
    ),
    explanation=_(
        "If the bot writes to you about somebody else, this number was written down by mistake. "
        "Say yes, and it is separated from that person."
    ),
)


async def erase(_case: Case) -> None:
    """Delete what the bot keeps, after one question."""
    if await ERASE:
        await Act(key="erased", effects=(Erased(),))


async def not_me(_case: Case) -> None:
    """Separate this address from a person, after one question."""
    if await NOT_ME:
        await Act(key="unlinked", effects=(Unlinked(),))
        await Page(
            key="unlinked_told",
            screen=Screen(
                _("Done. This number gets no more messages about that person."), options=(MENU,)
            ),
        )


async def my_data(case: Case) -> None:
    """What is kept of the person, in words."""
    await Page(
        key="my_data",
        screen=Screen(
            lines(
                _("The bot keeps of you:"),
                _("– the number of this chat or phone, encrypted;"),
                _("– your language and your consent;"),
                _("– the answers you gave, at most 30 days;"),
                _("– your IIN, encrypted, since you have proved who you are.")
                if case.proved
                else _("– no IIN and no name."),
                _("Reminders: on.") if case.reminders_on else _("Reminders: off."),
            ),
            title=_("My data"),
            brief=lines(
                _("The bot keeps your number, language, consent, answers (30 days)."),
                _("Your IIN too, encrypted.") if case.proved else _("No IIN, no name."),
                _("Reminders: on.") if case.reminders_on else _("Reminders: off."),
            ),
            options=(Option("@flow.erase", _("Delete my data")), MENU),
        ),
    )
