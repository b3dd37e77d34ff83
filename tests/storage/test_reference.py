"""Lines, centres and national figures: what is in force, what was, and how processes notice."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.backend.loading.centres import load_centres
from bot.backend.loading.lines import Missing, load_lines, missing_lines
from bot.backend.loading.national import load_national
from bot.backend.loading.problems import BadFiles
from bot.clock import to_millis
from bot.storage.centres import drop_example_centres
from bot.storage.lines import drop_example_lines, line_history, save_lines
from bot.storage.reference import load_reference, revision
from bot.storage.revision import Saved
from dialogs.case import Reference
from dialogs.eligibility.line_rows import LineRow, RowStatus
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.quarter import Quarter
from dialogs.text import Named
from tests.support.stores import TODAY, StillStore, empty_store

Q2 = Quarter(2026, 2)
LINES = """\
region,quarter,subsistence_minimum,median_income,poverty_line,source
KZ-27,2026Q2,60000,130000.50,,bulletin 7
KZ-35,2026Q3,,,45000,order 12
"""
CENTRES = """\
code,region,district_kk,district_ru,name_kk,name_ru,address_kk,address_ru,phone,hours_kk,hours_ru
A,KZ-27,Орал,Уральск,Орталық,Центр,Көше 1,Улица 1,+7 7112 000000,9–18,9–18
B,KZ-27,Ақсай,Аксай,Орталық,Центр,Көше 2,Улица 2,1414,9–18,9–18
"""
NATIONAL = """\
name,valid_from,value,source
mrp,2027-01-01,4600,budget law 2027
subsistence_minimum,2027-01-01,54000.5,budget law 2027
holiday,2027-01-01,,calendar 2027
holiday,2027-03-22,,calendar 2027
"""


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[StillStore]:
    server = request.param == "postgresql"
    url = request.getfixturevalue("pg_url") if server else f"sqlite:///{tmp_path}/store.db"
    async with empty_store(url) as opened:
        yield opened


def write(folder: Path, text: str) -> list[Path]:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return [path]


async def reference(store: StillStore) -> Reference:
    return await store.database.run(lambda tx: load_reference(tx, Parameters.load()))


async def number(store: StillStore) -> int:
    return await store.database.run(revision)


async def test_a_loaded_line_is_in_force_at_once(store: StillStore, tmp_path: Path) -> None:
    assert await load_lines(store, write(tmp_path, LINES)) == Saved(added=2)
    lines = (await reference(store)).lines
    assert lines.row("KZ-27", Q2) == LineRow(
        "KZ-27", Q2, Decimal(60000), Decimal("130000.50"), None, "bulletin 7"
    )
    published = lines.row("KZ-35", Q2.next())
    assert published is not None
    assert published.poverty_line == 45000


async def test_a_correction_keeps_the_row_that_it_corrects(
    store: StillStore, tmp_path: Path
) -> None:
    await load_lines(store, write(tmp_path, LINES))
    first = to_millis(store.at)
    store.at += timedelta(days=1)
    corrected = LINES.replace("60000", "61000")
    assert await load_lines(store, write(tmp_path, corrected)) == Saved(changed=1, same=1)
    history = await store.database.run(line_history)
    told = [
        (each.row.subsistence_minimum, each.loaded_at, each.superseded_at)
        for each in history
        if each.row.region == "KZ-27"
    ]
    second = to_millis(store.at)
    assert told == [(Decimal(60000), first, second), (Decimal(61000), second, None)]


async def test_the_shipped_lines_are_there_before_any_load(store: StillStore) -> None:
    row = (await reference(store)).lines.row("KZ-27", Quarter(2025, 3))
    assert row is not None
    assert row.subsistence_minimum == 55320


async def test_an_example_takes_the_place_of_no_true_figure(
    store: StillStore, tmp_path: Path
) -> None:
    await load_lines(store, write(tmp_path, LINES))
    shipped = (await reference(store)).lines.row("KZ-27", Quarter(2025, 3))
    examples = [
        LineRow("KZ-27", quarter, Decimal(1000), None, None, "invented", RowStatus.EXAMPLE)
        for quarter in (Quarter(2025, 3), Q2, Q2.next())
    ]
    at = to_millis(store.at)
    saved = await store.database.run(lambda tx: save_lines(tx, examples, at))
    assert saved == Saved(added=2, same=1)
    lines = (await reference(store)).lines
    assert lines.row("KZ-27", Quarter(2025, 3)) == shipped
    loaded = lines.row("KZ-27", Q2)
    assert loaded is not None
    assert loaded.subsistence_minimum == 60000
    assert await store.database.run(lambda tx: drop_example_lines(tx, at)) == 2
    assert (await reference(store)).lines.row("KZ-27", Q2.next()) is None


async def test_bad_lines_are_told_with_their_file_and_change_nothing(
    store: StillStore, tmp_path: Path
) -> None:
    with pytest.raises(BadFiles) as bad:
        await load_lines(store, write(tmp_path, LINES.replace("KZ-35", "KZ-1")))
    assert str(bad.value.problems[0]).startswith("file.csv, row 3, column region: ")
    assert await store.database.run(line_history) == []
    assert await number(store) == 0


async def test_what_is_missing_is_told_for_this_and_the_next_quarter(
    store: StillStore, tmp_path: Path
) -> None:
    text = LINES + "KZ-10,2026Q2,60000,,,bulletin 7\n"
    await load_lines(store, write(tmp_path, text))
    missing = missing_lines(await reference(store), TODAY)
    q3, q4 = Q2.next(), Q2.next().next()
    assert [each for each in missing if each.region in {"KZ-10", "KZ-27", "KZ-35"}] == [
        Missing("KZ-10", q3, "median income of 2026Q2 (until then only a lower bound)"),
        Missing("KZ-10", q4, "subsistence minimum of 2026Q3"),
        Missing("KZ-27", q4, "subsistence minimum of 2026Q3"),
        Missing("KZ-35", q4, "subsistence minimum of 2026Q3"),
    ]
    assert {each.region for each in missing} == {
        region.id for region in Parameters.load().regions(TODAY)
    }


async def test_an_example_does_not_hide_what_is_missing(store: StillStore) -> None:
    row = LineRow(
        "KZ-10", Q2, Decimal(60000), Decimal(130000), None, "invented", RowStatus.EXAMPLE
    )
    at = to_millis(store.at)
    await store.database.run(lambda tx: save_lines(tx, [row], at))
    missing = missing_lines(await reference(store), TODAY)
    assert Missing("KZ-10", Q2.next(), "subsistence minimum of 2026Q2") in missing


async def test_centres_are_added_changed_and_with_replace_removed(
    store: StillStore, tmp_path: Path
) -> None:
    assert await load_centres(store, write(tmp_path, CENTRES)) == Saved(added=2)
    first = (await reference(store)).centres_in("KZ-27")[0]
    assert (first.code, first.district) == ("A", Named("Орал", "Уральск"))
    moved = "\n".join(CENTRES.splitlines()[:2]).replace("Улица 1", "Улица 9")
    assert await load_centres(store, write(tmp_path, moved)) == Saved(changed=1)
    assert len((await reference(store)).centres) == 2
    replaced = await load_centres(store, write(tmp_path, moved), replace=True)
    assert replaced == Saved(removed=1, same=1)
    assert [each.address.ru for each in (await reference(store)).centres] == ["Улица 9"]


async def test_example_centres_can_be_dropped_alone(store: StillStore, tmp_path: Path) -> None:
    head, one, two = CENTRES.splitlines()
    text = f"{head},status\n{one},example\n{two},\n"
    await load_centres(store, write(tmp_path, text))
    assert await store.database.run(drop_example_centres) == 1
    assert [each.code for each in (await reference(store)).centres] == ["B"]


async def test_national_figures_hold_from_their_day(store: StillStore, tmp_path: Path) -> None:
    assert await load_national(store, write(tmp_path, NATIONAL)) == Saved(added=4)
    parameters = (await reference(store)).parameters
    entry = parameters.on("budget_law_indicators", date(2027, 6, 1))
    assert entry is not None
    assert (entry.decimal("mrp"), entry.decimal("minimum")) == (Decimal(4600), Decimal("54000.5"))
    assert entry.source == "budget law 2027"
    assert parameters.days_off(2027) == frozenset([date(2027, 1, 1), date(2027, 3, 22)])
    assert parameters.version != Parameters.load().version


async def test_a_figure_that_is_not_loaded_stays_as_shipped(
    store: StillStore, tmp_path: Path
) -> None:
    shipped = Parameters.load().on("budget_law_indicators", TODAY)
    text = "name,valid_from,value,source\nmrp,2026-07-01,4400,amended budget law\n"
    await load_national(store, write(tmp_path, text))
    parameters = (await reference(store)).parameters
    entry = parameters.on("budget_law_indicators", TODAY)
    assert shipped is not None
    assert entry is not None
    assert entry.decimal("mrp") == 4400
    assert entry.decimal("minimum") == shipped.decimal("minimum")
    before = parameters.on("budget_law_indicators", date(2026, 6, 30))
    assert before is not None
    assert before.decimal("mrp") == shipped.decimal("mrp")


async def test_a_years_holidays_are_replaced_as_a_whole(store: StillStore, tmp_path: Path) -> None:
    await load_national(store, write(tmp_path, NATIONAL))
    text = "name;valid_from;value;source\nholiday;22.03.2027;;calendar 2027\n"
    assert await load_national(store, write(tmp_path, text)) == Saved(removed=1, same=1)
    parameters = (await reference(store)).parameters
    assert parameters.days_off(2027) == frozenset([date(2027, 3, 22)])
    assert parameters.on("budget_law_indicators", date(2027, 6, 1)) is not None


async def test_every_load_is_noticed_by_its_number(store: StillStore, tmp_path: Path) -> None:
    assert await number(store) == 0
    await load_lines(store, write(tmp_path, LINES))
    await load_centres(store, write(tmp_path, CENTRES))
    await load_national(store, write(tmp_path, NATIONAL))
    assert await number(store) == 3
