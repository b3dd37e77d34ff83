"""Rows as they stand in files: text under the names of the columns."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Protocol

from bot.backend.loading.kinds import REGISTRY
from dialogs.eligibility.quarter import Quarter

Row = dict[str, str]
Tables = dict[str, list[Row]]
COLUMNS: Mapping[str, tuple[str, ...]] = {kind.name: kind.names for kind in REGISTRY}


class Days(Protocol):
    """The days of a case that its contract needs."""

    @property
    def on(self) -> date: ...
    @property
    def quarter(self) -> Quarter: ...
    @property
    def decided(self) -> date: ...
    @property
    def paid_from(self) -> date: ...


def row(kind: str, /, **cells: date | str | int | None) -> Row:
    """A row of a kind in the order of its columns; what is None or not named stays empty."""
    return {name: "" if cells.get(name) is None else str(cells[name]) for name in COLUMNS[kind]}


@cache
def shipped(name: str) -> tuple[Row, ...]:
    """The rows of a CSV file beside this module."""
    text = (files("bot.backend.sample") / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
