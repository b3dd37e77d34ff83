"""The social contract: for everybody, and the person's own."""

from dataclasses import replace

import pytest

from dialogs.backend import Obligation, Party
from dialogs.steps import Json
from dialogs.text import Named
from tests.support.registers import CONTRACT, reading
from tests.support.talk import Conversation, known


def about(found: Json = None, **how: object) -> Conversation:
    talk = known(proved=True, registry={"contract": found}, **how)
    return talk.presses("Social contract: duties").bot("about the social contract?")


def own(**how: object) -> Conversation:
    return about(reading(replace(CONTRACT, **how))).presses("My own contract")  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("What it is", "A contract signed now ends on 2026-06-30."),
        ("Who must take part, who need not", "who cares for a child under 3"),
        ("What the family owes", "come to the meetings"),
        ("What the centre owes", "advises you free of charge"),
        ("What happens otherwise", "refused for 6 months"),
    ],
)
def test_what_everybody_may_know(topic: str, told: str) -> None:
    talk = about().presses(topic).bot(topic, told)
    assert "My own contract" in talk.labels  # the ways on stand beside it
    talk.presses("Menu").bot("What would you like to know?")


def test_beside_a_topic_the_ways_on_are_not_listed_again() -> None:
    talk = about().citizen("3")
    screen = talk.said.screens[0]
    assert not screen.lists_options
    assert screen.brief is not None
    assert "More – another number" in screen.brief.render(talk.words)
    talk.citizen("4").bot("advises you free of charge")


def test_the_own_contract_needs_a_proof() -> None:
    talk = known().presses("Social contract: duties").presses("My own contract")
    talk.bot("the bot must know that it is you")


@pytest.mark.parametrize("noted", ["Bring the papers.", "Bring the papers. ", "Bring the papers"])
def test_a_note_of_the_centre_ends_with_one_full_stop(noted: str) -> None:
    duties = (Obligation("1", Party.FAMILY, "meeting", note=Named(noted, noted)),)
    own(obligations=duties).bot("• Bring the papers.\n").bot_does_not_say("..", ". .")


def test_the_own_contract_with_what_is_late_first_and_what_is_done_last() -> None:
    talk = own().bot("Your social contract № C-7", "It holds from 2026-04-20 to 2026-06-30.")
    talk.bot(
        "! Report to the centre on the plan: LATE, the last day was 2026-05-10.",
        "• Meeting with the consultant. Last day: 2026-05-20.",
        "Place: ",
        "✓ Study on the course: done on 2026-04-30.",
        "As of today, 12:00.",
    )


def test_who_takes_part_and_why_not() -> None:
    talk = own().presses("Who takes part").bot("You: takes part")
    talk.bot("Wife or husband: need not take part – cares for a child under three")


def test_the_centres_side() -> None:
    own().presses("What the centre owes").bot("• Monthly payment of the assistance.")


def test_the_days_as_a_calendar_file() -> None:
    entries = own().presses("Add to my calendar").said.screens[0].calendar
    assert [(one.uid, one.day.isoformat()) for one in entries] == [("obligation-1", "2026-05-20")]


def test_without_days_to_come_there_is_no_calendar() -> None:
    assert "Add to my calendar" not in own(obligations=()).bot("No duties with a date").labels


def test_a_contract_that_waits_for_its_signature() -> None:
    own(signed_on=None).bot("It is not signed yet. Come to the career centre")


def test_no_contract() -> None:
    about(reading(None)).presses("My own contract").bot("You have no social contract in force")


def test_no_answer() -> None:
    about({"error": "unavailable"}).presses("My own contract").bot("does not answer now")
