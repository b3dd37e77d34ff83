"""Where to apply: the career centre of the district."""

from dialogs.backend import Centre
from dialogs.case import Case
from dialogs.questions import Choice, Region
from dialogs.screen import Option, Screen
from dialogs.steps import Page
from dialogs.text import Plain, _, lines

MENU = Option("@menu", _("Menu"))
REGION = Region(
    key="region",
    text=_("In which region or city are you registered?"),
    explanation=_("You apply at the career centre of the place where you are registered."),
)


async def centres(case: Case) -> None:
    """The centre of the person's district; the region is asked only if it is not known."""
    region = case.region or await REGION
    found = case.reference.centres_in(region)
    if not found:
        await Page(
            key="none",
            screen=Screen(
                _(
                    "The centres of your region are not loaded yet. Call the unified contact "
                    "centre: 1414, free of charge. You can apply at egov.kz too."
                ),
                brief=_(
                    "The centres of your region are not loaded yet. Call 1414, free of charge."
                ),
                options=(MENU,),
            ),
        )
        return
    chosen = found[0]
    if len(found) > 1:
        code = await Choice(
            key="district",
            text=_("Choose your district or city."),
            explanation=_("You apply at the career centre of the place where you are registered."),
            options=tuple(Option(one.code, Plain(one.district)) for one in found),
            columns=2,
        )
        chosen = next(one for one in found if one.code == code)
    checked = case.region is not None
    await Page(key="centre", screen=_screen(chosen, checked=checked))


def _screen(centre: Centre, *, checked: bool) -> Screen:
    back = Option("@back.eligibility", _("Back to the result"))
    return Screen(
        lines(
            Plain(centre.name),
            _("Address: {address}", address=centre.address),
            _("Phone: {phone}, {hours}", phone=centre.phone, hours=centre.hours),
            _("Take your identity card. You can apply at egov.kz too."),
        ),
        title=_("Where to apply"),
        brief=lines(Plain(centre.name), Plain(centre.address), Plain(centre.phone)),
        options=(back, MENU) if checked else (MENU,),
    )
