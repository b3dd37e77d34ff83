"""Who is asking? Status, contract and payments are shown to the right person only."""

from dataclasses import replace

from dialogs import consent
from dialogs.case import Case
from dialogs.effects import Proved
from dialogs.questions import Code, Contact, Iin
from dialogs.screen import Option, Screen
from dialogs.steps import Act, Json, Lookup, Page
from dialogs.text import _

TRIES = 5

CONTACT = Contact(
    key="contact",
    text=_(
        "First the bot must know that it is you. Share your phone number with the button below. "
        "The number must be the one that the ministry knows."
    ),
    button=_("Share my number"),
    other=_("I can't share it"),
    explanation=_(
        "The number shows that nobody else asks about you. The bot compares it with the one that "
        "the ministry knows for your IIN. If you can't share it, choose the other button."
    ),
    not_own=_("This is somebody else's number. Share your own one with the button below."),
)
IIN = Iin(
    key="iin",
    text=_("Write your IIN: the 12 digits on your identity card."),
    explanation=_(
        "The IIN is the individual identification number on your identity card: 12 digits. The "
        "bot keeps it encrypted and asks the ministry's system only about you."
    ),
)
IIN_BY_SENDER = replace(
    IIN,
    text=_(
        "The bot compares the number you write from with the one that the ministry knows. Write "
        "your IIN: the 12 digits on your identity card."
    ),
    brief=_(
        "Your number is compared with the one that the ministry knows. Write your IIN, 12 digits."
    ),
)
CENTRE_ONLY = Page(
    key="no_way",
    screen=Screen(
        _(
            "Without a proof the bot shows nothing: it protects your data. Go to the career "
            "centre with your identity card, or call 1414."
        ),
        options=(
            Option("@operator", _("Centre's phone")),
            Option("@again", _("Try again")),
            Option("@menu", _("Menu")),
        ),
    ),
)
UNAVAILABLE = Page(
    key="unavailable",
    screen=Screen(
        _("The data can't be fetched now. Please try again later. Nothing you entered is lost."),
        options=(Option("@retry", _("Try again")), Option("@menu", _("Menu"))),
    ),
)


ABOUT_CODE = _(
    "The code comes by SMS to the number that the ministry knows, if it knows one. If nothing "
    "comes, go to the menu (#) and begin again. The bot never asks for codes of eGov or banks."
)


def outcome(stored: Json) -> str:
    """What a check of the proof has brought; `unavailable` if there was no answer."""
    return str(stored.get("value", "unavailable"))


async def proved(case: Case) -> bool:
    """
    True when the person has shown who they are. False never returns to the caller's talk: it
    ends on a page that tells the way.
    """
    if case.proved:
        return True
    if not await consent.agreed(case):
        return False
    phone = await CONTACT if case.shares_contact else ""
    by_number = bool(phone) or case.sender_is_number
    if not by_number and not case.codes:
        await CENTRE_ONLY
    if not await consent.agreed_to_iin(case):
        return False
    iin = await (IIN_BY_SENDER if case.sender_is_number else IIN)
    if by_number and await _by_number(iin, phone):
        return True
    if not case.codes:
        await CENTRE_ONLY
    return await _by_code(iin)


async def _by_number(iin: str, phone: str) -> bool:
    known = await Lookup(
        key="contact_check",
        what="check_number",
        arguments=(iin, phone),
        parse=outcome,
        depends=("iin", "contact"),
    )
    if known == "unavailable":
        await UNAVAILABLE
    if known == "locked":
        await _locked()
    if known == "yes":
        await Act(key="proved", effects=(Proved(iin, "contact"),))
    return known == "yes"


async def _by_code(iin: str) -> bool:
    sent = await Lookup(
        key="code_sent", what="send_code", arguments=(iin,), parse=outcome, depends=("iin",)
    )
    if sent == "unavailable":
        await UNAVAILABLE
    if sent == "locked":
        await _locked()
    text = _(
        "If the ministry knows a number for this IIN, a code was sent to it by SMS. Write the six "
        "digits. The code lives 10 minutes."
    )
    for number in range(1, TRIES + 1):
        code = await Code(
            key=f"code.{number}", text=text, explanation=ABOUT_CODE, depends=("iin",)
        )
        result = await Lookup(
            key=f"code_check.{number}",
            what="check_code",
            arguments=(iin, code),
            parse=outcome,
            depends=("iin",),
        )
        if result == "yes":
            await Act(key="proved", effects=(Proved(iin, "code"),))
            return True
        if result == "locked":
            break
        if result == "unavailable":
            await UNAVAILABLE
        text = _("The code is not right. Check it and write it again.")
    await _locked()
    return False


async def _locked() -> None:
    await Page(
        key="locked",
        screen=Screen(
            _(
                "Too many wrong tries. For your safety the bot waits one hour. The career centre "
                "helps at once, with your identity card."
            ),
            options=(Option("@operator", _("Centre's phone")), Option("@menu", _("Menu"))),
        ),
    )
