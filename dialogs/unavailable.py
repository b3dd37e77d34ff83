"""The page for a reading that could not be had: the truth, and what to do."""

from dialogs.readings import Failed
from dialogs.screen import Option, Screen
from dialogs.steps import Page
from dialogs.text import Text, _

WHY: dict[str, Text] = {
    "unknown": _(
        "The ministry's system doesn't find you. Go to the career centre with your identity "
        "card, or call 1414."
    ),
    "bad_answer": _(
        "The ministry's system does not answer properly. We are looking into it. Please try "
        "again later."
    ),
}
DOWN = _(
    "The ministry's system does not answer now. Please try again later. The check and the "
    "explanation of the contract work without it."
)


async def no_reading(failure: Failed) -> None:
    """Tell that there is no data now; stays open."""
    await Page(
        key="no_reading",
        screen=Screen(
            WHY.get(failure.why, DOWN),
            options=(
                Option("@retry", _("Try again")),
                Option("@operator", _("Centre's phone")),
                Option("@menu", _("Menu")),
            ),
        ),
    )
