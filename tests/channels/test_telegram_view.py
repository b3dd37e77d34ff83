"""A screen as a Telegram message."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from bot.catalogs import words
from bot.channels.telegram.view import LONGEST_BUTTON, ButtonTooLong, compose, split
from dialogs.screen import CalendarEntry, IncomePicture, Option, Screen
from dialogs.text import Plain

RU = words("ru")
NASTY = 'A & B <b>not bold</b> </a> "q" &amp; 5 > 3'


@dataclass(frozen=True, slots=True)
class Buttons:
    texts: list[list[str]]
    data: list[list[str]]


def buttons(screen: Screen) -> Buttons:
    rows = compose(screen, RU)["rows"]
    return Buttons(
        [[each["text"] for each in row] for row in rows],
        [[each["callback_data"] for each in row] for row in rows],
    )


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(f"v{place}", Plain(label)) for place, label in enumerate(labels))


def test_what_people_and_centres_wrote_is_never_taken_as_markup() -> None:
    body = compose(Screen(Plain(NASTY), title=Plain(NASTY)), RU)
    title, _, text = body["text"].partition("\n\n")
    assert title.startswith("<b>")
    assert title.endswith("</b>")
    inside = title.removeprefix("<b>").removesuffix("</b>")
    for part in (inside, text):
        assert "<" not in part
        assert ">" not in part
        assert unescape(part) == NASTY


def test_labels_of_buttons_are_plain_text() -> None:
    assert buttons(Screen(Plain("?"), options=options("A & B <1>"))).texts == [["A & B <1>"]]


def test_a_button_carries_run_step_and_value() -> None:
    screen = Screen(Plain("?"), options=options("x"), can_go_back=True).at("r3", "income.2026Q1")
    assert buttons(screen).data == [["r3:income.2026Q1:v0"], ["r3:income.2026Q1:<"]]


def test_buttons_stand_in_rows_of_their_columns_and_back_stands_alone() -> None:
    screen = Screen(Plain("?"), options=options(*"abcde"), columns=2, can_go_back=True)
    texts = buttons(screen).texts
    assert texts[:3] == [["a", "b"], ["c", "d"], ["e"]]
    assert len(texts) == 4
    assert len(texts[3]) == 1


def test_a_button_holds_64_bytes_and_not_one_more() -> None:
    room = LONGEST_BUTTON - len("r1:step:")
    fits = Screen(Plain("?"), options=(Option("v" * room, Plain("x")),)).at("r1", "step")
    [[data]] = buttons(fits).data
    assert len(data.encode()) == LONGEST_BUTTON
    over = Screen(Plain("?"), options=(Option("v" * (room + 1), Plain("x")),)).at("r1", "step")
    with pytest.raises(ButtonTooLong, match="step"):
        compose(over, RU)


def test_bytes_are_counted_not_letters() -> None:
    cyrillic = Screen(Plain("?"), options=(Option("ж" * 30, Plain("x")),)).at("r1", "step")
    with pytest.raises(ButtonTooLong):
        compose(cyrillic, RU)


def test_a_message_without_choices_has_no_buttons() -> None:
    assert set(compose(Screen(Plain("Hello")), RU)) == {"text"}


def test_a_contact_button_goes_along() -> None:
    body = compose(Screen(Plain("?"), asks_contact=Plain("Share")), RU)
    assert body["contact"] == "Share"


def test_a_picture_is_told_in_plain_values() -> None:
    shown = IncomePicture(Decimal("28000.50"), Decimal(38724), Plain("c" * 2000))
    picture = compose(Screen(Plain("?"), picture=shown), RU)["picture"]
    assert (picture["income"], picture["line"], picture["language"]) == ("28000.50", "38724", "ru")
    assert len(picture["caption"]) == 1024
    assert all(picture[name] for name in ("line_label", "income_label", "unit"))


def test_days_of_a_calendar_go_along() -> None:
    entry = CalendarEntry("o-1", date(2026, 8, 20), Plain("Meeting"))
    body = compose(Screen(Plain("?"), calendar=(entry,)), RU)
    assert body["calendar"] == [
        {"uid": "o-1", "day": "2026-08-20", "title": "Meeting", "place": ""}
    ]


def test_a_long_text_is_cut_between_sentences() -> None:
    text = "One sentence here. " * 400
    pieces = split(text.strip())
    assert all(len(piece) <= 4096 for piece in pieces)
    assert all(piece.endswith(".") for piece in pieces)
    assert " ".join(pieces) == text.strip()


def test_a_text_that_fits_is_left_alone() -> None:
    assert split("x" * 4096) == ["x" * 4096]
    assert split("x" * 4097) == ["x" * 4096, "x"]
