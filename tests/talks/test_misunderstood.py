"""What the bot can't read or understand never harms what was answered."""

import pytest

from dialogs.reply import Kind
from tests.support.talk import checking, known


@pytest.mark.parametrize("kind", Kind)
def test_what_can_not_be_read_is_said_and_the_question_asked_again(kind: Kind) -> None:
    talk = checking().citizen("Ақмола").sends(kind)
    assert len(talk.said.screens) == 2
    talk.bot("nswer with a button" if kind is not Kind.OTHER else "only text", "How many people")
    assert talk.answers == {"region": "KZ-11"}


@pytest.mark.parametrize("kind", Kind)
def test_at_the_menu_too(kind: Kind) -> None:
    known().sends(kind).bot("Menu")


def test_three_misses_lead_from_an_example_to_a_person() -> None:
    talk = checking().citizen("Ақмола").citizen("бәріміз")
    talk.bot("Please answer with a number from 1 to 20, for example: 2.", "How many people")
    talk.bot_does_not_say("1414", "Count yourself")
    talk.citizen("не скажу").bot("from 1 to 20", "Count yourself", "How many people")
    talk.citizen("двести").bot("from 1 to 20", "1414", "How many people")
    assert talk.answers == {"region": "KZ-11"}
    talk.citizen("4").citizen("көп").bot("The sum was not understood").bot_does_not_say("1414")


def test_a_contact_shared_out_of_turn_is_no_answer() -> None:
    checking().citizen("Ақмола").shares("+77010000001").bot("from 1 to 20", "How many people")


def test_at_the_menu_what_is_not_understood_is_said() -> None:
    talk = known().citizen("қайырлы күн").bot("was not understood", "OPERATOR", "Menu")
    talk.citizen("қайырлы күн").citizen("қайырлы күн").bot("1414")


def test_the_newest_message_corrected_is_a_correction() -> None:
    talk = checking().citizen("Ақмола").citizen("4").edits("5").bot("Question 3")
    assert talk.answers["members"] == 5


def test_an_older_message_corrected_is_explained() -> None:
    talk = checking().citizen("Ақмола").citizen("4").edits("Абай", messages_ago=1)
    talk.bot("You have changed an earlier message", "Question 3")
    assert talk.answers == {"region": "KZ-11", "members": 4}


def test_a_correction_that_is_not_understood_leaves_the_answer() -> None:
    talk = checking().citizen("Ақмола").citizen("4").edits("төртеу емес").bot("from 1 to 20")
    talk.bot("Question 3")
    assert talk.answers["members"] == 4


def test_a_message_that_was_not_understood_can_be_corrected_into_an_answer() -> None:
    talk = checking().citizen("Ақмола").citizen("чтыре??").edits("4").bot("Question 3")
    assert talk.answers["members"] == 4


def test_the_last_answer_corrected_at_the_result_leads_to_the_page_again() -> None:
    talk = checking()
    for answer in ("Ақмола", "1", "900 000"):
        talk.citizen(answer)
    talk.presses("All is right, show the result").bot("above the line")
    talk.messages -= 1  # the message before the press
    talk.edits("800 000")
    talk.bot("Check your answers", "800 000 tenge")
    assert talk.talk.frozen == {}
