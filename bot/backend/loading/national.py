"""Load national figures and days off."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.backend.loading.kinds import NATIONAL, Values
from bot.backend.loading.reading import read_files
from bot.backend.loading.store import Store
from bot.clock import to_millis
from bot.storage.database import Tx
from bot.storage.national import NationalFigure, save_national
from bot.storage.revision import Saved


async def load_national(store: Store, paths: Sequence[Path]) -> Saved:
    """Put figures in force; holidays replace those loaded for their year. Raises BadFiles."""
    found = [_figure(entry.values) for entry in read_files(paths, [NATIONAL])[NATIONAL.name]]
    at = to_millis(store.now())

    async def work(tx: Tx) -> Saved:
        return await save_national(tx, found, at)

    return await store.database.run(work)


def _figure(values: Values) -> NationalFigure:
    value = values["value"]
    return NationalFigure(
        name=str(values["name"]),
        valid_from=date.fromisoformat(str(values["valid_from"])),
        value=None if value is None else Decimal(value),
        source=str(values["source"]),
    )
