"""A small register of a centre, written as files the way an exporter would write them."""

from datetime import date, timedelta
from pathlib import Path

from tests.support.service import Service

PHONE = "+77015550101"
WEIGHTS = (tuple(range(1, 12)), (*range(3, 12), 1, 2))


def iin(first_eleven: str) -> str:
    """The number with its control digit; raises ValueError where no such number is issued."""
    for weights in WEIGHTS:
        rest = sum(w * int(digit) for w, digit in zip(weights, first_eleven, strict=True)) % 11
        if rest < 10:
            return f"{first_eleven}{rest}"
    raise ValueError(first_eleven)


OWNER = iin("90010130001")
STRANGER = iin("90010130002")  # valid, and in nobody's register


def files(folder: Path, today: date) -> list[str]:
    """Somebody with an assigned application, a payment due, a contract and a duty in ten days."""
    soon, since = today + timedelta(days=10), today - timedelta(days=40)
    until = today + timedelta(days=50)
    tables = {
        "people": f"iin,region,phones,centre\n{OWNER},KZ-27,{PHONE},\n",
        "applications": "number,iin,submitted_on,state,changed_on,region,amount,kind\n"
        f"A-77,{OWNER},{since},assigned,{since},KZ-27,45120.50,conditional\n",
        "payments": "id,iin,month,state,amount,day\n"
        f"P-1,{OWNER},{today:%Y-%m},due,45120.50,{soon}\n",
        "contracts": f"number,iin,since,until,signed_on\nC-9,{OWNER},{since},{until},{since}\n",
        "contract_members": "id,contract,role,bound\nM-1,C-9,applicant,yes\n",
        "obligations": "id,contract,party,what,due_on,place_kk,place_ru\n"
        f"O-1,C-9,family,meeting,{soon},Көше 1,Улица 1\n",
    }
    paths = []
    for name, text in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


async def load_register(service: Service, today: date) -> None:
    """By the operator's command, beside the running service."""
    ended = await service.orleu("registry", "load", *files(service.folder, today))
    assert ended.code == 0, ended.err
