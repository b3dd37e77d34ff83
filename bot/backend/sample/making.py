"""The sample as tables, as files to learn the columns from, and as a loaded register."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from bot.backend.loading.centres import centres_from
from bot.backend.loading.kinds import CENTRES, REGISTRY
from bot.backend.loading.reading import read_tables
from bot.backend.loading.registry import save_entries
from bot.backend.loading.store import Store
from bot.backend.sample.cases import add_case
from bot.backend.sample.people import everybody
from bot.backend.sample.rows import COLUMNS, Row, Tables, row, shipped
from bot.clock import to_millis
from bot.storage.centres import save_centres
from bot.storage.database import Tx
from bot.storage.lines import save_lines
from dialogs.eligibility.lines import example_lines
from dialogs.eligibility.quarter import Quarter


def sample(on: date) -> Tables:
    """The rows of every kind of file, told from that day; centres too. The same day, the same."""
    tables: Tables = {name: [] for name in COLUMNS}
    for who in everybody(on):
        tables["people"].append(
            row(
                "people",
                iin=who.iin,
                region=who.region,
                phones="|".join(who.phones),
                centre=who.centre,
            )
        )
        add_case(tables, who, on)
    return {**tables, CENTRES.name: list(shipped("centres.csv"))}


def write_sample(folder: Path, on: date) -> list[Path]:
    """One CSV file for each kind, and one workbook with all kinds of the register."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = sample(on)
    written = [_write_csv(folder / f"{name}.csv", rows) for name, rows in tables.items()]
    return [*written, _write_xlsx(folder / "registry.xlsx", tables)]


async def load_sample(store: Store, on: date) -> None:
    """Fill the embedded register, the centres and lines marked as examples; twice is once."""
    tables = sample(on)
    centres = tables.pop(CENTRES.name)
    at = to_millis(store.now())
    await save_entries(store, read_tables(tables, REGISTRY))
    known = centres_from(read_tables({CENTRES.name: centres}, [CENTRES])[CENTRES.name])
    next_quarter = Quarter.of(on).next().first_day

    async def work(tx: Tx) -> None:
        await save_centres(tx, known, at)
        await save_lines(tx, [*example_lines(on), *example_lines(next_quarter)], at)

    await store.database.run(work)


def _write_csv(path: Path, rows: Iterable[Row]) -> Path:
    found = list(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    return path


def _write_xlsx(path: Path, tables: Tables) -> Path:
    book = Workbook(write_only=True)
    for name in COLUMNS:
        sheet = book.create_sheet(name)
        sheet.append(list(COLUMNS[name]))
        for cells in tables[name]:
            sheet.append(list(cells.values()))
    book.save(path)
    return path
