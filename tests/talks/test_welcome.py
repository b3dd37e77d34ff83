"""The first words: two languages in one message, the consent, the menu."""

import pytest

from dialogs.effects import Consented, LanguageChosen, OptedIn, OptedOut
from dialogs.reply import Kind, Pressed
from dialogs.state import Talk
from dialogs.understanding.global_words import GlobalWord
from dialogs.understanding.lexicon import load
from tests.support.talk import Conversation, checking, known

LANGUAGE_WORDS = {GlobalWord.LANGUAGE_KK.value, GlobalWord.LANGUAGE_RU.value}
SERVICE_WORDS = sorted(
    {word for listed in load("global_words")["services"].values() for word in listed}
)
OTHER_WORDS = sorted(
    word
    for meaning, listed in load("global_words")["globals"].items()
    for word in listed
    if meaning not in LANGUAGE_WORDS
)
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


def at_the_greeting() -> Conversation:
    return Conversation().citizen("/start").bot("Сәлеметсіз бе!", "Здравствуйте!")


def asks_for_the_language(talk: Conversation) -> None:
    talk.bot("Сәлеметсіз бе!", "Здравствуйте!")
    assert talk.labels == ["Қазақша", "Русский"]
    assert talk.talk.flow == "welcome"
    assert talk.talk.language is None


@pytest.mark.parametrize("word", [*SERVICE_WORDS, *OTHER_WORDS])
def test_before_a_language_no_word_leads_on_in_a_language_not_chosen(word: str) -> None:
    talk = at_the_greeting()
    for _time in range(2):
        asks_for_the_language(talk.citizen(word))
    talk.citizen("рус").bot("Your consent")


def test_the_greeting_has_no_way_back() -> None:
    assert not at_the_greeting().said.screens[-1].can_go_back


@pytest.mark.parametrize(
    ("run", "step", "value"),
    [
        ("r0", "language", "<"),
        ("r0", "language", "@menu"),
        ("r9", "language", "<"),
        ("m", "menu", "@flow.eligibility"),
        ("m", "menu", "@flow.status"),
        ("m", "menu", "@operator"),
        ("m", "menu", "@menu"),
    ],
)
def test_before_a_language_no_press_leads_on(run: str, step: str, value: str) -> None:
    talk = at_the_greeting()
    asks_for_the_language(talk.press(Pressed(run, step, value)))
    assert not talk.said.screens[-1].can_go_back
    talk.presses("Русский").bot("Your consent")


def test_a_language_pressed_on_an_earlier_greeting_counts() -> None:
    talk = at_the_greeting().press(Pressed("r7", "language", "ru")).bot("Your consent")
    assert talk.talk.language == "ru"


def test_a_stop_at_the_greeting_is_answered_in_both_languages_and_can_be_undone() -> None:
    talk = at_the_greeting().citizen("стоп").bot("хабарлама жібермейді", "не будет писать", "язык")
    assert OptedOut in {type(effect) for effect in talk.effects}
    talk.citizen("/start")
    assert talk.opted_out
    talk.citizen("старт").bot("Хабарламалар қосылды", "Сообщения включены", "Выберите язык")
    assert OptedIn in {type(effect) for effect in talk.effects}


@pytest.mark.parametrize(("word", "language"), [("орысша", "ru"), ("қазақша", "kk")])
@pytest.mark.parametrize("flow", ["menu", "eligibility", "contract"])
def test_a_talk_elsewhere_without_a_language_can_still_choose_one(
    word: str, language: str, flow: str
) -> None:
    talk = Conversation(talk=Talk(flow=flow, greeted=True))
    talk.citizen("көмек").bot("The bot checks whether")
    talk.citizen(word).bot("The language is changed")
    assert talk.talk.language == language
    assert talk.talk.flow == flow


def test_a_talk_elsewhere_without_a_language_hears_its_menu() -> None:
    talk = Conversation(talk=Talk(flow="menu", greeted=True)).citizen("мәзір").bot("Menu")
    talk.presses("Social contract: duties").bot("about the social contract?")
