"""Load regional figures, and tell which are not there yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.backend.loading.problems import BadFiles, Place, Problem
from bot.backend.loading.sheets import read_text
from bot.backend.loading.store import Store
from bot.clock import to_millis
from bot.storage.database import Tx
from bot.storage.lines import save_lines
from bot.storage.revision import Saved
from dialogs.case import Reference
from dialogs.eligibility.line_rows import LineRow
from dialogs.eligibility.lines_csv import BadLines, parse_lines
from dialogs.eligibility.poverty_line import LineStatus, line_for
from dialogs.eligibility.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Missing:
    """What applications of a region in a quarter lack: `need` says which figure, and of when."""

    region: str
    quarter: Quarter
    need: str


async def load_lines(store: Store, paths: Sequence[Path]) -> Saved:
    """Put the rows of all files in force; raises BadFiles with every fault."""
    rows: list[LineRow] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            rows += parse_lines(read_text(path))
        except BadFiles as bad:
            problems += bad.problems
        except BadLines as bad:
            problems += [
                Problem(Place(path.name, row=fault.row), fault.message, fault.column)
                for fault in bad.errors
            ]
    if problems:
        raise BadFiles(problems)
    at = to_millis(store.now())

    async def work(tx: Tx) -> Saved:
        return await save_lines(tx, rows, at)

    return await store.database.run(work)


def missing_lines(reference: Reference, on: date) -> list[Missing]:
    """
    By region, for applications in the quarter of the day and in the next one. An estimated figure
    counts as there, an invented one does not.
    """
    this = Quarter.of(on)
    return [
        Missing(region.id, quarter, need)
        for region in reference.parameters.regions(on)
        for quarter in (this, this.next())
        if (need := _need(reference, region.id, quarter))
    ]


def _need(reference: Reference, region: str, quarter: Quarter) -> str:
    line = line_for(region, quarter.first_day, reference.lines, reference.parameters)
    before = quarter.previous()
    if line is None or line.status is LineStatus.EXAMPLE:
        return f"subsistence minimum of {before}"
    if line.status is LineStatus.LOWER_BOUND:
        return f"median income of {before} (until then only a lower bound)"
    return ""
