"""The invented register: whole, alive on any day, and nobody's true data."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.backend.loading.centres import load_centres
from bot.backend.loading.registry import load_registry
from bot.backend.sample.making import load_sample, sample, write_sample
from bot.backend.sample.rows import Row
from bot.storage.reference import load_reference
from dialogs.backend import ApplicationState, Exemption, Party, PaymentState
from dialogs.contract.wording import DUTIES
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import LineStatus, line_for
from dialogs.payments.flow import REASONS
from tests.support.stores import TODAY, StillStore

DAYS = [TODAY, date(2026, 1, 1), date(2027, 12, 31), date(2028, 2, 29), date(2026, 4, 3)]
REGIONS = Parameters.load().region_ids()


def column(rows: list[Row], name: str) -> set[str]:
    return {row[name] for row in rows} - {""}


@pytest.mark.parametrize("on", DAYS, ids=str)
async def test_it_loads_on_any_day_twice_and_anew_the_next(
    file_store: StillStore, tmp_path: Path, on: date
) -> None:
    paths = write_sample(tmp_path, on)
    files = [path for path in paths if path.suffix == ".csv" and path.name != "centres.csv"]
    first = await load_registry(file_store, files)
    book = await load_registry(file_store, [tmp_path / "registry.xlsx"], replace=True)
    centres = await load_centres(file_store, [tmp_path / "centres.csv"])
    assert len(first["people"].added) == 200
    assert all(not (each.added or each.changed or each.removed) for each in book.values())
    assert centres.added == 40


def test_two_hundred_people_live_in_all_regions() -> None:
    people = sample(TODAY)["people"]
    assert len(column(people, "iin")) == 200
    assert Counter(row["region"] for row in people) == dict.fromkeys(REGIONS, 10)


def test_iins_are_of_an_unused_block_and_phones_of_an_invented_one() -> None:
    for row in sample(TODAY)["people"]:
        assert row["iin"][7:10] == "999"
        assert _control(row["iin"][:11]) == int(row["iin"][11])
        assert all(phone.startswith("+77000000") for phone in row["phones"].split("|") if phone)


def _control(body: str) -> int:
    """The control digit as the rule of the IIN tells it, worked out anew."""
    digits = [int(digit) for digit in body]
    control = sum(place * digit for place, digit in enumerate(digits, start=1)) % 11
    if control == 10:
        turned = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]
        control = sum(weight * digit for weight, digit in zip(turned, digits, strict=True)) % 11
    return control


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_state_ground_and_exemption_is_there(on: date) -> None:
    tables = sample(on)
    applications, members = tables["applications"], tables["contract_members"]
    assert column(applications, "state") == {state.value for state in ApplicationState}
    assert column(applications, "ground") == set("123456")
    assert column(applications, "region") == REGIONS
    assert column(members, "exemption") == {each.value for each in Exemption}
    assert column(members, "bound") == {"yes", "no"}
    assert column(tables["payments"], "state") == {state.value for state in PaymentState}
    assert column(tables["payments"], "reason") == set(REASONS)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_duties_of_both_sides_are_done_and_still_to_do(on: date) -> None:
    duties = sample(on)["obligations"]
    assert column(duties, "party") == {party.value for party in Party}
    assert column(duties, "what") <= set(DUTIES)
    assert any(row["done_on"] for row in duties)
    assert any(not row["done_on"] and row["due_on"] >= on.isoformat() for row in duties)


def test_some_duties_are_late_and_some_contracts_unsigned() -> None:
    tables = sample(TODAY)
    today = TODAY.isoformat()
    assert any(not row["done_on"] and "" < row["due_on"] < today for row in tables["obligations"])
    assert {bool(row["signed_on"]) for row in tables["contracts"]} == {True, False}


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_nothing_has_happened_after_the_day(on: date) -> None:
    tables, today = sample(on), on.isoformat()
    done = [
        *(row["submitted_on"] for row in tables["applications"]),
        *(row["changed_on"] for row in tables["applications"]),
        *(row["signed_on"] for row in tables["contracts"]),
        *(row["done_on"] for row in tables["obligations"]),
        *(row["day"] for row in tables["payments"] if row["state"] != "due"),
    ]
    assert max(done) <= today
    due = [row["day"] for row in tables["payments"] if row["state"] == "due"]
    assert min(due) > today


def test_the_same_day_gives_the_same_sample() -> None:
    assert sample(TODAY) == sample(TODAY)


async def test_the_demo_answers_everywhere_and_says_that_it_is_one(
    file_store: StillStore,
) -> None:
    await load_sample(file_store, TODAY)
    await load_sample(file_store, TODAY)
    parameters = Parameters.load()
    reference = await file_store.database.run(lambda tx: load_reference(tx, parameters))
    for region in parameters.regions(TODAY):
        line = line_for(region.id, TODAY, reference.lines, reference.parameters)
        assert line is not None
        assert line.status is LineStatus.EXAMPLE
        centres = reference.centres_in(region.id)
        assert len(centres) == 2
        assert all("пример" in centre.name.ru for centre in centres)
        assert all("үлгі" in centre.name.kk for centre in centres)


async def test_a_real_service_sees_no_examples(file_store: StillStore) -> None:
    await load_sample(file_store, TODAY)
    parameters = Parameters.load()
    reference = await file_store.database.run(
        lambda tx: load_reference(tx, parameters, examples=False)
    )
    assert reference.centres == ()
    assert line_for("KZ-10", TODAY, reference.lines, reference.parameters) is None
