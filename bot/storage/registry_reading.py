"""The embedded register as the talks ask for it: by the keyed hash of an IIN."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam, select

from bot.security.keys import Keys
from bot.storage import registry_tables as tables
from bot.storage.database import Row, Tx
from bot.storage.query import Query
from bot.storage.registry import iin_hash, obligation_about, people_about, phone_hash
from dialogs.backend import (
    AidKind,
    Application,
    ApplicationState,
    Contract,
    ContractMember,
    Exemption,
    Obligation,
    Party,
    Payment,
    PaymentState,
    Person,
)
from dialogs.text import Named

_people, _phones = tables.registry_people, tables.registry_phones
_applications, _payments = tables.registry_applications, tables.registry_payments
_contracts, _members = tables.registry_contracts, tables.registry_contract_members
_obligations = tables.registry_obligations
_me: BindParameter[bytes] = bindparam("person")

_PERSON = Query(select(_people).where(_people.c.iin_hash == _me))
_WITH_PHONE = Query(
    select(_people)
    .join(_phones, _phones.c.iin_hash == _people.c.iin_hash)
    .where(_phones.c.phone_hash == bindparam("phone"))
)
_APPLICATIONS = Query(
    select(_applications)
    .where(_applications.c.iin_hash == _me)
    .order_by(_applications.c.submitted_on.desc(), _applications.c.number.desc())
)
_PAYMENTS = Query(
    select(_payments)
    .where(_payments.c.iin_hash == _me, _payments.c.month >= bindparam("since"))
    .order_by(_payments.c.month.desc(), _payments.c.id.desc())
)
_CONTRACT = Query(
    select(_contracts)
    .where(_contracts.c.iin_hash == _me, _contracts.c.until >= bindparam("on"))
    .order_by(_contracts.c.since.desc(), _contracts.c.number.desc())
    .limit(1)
)
_MEMBERS = Query(
    select(_members).where(_members.c.contract == bindparam("contract")).order_by(_members.c.id)
)
_OBLIGATIONS = Query(
    select(_obligations)
    .where(_obligations.c.contract == bindparam("contract"))
    .order_by(_obligations.c.due_on.is_(None), _obligations.c.due_on, _obligations.c.id)
)


async def person(tx: Tx, keys: Keys, iin: str) -> tuple[Person, int] | None:
    """The person and when a file last named them (milliseconds); raises Unsealable."""
    row = await tx.one(_PERSON, person=iin_hash(keys, iin))
    return None if row is None else (_person(row, keys), row["loaded_at"])


async def people_with_phone(tx: Tx, keys: Keys, phone: str) -> list[Person]:
    """Everybody with this number (E.164): a phone may be shared. Raises Unsealable."""
    rows = await tx.all(_WITH_PHONE, phone=phone_hash(keys, phone))
    return [_person(row, keys) for row in rows]


async def applications(tx: Tx, keys: Keys, iin: str) -> tuple[tuple[Application, ...], int]:
    """The newest first; and when a file last named one of them, 0 if there is none."""
    rows = await tx.all(_APPLICATIONS, person=iin_hash(keys, iin))
    return tuple(map(_application, rows)), _loaded(rows)


async def payments(tx: Tx, keys: Keys, iin: str, since: date) -> tuple[tuple[Payment, ...], int]:
    """Those for months from `since` on, the newest month first; the moment as above."""
    rows = await tx.all(_PAYMENTS, person=iin_hash(keys, iin), since=since.isoformat())
    return tuple(map(_payment, rows)), _loaded(rows)


async def contract(tx: Tx, keys: Keys, iin: str, on: date) -> tuple[Contract, int] | None:
    """The newest contract that has not ended by the day; raises Unsealable."""
    row = await tx.one(_CONTRACT, person=iin_hash(keys, iin), on=on.isoformat())
    if row is None:
        return None
    members = await tx.all(_MEMBERS, contract=row["number"])
    obligations = await tx.all(_OBLIGATIONS, contract=row["number"])
    found = Contract(
        number=row["number"],
        signed_on=_day(row["signed_on"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]),
        members=tuple(map(_member, members)),
        obligations=tuple(_obligation(each, keys) for each in obligations),
    )
    return found, _loaded([row, *members, *obligations])


def _loaded(rows: Sequence[Row]) -> int:
    return max((int(row["loaded_at"]) for row in rows), default=0)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _person(row: Row, keys: Keys) -> Person:
    about = people_about(row["iin_hash"])
    return Person(
        iin=keys.open(row["iin"], about).decode(),
        region=row["region"],
        phones=tuple(json.loads(keys.open(row["phones"], about))),
        centre=row["centre"],
    )


def _application(row: Row) -> Application:
    return Application(
        number=row["number"],
        submitted_on=date.fromisoformat(row["submitted_on"]),
        state=ApplicationState(row["state"]),
        changed_on=date.fromisoformat(row["changed_on"]),
        region=row["region"],
        ground=row["ground"],
        act_by=_day(row["act_by"]),
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        paid_from=_day(row["paid_from"]),
        paid_until=_day(row["paid_until"]),
        kind=None if row["kind"] is None else AidKind(row["kind"]),
    )


def _payment(row: Row) -> Payment:
    return Payment(
        id=row["id"],
        month=date.fromisoformat(row["month"]),
        state=PaymentState(row["state"]),
        amount=Decimal(row["amount"]),
        day=_day(row["day"]),
        reason=row["reason"],
    )


def _member(row: Row) -> ContractMember:
    exemption = row["exemption"]
    return ContractMember(
        role=row["role"],
        bound=bool(row["bound"]),
        exemption=None if exemption is None else Exemption(exemption),
    )


def _obligation(row: Row, keys: Keys) -> Obligation:
    words = json.loads(keys.open(row["words"], obligation_about(row["id"])))
    return Obligation(
        id=row["id"],
        party=Party(row["party"]),
        what=row["what"],
        due_on=_day(row["due_on"]),
        done_on=_day(row["done_on"]),
        place=_named(words, "place"),
        note=_named(words, "note"),
    )


def _named(words: dict[str, str | None], name: str) -> Named | None:
    kk, ru = words[f"{name}_kk"], words[f"{name}_ru"]
    return None if kk is None or ru is None else Named(kk, ru)
