"""`docs/registry-files.md` names every column and every code that the loaders take."""

import re
from enum import Enum
from pathlib import Path

import pytest

from bot.backend.loading.kinds import CENTRES, NATIONAL, REGISTRY, ROLES, Kind
from dialogs.backend import AidKind, ApplicationState, Exemption, Party, PaymentState
from dialogs.contract.wording import DUTIES
from dialogs.payments.flow import REASONS

PAGE = Path(__file__).parents[2] / "docs" / "registry-files.md"
ENUMS: tuple[type[Enum], ...] = (AidKind, ApplicationState, Exemption, Party, PaymentState)
CODES = {str(each.value) for codes in ENUMS for each in codes} | {*ROLES, *DUTIES, *REASONS}


def _table(kind: str) -> list[list[str]]:
    """The cells of the table under the heading of a kind."""
    text = PAGE.read_text(encoding="utf-8").partition(f"### {kind}\n")[2].partition("\n\n")[0]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines()[2:]]


@pytest.mark.parametrize("kind", [*REGISTRY, CENTRES, NATIONAL], ids=lambda kind: kind.name)
def test_every_column_is_explained_and_no_other(kind: Kind) -> None:
    told = {name: row[1].strip() for row in _table(kind.name) for name in _quoted(row[0])}
    assert set(told) == set(kind.names)
    assert {name for name, needed in told.items() if needed == "yes"} == kind.needed


def test_every_code_is_listed() -> None:
    assert set(_quoted(PAGE.read_text(encoding="utf-8"))) >= CODES


def _quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)
