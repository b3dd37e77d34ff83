"""Career centres by region and district."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.storage.database import Row, Tx
from bot.storage.query import Query
from bot.storage.registry_tables import centres
from bot.storage.revision import Saved, exchange, inserted, raise_revision
from dialogs.backend import Centre
from dialogs.text import Named

EXAMPLE = "example"

_CENTRES = Query(select(centres).order_by(centres.c.region, centres.c.code))
_DROP_CENTRE = Query(delete(centres).where(centres.c.code == bindparam("of_code")))
_ADD_CENTRE = inserted(centres)


async def all_centres(tx: Tx) -> dict[str, tuple[Centre, str]]:
    """Every centre and its status by its code."""
    return {row["code"]: (_centre(row), row["status"]) for row in await tx.all(_CENTRES)}


async def save_centres(
    tx: Tx, rows: Mapping[str, tuple[Centre, str]], at: int, *, replace: bool = False
) -> Saved:
    """Add and change by code; with `replace` those left out go."""
    await raise_revision(tx)
    now = await all_centres(tx)
    new = {code: row for code, row in rows.items() if now.get(code) != row}
    changed = [code for code in new if code in now]
    removed = tuple(code for code in now if code not in rows) if replace else ()
    await exchange(
        tx,
        (_DROP_CENTRE, [{"of_code": code} for code in (*removed, *changed)]),
        (_ADD_CENTRE, [_columns(centre, status, at) for centre, status in new.values()]),
    )
    return Saved(len(new) - len(changed), len(changed), len(removed), len(rows) - len(new))


async def drop_example_centres(tx: Tx) -> int:
    """Remove invented centres; returns how many there were."""
    await raise_revision(tx)
    codes = [code for code, (_, status) in (await all_centres(tx)).items() if status == EXAMPLE]
    await exchange(tx, (_DROP_CENTRE, [{"of_code": code} for code in codes]), (_ADD_CENTRE, []))
    return len(codes)


def _centre(row: Row) -> Centre:
    def named(name: str) -> Named:
        return Named(row[f"{name}_kk"], row[f"{name}_ru"])

    return Centre(
        code=row["code"],
        region=row["region"],
        district=named("district"),
        name=named("name"),
        address=named("address"),
        phone=row["phone"],
        hours=named("hours"),
    )


def _columns(centre: Centre, status: str, at: int) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "code": centre.code,
        "region": centre.region,
        "phone": centre.phone,
        "status": status,
        "loaded_at": at,
    }
    for name in ("district", "name", "address", "hours"):
        words: Named = getattr(centre, name)
        columns |= {f"{name}_kk": words.kk, f"{name}_ru": words.ru}
    return columns
