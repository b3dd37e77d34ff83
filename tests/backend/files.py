"""Small files as a centre would export them. The IINs are invented; their control digits hold."""

from pathlib import Path

from openpyxl import Workbook

AIGUL, BOLAT = "610305399906", "610511499912"

PEOPLE = f"""\
iin,region,phones,centre
{AIGUL},KZ-27,8 701 000 00 01|+77010000002,KZ-27-1
{BOLAT},KZ-10,,
"""
APPLICATIONS = f"""\
number,iin,submitted_on,state,changed_on,region,ground,act_by,amount,paid_from,paid_until,kind
A-1,{AIGUL},2026-04-02,ended,2026-06-30,KZ-27,,,40000,2026-04-01,2026-06-30,conditional
A-2,{AIGUL},2026-07-03,assigned,2026-07-20,KZ-27,,,45120.50,2026-07-01,2026-09-30,conditional
A-3,{AIGUL},2026-08-01,refused,2026-08-02,KZ-27,3,,,,,
"""
CONTRACTS = f"""\
number,iin,since,until,signed_on
C-1,{AIGUL},2026-04-01,2026-06-30,2026-04-05
C-2,{AIGUL},2026-07-01,2026-09-30,
"""
MEMBERS = """\
id,contract,role,bound,exemption
M-1,C-2,applicant,yes,
M-2,C-2,spouse,no,student
"""
OBLIGATIONS = """\
id,contract,party,what,due_on,done_on,place_kk,place_ru,note_kk,note_ru
O-1,C-2,family,meeting,2026-08-20,,Орал,Уральск,Келіңіз,Придите
O-2,C-2,centre,papers,,2026-07-10,,,,
"""
PAYMENTS = f"""\
id,iin,month,state,amount,day,reason
P-1,{AIGUL},2025-07,sent,100,2025-07-12,
P-2,{AIGUL},2025-08,sent,200,2025-08-12,
P-3,{AIGUL},2026-07,returned,45120.50,2026-07-12,account_closed
P-4,{AIGUL},2026-08,due,45120.50,,
"""
FILES = {
    "people": PEOPLE,
    "applications": APPLICATIONS,
    "contracts": CONTRACTS,
    "contract_members": MEMBERS,
    "obligations": OBLIGATIONS,
    "payments": PAYMENTS,
}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def write_all(folder: Path) -> list[Path]:
    return [write(folder, f"{name}.csv", text) for name, text in FILES.items()]


def write_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(path)
    return path
