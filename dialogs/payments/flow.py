"""The last payment and the next one, or what stands in the way; reminders on and off."""

from dialogs import consent
from dialogs.backend import Payment, PaymentState
from dialogs.case import Case
from dialogs.effects import RemindersSet
from dialogs.proof import proved
from dialogs.questions import YesNo
from dialogs.readings import Failed, Read, as_of, look_up
from dialogs.screen import Option, Screen
from dialogs.steps import Act, Fact, Page
from dialogs.text import Months, Sayable, Text, _, lines, paragraphs
from dialogs.unavailable import no_reading

REASONS: dict[str, Text] = {
    "account_closed": _("the account is closed"),
    "wrong_account": _("the account number is wrong"),
    "foreign_account": _("the account is not in your name"),
}
REMINDERS = YesNo(
    key="reminders",
    text=_(
        "The bot can write to you by itself: when a payment is due, sent or returned, and when "
        "to apply again. The messages name no sums. Turn reminders on?"
    ),
    brief=_("Reminders about payments and deadlines. Turn them on?"),
    explanation=_(
        "A reminder is a short message without sums or names. You can turn them off at any time: "
        "send STOP."
    ),
)


async def payments(case: Case) -> None:
    """What was paid, what will be, and the switch of the reminders."""
    if not await proved(case):
        return
    found: Read[tuple[Payment, ...]] | Failed = await look_up("payments", tuple[Payment, ...])
    if isinstance(found, Failed):
        await no_reading(found)
        return
    chosen = await Page(
        key="shown",
        screen=_screen(found, as_of(found, case.on), reminders_on=case.reminders_on),
        answers=("switch",),
    )
    if chosen == "switch":
        await _switch(case)


async def _switch(case: Case) -> None:
    were_off = await Fact(key="were_off", note=lambda: not case.reminders_on, parse=bool)
    turn_on = were_off and await REMINDERS
    await Act(key="switched", effects=(RemindersSet(turn_on, consent.REMINDERS_VERSION),))
    said = (
        _("Reminders are on. To turn them off, send STOP.")
        if turn_on
        else _("Reminders are off. You can turn them on here again.")
    )
    await Page(key="done", screen=Screen(said, options=(Option("@menu", _("Menu")),)))


def _screen(found: Read[tuple[Payment, ...]], moment: Sayable, *, reminders_on: bool) -> Screen:
    said = tuple(_said(payment) for payment in _last_and_next(found.value))
    if not said:
        said = (
            _(
                "There are no payments in the ministry's system. Either nothing is assigned for "
                "this quarter, or the decision is not made yet."
            ),
        )
    switch = _("Turn reminders off") if reminders_on else _("Turn reminders on")
    hint = _("1 – reminders off. Menu – #.") if reminders_on else _("1 – reminders on. Menu – #.")
    return Screen(
        paragraphs(*said, moment),
        title=_("Payments"),
        brief=lines(*said, hint),
        lists_options=False,
        options=(
            Option("switch", switch),
            Option("@retry", _("Refresh")),
            Option("@flow.status", _("Status of my application")),
            Option("@operator", _("Centre's phone")),
            Option("@menu", _("Menu")),
        ),
    )


def _last_and_next(all_of_them: tuple[Payment, ...]) -> tuple[Payment, ...]:
    """The newest payment of each state that matters now, in the order of what must be known."""
    newest_first = sorted(all_of_them, key=lambda payment: payment.month, reverse=True)
    newest = {
        state: next((one for one in newest_first if one.state is state), None)
        for state in PaymentState
    }
    returned, sent = newest[PaymentState.RETURNED], newest[PaymentState.SENT]
    if returned and sent and returned.month < sent.month:
        returned = None
    due = min(
        (one for one in all_of_them if one.state is PaymentState.DUE),
        key=lambda payment: payment.month,
        default=None,
    )
    return tuple(one for one in (returned, sent, due) if one is not None)


def _said(payment: Payment) -> Sayable:
    month = Months((payment.month,))
    if payment.state is PaymentState.RETURNED:
        reason = REASONS.get(payment.reason or "", _("the bank did not accept it"))
        return lines(
            _("Payment for {month}: returned by the bank.", month=month),
            _("Reason: {reason}", reason=reason),
            _("Tell the career centre your new account number. It must be in your own name."),
        )
    if payment.state is PaymentState.SENT:
        first = (
            _(
                "Payment for {month}: sent on {day}, {sum} tenge.",
                month=month,
                day=payment.day,
                sum=payment.amount,
            )
            if payment.day
            else _("Payment for {month}: sent, {sum} tenge.", month=month, sum=payment.amount)
        )
        return lines(first, _("It reaches the account within a few days."))
    if payment.day is None:
        return _(
            "Next payment: {month}, {sum} tenge. The ministry's system names no day yet.",
            month=month,
            sum=payment.amount,
        )
    return _(
        "Next payment: {month}, {sum} tenge, expected about {day}.",
        month=month,
        sum=payment.amount,
        day=payment.day,
    )
