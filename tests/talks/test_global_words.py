"""Words that count at any moment: each leaves the open question open, or says where it goes."""

from dialogs.effects import Erased, OptedOut, Scope, Unlinked
from tests.support.talk import Conversation, checking, known


def asked() -> Conversation:
    return checking().citizen("Ақмола").bot("How many people")


def test_language_by_word_asks_the_question_at_once() -> None:
    talk = asked().citizen("ҚАЗ").bot("The language is changed", "How many people")
    assert talk.talk.language == "kk"
    talk.citizen("4").bot("Question 3")


def test_language_by_choice_returns_to_the_question() -> None:
    talk = asked().citizen("тіл").bot("Choose a language").presses("Қазақша")
    assert talk.talk.language == "kk"
    talk.bot("Question 2", "How many people").citizen("4").bot("Question 3")


def test_language_in_the_midst_of_a_correction() -> None:
    talk = asked().citizen("4").citizen("*").bot("How many people")
    talk.citizen("язык").presses("Русский").bot("How many people").citizen("3").bot("Question 3")


def test_the_choice_of_a_language_can_be_left() -> None:
    asked().citizen("тіл").citizen("*").bot("How many people")
    asked().citizen("тіл").citizen("отмена").bot("How many people")
    asked().citizen("тіл").citizen("тіл").presses("Русский").bot("How many people")
    asked().citizen("тіл").citizen("#").bot("Menu")


def test_language_at_the_menu() -> None:
    known().citizen("язык").presses("Қазақша").bot("Menu")


def test_help_and_then_the_question() -> None:
    asked().citizen("көмек").bot("The bot checks whether", "How many people")


def test_operator_and_then_the_question() -> None:
    talk = asked().citizen("оператор").bot("1414", "How many people")
    assert talk.answers == {"region": "KZ-11"}


def test_verify_tells_what_the_bot_never_asks_for() -> None:
    asked().citizen("ресми бот").bot("never asks for money, card numbers or codes", "How many")


def test_stop_names_its_scope_and_start_undoes_it() -> None:
    talk = asked().citizen("стоп").bot("Reminders are off", "Answers to your questions still come")
    talk.bot("send START", "To stop everything, send DELETE MY DATA.", "How many people")
    assert OptedOut(Scope.REMINDERS) in talk.effects
    talk.citizen("4").bot("Question 3")
    talk.citizen("старт").bot("Messages are on", "Question 3")


def test_start_promises_no_reminders_that_were_never_turned_on() -> None:
    talk = asked().citizen("стоп").citizen("старт").bot("Messages are on.", "under PAYMENT")
    talk.bot_does_not_say("send STOP")
    with_reminders = known(reminders_on=True).citizen("стоп").citizen("старт")
    with_reminders.bot("Messages are on.", "send STOP").bot_does_not_say("PAYMENT.")


def test_words_that_mean_other_things_do_not_stop() -> None:
    asked().citizen("отказ")
    assert not any(isinstance(one, OptedOut) for one in asked().effects)


def test_menu_keeps_the_form_and_cancel_forgets_it() -> None:
    talk = asked().citizen("#").bot("Menu")
    assert talk.talk.answers["eligibility"] == {"region": "KZ-11"}
    talk.citizen("1").bot("You stopped").citizen("отмена").bot("Your answers are not kept", "Menu")
    assert "eligibility" not in talk.talk.answers


def test_a_service_named_in_mid_form_opens_and_the_form_is_kept() -> None:
    talk = asked().citizen("келісімшарт").bot("about the social contract?")
    talk.citizen("төлем").bot("it is you").citizen("тексеру").bot("You stopped at question 2.")


def test_reminders_named_in_mid_form_lead_to_the_payments() -> None:
    asked().citizen("ескерту").bot("it is you")


def test_a_number_is_an_answer_and_never_a_service() -> None:
    talk = asked().citizen("3").bot("Question 3")
    assert talk.answers["members"] == 3


def test_delete_my_data_after_one_question() -> None:
    talk = asked().citizen("удалить мои данные").bot("will be deleted", "Delete?")
    talk.presses("Yes")
    assert Erased() in talk.effects


def test_delete_my_data_taken_back_returns_to_the_question() -> None:
    talk = asked().citizen("деректерді жою").citizen("жоқ").bot("How many")
    assert talk.answers == {"region": "KZ-11"}


def test_not_me_only_as_a_whole_and_after_one_question() -> None:
    talk = known().citizen("мен емес").bot("Is this really not you?").presses("Yes")
    talk.bot("gets no more messages about that person")
    assert Unlinked() in talk.effects
    for text in ("емес", "не я это писал вчера", "ЕМЕС ЕМЕС"):
        assert Unlinked() not in known().citizen(text).citizen("да").effects


def test_not_me_taken_back() -> None:
    asked().citizen("не я").citizen("нет").bot("How many people")


def test_my_data_says_what_is_kept() -> None:
    talk = known().citizen("мои данные").bot("The bot keeps of you", "no IIN and no name")
    talk.bot("Reminders: off.")
    talk = known(proved=True, reminders_on=True).citizen("менің деректерім")
    talk.bot("your IIN, encrypted", "Reminders: on.")
    talk.presses("Delete my data").bot("Delete?").citizen("нет").bot("The bot keeps of you")
