"""The worlds in which flows are walked: people, phones, days, what is loaded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from dialogs.backend import Centre
from dialogs.case import Case
from dialogs.eligibility.lines import LineRow, RowStatus
from dialogs.screen import Screen
from dialogs.services import SERVICES
from dialogs.text import Named
from tests.support.talk import ENGLISH, REGION, Conversation, figures, reference
from tests.support.walking import Walker

DAYS = (date(2018, 5, 14), date(2019, 5, 14), date(2023, 5, 14), date(2026, 5, 14))
CENTRE = Centre(
    code="c1",
    region=REGION,
    district=Named("Көкшетау", "Кокшетау"),
    name=Named("Көкшетау мансап орталығы", "Карьерный центр Кокшетау"),
    address=Named("Абай к-сі, 1", "ул. Абая, 1"),
    phone="+77162000000",
    hours=Named("9-18", "9-18"),
)


def people() -> Iterator[Case]:
    """Phones and feature phones, proved or not, with and without codes, lines and centres."""
    for telegram in (True, False):
        for proved in (True, False):
            yield Conversation(telegram=telegram, proved=proved).case()
    yield Conversation(codes=False).case()
    yield Conversation(reminders_on=True, proved=True).case()
    yield Conversation(reference=reference(centres=(CENTRE,))).case().in_region(CENTRE.region)
    yield Conversation(reference=reference(centres=(CENTRE, CENTRE))).case().in_region("KZ-11")


def checks() -> Iterator[Case]:
    """Worlds in which the check goes different ways."""
    rows: list[list[LineRow]] = [
        figures(),
        figures(median=None),
        figures(line=48_000),
        figures(status=RowStatus.EXAMPLE),
        figures(status=RowStatus.ESTIMATED),
        [],
    ]
    for listed in rows:
        moved = [_of_the_first_region(row) for row in listed]
        yield Conversation(reference=reference(moved)).case()
    for day in DAYS:
        loaded = [_of_the_first_region(row) for row in figures(day)]
        yield Conversation(on=day, reference=reference(loaded)).case()


def _of_the_first_region(row: LineRow) -> LineRow:
    """Samples name only the first region of their day: its figures are those that matter."""
    return replace(row, region="KZ-10" if row.quarter.year > 2022 else "KZ-11")


@cache
def walkers() -> tuple[Walker, ...]:
    return tuple(
        Walker(flow, case) for case in people() for flow in SERVICES if flow != "eligibility"
    ) + tuple(Walker("eligibility", case) for case in checks())


@cache
def screens() -> tuple[tuple[str, str, Screen], ...]:
    """Every screen once, with the flow and the step that show it."""
    found: dict[tuple[object, ...], tuple[str, str, Screen]] = {}
    for walker in walkers():
        for step, screen in walker.screens():
            title = screen.title.render(ENGLISH) if screen.title is not None else ""
            said = (screen.text.render(ENGLISH), title, len(screen.options))
            found.setdefault((walker.flow, step.key, *said), (walker.flow, step.key, screen))
    return tuple(found.values())
