"""The worked examples, as a civil servant can read them in worked_examples.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.eligibility.assess import assess_json
from dialogs.eligibility.lines import LineRow, LineTable, parse_lines
from dialogs.eligibility.parameters import Parameters

CASES = yaml.safe_load((Path(__file__).parent / "worked_examples.yaml").read_text("utf-8"))
FIGURES = ("subsistence_minimum", "median_income", "poverty_line")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_estimate_says_what_the_example_says(case: dict[str, Any]) -> None:
    lines = LineTable(row for given in case["lines"] for row in loaded(case["region"], given))
    day: date = case["day"]
    asked = {
        "on": day.isoformat(),
        "region": case["region"],
        "children_1_to_6": 0,
        "able_bodied": 1,
        **case["family"],
    }
    found = assess_json(asked, lines, Parameters.load())
    for field, expected in case["gets"].items():
        if field == "monthly_amount":
            assert isinstance(found[field], int)
            assert abs(found[field] - expected) <= case.get("within", 0)
        else:
            assert found[field] == expected, field


def test_all_eleven_examples_are_there() -> None:
    numbers = {case["name"].split()[0].rstrip("b") for case in CASES}
    assert numbers == {str(number) for number in range(1, 12)}


def loaded(region: str, given: dict[str, Any]) -> list[LineRow]:
    """The figures as an operator would load them."""
    figures = ",".join(str(given.get(figure, "")) for figure in FIGURES)
    header = ",".join(["region", "quarter", *FIGURES, "source"])
    return parse_lines(f"{header}\n{region},{given['quarter']},{figures},bulletin\n")
