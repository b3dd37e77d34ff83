"""An estimate made again from nothing but its printed trace; shares no code with the rules."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Printed = dict[str, Any]


def recompute(trace: list[Printed]) -> Printed:
    """Outcome, line, amount, kind and the months that are left."""
    seen = {step["step"]: step["value"] for step in trace}
    income, line = exact(seen["income_quarter"]) / 3 / seen["members"], poverty_line(seen)
    made: Printed = {"line": None if line is None else rounded(line, "0.01")}
    made["per_capita_income"] = rounded(income, "0.01")
    made["kind"] = seen.get("kind")
    if "payments_left_in_quarter" in seen:
        made["payments_left_in_quarter"] = 3 - (int(seen["on"][5:7]) - 1) % 3
    if seen["on"] < seen.get("blocked_until", ""):
        return made | {"outcome": "blocked", "blocked_until": seen["blocked_until"]}
    if line is None:
        return made | {"outcome": "line_not_loaded"}
    if income > line:
        bound = seen["line_status"] == "lower_bound"
        return made | {"outcome": "line_not_loaded" if bound else "above_line"}
    if income == line:
        return made | {"outcome": "at_line"}
    extra = Fraction(0)
    if "mrp" in seen:
        extra = exact(seen["mrp"]) * exact(seen["mrp_multiple"]) * seen["children_1_to_6"]
    full = seen["children"] if seen["amount_rule"].endswith("full_line_per_child") else 0
    lacks = (line - income) * (seen["members"] - full) + line * full
    return made | {"outcome": "likely", "monthly_amount": int(rounded(lacks + extra, "1"))}


def poverty_line(seen: Printed) -> Fraction | None:
    """The stated line, which must be the greatest of its own products where there are any."""
    if "poverty_line" not in seen:
        return None
    line = exact(seen["poverty_line"])
    products = [
        exact(seen[figure]) * exact(seen[share])
        for figure, share in (
            ("subsistence_minimum", "line_share_sm"),
            ("median_income", "line_share_median"),
            ("budget_law_minimum", "line_share_sm"),
        )
        if figure in seen
    ]
    assert not products or max(products) == line
    return line


def exact(number: float) -> Fraction:
    return Fraction(str(number))


def rounded(number: Fraction, step: str) -> float:
    long = Decimal(number.numerator * 10**6 // number.denominator) / 10**6
    return float(long.quantize(Decimal(step), ROUND_HALF_UP))
