"""What is known of a region in a quarter, and where the rules look it up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Protocol

from dialogs.eligibility.quarter import Quarter


class RowStatus(Enum):
    PUBLISHED = "published"
    ESTIMATED = "estimated"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class LineRow:
    """Figures of one region, tenge per head and month.

    `subsistence_minimum` and `median_income` describe the quarter; `poverty_line` is an official
    line for applications in that quarter.
    """

    region: str
    quarter: Quarter
    subsistence_minimum: Decimal | None
    median_income: Decimal | None
    poverty_line: Decimal | None
    source: str
    status: RowStatus = RowStatus.PUBLISHED


class Lines(Protocol):
    """Where rows come from; the storage answers from what operators loaded."""

    def row(self, region: str, quarter: Quarter) -> LineRow | None: ...


class LineTable:
    """Rows in memory; of two for the same region and quarter the later one counts."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[LineRow] = ()) -> None:
        self._rows = {(row.region, row.quarter): row for row in rows}

    def __iter__(self) -> Iterator[LineRow]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, region: str, quarter: Quarter) -> LineRow | None:
        return self._rows.get((region, quarter))
