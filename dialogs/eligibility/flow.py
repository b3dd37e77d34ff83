"""The preliminary check: few questions, a page to check the answers, the result."""

from dialogs import consent
from dialogs.case import Case
from dialogs.eligibility.form import Form
from dialogs.eligibility.result import result_page
from dialogs.eligibility.rules import assess
from dialogs.screen import Option, Screen
from dialogs.steps import Page
from dialogs.text import Plain, Sayable, _, lines


async def eligibility(case: Case) -> None:
    """At most nine questions; one is put only while it can still change the result."""
    if not await consent.agreed(case):
        return
    form = Form(case)
    household = await form.filled()
    await _checked(form)
    await result_page(case, household, assess(household, case.reference.lines, form.parameters))


async def _checked(form: Form) -> None:
    """All answers on one page; each can be changed."""
    rows: list[Sayable] = [
        _("{name}: {answer}", name=question.name or Plain(""), answer=question.said(answer))
        for question, answer in form.asked
    ]
    briefly: list[Sayable] = [
        _(
            "{place} {name}: {answer}",
            place=place,
            name=question.tag or Plain(""),
            answer=question.said_briefly(a),
        )
        for place, (question, a) in enumerate(form.asked, start=2)
    ]
    changes = tuple(
        Option(f"!{question.key}", _("Change: {name}", name=question.name or Plain("")))
        for question, _answer in form.asked
    )
    await Page(
        key="review",
        screen=Screen(
            lines(*rows),
            title=_("Check your answers"),
            brief=lines(_("1 – right. To change, its number:"), *briefly),
            lists_options=False,
            options=(Option("ok", _("All is right, show the result"), OK_WORDS), *changes),
            can_go_back=True,
        ),
        answers=("ok",),
    )


OK_WORDS = ("да", "иә", "верно", "дұрыс", "ok", "ок", "жарайды")
