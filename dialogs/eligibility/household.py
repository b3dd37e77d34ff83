"""The answers that an estimate needs, and what among them is impossible or of no consequence."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from dialogs.eligibility.parameters import Parameters

MAX_MEMBERS = 30
MAX_INCOME_QUARTER = 10**9
MAX_LINE_TOLD = 10**6
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)

FULL_LINE_PER_CHILD = "difference_adults_plus_full_line_per_child"


class BadInput(ValueError):
    """An answer that is missing or impossible: which field, and what it should be."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A family on the day of its application. Money is whole tenge.

    `income_quarter` is what all members received in the quarter before the quarter of `on`.
    `children` (under 18) is needed only where each child gets the full line; see `uses`.
    """

    on: date
    region: str
    members: int
    income_quarter: int
    children_1_to_6: int = 0
    children: int | None = None
    able_bodied: int = 0
    only_able_bodied_cares: bool = False
    refused_measures_on: date | None = None
    contract_breached_on: date | None = None
    line_told: Decimal | None = None


def check(household: Household, parameters: Parameters) -> None:
    """Raise BadInput at the first answer that cannot be."""
    h = household
    if not FIRST_DAY <= h.on <= LAST_DAY:
        raise BadInput("on", f"must lie from {FIRST_DAY} to {LAST_DAY}, such as 2026-01-15")
    _check_region(h, parameters)
    _between("members", h.members, 1, MAX_MEMBERS)
    _between("income_quarter", h.income_quarter, 0, MAX_INCOME_QUARTER)
    _between("children_1_to_6", h.children_1_to_6, 0, h.members)
    if h.children is not None:
        _between("children", h.children, h.children_1_to_6, h.members)
    elif "children" in uses(h.on, parameters):
        raise BadInput("children", "is needed on this day: the number of members under 18")
    _between("able_bodied", h.able_bodied, 0, h.members)
    if h.only_able_bodied_cares and h.able_bodied != 1:
        raise BadInput("only_able_bodied_cares", "can be true only if able_bodied is 1")
    for field in ("refused_measures_on", "contract_breached_on"):
        day: date | None = getattr(h, field)
        if day is not None and not FIRST_DAY <= day <= h.on:
            raise BadInput(field, f"must be a day not after {h.on}, or null")
    _check_told(h.line_told)


def _check_region(h: Household, parameters: Parameters) -> None:
    if h.region in {region.id for region in parameters.regions(h.on)}:
        return
    starts = [e.valid_from for e in parameters.subjects["regions"] if e.text("id") == h.region]
    if starts:
        raise BadInput("region", f"{h.region} exists only from {starts[0]}")
    raise BadInput("region", f"must be an ISO 3166-2 code such as KZ-27, not {h.region!r}")


def _between(field: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise BadInput(field, f"must be from {least} to {most}, not {number}")


def _check_told(told: Decimal | None) -> None:
    if told is None:
        return
    right = f"must be tenge above 0 and at most {MAX_LINE_TOLD}, such as 42500"
    if not told.is_finite() or not 0 < told <= MAX_LINE_TOLD:
        raise BadInput("line_told", right)
    if told * 100 != int(told * 100):
        raise BadInput("line_told", "may have two decimals at most, such as 42500.50")


@lru_cache(256)
def uses(on: date, parameters: Parameters) -> frozenset[str]:
    """The fields (beside `on`) that can change a result on that day."""
    scheme = parameters.on("schemes", on, "assistance")
    if scheme is None or parameters.on("poverty_line_share", on) is None:
        return frozenset()
    fields = {"region", "members", "income_quarter", "line_told"}
    if parameters.on("carer_child_age", on) is not None:
        fields |= {"able_bodied", "only_able_bodied_cares"}
    if parameters.on("participation_share", on) is not None:
        fields.add("able_bodied")
    if scheme.text("amount_rule") == FULL_LINE_PER_CHILD:
        fields.add("children")
    if parameters.on("child_supplement", on) is not None:
        fields.add("children_1_to_6")
    for sanction in parameters.series("sanctions", on):
        if sanction.whole("block_months") is not None:
            fields.add(f"{sanction.text('event')}_on")
    return frozenset(fields)


def without_unused(household: Household, used: frozenset[str]) -> Household:
    """The household with every answer that cannot matter set back to its default."""
    h = household
    return replace(
        h,
        children_1_to_6=h.children_1_to_6 if "children_1_to_6" in used else 0,
        children=h.children if "children" in used else None,
        able_bodied=h.able_bodied if "able_bodied" in used else 0,
        only_able_bodied_cares=h.only_able_bodied_cares and "only_able_bodied_cares" in used,
        refused_measures_on=h.refused_measures_on if "refused_measures_on" in used else None,
        contract_breached_on=h.contract_breached_on if "contract_breached_on" in used else None,
        line_told=h.line_told if "line_told" in used else None,
    )
