"""lines.csv: every fault at once with its row, column and what to do; nothing half read."""

from datetime import date
from decimal import Decimal

import pytest

from dialogs.eligibility.lines import (
    BadLines,
    LineRow,
    LineTable,
    RowStatus,
    example_lines,
    parse_lines,
    shipped_lines,
)
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.poverty_line import LineStatus, line_for
from dialogs.eligibility.quarter import Quarter

HEADER = "region,quarter,subsistence_minimum,median_income,poverty_line,source,status\n"


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadLines) as refused:
        parse_lines(text)
    assert all(fault.message for fault in refused.value.errors)
    return [(fault.row, fault.column) for fault in refused.value.errors]


def test_a_row_is_read_exactly() -> None:
    rows = parse_lines("\ufeff" + HEADER + 'KZ-27, 2025Q3 ,55320,,38724.5,"bureau, no. 3",\n\n')
    expected = LineRow(
        "KZ-27", Quarter(2025, 3), Decimal(55320), None, Decimal("38724.5"), "bureau, no. 3"
    )
    assert rows == [expected]
    assert rows[0].status is RowStatus.PUBLISHED


def test_status_may_be_left_out_of_the_header_and_columns_stand_in_any_order() -> None:
    header = "source,quarter,region,poverty_line,median_income,subsistence_minimum"
    text = f"{header}\r\nx,2025Q3,KZ-27,,1000,\r\n"
    assert parse_lines(text)[0].median_income == 1000


def test_every_fault_of_the_file_is_told_at_once() -> None:
    text = (
        HEADER
        + "KZ-99,2025Q5,abc,-1,,,guess\n"
        + "KZ-27,2025Q3,55320,,,bureau\n"
        + "KZ-27,2025Q3,,,,bureau,\n"
        + "KZ-27,2025Q4,55.320,5,10000001,bureau,\n"
        + "KZ-11,2025Q3,55320,,,bureau,\n"
        + "KZ-11,2025Q3,55321,,,bureau,\n"
    )
    assert faults(text) == [
        (2, "median_income"),
        (2, "quarter"),
        (2, "region"),
        (2, "source"),
        (2, "status"),
        (2, "subsistence_minimum"),
        (3, ""),
        (4, "subsistence_minimum"),
        (5, "median_income"),
        (5, "poverty_line"),
        (5, "subsistence_minimum"),
        (7, "quarter"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, "region")),
        (HEADER, (2, "")),
        (HEADER.replace(",", ";") + "KZ-27;2025Q3;1;;;x;\n", (1, "")),
        (HEADER.replace("source", "sauce"), (1, "sauce")),
        (HEADER.replace("status", "source"), (1, "source")),
        (HEADER + 'KZ-27,2025Q3,55320,,,"bureau', (1, "")),
        (HEADER + "KZ,2025Q3,55320,,,bureau,\n", (2, "region")),
        (HEADER + "KZ-27,2025Q3,٥٥٣٢٠,,,bureau,\n", (2, "subsistence_minimum")),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, place: tuple[int, str]) -> None:
    assert place in faults(text)


def test_the_message_says_the_place_and_the_right_form() -> None:
    with pytest.raises(BadLines, match=r"row 2, quarter: a quarter is written like 2025Q3"):
        parse_lines(HEADER + "KZ-27,3/2025,55320,,,bureau,\n")


def test_the_shipped_rows_say_whether_they_are_published_or_estimated() -> None:
    rows = {(row.region, str(row.quarter)): row for row in shipped_lines()}
    assert rows["KZ-27", "2025Q3"].subsistence_minimum == 55320
    assert rows["KZ-27", "2025Q3"].status is RowStatus.PUBLISHED
    assert rows["KZ-47", "2025Q3"].status is RowStatus.ESTIMATED
    assert rows["KZ-35", "2018Q2"].poverty_line == 12422
    assert len(rows) == 20
    assert {row.status for row in rows.values()} == {RowStatus.PUBLISHED, RowStatus.ESTIMATED}


@pytest.mark.parametrize("day", [date(2014, 2, 1), date(2025, 1, 1), date(2026, 11, 22)])
def test_the_examples_answer_for_every_region_and_are_marked(day: date) -> None:
    table = LineTable(example_lines(day))
    assert len(table) == 20
    for region in Parameters.load().regions(day):
        line = line_for(region.id, day, table, Parameters.load())
        assert line is not None
        assert line.status is LineStatus.EXAMPLE
        assert line.quarter == Quarter.of(day)


def test_of_two_rows_for_one_quarter_the_later_counts() -> None:
    old, new = (
        LineRow("KZ-27", Quarter(2025, 3), Decimal(figure), None, None, "x") for figure in (1, 2)
    )
    table = LineTable([old, new])
    assert table.row("KZ-27", Quarter(2025, 3)) == new
    assert list(table) == [new]
    assert table.row("KZ-27", Quarter(2025, 4)) is None
