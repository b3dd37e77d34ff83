"""What reminders say: neutral on a lock screen, no sum, no name; what to do and where to ask."""

from collections.abc import Mapping

from dialogs.screen import Option, Screen
from dialogs.state import MENU, MENU_RUN
from dialogs.text import ShortDay, Text, _

DUE, SENT, RETURNED, RENEWAL = "due", "sent", "returned", "renewal"
TEXTS: Mapping[str, Text] = {
    SENT: _("The payment was sent to your account. Details: press the button or send PAYMENT."),
    RETURNED: _(
        "The bank did not accept the payment. What to do: press the button or send PAYMENT."
    ),
    RENEWAL: _(
        "A new quarter: the application must be made again at the career centre or egov.kz."
    ),
}


def reminder(kind: str, day: ShortDay | None = None) -> Screen:
    """The message; its buttons work at any time, as the menu's do."""
    text = (
        _("A payment is expected about {day}. Details: press the button or send PAYMENT.", day=day)
        if kind == DUE and day is not None
        else TEXTS[kind]
    )
    details = (
        Option("@flow.eligibility", _("Check whether I may get assistance"))
        if kind == RENEWAL
        else Option("@flow.payments", _("Show details"))
    )
    return Screen(text, options=(details,), lists_options=False, run=MENU_RUN, step=MENU)
