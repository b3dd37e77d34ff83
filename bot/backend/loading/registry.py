"""Load people, applications, contracts, obligations and payments: all files or none."""

from collections.abc import Sequence
from pathlib import Path

from bot.backend.loading.kinds import REGISTRY
from bot.backend.loading.problems import BadFiles, Place, Problem
from bot.backend.loading.reading import Entries, read_files
from bot.backend.loading.store import Store
from bot.clock import to_millis
from bot.storage.database import Tx
from bot.storage.registry import Changes, Orphan, Orphans, StillNeeded, save_registry


class _OnlyShown(Exception):
    """Raised to undo a load that was only to be looked at."""

    def __init__(self, changes: dict[str, Changes]) -> None:
        super().__init__()
        self.changes = changes


async def load_registry(
    store: Store, paths: Sequence[Path], *, replace: bool = False, only_show: bool = False
) -> dict[str, Changes]:
    """
    Load files, by the name of their kinds; raises BadFiles or DatabaseDown, and then nothing has
    changed. With `replace`, rows that a kind's files leave out are removed; with `only_show`,
    nothing changes and the return value tells what would. Nothing is ever sent by a load.
    """
    entries = read_files(paths, REGISTRY)
    return await save_entries(store, entries, replace=replace, only_show=only_show)


async def save_entries(
    store: Store, entries: Entries, *, replace: bool = False, only_show: bool = False
) -> dict[str, Changes]:
    """As `load_registry`, for checked rows."""
    rows = {kind: [entry.values for entry in found] for kind, found in entries.items()}
    at = to_millis(store.now())

    async def work(tx: Tx) -> dict[str, Changes]:
        changes = await save_registry(tx, rows, store.keys, at, replace=replace)
        if only_show:
            raise _OnlyShown(changes)
        return changes

    try:
        return await store.database.run(work)
    except _OnlyShown as shown:
        return shown.changes
    except Orphans as lost:
        raise BadFiles([_lost(entries, orphan) for orphan in lost.orphans]) from None
    except StillNeeded as needed:
        raise BadFiles([_needed(entries, needed)]) from None


def _lost(entries: Entries, orphan: Orphan) -> Problem:
    whom = "person with this IIN" if orphan.column == "iin" else "contract with this number"
    kind = "people" if orphan.column == "iin" else "contracts"
    what = f"no {whom} is loaded; load the file of {kind} with it or before it"
    return Problem(entries[orphan.kind][orphan.index].place, what, orphan.column)


def _needed(entries: Entries, needed: StillNeeded) -> Problem:
    first = next(iter(entries[needed.kind]), None)
    what = (
        f"{needed.count} of the {needed.kind} that the file leaves out still have "
        f"{needed.child}; replace {needed.child} in the same load"
    )
    return Problem(Place(first.place.file if first else needed.kind), what)
