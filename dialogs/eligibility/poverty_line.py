"""The poverty line of a region on a day: published, computed, bounded from below, or told."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from dialogs.eligibility.dated import Dated
from dialogs.eligibility.line_rows import LineRow, Lines, RowStatus
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.quarter import Quarter
from dialogs.eligibility.trace import Caution, Step, money


class LineStatus(Enum):
    PUBLISHED = "published"
    COMPUTED = "computed"
    LOWER_BOUND = "lower_bound"
    ESTIMATED = "estimated"
    EXAMPLE = "example"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class PovertyLine:
    """The exact line, tenge per head and month, for applications in `quarter`.

    With the status LOWER_BOUND the true line is this or more. `law` is None where no law made the
    figure (a published or told one); `source` says whence the figures are.
    """

    value: Decimal
    status: LineStatus
    law: str | None
    source: str
    quarter: Quarter
    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...] = ()


def line_for(
    region: str, on: date, lines: Lines, parameters: Parameters, told: Decimal | None = None
) -> PovertyLine | None:
    """The line for an application on that day; None if it cannot be known.

    A published line wins, then one computed from the quarter before. Where there is only a lower
    bound or nothing, the line that the centre told is taken, unless it contradicts the bound.
    """
    rule = parameters.on("poverty_line_share", on)
    if rule is None:
        return None
    quarter = Quarter.of(on)
    row = lines.row(region, quarter)
    if row is not None and row.poverty_line is not None:
        return _published(row, row.poverty_line)
    before = lines.row(region, quarter.previous())
    line = None if before is None else _computed(before, rule, parameters, on)
    if told is None or (line is not None and line.status is not LineStatus.LOWER_BOUND):
        return line
    if line is not None and told < line.value:
        caution = Caution("line_told_below_bound", {"told": told, "bound": money(line.value)})
        return replace(line, cautions=(*line.cautions, caution))
    return _told(told, quarter)


def _published(row: LineRow, value: Decimal) -> PovertyLine:
    status = {
        RowStatus.PUBLISHED: LineStatus.PUBLISHED,
        RowStatus.ESTIMATED: LineStatus.ESTIMATED,
        RowStatus.EXAMPLE: LineStatus.EXAMPLE,
    }[row.status]
    step = Step("poverty_line", value, "kzt", row.source, row.quarter.first_day)
    return PovertyLine(
        value, status, None, row.source, row.quarter, (step,), row_cautions(row, "poverty_line")
    )


def _told(value: Decimal, quarter: Quarter) -> PovertyLine:
    source = "told by the person"
    step = Step("poverty_line", value, "kzt", source, quarter.first_day)
    return PovertyLine(
        value, LineStatus.TOLD, None, source, quarter, (step,), (Caution("line_told"),)
    )


def _computed(row: LineRow, rule: Dated, parameters: Parameters, on: date) -> PovertyLine | None:
    """The greatest of the products that the rule asks for; what is missing leaves a bound."""
    share, of_median = rule.decimal("share_of_minimum"), rule.decimal("share_of_median")
    minimum, median = row.subsistence_minimum, row.median_income
    described = row.quarter.first_day
    products: list[Decimal] = []
    steps: list[Step] = []
    if share is not None and minimum is not None:
        products.append(share * minimum)
        steps += [
            Step("subsistence_minimum", minimum, "kzt", row.source, described),
            Step("line_share_sm", share, "share", rule.cites, rule.valid_from),
        ]
    if of_median is not None and median is not None:
        products.append(of_median * median)
        steps += [
            Step("median_income", median, "kzt", row.source, described),
            Step("line_share_median", of_median, "share", rule.cites, rule.valid_from),
        ]
    if not products:
        return None
    floor = rule.text("floor")
    if floor is not None and share is not None:
        national = parameters.on("budget_law_indicators", on)
        figure = None if national is None else national.decimal("minimum")
        if national is None or figure is None:
            return None
        products.append(share * figure)
        steps.append(Step(floor, figure, "kzt", national.cites, national.valid_from))
    bound = minimum is None or (of_median is not None and median is None)
    return _best(row, rule, max(products), tuple(steps), bound=bound)


def _best(
    row: LineRow, rule: Dated, value: Decimal, steps: tuple[Step, ...], *, bound: bool
) -> PovertyLine:
    status = {
        RowStatus.PUBLISHED: LineStatus.COMPUTED,
        RowStatus.ESTIMATED: LineStatus.ESTIMATED,
        RowStatus.EXAMPLE: LineStatus.EXAMPLE,
    }[row.status]
    cautions = row_cautions(row, "subsistence_minimum")
    if bound:
        status = LineStatus.LOWER_BOUND
        cautions = (Caution("line_lower_bound", {"at_least": money(value)}), *cautions)
    caution = rule.text("caution")
    if caution is not None:
        cautions = (*cautions, Caution(caution))
    step = Step("poverty_line", value, "kzt", rule.cites, rule.valid_from)
    return PovertyLine(
        value, status, rule.cites, row.source, row.quarter.next(), (*steps, step), cautions
    )


def row_cautions(row: LineRow, figure: str) -> tuple[Caution, ...]:
    """What must be said beside a figure that no office published."""
    if row.status is RowStatus.PUBLISHED:
        return ()
    return (Caution(f"line_{row.status.value}", {"figure": figure, "source": row.source}),)
