"""`orleu assess`: the shape of its output, and refusals that name the field."""

import json
from decimal import Decimal
from typing import Any

import pytest

from dialogs.eligibility.assess import assess_json
from dialogs.eligibility.household import BadInput
from dialogs.eligibility.lines import LineTable, shipped_lines
from dialogs.eligibility.parameters import Parameters

ASKED: dict[str, Any] = {
    "on": "2025-11-17",
    "region": "KZ-27",
    "members": 5,
    "income_quarter": 420000,
    "children_1_to_6": 2,
    "able_bodied": 1,
    "only_able_bodied_cares": True,
    "refused_measures_on": None,
    "contract_breached_on": None,
}
FIELDS = [
    "outcome",
    "scheme",
    "participation",
    "line",
    "line_status",
    "per_capita_income",
    "monthly_amount",
    "child_supplement",
    "kind",
    "payments_left_in_quarter",
    "reapply_from",
    "blocked_until",
    "result_code",
    "trace",
    "warnings",
]


def assess(**changed: Any) -> dict[str, Any]:
    asked = {key: value for key, value in (ASKED | changed).items() if value != "absent"}
    return assess_json(asked, LineTable(shipped_lines()), Parameters.load())


def test_the_estimate_has_every_field_and_goes_through_json() -> None:
    found = json.loads(json.dumps(assess()))
    assert set(FIELDS) <= set(found)
    assert found["outcome"] == "likely"
    assert found["scheme"] == "tsa_social_code_median"
    assert (found["line"], found["per_capita_income"]) == (38724.0, 28000.0)
    assert found["line_status"] == "lower_bound"
    assert (found["monthly_amount"], found["child_supplement"]) == (65416, 11796)
    assert found["kind"] == "unconditional"
    assert found["payments_left_in_quarter"] == 2
    assert found["reapply_from"] == "2026-01-01"
    assert found["warnings"] == [{"code": "line_lower_bound", "at_least": 38724}]
    assert set(found["trace"][0]) == {"step", "value", "unit", "law", "valid_from"}


def test_every_number_of_the_law_in_the_trace_has_its_law_and_day() -> None:
    answers = {"on", "region", "income_quarter", "members", "children_1_to_6", "line_status"}
    answers |= {"able_bodied", "only_able_bodied_cares"}
    for step in assess()["trace"]:
        assert (step["law"] is None) is (step["step"] in answers), step
        assert (step["valid_from"] is None) is (step["step"] in answers), step


def test_a_blocked_family_sees_until_when() -> None:
    found = assess(refused_measures_on="2025-10-20")
    assert (found["outcome"], found["blocked_until"]) == ("blocked", "2026-04-20")
    assert found["reapply_from"] == "2026-04-20"


def test_participation_is_an_object_of_its_years() -> None:
    found = assess(on="2017-08-15", region="KZ-35", income_quarter=90000)
    assert found["participation"] == {"scheme": "orleu", "outcome": "likely"}
    assert assess()["participation"] is None


@pytest.mark.parametrize("key", ["on", "region", "members", "income_quarter", "able_bodied"])
def test_a_missing_field_is_named(key: str) -> None:
    with pytest.raises(BadInput) as refused:
        assess(**{key: "absent"})
    assert refused.value.field == key


def test_what_may_be_left_out_has_a_default() -> None:
    optional = ("only_able_bodied_cares", "refused_measures_on", "contract_breached_on")
    left_out = dict.fromkeys(optional, "absent")
    assert assess(**left_out)["kind"] == "conditional"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("on", "2025-02-30"),
        ("on", "17.11.2025"),
        ("on", "20251117"),
        ("on", 20251117),
        ("on", "1999-12-31"),
        ("on", "2100-01-01"),
        ("region", "KZ"),
        ("region", "kz-27"),
        ("region", 27),
        ("members", 0),
        ("members", 31),
        ("members", -1),
        ("members", True),
        ("members", "5"),
        ("members", 4.5),
        ("income_quarter", -1),
        ("income_quarter", 10**9 + 1),
        ("income_quarter", 1000.5),
        ("income_quarter", float("nan")),
        ("income_quarter", float("inf")),
        ("income_quarter", Decimal("1e999999")),
        ("income_quarter", [1]),
        ("children_1_to_6", 6),
        ("children_1_to_6", -1),
        ("children", 1),
        ("children", 6),
        ("able_bodied", 6),
        ("able_bodied", None),
        ("only_able_bodied_cares", 1),
        ("only_able_bodied_cares", "yes"),
        ("refused_measures_on", "2025-11-18"),
        ("refused_measures_on", "soon"),
        ("contract_breached_on", "2025-11-18"),
        ("contract_breached_on", False),
        ("line_told", 0),
        ("line_told", -5),
        ("line_told", "45000"),
        ("line_told", True),
        ("line_told", 45000.123),
        ("line_told", float("nan")),
        ("line_told", 10**7),
        ("weight", 1),
        ("Members", 5),
    ],
)
def test_what_cannot_be_is_refused_by_name(key: str, value: object) -> None:
    with pytest.raises(BadInput) as refused:
        assess(**{key: value})
    assert refused.value.field == key
    assert str(refused.value).startswith(f"{key}: ")


def test_the_only_carer_must_be_the_only_one_who_can_work() -> None:
    with pytest.raises(BadInput) as refused:
        assess(able_bodied=2)
    assert refused.value.field == "only_able_bodied_cares"


@pytest.mark.parametrize("region", ["KZ-10", "KZ-33", "KZ-62"])
def test_the_new_regions_exist_from_june_2022(region: str) -> None:
    with pytest.raises(BadInput, match="2022-06-08"):
        assess(region=region, on="2022-06-07")
    assert assess(region=region, on="2022-06-08")["scheme"] == "tsa_classic_70"


@pytest.mark.parametrize("data", [None, [], "text", 5, [ASKED]])
def test_only_one_object_is_read(data: object) -> None:
    with pytest.raises(BadInput, match="JSON object"):
        assess_json(data, LineTable(), Parameters.load())


def test_numbers_may_come_as_exact_decimals() -> None:
    exact = assess(income_quarter=Decimal("420000.0"), line_told=Decimal("45000.50"))
    assert (exact["line"], exact["line_status"]) == (45000.5, "told")
    assert assess(income_quarter=420000.0)["monthly_amount"] == 65416
