"""A press always gets a sensible answer: fresh, doubled, old, foreign."""

from dialogs.reply import Pressed
from tests.support.registers import CONTRACT, reading
from tests.support.talk import Conversation, checking, known


def test_a_doubled_press_is_heard_once() -> None:
    talk = checking().citizen("Ақмола")
    four = talk.button("4")
    talk.press(four).bot("Question 3")
    talk.press(four).toasts("already taken")
    assert talk.answers["members"] == 4


def test_another_button_of_an_answered_question_offers_a_change() -> None:
    talk = checking().citizen("Ақмола")
    five = talk.button("5")
    talk.presses("4").press(five)
    talk.bot("This question is already answered: 4.")
    assert talk.answers["members"] == 4
    talk.presses("Change the answer").bot("How many people").presses("5").bot("Question 3")
    assert talk.answers["members"] == 5


def test_the_same_change_asked_for_twice_is_asked_once() -> None:
    talk = checking().citizen("Ақмола")
    five = talk.button("5")
    talk.presses("4").press(five)
    change = talk.button("Change the answer")
    talk.press(change).bot("How many people").press(change).toasts("already taken")


def test_a_page_confirmed_twice_is_not_shown_twice() -> None:
    talk = checking().citizen("Ақмола").citizen("1").citizen("900 000")
    right = talk.button("All is right, show the result")
    talk.press(right).bot("The income is above the line").press(right).toasts("already taken")


def test_back_pressed_on_an_answered_question_goes_nowhere() -> None:
    talk = checking().citizen("Ақмола")
    back = talk.button("<")
    talk.citizen("4").press(back).toasts("already taken")


def test_a_button_of_an_earlier_run_is_told_apart() -> None:
    talk = checking().citizen("Ақмола")
    old = talk.button("4")
    talk.citizen("болдырмау").presses("Check whether I may get assistance").citizen("Ақмола")
    talk.press(old).bot("from an earlier message", "How many people")
    assert "members" not in talk.answers


def test_a_button_of_another_flow_is_told_apart() -> None:
    talk = checking()
    old = talk.button("Ақмола облысы" if talk.words.language == "kk" else "Акмолинская область")
    talk.citizen("#").press(old).bot("from an earlier message", "Menu")


def test_foreign_presses_are_answered_and_change_nothing() -> None:
    talk = checking().citizen("Ақмола")
    before = talk.talk.answers
    for button in (
        Pressed("", "", ""),
        Pressed("r999", "members", "4"),
        Pressed(talk.talk.run, "nothing", "4"),
        Pressed(talk.talk.run, "members", "@again"),
        Pressed("r999", "review", "!region"),
        Pressed(talk.talk.run, "members", "!nothing"),
        Pressed(talk.talk.run, "resume", "over"),
    ):
        talk.press(button)
        assert talk.text or talk.said.toast is not None
        assert talk.talk.answers == before


def test_the_menu_works_from_any_message_at_any_time() -> None:
    talk = known()
    status = talk.button("Social contract: duties")
    talk.presses("Check whether I may get assistance").citizen("Ақмола").press(status)
    talk.bot("What would you like to know about the social contract?")
    talk.citizen("#").presses("Check whether I may get assistance").bot("stopped at question 2")


def test_ways_to_elsewhere_work_from_any_message() -> None:
    talk = known(proved=True, registry={"contract": reading(CONTRACT)})
    talk.presses("Social contract: duties")
    menu, about = talk.button("Menu"), talk.button("What it is")
    talk.presses("My own contract").bot("C-7").press(menu).bot("What would you like to know?")
    talk.press(about).bot("from an earlier message", "Menu")
    check = known()
    check.presses("Check whether I may get assistance").citizen("Ақмола").citizen("1")
    check.citizen("900 000").citizen("да").bot("above the line")
    person = check.button("Talk to a person")
    check.citizen("#").press(person).bot("1414")


def test_an_old_menu_before_a_language_is_chosen_asks_for_the_language() -> None:
    old = known().button("Status of my application")
    talk = Conversation().press(old).bot("Сәлеметсіз бе!").press(old).bot("Сәлеметсіз бе!")
    assert talk.labels == ["Қазақша", "Русский"]
