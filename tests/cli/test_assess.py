"""`orleu assess`: JSON in, JSON out, on the lines of the database."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Orleu

HOUSEHOLD: dict[str, Any] = {
    "on": "2025-11-17",
    "region": "KZ-27",
    "members": 5,
    "income_quarter": 420000,
    "children_1_to_6": 2,
    "able_bodied": 1,
    "only_able_bodied_cares": True,
}
REAL = {"ORLEU_TELEGRAM_TOKEN": "123456:TEST"}
HEADER = "region,quarter,subsistence_minimum,median_income,poverty_line,source,status\n"


def told(run: Orleu, **changed: Any) -> dict[str, Any]:
    result = run("assess", given=json.dumps(HOUSEHOLD | changed))
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def load(run: Orleu, folder: Path, row: str) -> None:
    (folder / "lines.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    assert run("lines", "load", "lines.csv").exit_code == 0


def test_a_first_call_makes_the_database_and_answers_from_shipped_lines(
    run: Orleu, folder: Path
) -> None:
    found = told(run)
    assert (found["outcome"], found["line_status"]) == ("likely", "lower_bound")
    assert (folder / "data" / "orleu.db").is_file()


def test_loaded_lines_count_at_the_next_call(run: Orleu, folder: Path) -> None:
    assert told(run, on="2026-08-12")["outcome"] == "line_not_loaded"
    load(run, folder, "KZ-27,2026Q2,60000,130000,,bulletin,published")
    found = told(run, on="2026-08-12")
    assert (found["outcome"], found["line"], found["line_status"]) == ("likely", 45500, "computed")


def test_the_told_line_serves_where_none_is_loaded(run: Orleu) -> None:
    found = told(run, on="2026-08-12", line_told=42500)
    assert (found["line"], found["line_status"]) == (42500, "told")
    assert found["warnings"]


def test_examples_say_so_and_end_with_a_real_channel(run: Orleu, folder: Path) -> None:
    load(run, folder, "KZ-27,2026Q2,60000,130000,,invented,example")
    asked = json.dumps(HOUSEHOLD | {"on": "2026-08-12"})
    assert json.loads(run("assess", given=asked).stdout)["line_status"] == "example"
    real = run("assess", given=asked, **REAL)
    assert json.loads(real.stdout)["outcome"] == "line_not_loaded"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on": None}, "on"),
        ({"on": "17.11.2025"}, "on"),
        ({"region": "KZ-99"}, "region"),
        ({"region": "KZ-10", "on": "2022-06-07"}, "region"),
        ({"members": 0}, "members"),
        ({"members": "5"}, "members"),
        ({"members": 2.5}, "members"),
        ({"income_quarter": -1}, "income_quarter"),
        ({"children_1_to_6": 6}, "children_1_to_6"),
        ({"able_bodied": True}, "able_bodied"),
        ({"able_bodied": 2}, "only_able_bodied_cares"),
        ({"refused_measures_on": "2025-11-18"}, "refused_measures_on"),
        ({"line_told": "42500"}, "line_told"),
        ({"incom": 1}, "incom"),
        ({"on": "2019-05-01", "children": None}, "children"),
    ],
)
def test_the_field_at_fault_is_named(run: Orleu, changed: dict[str, Any], field: str) -> None:
    result = run("assess", given=json.dumps(HOUSEHOLD | changed))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{field}: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("field", ["on", "region", "members", "income_quarter", "able_bodied"])
def test_a_missing_field_is_named(run: Orleu, field: str) -> None:
    given = {key: value for key, value in HOUSEHOLD.items() if key != field}
    result = run("assess", given=json.dumps(given))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "not JSON"),
        ("{", "line 1, column 2"),
        ("[]", "one JSON object"),
        ('{"on": "2025-11-17", "on": "2025-11-18"}', "on: is there twice"),
        ('{"members": NaN}', "NaN is no number"),
        ('{"members": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        (b"\xff\xfe{}", "not JSON"),
        ('{"\\ud800": 1}', "unknown key"),
    ],
)
def test_what_is_no_household_is_refused_in_a_sentence(
    run: Orleu, given: str | bytes, said: str
) -> None:
    result = run("assess", given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_byte_order_mark_is_no_fault(run: Orleu) -> None:
    given = b"\xef\xbb\xbf" + json.dumps(HOUSEHOLD).encode()
    assert run("assess", given=given).exit_code == 0


def test_wrong_settings_exit_with_2_and_their_names(run: Orleu) -> None:
    result = run("assess", given=json.dumps(HOUSEHOLD), ORLEU_HTTP_PORT="many")
    assert result.exit_code == 2
    assert "ORLEU_HTTP_PORT" in result.stderr
