"""What was paid, what will be, what stands in the way; reminders on and off."""

from datetime import date

import pytest

from dialogs.backend import PaymentState
from dialogs.effects import RemindersSet
from dialogs.steps import Json
from tests.support.registers import payment, payments
from tests.support.talk import Conversation, known

DUE, SENT, RETURNED = PaymentState.DUE, PaymentState.SENT, PaymentState.RETURNED


def asking(found: Json, **how: object) -> Conversation:
    talk = known(proved=True, registry={"payments": found}, **how)
    return talk.presses("Payments and reminders")


def test_the_last_and_the_next() -> None:
    talk = asking(
        payments(payment(DUE, 6), payment(SENT, 5, day=date(2026, 5, 4)), payment(SENT, 4))
    )
    talk.bot("Payment for May: sent on 2026-05-04, 45 000 tenge.", "within a few days")
    talk.bot("Next payment: June", "names no day yet", "As of today, 12:00.")
    talk.bot_does_not_say("April")


def test_a_day_is_said_only_if_the_ministry_gives_one() -> None:
    asking(payments(payment(DUE, 6, day=date(2026, 6, 5)))).bot("expected about 2026-06-05")
    asking(payments(payment(SENT, 5))).bot("Payment for May: sent, 45 000 tenge.")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("account_closed", "the account is closed"),
        ("wrong_account", "the account number is wrong"),
        ("foreign_account", "not in your name"),
        ("other", "the bank did not accept it"),
        (None, "the bank did not accept it"),
    ],
)
def test_a_returned_payment_says_why_and_what_to_do(reason: str | None, told: str) -> None:
    talk = asking(payments(payment(RETURNED, 5, reason=reason), payment(SENT, 4)))
    talk.bot("Payment for May: returned by the bank.", told, "your new account number")


def test_a_return_that_was_made_good_is_over() -> None:
    talk = asking(payments(payment(SENT, 5), payment(RETURNED, 4, reason="account_closed")))
    talk.bot("Payment for May: sent").bot_does_not_say("returned")


def test_nothing_there() -> None:
    asking(payments()).bot("There are no payments", "the decision is not made yet")


def test_reminders_on_and_off() -> None:
    talk = asking(payments(payment(DUE, 6))).presses("Turn reminders on")
    talk.bot("The messages name no sums").presses("Yes").bot("Reminders are on", "send STOP")
    assert talk.reminders_on
    talk.presses("Menu").presses("Payments and reminders").presses("Turn reminders off")
    talk.bot("Reminders are off")
    assert not talk.reminders_on


def test_reminders_refused() -> None:
    talk = asking(payments()).presses("Turn reminders on").presses("No").bot("Reminders are off")
    assert not talk.reminders_on


def test_reminders_thought_over() -> None:
    talk = asking(payments()).presses("Turn reminders on").presses("Yes")
    talk.citizen("*").presses("No").bot("Reminders are off")
    assert not talk.reminders_on
    assert [one.on for one in talk.effects if isinstance(one, RemindersSet)] == [True, False]


def test_refresh() -> None:
    talk = asking(payments(payment(DUE, 6)))
    talk.registry["payments"] = payments(payment(SENT, 6))
    talk.presses("Refresh").bot("Payment for June: sent")


def test_no_answer() -> None:
    asking({"error": "unavailable"}).bot("does not answer now", "work without it")
