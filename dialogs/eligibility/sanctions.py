"""When an earlier refusal or breach stands in the way of an award."""

import calendar
from dataclasses import dataclass
from datetime import date

from dialogs.eligibility.household import Household
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.trace import Step


@dataclass(frozen=True, slots=True)
class Block:
    """No award before `until`, the first day on which one may be had again."""

    until: date
    steps: tuple[Step, ...]


def block_for(household: Household, parameters: Parameters) -> Block | None:
    """The block that lasts longest on the day of application, None if there is none."""
    events = {
        "refused_measures": household.refused_measures_on,
        "contract_breached": household.contract_breached_on,
    }
    blocks: list[Block] = []
    for event, day in events.items():
        sanction = parameters.on("sanctions", household.on, event)
        months = None if sanction is None else sanction.whole("block_months")
        if day is None or sanction is None or months is None:
            continue
        until = months_later(day, months)
        if household.on < until:
            law, since = sanction.cites, sanction.valid_from
            steps = (
                Step(f"{event}_on", day, "date"),
                Step("block_months", months, "months", law, since),
                Step("blocked_until", until, "date", law, since),
            )
            blocks.append(Block(until, steps))
    return max(blocks, key=lambda block: block.until, default=None)


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
