"""Households and figures as hypothesis may draw them."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from dialogs.eligibility.household import Household
from dialogs.eligibility.lines import LineRow, LineTable, RowStatus
from dialogs.eligibility.quarter import Quarter
from tests.rules.households import REGION

days = st.dates(date(2014, 1, 1), date(2027, 12, 31))
cents = st.decimals(min_value=8000, max_value=90000, places=2)
incomes = st.one_of(st.integers(0, 400_000), st.integers(0, 10**9))


@st.composite
def households(draw: st.DrawFn, on: st.SearchStrategy[date] = days) -> Household:
    day = draw(on)
    members = draw(st.integers(1, 30))
    small = draw(st.integers(0, members))
    able = draw(st.integers(0, members))
    past = st.none() | st.integers(0, 400).map(lambda ago: day - timedelta(days=ago))
    return Household(
        on=day,
        region=REGION,
        members=members,
        income_quarter=draw(incomes),
        children_1_to_6=small,
        children=draw(st.integers(small, members)),
        able_bodied=able,
        only_able_bodied_cares=able == 1 and draw(st.booleans()),
        refused_measures_on=draw(past),
        contract_breached_on=draw(past),
        line_told=draw(st.none() | cents),
    )


@st.composite
def tables(draw: st.DrawFn, on: date) -> LineTable:
    """What may be loaded for an application on that day: anything from nothing to all of it."""
    maybe = st.none() | cents
    statuses = st.sampled_from(RowStatus)
    now = LineRow(REGION, Quarter.of(on), None, None, draw(maybe), "now", draw(statuses))
    last = LineRow(
        REGION, Quarter.of(on).previous(), draw(maybe), draw(maybe), None, "last", draw(statuses)
    )
    return LineTable([now, last])


def line_of(on: date, line: Decimal) -> LineTable:
    return LineTable([LineRow(REGION, Quarter.of(on), None, None, line, "bulletin")])
