"""What everybody may know of the social contract: who owes what, and what follows otherwise."""

from dialogs.case import Case
from dialogs.eligibility.law import block_months, carer_age
from dialogs.eligibility.quarter import Quarter
from dialogs.screen import Screen
from dialogs.text import _, lines


def what(case: Case) -> Screen:
    """What the contract is, and for how long."""
    last = Quarter.of(case.on).last_day
    return Screen(
        lines(
            _("The social contract is an agreement between your family and the career centre."),
            _("It is needed if somebody in the family can work."),
            _(
                "It is signed for the time of the award. A contract signed now ends on {day}.",
                day=last,
            ),
            _("Your individual plan is part of it. You make it together with the consultant."),
        ),
        title=_("What it is"),
        brief=_(
            "The family and the career centre agree on an individual plan. It is needed if "
            "somebody can work. It ends on {day}.",
            day=last,
        ),
    )


def who(case: Case) -> Screen:
    """Who is bound and who is exempt, with the age that holds on this day."""
    age = carer_age(case)
    return Screen(
        lines(
            _("Every adult of the family who can work takes part."),
            _("These need not:"),
            _("– people with disability of group I or II;"),
            _("– full-time pupils and students;"),
            _("– people ill for more than two months;"),
            _(
                "– who cares for a child under {age}, a child or adult with disability, or an "
                "elderly person;",
                age=age,
            ),
            _("– people of pension age."),
            _("The career centre decides for each person."),
        ),
        title=_("Who must take part, who need not"),
        brief=_(
            "Adults who can work take part. Exempt: disability group I or II, students, the "
            "long-term ill, pensioners, carers of a child under {age}, of people with disability "
            "and of the elderly.",
            age=age,
        ),
    )


def family(_case: Case) -> Screen:
    """The family's duties."""
    return Screen(
        lines(
            _("By the social contract you:"),
            _("1) carry out the individual plan;"),
            _("2) take the offered work or study on a course;"),
            _("3) come to the meetings with the consultant;"),
            _("4) tell the centre at once if income, family or address change."),
        ),
        title=_("What the family owes"),
        brief=_(
            "You: 1) carry out the plan; 2) take the offered work or course; 3) come to "
            "meetings; 4) tell the centre of changes."
        ),
    )


def centre(_case: Case) -> Screen:
    """The centre's duties."""
    return Screen(
        lines(
            _("By the social contract the career centre:"),
            _("1) advises you free of charge;"),
            _("2) gives you a consultant and an assistant who help through the whole contract;"),
            _("3) offers work, training or other measures of the plan;"),
            _("4) helps with papers and with other organisations;"),
            _("5) pays the assistance every month of the award."),
        ),
        title=_("What the centre owes"),
        brief=_(
            "The centre: advises free of charge, gives a consultant, offers work or training, "
            "helps with papers, pays every month."
        ),
    )


def otherwise(case: Case) -> Screen:
    """What follows from a refusal or a breach, and the way back."""
    months = block_months(case)
    return Screen(
        lines(
            _(
                "If an adult who can work refuses the measures, the whole family may lose the "
                "assistance."
            ),
            _(
                "After a refusal or a broken contract a new application is refused for {months} "
                "months.",
                months=months,
            ),
            _("If you can't come or can't work, tell the consultant before the day, not after."),
            _("An illness or another good reason can be shown with a paper."),
        ),
        title=_("What happens otherwise"),
        brief=_(
            "Who refuses the measures may lose the assistance for the whole family, and for "
            "{months} months. If you can't come, tell the consultant before.",
            months=months,
        ),
    )
