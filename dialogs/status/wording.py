"""The states of an application and the grounds of a refusal, in plain words."""

from collections.abc import Callable, Mapping

from dialogs.backend import AidKind, Application, ApplicationState
from dialogs.text import Sayable, Text, _, lines

Told = tuple[Sayable, Sayable]  # the full wording, and the brief one for SMS

GROUNDS: Mapping[int, tuple[Text, Text]] = {
    1: (
        _("The income per person is above the poverty line."),
        _("If your income has fallen, apply again in the new quarter."),
    ),
    2: (
        _("The family refused the visit of the commission."),
        _("Apply again and let the commission visit you."),
    ),
    3: (
        _("The commission concluded that there is no need."),
        _("Ask the centre for the conclusion. You may complain about it."),
    ),
    4: (
        _("An adult who can work refused the offered measures."),
        _("You can apply again 6 months after the refusal."),
    ),
    5: (
        _("An earlier social contract was not fulfilled."),
        _("You can apply again 6 months after the end of that contract."),
    ),
    6: (
        _("Some data or documents were found to be wrong."),
        _("Ask the centre which ones. Put them right and apply again."),
    ),
}
UNKNOWN_GROUND = (
    _("The reason is written in the notice."),
    _("Ask the centre for the reason."),
)


def heading(application: Application) -> Sayable:
    return _(
        "Application № {number}: {state}",
        number=application.number,
        state=NAMES[application.state],
    )


def described(application: Application) -> Told:
    """What the state means, who acts next, until when; and the same for SMS."""
    return _TOLD[application.state](application)


def _until(application: Application) -> Sayable | None:
    if application.act_by is None:
        return None
    return _("Last day: {day}.", day=application.act_by)


def _waiting(means: Text, brief: Text) -> Callable[[Application], Told]:
    def told(application: Application) -> Told:
        until = _until(application)
        return (
            lines(_("Submitted: {day}.", day=application.submitted_on), means, until),
            lines(_("Application № {number}.", number=application.number), brief, until),
        )

    return told


def _assigned(application: Application) -> Told:
    amount = (
        _("Every month: {sum} tenge.", sum=application.amount)
        if application.amount is not None
        else None
    )
    until = (
        _("Paid until: {day}. Then apply again.", day=application.paid_until)
        if application.paid_until
        else _("It is paid until the end of the quarter. Then apply again.")
    )
    duty = (
        _("Condition: take part in the measures of the social contract.")
        if application.kind is AidKind.CONDITIONAL
        else None
    )
    number = _("Application № {number}.", number=application.number)
    return (
        lines(_("The assistance is assigned."), amount, until, duty),
        lines(number, _("The assistance is assigned."), amount, until),
    )


def _refused(application: Application) -> Told:
    why, what = GROUNDS.get(application.ground or 0, UNKNOWN_GROUND)
    complain = _("If you don't agree, you may complain. The centre or 1414 will tell you how.")
    return (
        lines(
            _("The assistance is not assigned."),
            _("Reason: {reason}", reason=why),
            _("What you can do: {what}", what=what),
            complain,
        ),
        lines(
            _("Application № {number}: not assigned.", number=application.number),
            why,
            what,
        ),
    )


NAMES: Mapping[ApplicationState, Text] = {
    ApplicationState.RECEIVED: _("received"),
    ApplicationState.CHECKS: _("data is being checked"),
    ApplicationState.SURVEY: _("the commission's visit"),
    ApplicationState.TO_SIGN: _("contract to sign"),
    ApplicationState.ASSIGNED: _("assigned"),
    ApplicationState.REFUSED: _("refused"),
    ApplicationState.SUSPENDED: _("payment suspended"),
    ApplicationState.ENDED: _("ended"),
}
_TOLD: Mapping[ApplicationState, Callable[[Application], Told]] = {
    ApplicationState.RECEIVED: _waiting(
        _(
            "The centre has your application. Next the centre checks your data. You need do "
            "nothing."
        ),
        _("Received. The centre checks your data. You need do nothing."),
    ),
    ApplicationState.CHECKS: _waiting(
        _("The centre is checking your data in state systems. You need do nothing."),
        _("The data is being checked. You need do nothing."),
    ),
    ApplicationState.SURVEY: _waiting(
        _(
            "The district commission will come to your home. Please be there and answer its "
            "questions."
        ),
        _("The commission will come to your home. Please be there."),
    ),
    ApplicationState.TO_SIGN: _waiting(
        _(
            "You must sign the social contract. Come to the career centre with your identity "
            "card. Without the contract nothing is paid."
        ),
        _("Sign the social contract. Come to the career centre with your identity card."),
    ),
    ApplicationState.ASSIGNED: _assigned,
    ApplicationState.REFUSED: _refused,
    ApplicationState.SUSPENDED: _waiting(
        _("The payment is suspended. Ask the career centre for the reason and what to do."),
        _("The payment is suspended. Ask the centre why."),
    ),
    ApplicationState.ENDED: _waiting(
        _("The award has ended. To get assistance further, apply again for the new quarter."),
        _("The award has ended. Apply again for the new quarter."),
    ),
}
