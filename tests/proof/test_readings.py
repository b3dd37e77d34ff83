"""Readings of a talk that goes on meanwhile: each is made once, and none is forgotten."""

import asyncio
from typing import Any

from bot.asker import Asker
from bot.channels import Heard
from dialogs.reply import Typed
from dialogs.steps import Json, Lookup
from tests.proof.world import OWNER, PHONE, STRANGER, Citizen, World


async def asked_for(world: World, citizen: Citizen, *texts: str) -> list[object]:
    """What is looked up while these texts come in, before any answer is there; then all are."""
    asked: list[object] = []
    may_answer = asyncio.Event()
    fetch = world.desk.fetch

    async def slow(lookup: Lookup[Any], asker: Asker) -> Json:
        asked.append(lookup.arguments)
        await may_answer.wait()
        return await fetch(lookup, asker)

    world.desk.fetch = slow  # type: ignore[method-assign]
    for number, text in enumerate(texts, start=900):
        heard = Heard("telegram", "bot", citizen.address, str(number), Typed(text), world.at)
        await world.turns.take(heard)
        await asyncio.sleep(0)  # the task of the reading begins
    may_answer.set()
    seen = list(asked)
    await world.settle()
    world.desk.fetch = fetch  # type: ignore[method-assign]
    return seen


async def test_an_iin_corrected_while_the_first_is_looked_up_is_looked_up_too(
    world: World,
) -> None:
    citizen = await (await Citizen(world).arrives()).does("@flow.payments", "other", "yes")
    asked = await asked_for(world, citizen, STRANGER, "*", OWNER)
    assert asked == [(STRANGER,), (OWNER,)]
    [text] = world.sms.texts(PHONE)
    await citizen.says(text.split(": ")[1][:6])
    [proof] = await world.rows("proofs")
    assert proof["iin_hash"] == world.keys.hash("iin", OWNER)


async def test_the_very_same_reading_is_under_way_only_once(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).does("@flow.payments", "other", "yes")
    assert await asked_for(world, citizen, OWNER, "*", OWNER) == [(OWNER,)]
    assert len(world.sms.sent) == 1
