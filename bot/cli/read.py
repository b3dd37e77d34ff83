"""`orleu read`: the readers of typed answers, for programs. No database, no settings."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import click

from bot.clock import machine_time
from dialogs.understanding.typed import (
    read_choice,
    read_date,
    read_iin,
    read_integer,
    read_money,
    read_phone,
    read_region,
    read_yes_no,
)

INVALID = "INVALID"
KINDS = ("yes_no", "integer", "money_kzt", "region", "date", "phone", "iin", "choice")
WORK_STATUS: Mapping[str, tuple[str, str]] = {
    "work": ("Жұмыс істеймін", "Работаю"),
    "unemployed": ("Жұмыссызбын", "Не работаю, ищу работу"),
    "childcare": ("Бала күтемін", "Ухаживаю за ребёнком"),
    "study": ("Оқимын", "Учусь"),
    "cannot_work": (
        "Денсаулығыма байланысты жұмыс істей алмаймын",
        "Не могу работать по здоровью",
    ),
    "pensioner": ("Зейнеткермін", "На пенсии"),
}

Reader = Callable[[str], object]


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "--lang",
    type=click.Choice(["kk", "ru"]),
    required=True,
    help="The language of the talk. Every reader understands both, so it changes nothing yet.",
)
@click.option("--options", help="choice: keys in the order shown, a,b,c; default: work status.")
def read(kind: str, *, lang: str, options: str | None) -> None:  # noqa: ARG001  # see its help
    """Read one typed answer a line; write the normalised value or INVALID."""
    if options is not None and kind != "choice":
        raise click.UsageError("--options goes with the kind choice only")
    reader = _reader(kind, options)
    for line in sys.stdin.buffer:
        click.echo(_normal(reader, line))


def _reader(kind: str, options: str | None) -> Reader:
    readers: Mapping[str, Reader] = {
        "yes_no": read_yes_no,
        "integer": read_integer,
        "money_kzt": read_money,
        "region": read_region,
        "phone": read_phone,
        "iin": read_iin,
    }
    if kind == "choice":
        return partial(_read_choice, _offered(options))
    if kind == "date":
        return partial(_read_date, _today())
    return readers[kind]


def _read_choice(offered: Sequence[tuple[str, Sequence[str]]], text: str) -> str | None:
    return read_choice(text, offered)


def _read_date(today: date, text: str) -> str | None:
    return read_date(text, today)


def _offered(options: str | None) -> Sequence[tuple[str, Sequence[str]]]:
    """The options with their labels; a key that is not known is its own label."""
    keys = list(WORK_STATUS) if options is None else [key.strip() for key in options.split(",")]
    if not all(keys) or len(set(keys)) < len(keys):
        raise click.BadParameter("needs different keys with commas between: a,b,c")
    return [(key, WORK_STATUS.get(key, (key,))) for key in keys]


def _today() -> date:
    """ORLEU_TODAY, else the machine's day: it decides the century of two-digit years."""
    text = os.environ.get("ORLEU_TODAY", "").strip()
    try:
        return date.fromisoformat(text) if text else machine_time().date()
    except ValueError:
        raise click.UsageError("ORLEU_TODAY: a day such as 2026-11-22") from None


def _normal(reader: Reader, line: bytes) -> str:
    try:
        value = reader(line.decode("utf-8").rstrip("\r\n"))
    except UnicodeDecodeError:
        return INVALID
    if value is None:
        return INVALID
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
