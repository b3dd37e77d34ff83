"""A screen as an SMS."""

from decimal import Decimal

from bot.catalogs import words
from bot.channels.sms.segments import count
from bot.channels.sms.view import compose
from dialogs.screen import Option, Screen
from dialogs.text import Plain

KK = words("kk")
YES_NO = (Option("yes", Plain("Иә")), Option("no", Plain("Жоқ")))


def said(screen: Screen) -> str:
    body = compose(screen, KK)
    assert set(body) == {"text"}
    return str(body["text"])


def test_options_are_numbered_lines_from_1() -> None:
    assert said(Screen(Plain("Сұрақ?"), options=YES_NO)) == "Сұрақ?\n1 – Иә\n2 – Жоқ"


def test_options_that_are_typed_as_they_are_called_are_not_listed() -> None:
    assert said(Screen(Plain("Нешеу?"), options=YES_NO, lists_options=False)) == "Нешеу?"


def test_the_brief_wording_counts() -> None:
    assert said(Screen(Plain("long"), title=Plain("Title"), brief=Plain("short"))) == "short"
    assert said(Screen(Plain("long"), title=Plain("Title"))) == "long"


def test_there_is_no_way_back_by_button() -> None:
    assert said(Screen(Plain("?"), options=YES_NO, can_go_back=True)).count("\n") == 2


def test_signs_that_old_phones_lack_are_replaced() -> None:
    text = said(Screen(Plain("48\u202f200 ₸ • ✓ & <b>")))
    assert text == "48\u00a0200  - + & <b>"


def test_a_sum_is_grouped_by_no_break_spaces_and_costs_no_more() -> None:
    text = said(Screen(Plain(Decimal(48200))))
    assert text == "48\u00a0200"
    assert count(text).units == 6
