"""The preliminary check, in every kind of outcome."""

from datetime import date

import pytest

from dialogs.eligibility.lines import RowStatus
from dialogs.eligibility.lines_csv import MIN_FIGURE
from tests.support.talk import checking, figures, reference
from tests.support.worlds import CENTRE


def test_a_family_under_the_line_learns_how_much_and_what_to_do() -> None:
    talk = checking(reference=reference(centres=(CENTRE,)))
    talk.bot("Question 1, at most 8 left", "In which region")
    talk.citizen("Ақмола").bot("Question 2, at most 6 left", "How many people")
    talk.presses("4").bot("Question 3, at most 5 left", "January, February, March")
    talk.citizen("90 000").bot("Question 4, at most 4 left", "from 1 to 6")
    talk.presses("2").bot("Question 5, at most 3 left", "How many adults")
    talk.presses("1").bot("Question 6, at most 2 left", "care for a child under 3")
    talk.presses("No").bot("Question 7, at most 1 left", "In the last 6 months")
    talk.presses("No").bot("Check your answers", "Region: Акмолинская", "People in the family: 4")
    talk.bot("Income of the family: 90 000 tenge", "Children from 1 to 6: 2")
    talk.presses("All is right, show the result")
    # line 52 500 (35 % of 150 000), income 7 500 a head: 45 000 x 4 + 2 x 1.5 x 4 325
    talk.bot("You may be entitled to assistance", "About 192 975 tenge a month.")
    talk.bot("Income per person a month: 7 500 tenge", "Poverty line: 52 500 tenge")
    talk.bot("Supplement for children in it: 12 975 tenge", "Kind: conditional")
    talk.bot("paid for: May, June", "Apply again: from 2026-07-01", "ул. Абая, 1")
    talk.bot("preliminary estimate, not an official decision")
    assert talk.said.screens[0].picture is not None
    assert "Social contract: duties" in talk.labels
    talk.presses("Why? Show the calculation")
    talk.bot(
        "How it was calculated", "Median income of the region, last quarter: 150 000", "[stat"
    )
    talk.bot("Share of the median income: 35 % [order of 19.05.2023 No. 160", "from 2025-01-01]")
    talk.bot("Code of this result: ")
    talk.presses("Talk to a person").bot("1414")
    talk.presses("Where to apply").bot("Карьерный центр Кокшетау", "ул. Абая, 1")
    talk.presses("Back to the result").bot("About 192 975 tenge a month.")


def test_nobody_who_can_work_means_no_contract() -> None:
    talk = checking()
    for answer in ("Ақмола", "2", "0", "0", "0", "нет"):
        talk.citizen(answer)
    talk.citizen("1").bot("About 105 000 tenge", "Kind: unconditional")
    assert "Social contract: duties" not in talk.labels


def test_income_above_the_line_ends_the_questions() -> None:
    talk = checking()
    for answer in ("Ақмола", "1", "157 501"):
        talk.citizen(answer)
    talk.bot("Check your answers").citizen("да")
    talk.bot("The income is above the line", "may not be assigned", "Poverty line: 52 500 tenge")


def test_income_exactly_at_the_line_is_for_the_centre() -> None:
    talk = checking()
    for answer in ("Ақмола", "1", "157 500", "1", "нет", "нет", "1"):
        talk.citizen(answer)
    talk.bot("The income is exactly at the line", "Ask the career centre: it decides")


def test_a_refusal_of_work_blocks_for_six_months() -> None:
    talk = checking()
    for answer in ("Ақмола", "1", "0", "1", "нет", "2", "01.03.2026", "да"):
        talk.citizen(answer)
    talk.bot("You can apply later", "You can apply from 2026-09-01.")


@pytest.mark.parametrize("too_small", ["2", "45", str(MIN_FIGURE - 1)])
def test_a_line_too_small_to_be_one_is_asked_again_and_refuses_nobody(too_small: str) -> None:
    talk = checking(reference=reference(()))
    for answer in ("Ақмола", "3", "90 000"):
        talk.citizen(answer)
    talk.bot("The poverty line of your region is not loaded yet")
    talk.citizen(too_small).bot("for one person and month", "not known, write 0", "write 0.")
    talk.bot_does_not_say("If there was no income", "Check your answers")
    assert "line_told" not in talk.answers
    talk.citizen("сто тысяч миллионов").bot("for one person and month")
    talk.citizen(str(MIN_FIGURE)).bot("Check your answers")


