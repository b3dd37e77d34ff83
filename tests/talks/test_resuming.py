"""Days later, after a release, in another quarter: the talk goes on where it was."""

from datetime import date, timedelta

from tests.support.talk import Conversation, checking, figures, later, reference

CHECK = "Check whether I may get assistance"


def half_way(**how: object) -> Conversation:
    return checking(**how).citizen("Ақмола").citizen("4").citizen("90 000").bot("Question 4")


def finished(**how: object) -> Conversation:
    talk = half_way(**how)
    for answer in ("2", "1", "нет", "нет", "да"):
        talk.citizen(answer)
    return talk.bot("About 192 975 tenge")


def test_after_a_day_the_bot_says_where_it_stopped() -> None:
    talk = half_way().after(hours=25).citizen("сәлем")
    talk.bot("You stopped at question 4.", "At most 4 more questions.")
    assert talk.labels == ["Continue", "Start over"]
    talk.citizen("1").bot("from 1 to 6").citizen("2").bot("Question 5")


def test_start_over_forgets_the_answers() -> None:
    talk = half_way().after(days=3).citizen("сәлем").citizen("2").bot("Question 1")
    assert talk.answers == {}


def test_within_a_day_an_answer_is_an_answer() -> None:
    half_way().after(hours=23).citizen("2").bot("Question 5")


def test_the_old_questions_button_works_after_days() -> None:
    half_way().after(days=5).presses("2").bot("Question 5")


def test_the_offer_stays_until_it_is_answered() -> None:
    talk = half_way().after(days=2).citizen("сәлем").citizen("бәлкім")
    talk.bot("choose one of the answers", "You stopped at question 4.")
    talk.citizen("орысша").bot("The language is changed", "You stopped at question 4.")
    talk.citizen("?").bot("You stopped at question 4.")
    talk.citizen("*").bot("Question 3").citizen("1 000").bot("Question 4")


def test_an_offer_answered_twice_counts_once() -> None:
    talk = half_way().after(days=2).citizen("сәлем")
    over = talk.button("Start over")
    talk.presses("Continue").press(over).toasts("already taken")
    assert talk.answers["members"] == 4


def test_to_the_menu_and_back_to_the_form() -> None:
    talk = half_way().citizen("мәзір").bot("Menu").presses(CHECK)
    talk.bot("You stopped at question 4.").presses("Continue").bot("from 1 to 6")


def test_the_finished_check_can_be_seen_again_or_made_anew() -> None:
    talk = finished().citizen("#").presses(CHECK).bot("You have made this check before.")
    talk.presses("Show the result").bot("About 192 975 tenge")
    talk.citizen("#").presses(CHECK).presses("Start over").bot("Question 1")


def test_in_a_new_quarter_only_the_income_is_asked_again() -> None:
    july = date(2026, 7, 2)
    rows = [*figures(), *figures(july)]
    talk = half_way(reference=reference(rows)).bot("from 1 to 6")
    assert "income.2026Q1" in talk.answers
    talk = later(talk, on=july, quiet=timedelta(days=49)).citizen("сәлем")
    talk.bot("You stopped at question 3.").presses("Continue")
    talk.bot("April, May, June").citizen("60 000").bot("Question 4")
    assert talk.answers["income.2026Q2"] == 60_000


def test_a_result_stays_as_it_was_when_the_day_and_the_lines_change() -> None:
    talk = finished()
    before = talk.text
    july = date(2026, 7, 2)
    talk = later(talk, on=july, reference=reference(figures(july, median=400_000)))
    talk.citizen("#").presses(CHECK).presses("Show the result")
    assert talk.text == before
    talk.presses("Why? Show the calculation").bot("Day of the check: 2026-05-14")


def test_changing_an_answer_counts_with_the_figures_of_now() -> None:
    talk = finished()
    talk = later(talk, reference=reference(figures(median=200_000)))
    talk.presses("Change an answer").bot("Check your answers")
    talk.presses("Change: Refusal or broken contract").citizen("нет").citizen("да")
    talk.bot("Poverty line: 70 000 tenge")


def test_check_anew_begins_from_nothing() -> None:
    talk = finished().presses("Check anew").bot("Question 1")
    assert talk.answers == {}
    assert talk.talk.frozen == {}


def test_a_proof_left_for_a_day_is_not_called_a_form() -> None:
    talk = checking().citizen("#").presses("Status of my application").shares("+77010000001")
    talk.presses("Yes").bot("Write your IIN").after(days=2).citizen("сәлем")
    talk.bot("There is an error in the IIN").bot_does_not_say("You stopped")
