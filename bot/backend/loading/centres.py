"""Load career centres."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bot.backend.loading.kinds import CENTRES, Values
from bot.backend.loading.reading import Entry, read_files
from bot.backend.loading.store import Store
from bot.clock import to_millis
from bot.storage.centres import save_centres
from bot.storage.database import Tx
from bot.storage.revision import Saved
from dialogs.backend import Centre
from dialogs.text import Named

PUBLISHED = "published"


async def load_centres(store: Store, paths: Sequence[Path], *, replace: bool = False) -> Saved:
    """Add and change centres by code, with `replace` remove the others; raises BadFiles."""
    found = centres_from(read_files(paths, [CENTRES])[CENTRES.name])
    at = to_millis(store.now())

    async def work(tx: Tx) -> Saved:
        return await save_centres(tx, found, at, replace=replace)

    return await store.database.run(work)


def centres_from(entries: Iterable[Entry]) -> Mapping[str, tuple[Centre, str]]:
    """Centres and their status by code."""
    return {str(entry.values["code"]): _centre(entry.values) for entry in entries}


def _centre(values: Values) -> tuple[Centre, str]:
    def named(name: str) -> Named:
        return Named(str(values[f"{name}_kk"]), str(values[f"{name}_ru"]))

    centre = Centre(
        code=str(values["code"]),
        region=str(values["region"]),
        district=named("district"),
        name=named("name"),
        address=named("address"),
        phone=str(values["phone"]),
        hours=named("hours"),
    )
    return centre, str(values["status"] or PUBLISHED)
