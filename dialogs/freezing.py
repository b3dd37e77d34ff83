"""A finished result stays as it was: its day, and the figures that it was computed with."""

from datetime import date
from typing import Any

from dialogs.case import Case
from dialogs.eligibility.frozen_lines import lines_as_json, lines_from_json
from dialogs.eligibility.quarter import Quarter


def frozen(case: Case) -> dict[str, Any]:
    """What the result hangs on, as JSON."""
    return {
        "on": case.on.isoformat(),
        "lines": lines_as_json(case.reference.lines, case.region, Quarter.of(case.on)),
    }


def thawed(case: Case, kept: dict[str, Any]) -> Case:
    """The world as it was when the result was shown."""
    return case.on_day(date.fromisoformat(kept["on"])).with_lines(lines_from_json(kept["lines"]))
