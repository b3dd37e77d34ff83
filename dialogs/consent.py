"""What a person agrees to before anything is stored. A changed text gets a new version."""

from dialogs.case import Case
from dialogs.effects import Consented, ConsentKind, Effect
from dialogs.questions import YesNo
from dialogs.screen import Option, Screen
from dialogs.steps import Page
from dialogs.text import _, paragraphs

DATA_VERSION = "data-1"
IIN_VERSION = "iin-1"
REMINDERS_VERSION = "reminders-1"


def _agreed(kind: ConsentKind, version: str, *, yes: bool) -> tuple[Effect, ...]:
    return (Consented(kind, version),) if yes else ()


DATA = YesNo(
    key="consent",
    title=_("Your consent"),
    text=paragraphs(
        _(
            "To answer you, the bot keeps your answers and this chat's number: at most 30 days. "
            "Your name is not needed. Nobody else sees them."
        ),
        _("You can delete everything at any time: write DELETE MY DATA."),
        _("Do you agree that the bot keeps and uses your answers?"),
    ),
    explanation=_(
        "Answers are kept so that you can go on later. They are used for nothing else. If you say "
        "no, the bot stores nothing, and a specialist can help you: 1414."
    ),
    brief=_(
        "The bot keeps your answers and number at most 30 days. To delete: DELETE MY DATA. "
        "Do you agree?"
    ),
    answered=lambda yes: _agreed(ConsentKind.DATA, DATA_VERSION, yes=yes),
)
IIN = YesNo(
    key="iin_consent",
    title=_("Consent for the IIN"),
    text=_(
        "To show your application and payments, the bot needs your IIN. It is kept encrypted "
        "and used only to ask the ministry's system about you. Do you agree?"
    ),
    explanation=_(
        "The IIN tells the ministry's system whose application to show. Without it only the "
        "career centre or 1414 can tell you."
    ),
    brief=_(
        "The bot needs your IIN to find your application. It is kept encrypted. Do you agree?"
    ),
    answered=lambda yes: _agreed(ConsentKind.IIN, IIN_VERSION, yes=yes),
)


async def agreed(case: Case) -> bool:
    """Has the person agreed that answers are kept? Asks if that is not known yet."""
    if case.consented or await DATA:
        return True
    await Page(
        key="no_consent",
        screen=Screen(
            _(
                "Without your consent the bot stores nothing and can't do this. You can still "
                "ask a specialist: 1414, free of charge."
            ),
            options=(Option("@again", _("I agree after all")), Option("@menu", _("Menu"))),
        ),
    )
    return False


async def agreed_to_iin(case: Case) -> bool:
    """Has the person agreed that the IIN is used?"""
    if case.iin_consented or await IIN:
        return True
    await Page(
        key="no_iin_consent",
        screen=Screen(
            _(
                "Without the IIN the bot can't show personal data. The career centre or 1414 "
                "will tell you with your identity card."
            ),
            options=(Option("@operator", _("Centre's phone")), Option("@menu", _("Menu"))),
        ),
    )
    return False
