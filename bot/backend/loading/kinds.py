"""The columns of each kind of file. `docs/registry-files.md` explains them to whoever exports."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.backend.loading import cells
from bot.backend.loading.cells import Cell, Reader, one_of
from dialogs.backend import AidKind, ApplicationState, Exemption, Party, PaymentState

Values = Mapping[str, Cell | None]
Faults = Iterator[tuple[str, str]]  # a column and what is wrong with it
ROLES = ("applicant", "spouse", "adult", "child")
STATUSES = ("published", "example")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; an optional one may be empty or left out."""

    name: str
    read: Reader
    needed: bool = True


def optional(name: str, read: Reader) -> Column:
    return Column(name, read, needed=False)


def _no_faults(_values: Values) -> Faults:
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, known by its header. `key` names the columns that tell rows apart."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    check: Callable[[Values], Faults] = _no_faults

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.needed)


def _in_order(values: Values, *columns: str) -> Faults:
    """Days of these columns may not run backwards; empty ones do not count."""
    given = [(name, str(values[name])) for name in columns if values[name] is not None]
    for (earlier, before), (later, after) in pairwise(given):
        if after < before:
            yield later, f"{after} is before {earlier} {before}"


def _application(values: Values) -> Faults:
    refused = values["state"] == ApplicationState.REFUSED.value
    if refused and values["ground"] is None:
        yield "ground", "a refused application needs its ground, 1 to 6 of Social Code art. 128"
    if not refused and values["ground"] is not None:
        yield "ground", "only a refused application has a ground; leave the cell empty"
    yield from _in_order(values, "submitted_on", "changed_on")
    yield from _in_order(values, "paid_from", "paid_until")


def _contract(values: Values) -> Faults:
    yield from _in_order(values, "since", "until")


def _member(values: Values) -> Faults:
    if values["bound"] and values["exemption"] is not None:
        yield "exemption", "a member who is bound has no exemption; leave the cell empty"
    if not values["bound"] and values["exemption"] is None:
        codes = ", ".join(each.value for each in Exemption)
        yield "exemption", f"a member who is not bound needs a reason, one of: {codes}"


def _obligation(values: Values) -> Faults:
    for name in ("place", "note"):
        yield from _both(values, f"{name}_kk", f"{name}_ru")


def _both(values: Values, kk: str, ru: str) -> Faults:
    for empty, full in ((kk, ru), (ru, kk)):
        if values[empty] is None and values[full] is not None:
            yield empty, f"{full} is given, so this language is needed too"


def _payment(values: Values) -> Faults:
    returned = values["state"] == PaymentState.RETURNED.value
    if returned and values["reason"] is None:
        yield "reason", "a returned payment needs its reason, such as account_closed"
    if not returned and values["reason"] is not None:
        yield "reason", "only a returned payment has a reason; leave the cell empty"


PEOPLE = Kind(
    "people",
    ("iin",),
    (
        Column("iin", cells.iin),
        Column("region", cells.region),
        optional("phones", cells.phones),
        optional("centre", cells.identity),
    ),
)
APPLICATIONS = Kind(
    "applications",
    ("number",),
    (
        Column("number", cells.identity),
        Column("iin", cells.iin),
        Column("submitted_on", cells.day),
        Column("state", one_of(ApplicationState)),
        Column("changed_on", cells.day),
        Column("region", cells.region),
        optional("ground", cells.ground),
        optional("act_by", cells.day),
        optional("amount", cells.money),
        optional("paid_from", cells.day),
        optional("paid_until", cells.day),
        optional("kind", one_of(AidKind)),
    ),
    _application,
)
CONTRACTS = Kind(
    "contracts",
    ("number",),
    (
        Column("number", cells.identity),
        Column("iin", cells.iin),
        Column("since", cells.day),
        Column("until", cells.day),
        optional("signed_on", cells.day),
    ),
    _contract,
)
MEMBERS = Kind(
    "contract_members",
    ("id",),
    (
        Column("id", cells.identity),
        Column("contract", cells.identity),
        Column("role", one_of(ROLES)),
        Column("bound", cells.yes_no),
        optional("exemption", one_of(Exemption)),
    ),
    _member,
)
OBLIGATIONS = Kind(
    "obligations",
    ("id",),
    (
        Column("id", cells.identity),
        Column("contract", cells.identity),
        Column("party", one_of(Party)),
        Column("what", cells.code),
        optional("due_on", cells.day),
        optional("done_on", cells.day),
        optional("place_kk", cells.words),
        optional("place_ru", cells.words),
        optional("note_kk", cells.words),
        optional("note_ru", cells.words),
    ),
    _obligation,
)
PAYMENTS = Kind(
    "payments",
    ("id",),
    (
        Column("id", cells.identity),
        Column("iin", cells.iin),
        Column("month", cells.month),
        Column("state", one_of(PaymentState)),
        Column("amount", cells.money),
        optional("day", cells.day),
        optional("reason", cells.code),
    ),
    _payment,
)
REGISTRY = (PEOPLE, APPLICATIONS, CONTRACTS, MEMBERS, OBLIGATIONS, PAYMENTS)

NATIONAL_NAMES = ("mrp", "subsistence_minimum", "holiday")


def _national(values: Values) -> Faults:
    holiday = values["name"] == "holiday"
    if holiday and values["value"] is not None:
        yield "value", "a holiday is told by its day alone; leave the cell empty"
    if not holiday and not Decimal(values["value"] or 0):
        yield "value", "the figure in tenge is missing"


NATIONAL = Kind(
    "parameters",
    ("name", "valid_from"),
    (
        Column("name", one_of(NATIONAL_NAMES)),
        Column("valid_from", cells.day),
        Column("source", cells.words),
        optional("value", cells.money),
    ),
    _national,
)

_CENTRE_TEXTS = ("district", "name", "address", "hours")
CENTRES = Kind(
    "centres",
    ("code",),
    (
        Column("code", cells.identity),
        Column("region", cells.region),
        *(Column(f"{text}_{end}", cells.words) for text in _CENTRE_TEXTS for end in ("kk", "ru")),
        Column("phone", cells.centre_phone),
        optional("status", one_of(STATUSES)),
    ),
)
