"""How the tables of answers of these tests are written: text in the folder `answers`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).with_name("answers")


@cache
def _tables(kind: str) -> Any:
    text = (_FOLDER / f"{kind}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # BaseLoader makes strings only


def table(kind: str, name: str) -> Any:
    """Return a table that is not a block of answers."""
    return _tables(kind)[name]


def rows(kind: str, name: str) -> list[str]:
    """Return the answers of a table."""
    lines = table(kind, name).splitlines()
    return [cell.strip() for line in lines for cell in line.split("|")]


def pairs(kind: str, name: str) -> list[tuple[str, str]]:
    """Return (answer, value) of a table written as `answer = value`."""
    split = (row.rsplit("=", 1) for row in rows(kind, name))
    return [(text.strip(), value.strip()) for text, value in split]
