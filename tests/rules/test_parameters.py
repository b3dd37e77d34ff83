"""Dated figures: the shipped ones are whole, bad files are refused with place and right form."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.eligibility.dated import BadParameter
from dialogs.eligibility.household import uses
from dialogs.eligibility.parameters import (
    SCHEMAS,
    HolidayRow,
    NationalRow,
    Parameters,
    shipped_file,
)

SHARE = """description: a share
values:
  - mrp_multiple: 1.5
    age_from_years: 1
    age_to_years: 6
    valid_from: 2023-01-01
    valid_to: 2024-12-31
    law: order No. 1
  - mrp_multiple: 2.0
    age_from_years: 1
    age_to_years: 6
    valid_from: 2025-01-01
    source: a bulletin
"""
SHIPPED = {f"{subject}.yaml": shipped_file(f"{subject}.yaml") for subject in SCHEMAS}


def with_file(text: str) -> Parameters:
    return Parameters.of({**SHIPPED, "child_supplement.yaml": text})


def test_a_value_holds_from_its_first_to_its_last_day() -> None:
    parameters = with_file(SHARE)
    held = [
        parameters.on("child_supplement", date.fromisoformat(day))
        for day in ("2022-12-31", "2023-01-01", "2024-12-31", "2025-01-01", "2099-01-01")
    ]
    shares = [entry and entry.decimal("mrp_multiple") for entry in held]
    assert shares == [None, Decimal("1.5"), Decimal("1.5"), Decimal("2.0"), Decimal("2.0")]
    assert [entry.cites for entry in held if entry][1:3] == ["order No. 1", "a bulletin"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2025-01-01", "2025-02-30", r"line 12: valid_from must be a day such as 2026-01-01"),
        ("2025-01-01", "01.01.2025", r"line 12: valid_from must be a day such as 2026-01-01"),
        ("2025-01-01", "2024-12-31", r"line 9: overlaps .* valid_to: 2024-12-30"),
        ("2025-01-01", "2022-01-01", r"line 9: 2022-01-01 stands after 2023-01-01"),
        ("2024-12-31", "2022-12-31", r"line 3: valid_to 2022-12-31 lies before 2023-01-01"),
        ("mrp_multiple: 2.0", "multiple: 2.0", r"line 9: unknown key 'multiple'; right are mrp_m"),
        ("mrp_multiple: 2.0", "on: 2.0", r"line 9: unknown key 'on'"),
        ("mrp_multiple: 2.0", "note: none", r"line 9: mrp_multiple is missing; write .* 0.70"),
        ("mrp_multiple: 2.0", "mrp_multiple: null", r"line 9: mrp_multiple is missing"),
        ("mrp_multiple: 2.0", "mrp_multiple: yes", r"line 9: mrp_multiple must be a number"),
        ("mrp_multiple: 2.0", "mrp_multiple: -2.0", r"line 9: .* not above 0"),
        ("mrp_multiple: 2.0", "mrp_multiple: [2.0]", r"line 9: mrp_multiple must be a number"),
        ("age_to_years: 6\n    valid_from: 2025", "age_to_years: 6.5\n    valid_from: 2025",
         r"line 11: age_to_years must be a whole number"),
        ("    source: a bulletin\n", "", r"line 9: a value without law and source"),
        ("source: a bulletin", "source: a\n    source: b", r"line 14: 'source' stands here twice"),
        ("source: a bulletin", "source: a\n    confidence: x", r"line 14: confidence is one of"),
        ("source: a bulletin", "source: [a]", r"line 13: source must be words"),
        ("description: a share\n", "", r"no description"),
        ("description: a share\n", "unit: KZT\n", r"unknown key 'unit'"),
        ("values:", "values: []\nvalue:", r"unknown key 'value'"),
        ("description: a share", "description: [", r"not YAML"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_by_name_line_and_right_form(old: str, new: str, said: str) -> None:
    assert SHARE.count(old) == 1
    with pytest.raises(BadParameter, match=rf"^child_supplement\.yaml.*{said}"):
        with_file(SHARE.replace(old, new))


@pytest.mark.parametrize("text", ["", "[]", "description: x\nvalues: []", "description: x\n"])
def test_an_empty_file_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match=r"^child_supplement\.yaml"):
        with_file(text)


def test_a_file_too_many_or_too_few_is_refused() -> None:
    with pytest.raises(BadParameter, match=r"wages\.yaml is not a known subject"):
        Parameters.of({**SHIPPED, "wages.yaml": SHARE})
    fewer = {file: text for file, text in SHIPPED.items() if file != "income.yaml"}
    with pytest.raises(BadParameter, match=r"income\.yaml is missing"):
        Parameters.of(fewer)


def test_every_shipped_value_cites_a_law_or_source_and_says_how_sure_it_is() -> None:
    for subject, entries in Parameters.load().subjects.items():
        for entry in entries:
            assert entry.cites, subject
            assert entry.confidence, subject


def test_the_shipped_files_are_read_once() -> None:
    assert Parameters.load() is Parameters.load()


def test_there_are_twenty_regions_since_june_2022() -> None:
    parameters = Parameters.load()
    assert len(parameters.regions(date(2022, 6, 7))) == 17
    today = parameters.regions(date(2022, 6, 8))
    assert len(today) == 20
    assert (today[0].id, today[0].kk, today[0].ru) == ("KZ-10", "Абай облысы", "область Абай")


def test_national_figures_are_laid_over_the_old_ones() -> None:
    raised = NationalRow(date(2026, 4, 1), Decimal(4500), Decimal(52000), "amended budget law")
    parameters = Parameters.load().with_national([raised])
    mrp = {}
    for day in ("2025-12-31", "2026-03-31", "2026-04-01", "2026-12-31"):
        entry = parameters.on("budget_law_indicators", date.fromisoformat(day))
        assert entry is not None
        mrp[day] = entry.decimal("mrp")
    assert list(mrp.values()) == [3932, 4325, 4500, 4500]
    assert parameters.on("budget_law_indicators", date(2027, 1, 1)) is None
    assert Parameters.load().version != parameters.version


def test_a_national_row_inside_an_old_one_leaves_both_ends() -> None:
    month = NationalRow(date(2026, 5, 1), Decimal(9), None, "law", valid_to=date(2026, 5, 31))
    parameters = Parameters.load().with_national([month])
    figures = [
        f"from month {e.valid_from.month}: {e.decimal('mrp')}"
        for e in parameters.subjects["budget_law_indicators"]
        if e.valid_from.year == 2026
    ]
    assert figures == ["from month 1: 4325", "from month 5: 9", "from month 6: 4325"]


@pytest.mark.parametrize(
    "row",
    [
        NationalRow(date(2027, 1, 1), Decimal(4600), None, " "),
        NationalRow(date(2027, 1, 1), Decimal(0), None, "law"),
        NationalRow(date(2027, 1, 1), Decimal("NaN"), None, "law"),
        NationalRow(date(2027, 1, 1), Decimal(1), None, "law", valid_to=date(2026, 12, 31)),
    ],
)
def test_a_bad_national_row_is_refused(row: NationalRow) -> None:
    with pytest.raises(BadParameter, match="2027"):
        Parameters.load().with_national([row])


def test_holidays_of_a_new_year_need_no_release() -> None:
    shipped = Parameters.load()
    assert shipped.days_off(2027) is None
    first = HolidayRow(2027, (date(2027, 1, 1),), "decree")
    assert shipped.with_holidays([first]).days_off(2027) == frozenset({date(2027, 1, 1)})
    assert date(2026, 8, 31) in (shipped.days_off(2026) or ())
    with pytest.raises(BadParameter, match="another year"):
        shipped.with_holidays([HolidayRow(2027, (date(2026, 1, 1),), "decree")])


@pytest.mark.parametrize(
    ("day", "more"),
    [
        ("2014-01-01", {"able_bodied"}),
        ("2018-01-01", {"able_bodied", "only_able_bodied_cares"}),
        ("2019-04-01", {"able_bodied", "only_able_bodied_cares", "children"}),
        ("2019-12-31", {"able_bodied", "only_able_bodied_cares", "children"}),
        ("2022-12-31", {"able_bodied", "only_able_bodied_cares"}),
        ("2023-06-30", {"able_bodied", "only_able_bodied_cares", "children_1_to_6"}),
        (
            "2023-07-01",
            {
                "able_bodied",
                "only_able_bodied_cares",
                "children_1_to_6",
                "refused_measures_on",
                "contract_breached_on",
            },
        ),
    ],
)
def test_only_what_can_matter_on_that_day_is_used(day: str, more: set[str]) -> None:
    used = uses(date.fromisoformat(day), Parameters.load())
    assert used == {"region", "members", "income_quarter", "line_told"} | more


def test_nothing_matters_where_there_is_no_rule() -> None:
    assert uses(date(2013, 12, 31), Parameters.load()) == frozenset()
