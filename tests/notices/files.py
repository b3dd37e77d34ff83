"""Payments of the register, and somebody who wants to hear of them."""

from datetime import date, timedelta

from tests.proof.world import OWNER, Citizen, World
from tests.support.stores import TODAY

HEAD = "id,iin,month,state,amount,day,reason\n"


def payment(
    state: str, day: date | None, number: str = "P-1", iin: str = OWNER, reason: str = ""
) -> str:
    """A row for the file; the sum has digits that a text could show."""
    return f"{number},{iin},2026-08,{state},48217.50,{day or ''},{reason}\n"


def due_in(days: int, number: str = "P-1", iin: str = OWNER) -> str:
    return payment("due", TODAY + timedelta(days=days), number, iin)


async def subscribed(world: World, address: str = "5550001112223", iin: str = OWNER) -> Citizen:
    """Somebody who proved who they are and turned reminders on."""
    citizen = await (await Citizen(world, address).arrives()).proves(iin)
    return await citizen.does("switch", "yes")


async def reminders(world: World) -> list[dict[str, object]]:
    return [row for row in await world.rows("letters") if row["lane"] == 2]
