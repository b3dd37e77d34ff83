"""What the talks need from the ministry's system: records, a protocol, telling errors."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Generic, Protocol, TypeVar

from dialogs.text import Named

T = TypeVar("T")


class ApplicationState(Enum):
    RECEIVED = "received"
    CHECKS = "checks"
    SURVEY = "survey"
    TO_SIGN = "to_sign"
    ASSIGNED = "assigned"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    ENDED = "ended"


class PaymentState(Enum):
    DUE = "due"
    SENT = "sent"
    RETURNED = "returned"


class AidKind(Enum):
    CONDITIONAL = "conditional"
    UNCONDITIONAL = "unconditional"


class Party(Enum):
    """Who owes an obligation under a social contract."""

    FAMILY = "family"
    CENTRE = "centre"


class Exemption(Enum):
    """Why a member of the family need not take part (Social Code art. 122 p.4)."""

    DISABILITY_1_2 = "disability_1_2"
    STUDENT = "student"
    ILLNESS = "illness"
    CARES_CHILD_UNDER_3 = "cares_child_under_3"
    CARES_DISABLED_OR_ELDERLY = "cares_disabled_or_elderly"
    EMPLOYED = "employed"
    CHILD = "child"
    PENSIONER = "pensioner"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known to the backend; `phones` in E.164, the first one preferred."""

    iin: str
    region: str
    phones: tuple[str, ...] = ()
    centre: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """
    An application and where it stands. `ground` is 1–6 of Social Code art. 128 if refused;
    `act_by` is the day until which somebody must act; `amount` is tenge a month if assigned.
    """

    number: str
    submitted_on: date
    state: ApplicationState
    changed_on: date
    region: str
    ground: int | None = None
    act_by: date | None = None
    amount: Decimal | None = None
    paid_from: date | None = None
    paid_until: date | None = None
    kind: AidKind | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty under a contract; `what` is a code of ours, `note` the centre's own words."""

    id: str
    party: Party
    what: str
    due_on: date | None = None
    done_on: date | None = None
    place: Named | None = None
    note: Named | None = None


@dataclass(frozen=True, slots=True)
class ContractMember:
    """A member of the family: a role (`applicant`, `spouse`, `adult`, `child`), never a name."""

    role: str
    bound: bool
    exemption: Exemption | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    number: str
    signed_on: date | None
    since: date
    until: date
    members: tuple[ContractMember, ...] = ()
    obligations: tuple[Obligation, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """
    One payment for one `month` (its first day). `day` is when it is due, was sent or returned:
    None if the backend gives no day. `reason` is a code (`account_closed`, `wrong_account`, …).
    """

    id: str
    month: date
    state: PaymentState
    amount: Decimal
    day: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Centre:
    """A career centre; `district` is the part of the region that it serves."""

    code: str
    region: str
    district: Named
    name: Named
    address: Named
    phone: str
    hours: Named


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value and the moment for which the backend vouches."""

    value: T
    as_of: datetime


class BackendError(Exception):
    """The backend gave no usable answer."""


class Unavailable(BackendError):
    """It did not answer, or answered that it is down: worth trying again later."""


class Unknown(BackendError):
    """It knows nobody with this IIN or phone."""


class Refused(BackendError):
    """It does not let us ask this: a matter of our access, for the operator."""


class BadAnswer(BackendError):
    """It answered something that cannot be read: a fault for us to look into."""


class Backend(Protocol):
    """Every method raises `BackendError`s and nothing else."""

    async def person(self, iin: str) -> Reading[Person]:
        """Raises Unknown if nobody has this IIN."""
        ...

    async def applications(self, iin: str) -> Reading[tuple[Application, ...]]:
        """All applications of the person, the newest first; empty if there are none."""
        ...

    async def contract(self, iin: str) -> Reading[Contract | None]:
        """The contract in force or waiting for a signature, if any."""
        ...

    async def payments(self, iin: str) -> Reading[tuple[Payment, ...]]:
        """Payments of the last year and those to come, the newest month first."""
        ...
