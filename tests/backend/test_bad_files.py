"""A wrong file is refused whole; every fault is told at once, with its place."""

from pathlib import Path

import pytest

from bot.backend.loading.kinds import CENTRES, NATIONAL, REGISTRY
from bot.backend.loading.problems import BadFiles, Problem
from bot.backend.loading.reading import read_files
from tests.backend.files import AIGUL, BOLAT, write, write_workbook

KINDS = (*REGISTRY, CENTRES, NATIONAL)
GOOD = {
    "people": {"iin": AIGUL, "region": "KZ-27", "phones": "+77010000001", "centre": "KZ-27-1"},
    "applications": {
        "number": "A-1",
        "iin": AIGUL,
        "submitted_on": "2026-07-02",
        "state": "refused",
        "changed_on": "2026-07-20",
        "region": "KZ-27",
        "ground": "6",
        "act_by": "2026-08-01",
        "amount": "40000",
        "paid_from": "2026-07-01",
        "paid_until": "2026-09-30",
        "kind": "conditional",
    },
    "contracts": {
        "number": "C-1",
        "iin": AIGUL,
        "since": "2026-07-01",
        "until": "2026-09-30",
        "signed_on": "2026-07-20",
    },
    "contract_members": {
        "id": "M-1",
        "contract": "C-1",
        "role": "spouse",
        "bound": "no",
        "exemption": "student",
    },
    "obligations": {
        "id": "O-1",
        "contract": "C-1",
        "party": "family",
        "what": "meeting",
        "due_on": "2026-08-20",
        "done_on": "",
        "place_kk": "Орал",
        "place_ru": "Уральск",
        "note_kk": "",
        "note_ru": "",
    },
    "payments": {
        "id": "P-1",
        "iin": AIGUL,
        "month": "2026-08",
        "state": "returned",
        "amount": "45120.50",
        "day": "2026-08-12",
        "reason": "account_closed",
    },
    "centres": {
        "code": "KZ-27-1",
        "region": "KZ-27",
        **{
            f"{text}_{end}": "…"
            for text in ("district", "name", "address", "hours")
            for end in ("kk", "ru")
        },
        "phone": "+7 7112 00 00 00",
        "status": "example",
    },
    "parameters": {
        "name": "mrp",
        "valid_from": "2027-01-01",
        "source": "budget law",
        "value": "4500",
    },
}
BAD_CELLS = [
    ("people", "iin", "610305399907", "12 digits"),
    ("people", "iin", "61030539990", "format the column as text"),
    ("people", "iin", "", "empty"),
    ("people", "region", "KZ-99", "KZ-27"),
    ("people", "phones", "+77010000001|12", "+77011234567"),
    ("people", "phones", "+19175550100", "+77011234567"),
    ("people", "centre", "x" * 65, "64"),
    ("people", "centre", "KZ\x00", "control character"),
    ("applications", "number", "", "empty"),
    ("applications", "submitted_on", "2026-02-30", "2026-07-31"),
    ("applications", "submitted_on", "2026-07-02T10:00", "2026-07-31"),
    ("applications", "state", "approved", "received, checks"),
    ("applications", "changed_on", "2026-07-01", "before submitted_on 2026-07-02"),
    ("applications", "ground", "7", "1 to 6"),
    ("applications", "ground", "", "needs its ground"),
    ("applications", "state", "assigned", "only a refused"),
    ("applications", "amount", "-1", "0 or more"),
    ("applications", "amount", "1.005", "two decimals"),
    ("applications", "amount", "NaN", "45120.50"),
    ("applications", "amount", "1e99", "45120.50"),
    ("applications", "amount", "forty", "45120.50"),
    ("applications", "paid_until", "2026-06-30", "before paid_from"),
    ("applications", "kind", "both", "conditional, unconditional"),
    ("contracts", "until", "2026-06-30", "before since"),
    ("contract_members", "role", "uncle", "applicant, spouse"),
    ("contract_members", "bound", "maybe", "neither yes nor no"),
    ("contract_members", "bound", "yes", "leave the cell empty"),
    ("contract_members", "exemption", "tired", "disability_1_2"),
    ("contract_members", "exemption", "", "one of: disability_1_2"),
    ("obligations", "party", "state", "family, centre"),
    ("obligations", "what", "Go there!", "lower-case"),
    ("obligations", "place_kk", "", "this language is needed too"),
    ("obligations", "note_ru", "Придите", "this language is needed too"),
    ("obligations", "note_ru", "x" * 1001, "1000"),
    ("payments", "month", "2026-13", "2026-07"),
    ("payments", "month", "August", "2026-07"),
    ("payments", "reason", "", "account_closed"),
    ("payments", "state", "due", "leave the cell empty"),
    ("centres", "phone", "call us", "1414"),
    ("centres", "name_kk", "", "empty"),
    ("centres", "status", "true", "published, example"),
    ("parameters", "name", "mci", "mrp, subsistence_minimum, holiday"),
    ("parameters", "value", "", "missing"),
    ("parameters", "value", "0", "missing"),
    ("parameters", "name", "holiday", "leave the cell empty"),
    ("parameters", "source", "", "empty"),
]
# where the fault shows in another column than the one that was spoilt
SHOWS_IN = {
    ("applications", "state", "assigned"): "ground",
    ("contract_members", "bound", "yes"): "exemption",
    ("obligations", "note_ru", "Придите"): "note_kk",
    ("payments", "state", "due"): "reason",
    ("parameters", "name", "holiday"): "value",
}


