"""A result code: short, readable back, and proof against one slip of the pen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.eligibility.household import Household
from dialogs.eligibility.parameters import NationalRow, Parameters
from dialogs.eligibility.result_code import BadCode, decode, encode, rules_version
from tests.rules.households import estimate, family, published
from tests.rules.strategies import households

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VERSION = rules_version(Parameters.load())
code = st.builds(encode, households(), st.just(VERSION))
slow = settings(deadline=None, max_examples=150)


@slow
@given(households(st.dates(date(2000, 1, 1), date(2099, 12, 31))))
def test_every_household_comes_back_whole(asked: Household) -> None:
    assert decode(encode(asked, VERSION)) == (asked, VERSION)


@slow
@given(code, st.data())
def test_one_wrong_sign_is_noticed(right: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([i for i, sign in enumerate(right) if sign != "-"]))
    wrong = data.draw(st.sampled_from(SIGNS.replace(right[at], "")))
    with pytest.raises(BadCode):
        decode(right[:at] + wrong + right[at + 1 :])


@slow
@given(code)
def test_two_swapped_neighbours_are_noticed(right: str) -> None:
    signs = right.replace("-", "")
    for at in range(len(signs) - 1):
        if signs[at] != signs[at + 1]:
            with pytest.raises(BadCode):
                decode(signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :])


def test_a_code_may_be_typed_carelessly() -> None:
    asked = family("2026-02-01", income_quarter=250_000, able_bodied=1, children=None)
    written = encode(asked, "EK")
    cyrillic = written.translate(str.maketrans("ABCEHKMPTX01", "АВСЕНКМРТХOI"))
    for typed in (written.lower(), written.replace("-", " "), cyrillic):
        assert decode(typed) == (asked, "EK")


def test_an_ordinary_code_is_short() -> None:
    asked = family("2026-02-01", members=5, children_1_to_6=2, children=3, income_quarter=420_000)
    found = estimate(asked, published("2026-02-01", "40000"))
    assert len(found.result_code) <= 19
    assert found.result_code.startswith(VERSION)


def test_the_largest_answers_fit_in_24_signs() -> None:
    told = family(
        "2099-12-31",
        members=30,
        children_1_to_6=30,
        children=30,
        able_bodied=30,
        income_quarter=10**9,
        line_told=Decimal("999999.99"),
    )
    assert len(estimate(told).result_code) <= 24


@pytest.mark.parametrize(
    "text", ["", "-", "7K", "7K3", "7K3M-!", "ЖЖЖЖ-ЖЖЖЖ", "0000-0000", "Z" * 60]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadCode):
        decode(text)


def test_other_figures_have_another_version() -> None:
    figures = NationalRow(date(2027, 1, 1), Decimal(4600), None, "budget law")
    changed = Parameters.load().with_national([figures])
    assert rules_version(changed) != VERSION