def test_a_line_too_small_that_is_kept_from_before_is_asked_again() -> None:
    talk = checking(reference=reference(()))
    for answer in ("Ақмола", "3", "90 000", "45 000"):
        talk.citizen(answer)
    talk.answers["line_told"] = MIN_FIGURE - 1
    talk.citizen("көмек").bot("The poverty line of your region is not loaded yet")


def test_a_line_that_is_not_loaded_is_said_and_never_guessed() -> None:
    talk = checking(reference=reference(()))
    for answer in ("Ақмола", "3", "0"):
        talk.citizen(answer)
    talk.bot("The poverty line of your region is not loaded yet")
    for answer in ("0", "2", "нет", "да"):
        talk.citizen(answer)
    talk.bot("The line is not known", "it does not guess", "Kind: conditional")
    assert "from 1 to 6" not in "".join(talk.rendered(screen) for screen in talk.shown)


def test_the_line_that_the_centre_told_counts() -> None:
    talk = checking(reference=reference(()))
    for answer in ("Ақмола", "1", "0", "50 000", "1", "нет", "нет", "да"):
        talk.citizen(answer)
    talk.bot("About 50 000 tenge", "Poverty line: 50 000 tenge (as you were told)")
    talk.bot("The bot has not checked it")
    talk.presses("Why? Show the calculation").bot("[as you were told")


def test_a_line_known_only_from_below_gives_at_least() -> None:
    talk = checking(reference=reference(figures(median=None)))
    for answer in ("Ақмола", "1", "0", "1", "нет", "нет", "да"):
        talk.citizen(answer)
    talk.bot("At least 42 000 tenge a month.", "it is this or more")


def test_above_a_line_known_only_from_below_the_line_is_asked_for() -> None:
    talk = checking(reference=reference(figures(median=None)))
    talk.citizen("Ақмола").bot("at most 7 left").citizen("1").bot("at most 6 left")
    talk.citizen("150 000").bot("The poverty line of your region is not loaded")
    talk.citizen("60 000").bot("at most 3 left")


def test_example_lines_are_called_so() -> None:
    talk = checking(reference=reference(figures(status=RowStatus.EXAMPLE)))
    for answer in ("Ақмола", "1", "0", "1", "нет", "нет", "да"):
        talk.citizen(answer)
    talk.bot("EXAMPLE, not a real figure", "The line is an EXAMPLE for trying the bot.")


def test_on_a_day_without_a_rule_only_the_region_is_asked() -> None:
    talk = checking(on=date(2013, 5, 14), reference=reference(()))
    talk.bot("the last one").citizen("Ақмола").citizen("да")
    talk.bot("There is no rule for this day", "Ask the career centre")


@pytest.mark.parametrize("members", ["1", "3"])
def test_children_are_asked_about_only_where_there_can_be_some(members: str) -> None:
    talk = checking()
    for answer in ("Ақмола", members, "0"):
        talk.citizen(answer)
    talk.bot("How many adults" if members == "1" else "from 1 to 6")


def test_an_income_too_small_to_be_true_is_asked_back_once() -> None:
    talk = checking().citizen("Ақмола").citizen("3").citizen("150")
    talk.bot("You wrote 150 tenge for three months. Is that right?")
    talk.presses("No").bot("Question 3, at most 5 left", "What did the whole family receive")
    talk.citizen("200").bot("Question 4, at most 4 left")
    for answer in ("0", "0", "нет"):
        talk.citizen(answer)
    talk.bot("Check your answers", "Income of the family: 200 tenge").bot_does_not_say("150")


def test_a_small_income_that_is_right_is_kept_and_does_not_stand_on_the_page() -> None:
    talk = checking().citizen("Ақмола").citizen("3").citizen("999").presses("Yes")
    talk.bot("Question 4")
    for answer in ("0", "0", "нет"):
        talk.citizen(answer)
    assert talk.text.count("Income of the family") == 1
    talk.presses("Change: Income of the family").citizen("998").bot("You wrote 998 tenge")


def test_no_income_and_a_thousand_are_not_asked_back() -> None:
    for income in ("0", "1000"):
        checking().citizen("Ақмола").citizen("3").citizen(income).bot("Question 4")


@pytest.mark.parametrize("number", range(7))
def test_every_question_explains_itself_and_stays_open(number: int) -> None:
    talk = checking()
    answers = ("Ақмола", "3", "0", "1", "1", "нет", "2")
    for answer in answers[:number]:
        talk.citizen(answer)
    open_question = talk.text
    before = dict(talk.answers)
    talk.citizen("?")
    explanation, again = talk.said.screens
    assert again.text.render(talk.words) in open_question
    assert explanation.text.render(talk.words) not in open_question
    assert talk.answers == before
