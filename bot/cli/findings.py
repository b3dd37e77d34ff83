"""What the doctor finds in the database: keys that fit, people, what operators have to load."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bot.backend.loading.lines import missing_lines
from bot.security.keys import Keys, Unsealable
from bot.security.sealing import open_address
from bot.storage import examining
from bot.storage.centres import EXAMPLE, all_centres
from bot.storage.database import Tx
from bot.storage.lines import lines_in_force
from bot.storage.registry import people_about
from dialogs.case import Reference
from dialogs.eligibility.line_rows import RowStatus
from dialogs.eligibility.parameters import Parameters


class Level(StrEnum):
    OK = "ok"
    WARN = "WARN"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what was found; WRONG is what keeps the service from its work."""

    level: Level
    what: str
    detail: str

    def __str__(self) -> str:
        return f"{self.level:<5}  {self.what}: {self.detail}"


async def sealed(tx: Tx, keys: Keys) -> Finding:
    """What was sealed first and last must open, and look-ups must find it."""
    rows = await examining.sealed_addresses(tx)
    person = await examining.sealed_person(tx)
    try:
        found = all(
            keys.hash(row["channel"], open_address(keys, row["sealed"])) == row["hash"]
            for row in rows
        )
        if person is not None:
            keys.open(person["iin"], people_about(person["iin_hash"]))
    except Unsealable:
        said = "what is in the database was sealed with another key; add it to ORLEU_SECRET_KEYS"
        return Finding(Level.WRONG, "keys", said)
    if not found:
        said = "the oldest key must stand last in ORLEU_SECRET_KEYS: look-ups hang on it"
        return Finding(Level.WRONG, "keys", said)
    none = not rows and person is None
    return Finding(Level.OK, "keys", "nothing is sealed yet" if none else "open what is sealed")


async def people(tx: Tx, *, real: bool) -> Finding:
    known = await examining.people(tx)
    if real and await examining.has_sample(tx):
        said = "the invented people of the simulator are in the register; begin with an empty one"
        return Finding(Level.WARN, "backend", said)
    if known:
        return Finding(Level.OK, "backend", f"embedded, {known} people")
    nobody = "embedded, nobody is loaded: status and payments know no one; `orleu registry load`"
    return Finding(Level.WARN, "backend", nobody)


# -- what operators load --------------------------------------------------------------------------


def loaded(reference: Reference, today: date) -> Iterator[Finding]:
    """Lines, centres and national figures that are missing for this day."""
    yield _national(reference.parameters, today)
    missing = missing_lines(reference, today)
    if not missing:
        yield Finding(Level.OK, "lines", "there for this quarter and the next")
    for region, needs in groupby(missing, key=lambda each: each.region):
        told = "; ".join(f"for {each.quarter}: {each.need}" for each in needs)
        yield Finding(Level.WARN, f"lines {region}", told)
    regions = [region.id for region in reference.parameters.regions(today)]
    yield _none_in([each for each in regions if not reference.centres_in(each)])


def _national(parameters: Parameters, today: date) -> Finding:
    entry = parameters.on("budget_law_indicators", today)
    lacks = []
    if entry is None or entry.decimal("mrp") is None:
        lacks.append("the MRP (supplements for children can't be told)")
    if parameters.days_off(today.year) is None:
        lacks.append("the holidays")
    if lacks:
        said = f"{today.year} lacks {' and '.join(lacks)}: `orleu parameters load`"
        return Finding(Level.WARN, "national", said)
    return Finding(Level.OK, "national", f"MRP and holidays of {today.year} are there")


def _none_in(regions: Iterable[str]) -> Finding:
    told = ", ".join(regions)
    if not told:
        return Finding(Level.OK, "centres", "there is one in every region")
    return Finding(Level.WARN, "centres", f"none in {told}: `orleu centres load`")


async def examples(tx: Tx, *, real: bool) -> Finding:
    rows = await lines_in_force(tx)
    lines = sum(each.row.status is RowStatus.EXAMPLE for each in rows)
    centres = sum(status == EXAMPLE for _, status in (await all_centres(tx)).values())
    if not lines and not centres:
        return Finding(Level.OK, "examples", "none")
    told = f"{lines} lines and {centres} centres are invented"
    if real:
        return Finding(Level.WARN, "examples", f"{told}; beside a real channel they don't count")
    return Finding(Level.OK, "examples", f"{told}; they count until a real channel is on")
