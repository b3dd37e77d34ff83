"""What the talks may count on: the Backend protocol over the embedded register."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.backend.embedded import EmbeddedBackend
from bot.backend.loading.registry import load_registry
from bot.security.keys import Keys
from bot.storage.database import DatabaseDown, Work
from dialogs.backend import (
    Application,
    ApplicationState,
    Backend,
    BadAnswer,
    ContractMember,
    Exemption,
    Obligation,
    Party,
    Payment,
    PaymentState,
    Person,
    Unavailable,
    Unknown,
)
from dialogs.text import Named
from tests.backend.files import AIGUL, BOLAT, write, write_all
from tests.support.stores import StillStore

STRANGER = "610718399921"
Method = Callable[[Backend, str], Awaitable[Any]]
METHODS: dict[str, Method] = {
    "person": lambda backend, iin: backend.person(iin),
    "applications": lambda backend, iin: backend.applications(iin),
    "contract": lambda backend, iin: backend.contract(iin),
    "payments": lambda backend, iin: backend.payments(iin),
}


@pytest.fixture
async def backend(store: StillStore, tmp_path: Path) -> Backend:
    await load_registry(store, write_all(tmp_path))
    return EmbeddedBackend(store.database, store.keys, store.now)


async def test_a_person_has_their_phones_in_e164_the_preferred_first(backend: Backend) -> None:
    person = (await backend.person(AIGUL)).value
    assert person == Person(AIGUL, "KZ-27", ("+77010000001", "+77010000002"), "KZ-27-1")
    assert (await backend.person(BOLAT)).value == Person(BOLAT, "KZ-10")


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
async def test_nobody_else_is_known(backend: Backend, method: Method) -> None:
    with pytest.raises(Unknown):
        await method(backend, STRANGER)


async def test_applications_come_the_newest_first(backend: Backend) -> None:
    found = (await backend.applications(AIGUL)).value
    assert [each.number for each in found] == ["A-3", "A-2", "A-1"]
    assert found[0] == Application(
        number="A-3",
        submitted_on=date(2026, 8, 1),
        state=ApplicationState.REFUSED,
        changed_on=date(2026, 8, 2),
        region="KZ-27",
        ground=3,
    )
    assert found[1].amount == Decimal("45120.50")
    assert found[1].paid_until == date(2026, 9, 30)


async def test_the_contract_is_the_one_that_has_not_ended(backend: Backend) -> None:
    contract = (await backend.contract(AIGUL)).value
    assert contract is not None
    assert (contract.number, contract.signed_on) == ("C-2", None)
    assert contract.members == (
        ContractMember("applicant", bound=True),
        ContractMember("spouse", bound=False, exemption=Exemption.STUDENT),
    )
    assert contract.obligations == (
        Obligation(
            "O-1",
            Party.FAMILY,
            "meeting",
            due_on=date(2026, 8, 20),
            place=Named("Орал", "Уральск"),
            note=Named("Келіңіз", "Придите"),
        ),
        Obligation("O-2", Party.CENTRE, "papers", done_on=date(2026, 7, 10)),
    )


async def test_a_contract_holds_to_the_end_of_its_last_day_in_almaty(
    backend: Backend, store: StillStore
) -> None:
    store.at = store.at.replace(month=9, day=30, hour=23, minute=59)
    assert (await backend.contract(AIGUL)).value is not None
    store.at += timedelta(minutes=1)
    assert (await backend.contract(AIGUL)).value is None


async def test_payments_go_back_one_year_the_newest_month_first(backend: Backend) -> None:
    found = (await backend.payments(AIGUL)).value
    assert [each.id for each in found] == ["P-4", "P-3", "P-2"]
    assert found[1] == Payment(
        id="P-3",
        month=date(2026, 7, 1),
        state=PaymentState.RETURNED,
        amount=Decimal("45120.50"),
        day=date(2026, 7, 12),
        reason="account_closed",
    )


async def test_who_has_nothing_gets_nothing(backend: Backend) -> None:
    assert (await backend.applications(BOLAT)).value == ()
    assert (await backend.contract(BOLAT)).value is None
    assert (await backend.payments(BOLAT)).value == ()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
async def test_a_reading_is_of_the_last_load_that_named_it(
    backend: Backend, store: StillStore, tmp_path: Path, method: Method
) -> None:
    first = store.at
    assert (await method(backend, AIGUL)).as_of == first
    store.at += timedelta(days=1)
    await load_registry(store, write_all(tmp_path))
    assert (await method(backend, AIGUL)).as_of == first + timedelta(days=1)
    store.at += timedelta(days=1)
    only_bolat = write(tmp_path, "some.csv", f"iin,region\n{BOLAT},KZ-11\n")
    await load_registry(store, [only_bolat])
    assert (await method(backend, AIGUL)).as_of == first + timedelta(days=1)
    assert (await method(backend, BOLAT)).as_of == first + timedelta(days=2)


class _Broken:
    """A database that is down."""

    engine = "none"

    async def run(self, work: Work[Any], *, whole: bool = True) -> Any:  # noqa: ARG002  # nothing runs
        raise DatabaseDown("no room on the disk")

    async def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
async def test_a_database_that_is_down_is_worth_another_try(
    file_store: StillStore, method: Method
) -> None:
    with pytest.raises(Unavailable):
        await method(EmbeddedBackend(_Broken(), file_store.keys, file_store.now), AIGUL)


async def test_rows_sealed_with_a_lost_key_are_a_bad_answer(
    file_store: StillStore, tmp_path: Path
) -> None:
    await load_registry(file_store, write_all(tmp_path))
    other = _SameHashes([b"l" * 32], file_store.keys)
    with pytest.raises(BadAnswer):
        await EmbeddedBackend(file_store.database, other, file_store.now).person(AIGUL)


class _SameHashes(Keys):
    """Other keys for sealing, the known ones for look-up."""

    def __init__(self, keys: list[bytes], hashing: Keys) -> None:
        super().__init__(keys)
        self._other = hashing

    def hash(self, kind: str, value: str) -> bytes:
        return self._other.hash(kind, value)


async def test_no_iin_phone_or_note_lies_open_in_the_file(
    file_store: StillStore, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    await load_registry(file_store, write_all(folder))
    written = _everything_in(tmp_path)
    assert b"account_closed" in written
    for secret in (AIGUL, "7010000001", "7010000002", "Придите", "Уральск"):
        assert secret.encode() not in written


def _everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("store.db*"))
