"""Where is my application? Every state in plain words: what it means, who acts, until when."""

from functools import partial

from dialogs.backend import Application
from dialogs.case import Case
from dialogs.proof import proved
from dialogs.readings import Failed, Read, as_of, look_up
from dialogs.screen import Option, Screen
from dialogs.status.wording import described, heading
from dialogs.steps import Page
from dialogs.text import Sayable, _, lines, paragraphs
from dialogs.unavailable import no_reading

MOST = 5


async def status(case: Case) -> None:
    """The newest application first; earlier ones on request."""
    if not await proved(case):
        return
    found: Read[tuple[Application, ...]] | Failed = await look_up(
        "applications", tuple[Application, ...]
    )
    if isinstance(found, Failed):
        await no_reading(found)
        return
    if not found.value:
        await Page(key="none", screen=NONE)
        return
    await _shown(found, as_of(found, case.on))


NONE = Screen(
    _("The ministry's system has no application of yours. You can check whether to apply."),
    options=(
        Option("@flow.eligibility", _("Check whether I may get assistance")),
        Option("@menu", _("Menu")),
    ),
)


def _screen(application: Application, moment: Sayable, options: tuple[Option, ...]) -> Screen:
    text, brief = described(application)
    return Screen(
        paragraphs(text, moment),
        title=heading(application),
        brief=lines(brief, _("1 – refresh. Menu – #.")),
        options=options,
        lists_options=False,
    )


async def _shown(found: Read[tuple[Application, ...]], moment: Sayable) -> None:
    newest, *earlier = found.value[:MOST]
    older = tuple(
        Option(f"a{place}", heading(application))
        for place, application in enumerate(earlier, start=1)
    )
    options = (
        Option("@retry", _("Refresh")),
        *older,
        Option("@operator", _("Centre's phone")),
        Option("@menu", _("Menu")),
    )
    await Page(
        key="shown",
        screen=_screen(newest, moment, options),
        asides={
            f"a{place}": partial(_screen, application, moment, (Option("@menu", _("Menu")),))
            for place, application in enumerate(earlier, start=1)
        },
    )
