"""Conversations through the real catalogs: whole sentences, no English, no blanks left."""

from dataclasses import replace

import pytest

from dialogs.backend import PaymentState
from dialogs.questions import YesNo
from dialogs.reply import Pressed
from dialogs.screen import Screen
from tests.support.catalogs import words_of
from tests.support.registers import CONTRACT, applications, payment, payments, reading
from tests.support.talk import ENGLISH, Conversation, known

LANGUAGES = {"kk": "Қазақша", "ru": "Русский"}
YES = "yes"


def begun(language: str, **how: object) -> Conversation:
    talk = Conversation(words=words_of(language), **how).citizen("/start")  # type: ignore[arg-type]
    talk.presses(LANGUAGES[language])
    step = talk.said.screens[-1]
    return talk.press(Pressed(step.run, step.step, YES))


def press(talk: Conversation, value: str) -> Conversation:
    """By value: labels are the catalogs' matter."""
    screen = talk.said.screens[-1]
    return talk.press(Pressed(screen.run, screen.step, value))


def spoken(talk: Conversation) -> list[tuple[str, str]]:
    """Every screen with what it would be in English."""

    def whole(screen: Screen, how: Conversation) -> str:
        labels = [option.label.render(how.words) for option in screen.options]
        return "\n".join([how.rendered(screen), *labels])

    english = replace(talk, words=ENGLISH)
    return [(whole(one, talk), whole(one, english)) for one in talk.shown[1:]]


def check_the_words(talk: Conversation) -> None:
    for said, english in spoken(talk):
        assert said != english
        assert "{" not in said
        assert "}" not in said
        assert "\u202f" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_check(language: str) -> None:
    talk = press(begun(language), "@flow.eligibility")
    for answer in ("Ақмола", "4", "90 000", "2", "1", "?", "жоқ", "нет"):
        talk.citizen(answer)
    press(talk, "ok")
    assert "192\u00a0975" in talk.text
    press(talk, "why")
    press(talk, "@operator")
    check_the_words(talk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_services_of_a_known_person(language: str) -> None:
    registry = {
        "applications": applications(),
        "contract": reading(CONTRACT),
        "payments": payments(payment(PaymentState.DUE, 6), payment(PaymentState.SENT, 5)),
    }
    talk = begun(language, proved=True, registry=registry)
    for service in ("status", "payments", "contract"):
        press(talk.citizen("#"), f"@flow.{service}")
    for topic in ("what", "who", "family", "centre", "else", "own"):
        press(talk, topic)
    assert "C-7" in talk.text
    check_the_words(talk)


def test_a_switch_in_mid_question_speaks_the_other_language_at_once() -> None:
    talk = begun("kk")
    press(talk, "@flow.eligibility").citizen("Ақмола")
    kazakh = talk.text
    talk.words = words_of("ru")
    talk.citizen("орысша")
    assert talk.talk.language == "ru"
    assert talk.said.screens[-1].step == "members"
    assert talk.rendered(talk.said.screens[-1]) not in kazakh


def test_yes_and_no_are_understood_in_both_languages_in_either() -> None:
    question = YesNo(key="x", text=known().said.screens[-1].text)
    for language in LANGUAGES:
        labels = [one.label.render(words_of(language)) for one in question.screen().options]
        assert len(set(labels)) == 2
