"""The services, as the menu offers them."""

from dialogs.case import Case
from dialogs.screen import Option, Screen
from dialogs.state import MENU
from dialogs.steps import Page
from dialogs.text import _

SERVICES = (
    Option("@flow.eligibility", _("Check whether I may get assistance")),
    Option("@flow.contract", _("Social contract: duties")),
    Option("@flow.status", _("Status of my application")),
    Option("@flow.payments", _("Payments and reminders")),
    Option("@operator", _("Career centre: talk to a person")),
)


async def menu(_case: Case) -> None:
    """Stays open until a service is chosen."""
    await Page(
        key=MENU,
        screen=Screen(
            _("What would you like to know? Press a button or send its number."),
            title=_("Menu"),
            brief=_("Answer with a number:"),
            options=SERVICES,
        ),
    )
