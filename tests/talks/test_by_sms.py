"""The same talks on a phone without buttons: numbers, words, and as few letters as will do."""

from bot.channels.sms.view import compose
from tests.support.registers import CONTRACT, reading
from tests.support.talk import Conversation, checking, known


def sms(talk: Conversation) -> list[str]:
    return [compose(screen, talk.words)["text"] for screen in talk.said.screens]


def test_the_welcome_by_numbers() -> None:
    talk = Conversation(telegram=False).citizen("сәлем")
    assert sms(talk) == ["АӘК боты / Бот АСП. Тіл / Язык:\n1 – Қазақша\n2 – Русский"]
    talk.citizen("2")
    assert "Do you agree?\n1 – Yes\n2 – No" in sms(talk)[0]
    talk.citizen("1")
    assert sms(talk)[0].startswith("Answer with a number:\n1 – Check whether")


def test_menu_digits_count_at_the_menu_only() -> None:
    talk = known(telegram=False).citizen("1").citizen("Ақмола").citizen("3")
    assert talk.answers == {"region": "KZ-11", "members": 3}


def test_the_page_of_answers_is_one_short_list() -> None:
    talk = checking(telegram=False)
    for answer in ("Ақмола", "4", "90 000", "2", "1", "2", "1"):
        talk.citizen(answer)
    assert sms(talk) == [
        (
            "1 – right. To change, its number:\n"
            "2 Region: Акмолинская область\n"
            "3 Family: 4\n"
            "4 Income: 90 000\n"
            "5 Children 1–6: 2\n"
            "6 Can work: 1\n"
            "7 Care: No\n"
            "8 Refusal: No"
        )
    ]
    talk.citizen("4").bot("Question 3").citizen("60 000").citizen("1")
    assert sms(talk) == [
        (
            "Preliminary: you may get about 202 975 tenge a month.\n"
            "The career centre decides.\n"
            "1 – why? 2 – where?"
        )
    ]
    talk.citizen("1")
    assert sms(talk) == [
        (
            "Income per person: 5 000.\n"
            "Line: 35 % of the median 150 000 = 52 500.\n"
            "Lacking: 47 500 x 4 = 190 000.\n"
            "For children: 12 975. Together: 202 975 tenge.\n"
            "More – another number. Menu – #."
        )
    ]
    talk.citizen("2").bot("1414")


def test_beside_a_topic_people_are_told_how_to_go_on() -> None:
    talk = known(telegram=False).citizen("2").citizen("3")
    assert sms(talk)[0].endswith("\nMore – another number. Menu – #.")
    talk.citizen("5").bot("the whole family may lose")


def test_the_own_contract_by_numbers() -> None:
    talk = known(telegram=False, proved=True, registry={"contract": reading(CONTRACT)})
    talk.citizen("2").citizen("6")
    assert sms(talk) == [
        (
            "Report to the centre on the plan: LATE since 10.05\n"
            "Meeting with the consultant: by 20.05\n"
            "1 – who takes part, 2 – the centre, 3 – all days. Menu – #."
        )
    ]
    talk.citizen("3")
    assert sms(talk)[0].startswith("Report to the centre on the plan: LATE since 10.05\nMeeting")
