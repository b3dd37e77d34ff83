"""The social contract: what it is in general, and the person's own."""

from functools import partial

from dialogs.backend import Contract
from dialogs.case import Case
from dialogs.contract import general
from dialogs.contract.own import own_contract
from dialogs.proof import proved
from dialogs.readings import Failed, Read, as_of, look_up
from dialogs.screen import Option, Screen
from dialogs.steps import Page
from dialogs.text import _
from dialogs.unavailable import no_reading

TOPICS = {
    "what": (_("What it is"), general.what),
    "who": (_("Who must take part, who need not"), general.who),
    "family": (_("What the family owes"), general.family),
    "centre": (_("What the centre owes"), general.centre),
    "else": (_("What happens otherwise"), general.otherwise),
}


async def contract(case: Case) -> None:
    """The general part is for everybody; the person's own contract needs a proof."""
    options = tuple(Option(key, label) for key, (label, _text) in TOPICS.items())
    await Page(
        key="about",
        screen=Screen(
            _("What would you like to know about the social contract?"),
            title=_("Social contract"),
            brief=_("Social contract:"),
            options=(
                *options,
                Option("own", _("My own contract")),
                Option("@menu", _("Menu")),
            ),
        ),
        asides={key: partial(told, case) for key, (_label, told) in TOPICS.items()},
        answers=("own",),
    )
    if not await proved(case):
        return
    found: Read[Contract | None] | Failed = await look_up("contract", Contract | None)
    if isinstance(found, Failed):
        await no_reading(found)
    elif found.value is None:
        await Page(key="no_contract", screen=NONE)
    else:
        await own_contract(case, found.value, as_of(found, case.on))


NONE = Screen(
    _(
        "You have no social contract in force. It is signed when conditional assistance is "
        "assigned."
    ),
    options=(
        Option("@flow.status", _("Status of my application")),
        Option("@flow.contract", _("About the contract")),
        Option("@menu", _("Menu")),
    ),
)
