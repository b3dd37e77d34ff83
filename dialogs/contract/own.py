"""The person's own contract: duties of both sides with days, what is done, what is late."""

from collections.abc import Sequence
from datetime import date

from dialogs.backend import Contract, ContractMember, Obligation, Party
from dialogs.case import Case
from dialogs.contract.wording import EXEMPTIONS, ROLES, duty
from dialogs.screen import CalendarEntry, Option, Screen
from dialogs.steps import Page
from dialogs.text import Plain, Sayable, ShortDay, _, lines, paragraphs

MOST_BRIEFLY = 2
MENU = Option("@menu", _("Menu"))


async def own_contract(case: Case, contract: Contract, moment: Sayable) -> None:
    """Shows the duties; the members, the centre's side and a calendar file on request."""
    own = [one for one in contract.obligations if one.party is Party.FAMILY]
    centres = [one for one in contract.obligations if one.party is Party.CENTRE]
    await Page(
        key="own_contract",
        screen=Screen(
            paragraphs(
                _term(contract),
                lines(*(_status(one, case.on) for one in _in_order(own)))
                if own
                else _("No duties with a date are written in it yet."),
                moment,
            ),
            title=_("Your social contract № {number}", number=contract.number),
            brief=lines(*_briefly(contract, own, case.on)),
            lists_options=False,
            options=(
                Option("who", _("Who takes part")),
                Option("centre", _("What the centre owes")),
                *((Option("ics", _("Add to my calendar")),) if _entries(own, case.on) else ()),
                Option("@operator", _("Centre's phone")),
                MENU,
            ),
        ),
        asides={
            "who": lambda: Screen(
                lines(*(_member(one) for one in contract.members)), title=_("Who takes part")
            ),
            "centre": lambda: Screen(
                lines(*(_status(one, case.on) for one in _in_order(centres))),
                title=_("What the centre owes"),
            ),
            "ics": lambda: Screen(
                _("Open the file to put the days into your calendar."),
                brief=lines(*(_brief(one, case.on) for one in _in_order(own) if not one.done_on)),
                calendar=_entries(own, case.on),
            ),
        },
    )


def _briefly(contract: Contract, own: Sequence[Obligation], today: date) -> list[Sayable]:
    """The duties that are next, and the ways on."""
    undone = [one for one in _in_order(own) if one.done_on is None]
    told = [_brief(one, today) for one in undone[:MOST_BRIEFLY]] or [_term(contract)]
    if _entries(own, today):
        ways = _("1 – who takes part, 2 – the centre, 3 – all days. Menu – #.")
    else:
        ways = _("1 – who takes part, 2 – the centre. Menu – #.")
    return [*told, ways]


def _term(contract: Contract) -> Sayable:
    if contract.signed_on is None:
        return _("It is not signed yet. Come to the career centre with your identity card.")
    return _("It holds from {since} to {until}.", since=contract.since, until=contract.until)


def _in_order(obligations: Sequence[Obligation]) -> list[Obligation]:
    """What is late or due first, what is done last."""
    return sorted(
        obligations,
        key=lambda one: (one.done_on is not None, one.due_on or date.max),
    )


def _status(one: Obligation, today: date) -> Sayable:
    what = duty(one)
    if one.done_on is not None:
        said: Sayable = _("✓ {duty}: done on {day}.", duty=what, day=one.done_on)
    elif one.due_on is None:
        said = _("• {duty}.", duty=what)
    elif one.due_on < today:
        said = _(
            "! {duty}: LATE, the last day was {day}. Call the centre today.",
            duty=what,
            day=one.due_on,
        )
    else:
        said = _("• {duty}. Last day: {day}.", duty=what, day=one.due_on)
    if one.place is not None and one.done_on is None:
        return lines(said, _("  Place: {place}", place=one.place))
    return said


def _brief(one: Obligation, today: date) -> Sayable:
    what = duty(one)
    if one.due_on is None:
        return Plain(what) if isinstance(what, str) else what
    if one.due_on < today:
        return _("{duty}: LATE since {day}", duty=what, day=ShortDay(one.due_on))
    return _("{duty}: by {day}", duty=what, day=ShortDay(one.due_on))


def _member(one: ContractMember) -> Sayable:
    role = ROLES.get(one.role, ROLES["adult"])
    if one.bound:
        return _("{member}: takes part", member=role)
    if one.exemption is None:
        return _("{member}: need not take part", member=role)
    return _("{member}: need not take part – {why}", member=role, why=EXEMPTIONS[one.exemption])


def _entries(obligations: Sequence[Obligation], today: date) -> tuple[CalendarEntry, ...]:
    return tuple(
        CalendarEntry(
            uid=f"obligation-{one.id}",
            day=one.due_on,
            title=duty(one),
            place=(Plain(one.place) if one.place is not None else None),
        )
        for one in obligations
        if one.due_on is not None and one.due_on >= today and one.done_on is None
    )
