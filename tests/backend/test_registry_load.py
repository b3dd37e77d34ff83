"""What `orleu registry load` promises: all or nothing, each row told apart by its id."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.backend.embedded import EmbeddedBackend
from bot.backend.loading.problems import BadFiles
from bot.backend.loading.registry import load_registry
from bot.storage import registry_tables as tables
from bot.storage.query import Query
from bot.storage.registry import Changes
from bot.storage.registry_reading import people_with_phone
from bot.storage.tables import letters
from tests.backend.files import (
    AIGUL,
    BOLAT,
    FILES,
    PAYMENTS,
    PEOPLE,
    write,
    write_all,
    write_workbook,
)
from tests.support.stores import StillStore


def counts(changes: dict[str, Changes]) -> dict[str, tuple[int, int, int, int]]:
    return {
        name: (len(each.added), len(each.changed), len(each.removed), each.same)
        for name, each in changes.items()
    }


async def test_loading_twice_is_loading_once(store: StillStore, tmp_path: Path) -> None:
    paths = write_all(tmp_path)
    first = await load_registry(store, paths)
    assert counts(first) == {
        "people": (2, 0, 0, 0),
        "applications": (3, 0, 0, 0),
        "contracts": (2, 0, 0, 0),
        "contract_members": (2, 0, 0, 0),
        "obligations": (2, 0, 0, 0),
        "payments": (4, 0, 0, 0),
    }
    second = await load_registry(store, paths)
    assert all(not (each.added or each.changed or each.removed) for each in second.values())


async def test_a_changed_row_takes_the_place_of_its_own_only(
    store: StillStore, tmp_path: Path
) -> None:
    await load_registry(store, write_all(tmp_path))
    text = f"id,iin,month,state,amount,day\nP-4,{AIGUL},2026-08,sent,45120.5,2026-08-12\n"
    changes = await load_registry(store, [write(tmp_path, "new.csv", text)])
    assert counts(changes) == {"payments": (0, 1, 0, 0)}
    found = await EmbeddedBackend(store.database, store.keys, store.now).payments(AIGUL)
    assert [(each.id, each.state.value) for each in found.value] == [
        ("P-4", "sent"),
        ("P-3", "returned"),
        ("P-2", "sent"),
    ]


async def test_a_person_is_found_by_the_phones_of_the_last_load(
    store: StillStore, tmp_path: Path
) -> None:
    await load_registry(store, write_all(tmp_path))
    text = PEOPLE.replace("|+77010000002", "").replace("KZ-10,,", "KZ-10,87010000001,")
    await load_registry(store, [write(tmp_path, "people.csv", text)])

    async def owners(phone: str) -> set[str]:
        found = await store.database.run(lambda tx: people_with_phone(tx, store.keys, phone))
        return {person.iin for person in found}

    assert await owners("+77010000001") == {AIGUL, BOLAT}
    assert await owners("+77010000002") == set()


async def test_replace_removes_what_the_file_leaves_out_of_its_kind(
    store: StillStore, tmp_path: Path
) -> None:
    await load_registry(store, write_all(tmp_path))
    kept = write(tmp_path, "payments.csv", "".join(PAYMENTS.splitlines(keepends=True)[:2]))
    shown = await load_registry(store, [kept], replace=True, only_show=True)
    done = await load_registry(store, [kept], replace=True)
    assert counts(shown) == counts(done) == {"payments": (0, 0, 3, 1)}
    again = await load_registry(store, write_all(tmp_path))
    assert counts(again)["applications"] == (0, 0, 0, 3)


async def test_showing_changes_nothing(store: StillStore, tmp_path: Path) -> None:
    paths = write_all(tmp_path)
    shown = await load_registry(store, paths, only_show=True)
    assert counts(await load_registry(store, paths)) == counts(shown)


async def test_nobody_is_removed_whose_cases_stay(store: StillStore, tmp_path: Path) -> None:
    await load_registry(store, write_all(tmp_path))
    only_bolat = write(tmp_path, "people.csv", f"iin,region\n{BOLAT},KZ-10\n")
    with pytest.raises(BadFiles) as bad:
        await load_registry(store, [only_bolat], replace=True)
    assert "1 of the people that the file leaves out still have" in str(bad.value.problems[0])
    assert await _people(store) == 2


async def test_everything_of_a_person_goes_when_all_kinds_are_replaced(
    store: StillStore, tmp_path: Path
) -> None:
    await load_registry(store, write_all(tmp_path))
    heads = {name: text.splitlines()[0] + "\n" for name, text in FILES.items()}
    heads["people"] = PEOPLE
    paths = [write(tmp_path, f"{name}.csv", text) for name, text in heads.items()]
    done = counts(await load_registry(store, paths, replace=True))
    assert done["people"] == (0, 0, 0, 2)
    assert done["contracts"] == (0, 0, 2, 0)
    assert done["obligations"] == (0, 0, 2, 0)


async def test_a_load_puts_no_letter_in_the_outbox(store: StillStore, tmp_path: Path) -> None:
    await load_registry(store, write_all(tmp_path))
    assert await store.database.run(lambda tx: tx.all(Query(select(letters)))) == []


async def test_one_bad_file_keeps_the_good_ones_out(store: StillStore, tmp_path: Path) -> None:
    good = write_all(tmp_path)
    bad = write(tmp_path, "more.csv", "iin,region\n123,KZ-10\n")
    with pytest.raises(BadFiles):
        await load_registry(store, [*good, bad])
    assert await _people(store) == 0


async def test_a_row_without_its_person_keeps_everything_out(
    store: StillStore, tmp_path: Path
) -> None:
    paths = write_all(tmp_path)
    paths[0].write_text(f"iin,region\n{BOLAT},KZ-10\n", encoding="utf-8")
    with pytest.raises(BadFiles) as bad:
        await load_registry(store, paths)
    places = [(each.place.file, each.place.row, each.column) for each in bad.value.problems]
    assert places == [
        *(("applications.csv", row, "iin") for row in (2, 3, 4)),
        *(("contracts.csv", row, "iin") for row in (2, 3)),
        *(("payments.csv", row, "iin") for row in (2, 3, 4, 5)),
    ]
    assert await _people(store) == 0


async def test_changed_at_moves_only_with_the_content(store: StillStore, tmp_path: Path) -> None:
    await load_registry(store, write_all(tmp_path))
    before = await _stamps(store)
    store.at = store.at.replace(hour=18)
    text = PAYMENTS.replace("P-4,", "P-5,")
    await load_registry(store, [write(tmp_path, "payments.csv", text)])
    after = await _stamps(store)
    assert {name for name in after if after[name] != before.get(name)} == {"P-5"}


async def test_a_workbook_and_csv_files_say_the_same(
    file_store: StillStore, tmp_path: Path
) -> None:
    await load_registry(file_store, write_all(tmp_path))
    sheets = {name: _cells(text) for name, text in FILES.items()}
    book = write_workbook(tmp_path / "all.xlsx", sheets)
    changes = counts(await load_registry(file_store, [book], replace=True))
    assert changes == {name: (0, 0, 0, len(rows) - 1) for name, rows in sheets.items()}


@pytest.mark.parametrize("way", ["mark", "semicolon", "windows_line_ends", "upper_case_header"])
async def test_spreadsheet_programs_write_csv_in_several_ways(
    file_store: StillStore, tmp_path: Path, way: str
) -> None:
    await load_registry(file_store, write_all(tmp_path))
    text = {
        "mark": "\ufeff" + PAYMENTS,
        "semicolon": PAYMENTS.replace(",", ";"),
        "windows_line_ends": PAYMENTS.replace("\n", "\r\n") + "\r\n\r\n",
        "upper_case_header": PAYMENTS.replace("month", " Month ").replace("id,", "ID,"),
    }[way]
    path = tmp_path / "other.csv"
    path.write_bytes(text.encode())
    assert counts(await load_registry(file_store, [path])) == {"payments": (0, 0, 0, 4)}


def _cells(text: str) -> list[list[object]]:
    """The cells of a CSV text, numbers and days as a spreadsheet program would hold them."""
    return [[_cell(cell) for cell in row] for row in csv.reader(io.StringIO(text))]


def _cell(text: str) -> object:
    try:
        return date.fromisoformat(text) if "-" in text else float(text)
    except ValueError:
        return text or None


async def _people(store: StillStore) -> int:
    query = Query(select(tables.registry_people.c.region))
    return len(await store.database.run(lambda tx: tx.all(query)))


async def _stamps(store: StillStore) -> dict[str, int]:
    payments = tables.registry_payments
    query = Query(select(payments.c.id, payments.c.changed_at))
    rows = await store.database.run(lambda tx: tx.all(query))
    return {row["id"]: row["changed_at"] for row in rows}
