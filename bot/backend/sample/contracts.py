"""The social contracts of invented people: members, exemptions, duties of both sides."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.backend.sample.people import Somebody
from bot.backend.sample.rows import Days, Row, Tables, row, shipped

SPOUSE_EXEMPTIONS = (
    "",
    "disability_1_2",
    "student",
    "illness",
    "cares_child_under_3",
    "cares_disabled_or_elderly",
    "employed",
)
_DUE_IN_DAYS = {"meeting": -6, "course": 10, "job_search": -2, "report": 3, "offer_job": 14}
_DONE = {"meeting", "papers"}


def contract_rows(tables: Tables, who: Somebody, days: Days, *, signed: bool, late: bool) -> None:
    """Add one contract; `late` leaves a duty of the family undone after its day."""
    number = f"SC-{who.number + 1:04d}"
    tables["contracts"].append(
        row(
            "contracts",
            number=number,
            iin=who.iin,
            since=days.paid_from,
            until=days.quarter.last_day,
            signed_on=days.decided if signed else None,
        )
    )
    tables["contract_members"] += _members(number, who)
    tables["obligations"] += _obligations(number, who, days, signed=signed, late=late)


def _members(number: str, who: Somebody) -> Iterator[Row]:
    spouse = SPOUSE_EXEMPTIONS[who.region_number % len(SPOUSE_EXEMPTIONS)]
    elder = "pensioner" if who.region_number % 2 else ""
    family = [("applicant", ""), ("spouse", spouse), ("child", "child"), ("child", "child")]
    for place, (role, exemption) in enumerate([*family, *([("adult", elder)] if elder else [])]):
        yield row(
            "contract_members",
            id=f"{number}-M{place + 1}",
            contract=number,
            role=role,
            bound="no" if exemption else "yes",
            exemption=exemption,
        )


def _obligations(
    number: str, who: Somebody, days: Days, *, signed: bool, late: bool
) -> Iterator[Row]:
    centre = next(each for each in shipped("centres.csv") if each["code"] == who.centre)
    for place, duty in enumerate(shipped("obligations.csv")):
        what = duty["what"]
        done = signed and (what in _DONE or (what == "job_search" and not late))
        at_centre = what == "meeting"
        yield row(
            "obligations",
            id=f"{number}-O{place + 1}",
            contract=number,
            party=duty["party"],
            what=what,
            due_on=_due_on(what, days, waits=not signed),
            done_on=max(days.paid_from, days.on - timedelta(days=7)) if done else None,
            place_kk=centre["address_kk"] if at_centre else None,
            place_ru=centre["address_ru"] if at_centre else None,
            note_kk=duty["note_kk"],
            note_ru=duty["note_ru"],
        )


def _due_on(what: str, days: Days, *, waits: bool) -> date | None:
    """A day within the contract; None for a duty that holds all the time."""
    if what not in _DUE_IN_DAYS:
        return None
    distance = _DUE_IN_DAYS[what]
    if waits:
        distance = abs(distance)
    day = days.on + timedelta(days=distance)
    return max(days.paid_from, min(day, days.quarter.last_day))
