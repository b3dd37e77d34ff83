"""The laws that a result of today cites are named in the person's language."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.eligibility.household import Household
from dialogs.eligibility.laws import LAWS, law
from dialogs.eligibility.lines import LineRow, LineTable, RowStatus, example_lines
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.rules import assess
from dialogs.text import Plain
from tests.support.catalogs import words_of
from tests.support.talk import ENGLISH, REGION, figures

SINCE = date(2025, 1, 1)
DAYS = (date(2025, 1, 15), date(2025, 8, 1), date(2026, 5, 14), date(2026, 12, 31))
SOURCES = {"stat", "order"}  # the words of whoever loaded the lines


def tables(on: date) -> list[LineTable]:
    rows: list[list[LineRow]] = [
        figures(on),
        figures(on, median=None),
        figures(on, line=48_000, status=RowStatus.ESTIMATED),
        [],
    ]
    return [LineTable(listed) for listed in rows] + [LineTable(example_lines(on))]


def cited() -> set[str]:
    """By every step of every result of these days."""
    found: set[str] = set()
    for on in DAYS:
        for answers in (
            {"children_1_to_6": 2, "able_bodied": 1, "only_able_bodied_cares": True},
            {"refused_measures_on": on},
            {"contract_breached_on": on},
            {"line_told": Decimal(50_000)},
        ):
            for lines in tables(on):
                family = Household(
                    on=on,
                    region=REGION,
                    members=4,
                    income_quarter=90_000,
                    **answers,
                )
                steps = assess(family, lines, Parameters.load()).trace
                found |= {step.law for step in steps if step.law is not None}
    return found - SOURCES


def test_every_law_that_can_be_cited_has_its_name() -> None:
    assert len(cited()) >= 10
    assert cited() - set(LAWS) == set()


def test_every_parameter_in_force_has_its_law_named() -> None:
    subjects = (
        "poverty_line_share",
        "schemes",
        "income",
        "child_supplement",
        "carer_child_age",
        "award_period",
        "sanctions",
        "budget_law_indicators",
    )
    entries = [one for subject in subjects for one in Parameters.load().subjects[subject]]
    in_force = {one.cites for one in entries if one.valid_to is None or one.valid_to >= SINCE}
    assert in_force - set(LAWS) == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_law_is_not_named_in_english(language: str) -> None:
    words = words_of(language)
    for named in LAWS.values():
        assert named.render(words) != named.render(ENGLISH), named.msgid


def test_a_loaded_source_is_shown_as_it_was_loaded() -> None:
    assert law("бюллетень БНС, май 2026") == Plain("бюллетень БНС, май 2026")
