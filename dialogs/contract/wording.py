"""Duties, members and grounds of exemption in plain words."""

from collections.abc import Mapping

from dialogs.backend import Exemption, Obligation
from dialogs.text import Named, Plain, Sayable, Text, _

DUTIES: Mapping[str, Text] = {
    "individual_plan": _("Make the individual plan with the consultant"),
    "sign_contract": _("Sign the social contract"),
    "meeting": _("Meeting with the consultant"),
    "job_search": _("Look for work and note the answers of employers"),
    "job": _("Start the offered work"),
    "course": _("Study on the course"),
    "certificate": _("Hand in the paper about the course"),
    "public_works": _("Take part in public works"),
    "report": _("Report to the centre on the plan"),
    "report_changes": _("Tell the centre if income, family or address change"),
    "doctor": _("See a doctor"),
    "children_school": _("See that the children go to school"),
    "advice": _("Advice from the consultant"),
    "assistant": _("Help from an assistant"),
    "offer_job": _("Offer of work"),
    "offer_course": _("Offer of a course"),
    "papers": _("Help with papers"),
    "payment": _("Monthly payment of the assistance"),
    "monitoring": _("Visit to see how the plan goes"),
}
ENDING = " ."
OTHER_DUTY = _("Another duty of the plan")
ROLES: Mapping[str, Text] = {
    "applicant": _("You"),
    "spouse": _("Wife or husband"),
    "adult": _("Another adult"),
    "child": _("Child"),
}
EXEMPTIONS: Mapping[Exemption, Text] = {
    Exemption.DISABILITY_1_2: _("disability of group I or II"),
    Exemption.STUDENT: _("studies full-time"),
    Exemption.ILLNESS: _("a long illness"),
    Exemption.CARES_CHILD_UNDER_3: _("cares for a child under three"),
    Exemption.CARES_DISABLED_OR_ELDERLY: _("cares for somebody who needs help"),
    Exemption.EMPLOYED: _("has permanent work"),
    Exemption.CHILD: _("a child"),
    Exemption.PENSIONER: _("pension age"),
}


def duty(obligation: Obligation) -> Sayable:
    """The duty in our words, or in the centre's own where there are some."""
    if obligation.note is not None:
        note = obligation.note  # the sentence around it brings the full stop
        return Plain(Named(note.kk.rstrip(ENDING), note.ru.rstrip(ENDING)))
    return DUTIES.get(obligation.what, OTHER_DUTY)
