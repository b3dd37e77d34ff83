"""What has happened to each invented person's application, told from the day of the demo."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.backend.sample.contracts import contract_rows
from bot.backend.sample.people import Somebody
from bot.backend.sample.rows import Row, Tables, row
from dialogs.eligibility.quarter import Quarter

GROUNDS = 6
REASONS = ("account_closed", "wrong_account", "foreign_account")
PARTS = (
    "conditional",
    "unconditional",
    "received",
    "checks",
    "survey",
    "to_sign",
    "refused",
    "suspended",
    "ended",
    "returned",
)


@dataclass(frozen=True, slots=True)
class Times:
    """The days of one case; everything lies so that `on` falls into the current quarter."""

    on: date
    quarter: Quarter = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "quarter", Quarter.of(self.on))

    @property
    def submitted(self) -> date:
        return max(self.quarter.first_day, self.on - timedelta(days=20))

    @property
    def decided(self) -> date:
        return min(self.on, self.submitted + timedelta(days=7))

    @property
    def paid_from(self) -> date:
        return self.submitted.replace(day=1)

    def after(self, days: int) -> date:
        return self.on + timedelta(days=days)


def add_case(tables: Tables, who: Somebody, on: date) -> None:
    """Put the rows of one person into the tables."""
    times = Times(on)
    part = PARTS[who.part]
    if part == "returned" and who.region_number % len(REASONS) == 0 and who.region_number:
        return  # known, but without any application
    tables["applications"].append(_application(who, times, part))
    if part in {"conditional", "to_sign", "suspended"}:
        contract_rows(tables, who, times, signed=part != "to_sign", late=part == "suspended")
    if part in {"conditional", "unconditional", "returned", "suspended", "ended"}:
        tables["payments"] += _payments(who, times, part)
    if part in {"conditional", "unconditional"}:
        tables["applications"].append(_last_quarter(who, times))


def _application(who: Somebody, times: Times, part: str) -> Row:
    if part == "ended":
        return _last_quarter(who, times)
    state = {"conditional": "assigned", "unconditional": "assigned", "returned": "assigned"}
    awarded = part in {*state, "suspended"}
    return row(
        "applications",
        number=f"A-{who.number + 1:04d}",
        iin=who.iin,
        submitted_on=times.submitted,
        state=state.get(part, part),
        changed_on=times.decided if part != "received" else times.submitted,
        region=who.region,
        ground=1 + who.region_number % GROUNDS if part == "refused" else None,
        act_by=_act_by(times, part),
        amount=_amount(who) if awarded else None,
        paid_from=times.paid_from if awarded else None,
        paid_until=times.quarter.last_day if awarded else None,
        kind=_kind(part) if awarded else None,
    )


def _kind(part: str) -> str:
    return "unconditional" if part in {"unconditional", "returned"} else "conditional"


def _act_by(times: Times, part: str) -> date | None:
    days = {"received": 9, "checks": 7, "survey": 5, "to_sign": 4, "suspended": 10}
    return times.after(days[part]) if part in days else None


def _amount(who: Somebody) -> str:
    return f"{38_400 + 725 * who.number}.00"


def _last_quarter(who: Somebody, times: Times) -> Row:
    before = times.quarter.previous()
    return row(
        "applications",
        number=f"A-{who.number + 1:04d}-0",
        iin=who.iin,
        submitted_on=before.first_day + timedelta(days=4),
        state="ended",
        changed_on=before.last_day,
        region=who.region,
        amount=_amount(who),
        paid_from=before.first_day,
        paid_until=before.last_day,
        kind="unconditional" if PARTS[who.part] == "unconditional" else "conditional",
    )


def _payments(who: Somebody, times: Times, part: str) -> Iterator[Row]:
    """Last quarter's were sent; this quarter's follow the part."""
    if part in {"conditional", "unconditional", "ended"}:
        for month in times.quarter.previous().months:
            yield _payment(who, month, "sent", month.replace(day=12))
    if part == "ended":
        return
    this_month = times.on.replace(day=1)
    for month in times.quarter.months:
        if times.paid_from <= month < this_month:
            yield _payment(who, month, "sent", month.replace(day=12))
    if part in {"conditional", "unconditional"}:
        yield _payment(who, this_month, "due", times.after(3))
    if part in {"returned", "suspended"}:
        reason = REASONS[who.region_number % len(REASONS)]
        yield _payment(who, this_month, "returned", times.on, reason)


def _payment(who: Somebody, month: date, state: str, day: date, reason: str | None = None) -> Row:
    return row(
        "payments",
        id=f"P-{who.number + 1:04d}-{month:%Y-%m}",
        iin=who.iin,
        month=f"{month:%Y-%m}",
        state=state,
        amount=_amount(who),
        day=day,
        reason=reason,
    )
