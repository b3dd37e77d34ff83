"""`orleu assess`: a household as JSON in, the estimate as JSON out; the shapes others rely on."""

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from dialogs.eligibility.assessment import Assessment
from dialogs.eligibility.household import BadInput, Household
from dialogs.eligibility.line_rows import Lines
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.rules import assess
from dialogs.eligibility.trace import Step, Value

REQUIRED = ("on", "region", "members", "income_quarter", "children_1_to_6", "able_bodied")
OPTIONAL = (
    "children",
    "only_able_bodied_cares",
    "refused_measures_on",
    "contract_breached_on",
    "line_told",
)

_LARGE = 10**15  # beyond it a number with a point is no count of anything here
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def assess_json(data: object, lines: Lines, parameters: Parameters) -> dict[str, object]:
    """The estimate of one JSON object; BadInput names the unknown, missing or bad field."""
    return as_json(assess(household_from(data), lines, parameters))


def household_from(data: object) -> Household:
    """The household of a JSON object; what contradicts itself, `assess` refuses."""
    if not isinstance(data, Mapping):
        raise BadInput("input", 'must be one JSON object, such as {"on": "2026-01-15", …}')
    for key in data:
        if key not in REQUIRED + OPTIONAL:
            raise BadInput(str(key), f"unknown key; known are {', '.join(REQUIRED + OPTIONAL)}")
    on = _day(data, "on")
    if on is None:
        raise BadInput("on", "is missing; the day of application, such as 2026-01-15")
    region = data.get("region")
    if not isinstance(region, str):
        raise BadInput("region", "must be an ISO 3166-2 code such as KZ-27")
    return Household(
        on=on,
        region=region,
        members=_required(data, "members"),
        income_quarter=_required(data, "income_quarter"),
        children_1_to_6=_required(data, "children_1_to_6"),
        children=_whole(data, "children"),
        able_bodied=_required(data, "able_bodied"),
        only_able_bodied_cares=_flag(data, "only_able_bodied_cares"),
        refused_measures_on=_day(data, "refused_measures_on"),
        contract_breached_on=_day(data, "contract_breached_on"),
        line_told=_money(data, "line_told"),
    )


def as_json(found: Assessment) -> dict[str, object]:
    """The fields of an estimate by their public names, ready for json.dumps."""
    beside = found.participation
    return {
        "outcome": found.outcome.value,
        "scheme": found.scheme,
        "participation": beside and {"scheme": beside.scheme, "outcome": beside.outcome.value},
        "line": _plain(found.line, decimals=True),
        "line_status": found.line_status and found.line_status.value,
        "per_capita_income": _plain(found.per_capita_income, decimals=True),
        "monthly_amount": found.monthly_amount,
        "amount_is_minimum": found.amount_is_minimum,
        "child_supplement": found.child_supplement,
        "kind": found.kind and found.kind.value,
        "payments_left_in_quarter": found.payments_left_in_quarter,
        "reapply_from": _plain(found.reapply_from),
        "blocked_until": _plain(found.blocked_until),
        "result_code": found.result_code,
        "trace": [_step(step) for step in found.trace],
        "warnings": [
            {"code": w.code, **{name: _plain(value) for name, value in w.values.items()}}
            for w in found.warnings
        ],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "step": step.step,
        "value": _plain(step.value),
        "unit": step.unit,
        "law": step.law,
        "valid_from": _plain(step.valid_from),
    }


def _plain(value: Value | Enum | None, *, decimals: bool = False) -> object:
    """JSON's own types; a decimal without a fraction is whole unless decimals are asked for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) and not decimals else float(value)
    return value


def _required(data: Mapping[str, object], key: str) -> int:
    number = _whole(data, key)
    if number is None:
        raise BadInput(key, "is missing; a whole number such as 3")
    return number


def _whole(data: Mapping[str, object], key: str) -> int | None:
    value = data.get(key)
    if isinstance(value, Decimal | float) and math.isfinite(value) and abs(float(value)) < _LARGE:
        value = int(value) if value == int(value) else value
    if value is not None and type(value) is not int:
        raise BadInput(key, f"must be a whole number such as 3, not {value!r}")
    return value


def _flag(data: Mapping[str, object], key: str) -> bool:
    value = data.get(key)
    if value is not None and type(value) is not bool:
        raise BadInput(key, f"must be true or false, not {value!r}")
    return value is True


def _day(data: Mapping[str, object], key: str) -> date | None:
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as fault:
            raise BadInput(key, f"{value} is no day of the calendar") from fault
    raise BadInput(key, f"must be a day such as 2026-01-15, not {value!r}")


def _money(data: Mapping[str, object], key: str) -> Decimal | None:
    value = data.get(key)
    if value is None:
        return None
    if type(value) not in (int, float, Decimal):
        raise BadInput(key, f"must be a number such as 42500, not {value!r}")
    try:
        return Decimal(str(value))
    except InvalidOperation as fault:
        raise BadInput(key, "must be a number such as 42500") from fault
