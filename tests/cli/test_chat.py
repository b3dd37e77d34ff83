"""`orleu chat`: the shipped engine, views and database behind a terminal."""

import re

import pytest

from tests.cli.calling import Orleu

REAL = {"ORLEU_TELEGRAM_TOKEN": "123456:TEST"}
AT = ("--at", "2026-08-12T15:00")
PHONE, IIN = "+77000000101", "790709399908"  # one of the invented people


def said(run: Orleu, *lines: str, options: tuple[str, ...] = (), **environment: str) -> str:
    result = run("chat", *AT, *options, given="\n".join(lines), **environment)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def prove(run: Orleu, phone: str, *, contact: str, **environment: str) -> str:
    """Ask for the payments and say who it is, in whatever order it is asked; the last answer."""
    told = said(run, "/start", "2", "1", "4", options=("--as", phone), **environment)
    for _question in range(6):
        asked = told.rstrip().splitlines()[-4:]
        if any("[/contact]" in line for line in asked):
            reply = contact
        elif any("[1] Да  [2] Нет" in line for line in asked):
            reply = "1"
        else:
            return said(run, IIN, options=("--as", phone), **environment)
        told = said(run, reply, options=("--as", phone), **environment)
    raise AssertionError(told)


def test_the_first_message_offers_both_languages_by_number(run: Orleu) -> None:
    assert "[1] Қазақша  [2] Русский" in said(run, "/start")


def test_a_number_and_a_label_press_the_same_button(run: Orleu) -> None:
    by_number = said(run, "/start", "2", options=("--as", "+77011234501"))
    by_label = said(run, "/start", "русский", options=("--as", "+77011234502"))
    assert by_number == by_label
    assert "[<] " in by_number


def test_the_back_button_is_pressed_by_its_sign(run: Orleu) -> None:
    there_and_back = said(run, "/start", "2", "<")
    assert there_and_back.count("[1] Қазақша  [2] Русский") == 2


def test_a_talk_is_taken_up_where_it_was_left(run: Orleu) -> None:
    """The database is the service's own: the second call knows what the first was told."""
    first = said(run, "/start", "2", "1")
    again = said(run, "/start")
    assert "Қазақша  [2]" in first
    assert "Қазақша  [2]" not in again


def test_numbers_that_are_answers_are_typed_as_they_stand(run: Orleu) -> None:
    told = said(run, "/start", "2", "1", "1", "20", "3")
    regions, _, after = told.partition("[1]  [2]  [3]  [4]  [5]\n")
    assert "[20] " in regions
    assert "[6]  [7]" in after
    assert after.rstrip().endswith("[<] Назад"), "3 people, and the next question"
    assert after.count("[<] Назад") == 2


def test_an_sms_talk_has_numbered_lines_and_no_buttons(run: Orleu) -> None:
    told = said(run, "/start", "2", options=("--channel", "sms"))
    assert "1 – Қазақша\n2 – Русский\n" in told
    assert "[" not in told


def test_every_person_has_a_talk_of_their_own(run: Orleu) -> None:
    said(run, "/start", "2", options=("--as", "87011234567"))
    assert "[2] Русский" in said(run, "/start", options=("--as", "+77019999999"))


def test_the_examples_are_there_for_the_day_of_the_talk(run: Orleu) -> None:
    said(run, "/start")
    shown = run("lines", "show", "--on", "2026-08-12", "--region", "KZ-27").stdout
    assert "example" in shown


def test_a_shared_contact_proves_and_the_reminder_comes_once(run: Orleu) -> None:
    payments = prove(run, PHONE, contact="/contact")
    assert "[4] " in payments
    told = said(run, "1", "1", "/+40d", "/+1d", options=("--as", PHONE))
    before, _, after = told.partition("(2026-09-21 15:00)\n")
    reminder, _, rest = after.partition("(2026-09-22 15:00)\n")
    assert reminder.strip(), "the renewal reminder of the quarter's last days"
    assert not rest.strip(), "it is not written twice"
    assert IIN not in before


def test_a_code_comes_as_an_sms_to_the_known_number(run: Orleu) -> None:
    told = prove(run, "+77011234567", contact="1")
    [code] = re.findall(rf"\[sms to {re.escape(PHONE)}\]\n.*?(\d{{6}})", told)
    assert len(code) == 6


def test_beside_a_real_channel_nobody_can_be_impersonated(run: Orleu) -> None:
    prove(run, PHONE, contact="/contact")
    result = run("chat", *AT, "--as", PHONE, given="/start\n2\n1\n4\n/contact\n", **REAL)
    assert "A real channel is on" in result.stderr
    assert "[1] Қазақша" in result.stdout, "not the talk of the one who has that number"
    assert result.stdout.count("[/contact]") == 2, "the contact is not taken for one's own"


@pytest.mark.parametrize(
    ("option", "value"), [("--as", "12345"), ("--at", "soon"), ("--channel", "pigeon")]
)
def test_wrong_options_exit_with_2(run: Orleu, option: str, value: str) -> None:
    result = run("chat", option, value)
    assert result.exit_code == 2
    assert option in result.stderr


def test_nothing_said_is_nothing_answered(run: Orleu) -> None:
    assert said(run, "", "   ", "") == ""
