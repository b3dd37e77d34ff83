"""What the ministry's system may say of a person, as look-ups bring it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dialogs.backend import (
    Application,
    ApplicationState,
    Contract,
    ContractMember,
    Exemption,
    Obligation,
    Party,
    Payment,
    PaymentState,
    Reading,
)
from dialogs.readings import stored
from dialogs.steps import Json
from dialogs.text import Named
from tests.support.talk import NOON

IIN = "900101300017"
PHONE = "+77010000001"
APPLICATION = Application(
    number="A-100",
    submitted_on=date(2026, 5, 2),
    state=ApplicationState.RECEIVED,
    changed_on=date(2026, 5, 3),
    region="KZ-11",
)
PLACE = Named("Абай к-сі, 1", "ул. Абая, 1")
CONTRACT = Contract(
    number="C-7",
    signed_on=date(2026, 4, 20),
    since=date(2026, 4, 20),
    until=date(2026, 6, 30),
    members=(
        ContractMember("applicant", bound=True),
        ContractMember("spouse", bound=False, exemption=Exemption.CARES_CHILD_UNDER_3),
        ContractMember("child", bound=False, exemption=Exemption.CHILD),
    ),
    obligations=(
        Obligation("1", Party.FAMILY, "meeting", due_on=date(2026, 5, 20), place=PLACE),
        Obligation("2", Party.FAMILY, "report", due_on=date(2026, 5, 10)),
        Obligation(
            "3", Party.FAMILY, "course", due_on=date(2026, 5, 1), done_on=date(2026, 4, 30)
        ),
        Obligation("4", Party.CENTRE, "payment"),
    ),
)


def reading(value: Any, at: datetime = NOON) -> Json:
    """As it is stored in a talk."""
    return stored(Reading(value, at))


def applications(**how: Any) -> Json:
    return reading((replace(APPLICATION, **how),))


def payment(state: PaymentState, month: int, **how: Any) -> Payment:
    amount = Decimal(45_000)
    return Payment(f"p{month}", date(2026, month, 1), state, amount, **how)


def payments(*listed: Payment, at: datetime = NOON) -> Json:
    return reading(listed, at)