def _text(rows: list[dict[str, str]]) -> str:
    return "\n".join(";".join(cells) for cells in ([*rows[0]], *(row.values() for row in rows)))


def faults(*paths: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadFiles) as bad:
        read_files(paths, KINDS)
    return bad.value.problems


@pytest.mark.parametrize("kind", GOOD)
def test_the_rows_that_the_faults_are_put_in_are_good(tmp_path: Path, kind: str) -> None:
    entries = read_files([write(tmp_path, "good.csv", _text([GOOD[kind]]))], KINDS)
    assert [name for name, found in entries.items() if len(found) == 1] == [kind]


@pytest.mark.parametrize(("kind", "column", "cell", "says"), BAD_CELLS)
def test_a_bad_cell_is_told_with_its_place_and_the_right_form(
    tmp_path: Path, kind: str, column: str, cell: str, says: str
) -> None:
    path = write(tmp_path, "bad.csv", _text([GOOD[kind], GOOD[kind] | {column: cell}]))
    found = [each for each in faults(path) if "stands already" not in each.what]
    shows_in = SHOWS_IN.get((kind, column, cell), column)
    assert [(each.place.file, each.place.row, each.column) for each in found] == [
        ("bad.csv", 3, shows_in)
    ]
    assert says in found[0].what


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    people = write(tmp_path, "people.csv", f"iin,region\n1,KZ-1\n{AIGUL},KZ-2\n")
    payments = write(tmp_path, "payments.csv", f"id,iin,month,state,amount\n,{BOLAT},x,due,1\n")
    places = [(each.place.file, each.place.row, each.column) for each in faults(people, payments)]
    assert places == [
        ("people.csv", 2, "iin"),
        ("people.csv", 2, "region"),
        ("people.csv", 3, "region"),
        ("payments.csv", 2, "id"),
        ("payments.csv", 2, "month"),
    ]


def test_a_fault_never_repeats_an_iin_or_a_phone(tmp_path: Path) -> None:
    path = write(tmp_path, "people.csv", "iin,region,phones\n610305399907,KZ-27,70199988\n")
    for fault in faults(path):
        assert "610305399907" not in str(fault)
        assert "70199988" not in str(fault)


def test_a_row_that_stands_twice_is_told_with_its_first_place(tmp_path: Path) -> None:
    one = write(tmp_path, "one.csv", f"iin,region\n{AIGUL},KZ-27\n{BOLAT},KZ-27\n")
    two = write(tmp_path, "two.csv", f"region,iin\nKZ-27,{BOLAT}\n")
    assert [str(each) for each in faults(one, two)] == [
        "two.csv, row 2, column iin: stands already in one.csv, row 3"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "bad.csv: the file is empty; its first row holds the names of the columns"),
        ("name,age\nA,1\n", "bad.csv, row 1: unknown column"),
        ("who,age\nA,1\n", "bad.csv, row 1: the first row names none of the known columns"),
        ("iin,phones\n", "bad.csv, row 1, column region: the column is missing"),
        ("iin,region,iin\n", "bad.csv, row 1, column iin: the column stands there twice"),
        ("iin,region,,phones\n", "bad.csv, row 1, column 3: unknown column"),
        ("iin,region,Fone\n", "bad.csv, row 1, column Fone: unknown column (taken for people)"),
        (f"iin,region\n{AIGUL},KZ-27,x\n", "bad.csv, row 2: more cells"),
        (f'iin,region\n{AIGUL},"KZ-27\n', "bad.csv, row 2: a quotation mark"),
    ],
)
def test_a_file_of_the_wrong_form_is_told(tmp_path: Path, text: str, said: str) -> None:
    told = [str(each) for each in faults(write(tmp_path, "bad.csv", text))]
    wanted = said.replace("bad.csv, row 1: unknown", "bad.csv, row 1, column age: unknown")
    assert any(each.startswith(wanted) for each in told), told


def test_a_file_in_an_old_encoding_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("id;note_ru\nO-1;Придите\n".encode("cp1251"))
    assert [str(each) for each in faults(path)] == [
        "old.csv, row 2: the file is not UTF-8; save it as 'CSV UTF-8' or XLSX"
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"iin,region\n"])
def test_a_broken_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    assert [str(each) for each in faults(path)] == [
        "broken.xlsx: it is not a readable XLSX file; save it anew as XLSX or CSV"
    ]


def test_a_fault_in_a_workbook_names_its_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["iin", "region"], [AIGUL, "KZ-27"], [], [10149990, "KZ-27"]]
    path = write_workbook(tmp_path / "book.xlsx", {"empty": [], "people": rows})
    assert str(faults(path)[0]).startswith("book.xlsx [people], row 4, column iin: not an IIN")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert [each.place.file for each in faults(tmp_path / "nowhere.csv")] == ["nowhere.csv"]
