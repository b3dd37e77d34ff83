"""The first words: two languages in one message, the consent, the menu."""

from dialogs.effects import Consented, LanguageChosen, OptedOut
from dialogs.reply import Kind
from tests.support.talk import Conversation, checking, known

CHECK = "Check whether I may get assistance"


def test_the_first_message_is_in_both_languages() -> None:
    talk = Conversation().citizen("қайырлы күн")
    talk.bot("АӘК боты · Бот АСП", "Сәлеметсіз бе!", "Здравствуйте!")
    assert talk.labels == ["Қазақша", "Русский"]
    assert len(talk.said.screens) == 1


def test_language_consent_menu() -> None:
    talk = Conversation().citizen("/start").presses("Русский")
    talk.bot("Your consent", "DELETE MY DATA", "Do you agree")
    talk.presses("Yes").bot("Menu", "What would you like to know?")
    assert talk.talk.language == "ru"
    assert [type(effect) for effect in talk.effects] == [LanguageChosen, Consented]


def test_nothing_is_kept_before_the_consent_but_the_language() -> None:
    talk = Conversation().citizen("/start").citizen("қазақша")
    assert talk.talk.language == "kk"
    assert talk.talk.answers == {"welcome": {"language": "kk"}}


def test_without_consent_the_menu_opens_and_the_check_asks_for_it() -> None:
    talk = Conversation().citizen("/start").presses("Русский").presses("No").bot("Menu")
    talk.presses(CHECK).bot("Your consent")
    talk.presses("No").bot("Without your consent", "1414")
    assert talk.labels == ["I agree after all", "Menu"]
    assert talk.talk.consented is None
    talk.presses("I agree after all").presses("Yes").bot("In which region")


def test_the_language_is_asked_until_it_is_chosen() -> None:
    talk = Conversation().citizen("/start").citizen("қайырлы күн")
    talk.bot("Please choose", "Сәлеметсіз бе!")
    talk.citizen("/start").bot("Здравствуйте!").bot_does_not_say("Please choose")
    talk.citizen("рус").bot("Your consent")


def test_whoever_begins_with_stop_is_left_alone() -> None:
    talk = Conversation().citizen("СТОП").bot("не будет писать", "Выберите язык")
    assert [type(effect) for effect in talk.effects] == [OptedOut]


def test_a_first_photo_is_greeted_too() -> None:
    Conversation().sends(Kind.PHOTO).bot("Сәлеметсіз бе!")


def test_start_again_leads_to_the_menu_and_keeps_the_form() -> None:
    talk = checking().citizen("Ақмола").citizen("/start").bot("Menu")
    talk.presses(CHECK).bot("You stopped at question 2.")
    talk.presses("Continue").bot("How many people")


def test_start_as_a_command_does_not_undo_a_stop() -> None:
    talk = known().citizen("СТОП").citizen("/start").bot("Menu")
    assert talk.opted_out
    talk.citizen("СТАРТ").bot("Messages are on.")
    assert not talk.opted_out
