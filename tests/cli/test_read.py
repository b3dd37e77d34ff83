"""`orleu read`: one typed answer a line in, the value or INVALID out."""

import subprocess
import sys

import pytest

from tests.cli.calling import Orleu

READ = [
    ("yes_no", ["иә", "нет", "2", "может быть"], ["yes", "no", "no", "INVALID"]),
    ("integer", ["бесеу", "0", "31", "2-3"], ["5", "0", "INVALID", "INVALID"]),
    ("money_kzt", ["150 мың", "1,5 млн", "жоқ", "100 $"], ["150000", "1500000", "0", "INVALID"]),
    ("region", ["Алматы", "ЮКО", "Астана", "Mars"], ["KZ-75", "KZ-61", "KZ-71", "INVALID"]),
    (
        "date",
        ["05.03.2025", "15 наурыз", "вчера", "31.02.2025"],
        ["2025-03-05", "--03-15", "TODAY-1", "INVALID"],
    ),
    ("phone", ["8 701 123 45 67", "+77011234567", "112"], ["+77011234567"] * 2 + ["INVALID"]),
    ("iin", ["610305 399906", "610305399907"], ["610305399906", "INVALID"]),
    ("choice", ["1", "үшінші", "На пенсии", "7"], ["work", "childcare", "pensioner", "INVALID"]),
]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("kind", "typed", "expected"), READ, ids=[row[0] for row in READ])
def test_values_are_normalised(
    run: Orleu, kind: str, typed: list[str], expected: list[str], language: str
) -> None:
    result = run("read", kind, "--lang", language, given="\n".join(typed))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == expected


def test_each_line_has_its_answer_even_an_empty_one(run: Orleu) -> None:
    result = run("read", "yes_no", "--lang", "kk", given="\nиә\r\n\n")
    assert result.stdout.splitlines() == ["INVALID", "yes", "INVALID"]


def test_bytes_that_are_no_text_are_invalid(run: Orleu) -> None:
    result = run("read", "yes_no", "--lang", "ru", given=b"\xff\xfe\n\xd0\xb4\xd0\xb0\n")
    assert result.stdout.splitlines() == ["INVALID", "yes"]


def test_choice_takes_its_options_in_order(run: Orleu) -> None:
    words = ("read", "choice", "--lang", "ru", "--options")
    assert run(*words, "study,work", given="1\nработаю\n").stdout.split() == ["study", "work"]
    assert run(*words, "red, green", given="2\nred\n3").stdout.split() == [
        "green",
        "red",
        "INVALID",
    ]


def test_two_digit_years_hang_on_the_day(run: Orleu) -> None:
    words = ("read", "date", "--lang", "ru")
    assert run(*words, given="01.02.26\n", ORLEU_TODAY="2026-11-22").stdout == "2026-02-01\n"
    assert run(*words, given="01.02.26\n", ORLEU_TODAY="2025-11-22").stdout == "1926-02-01\n"


@pytest.mark.parametrize(
    "words",
    [
        ("read",),
        ("read", "colour", "--lang", "kk"),
        ("read", "yes_no"),
        ("read", "yes_no", "--lang", "en"),
        ("read", "yes_no", "--lang", "kk", "--options", "a,b"),
        ("read", "choice", "--lang", "kk", "--options", "a,a"),
        ("read", "choice", "--lang", "kk", "--options", "a,,b"),
    ],
)
def test_wrong_usage_exits_with_2(run: Orleu, words: tuple[str, ...]) -> None:
    result = run(*words, given="1\n")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_wrong_day_in_the_settings_exits_with_2(run: Orleu) -> None:
    result = run("read", "date", "--lang", "kk", given="1\n", ORLEU_TODAY="soon")
    assert result.exit_code == 2
    assert "ORLEU_TODAY" in result.stderr


def test_it_starts_without_database_and_web() -> None:
    """What is imported decides how fast the command starts."""
    script = (
        "import sys\n"
        "from bot.cli import orleu\n"
        "orleu(['read', 'iin', '--lang', 'kk'], standalone_mode=False)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", script],
        input="610305399906\n",
        capture_output=True,
        text=True,
        check=True,
    )
    value, modules = done.stdout.splitlines()
    assert value == "610305399906"
    heavy = {"sqlalchemy", "aiogram", "aiohttp", "alembic", "babel", "cryptography", "PIL"}
    assert heavy.isdisjoint(modules.split())
