"""Short ways to say a family and its region's figures in a test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dialogs.eligibility.assessment import Assessment
from dialogs.eligibility.household import Household
from dialogs.eligibility.lines import LineRow, LineTable, RowStatus
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.quarter import Quarter
from dialogs.eligibility.rules import assess

REGION = "KZ-11"
NO_LINES = LineTable()


def family(day: str, **answers: object) -> Household:
    """Three people in Akmola without income or small children, unless said otherwise."""
    plain = Household(
        on=date.fromisoformat(day), region=REGION, members=3, income_quarter=0, children=0
    )
    return replace(plain, **answers)  # type: ignore[arg-type]  # a test names real fields


def row(
    quarter: str,
    *,
    minimum: str | None = None,
    median: str | None = None,
    line: str | None = None,
    status: RowStatus = RowStatus.PUBLISHED,
) -> LineRow:
    return LineRow(
        REGION,
        Quarter.parse(quarter),
        subsistence_minimum=figure(minimum),
        median_income=figure(median),
        poverty_line=figure(line),
        source="bulletin",
        status=status,
    )


def figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def published(day: str, line: str) -> LineTable:
    """The official line for applications on that day."""
    return LineTable([row(str(Quarter.of(date.fromisoformat(day))), line=line)])


def before(
    day: str,
    minimum: str | None,
    median: str | None = None,
    status: RowStatus = RowStatus.PUBLISHED,
) -> LineTable:
    """The statistics of the quarter before that day."""
    quarter = str(Quarter.of(date.fromisoformat(day)).previous())
    return LineTable([row(quarter, minimum=minimum, median=median, status=status)])


def estimate(household: Household, lines: LineTable = NO_LINES) -> Assessment:
    return assess(household, lines, Parameters.load())


def codes(found: Assessment) -> set[str]:
    """The codes of the warnings."""
    return {caution.code for caution in found.warnings}


def steps(found: Assessment) -> dict[str, object]:
    """The values of the trace by step."""
    return {step.step: step.value for step in found.trace}
