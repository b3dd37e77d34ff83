"""A reminder that one phone of a person did not take goes to the next; none goes to two."""

from collections import Counter
from pathlib import Path

import pytest

from bot.channels import Refused, Stopped
from bot.outbox.retry import MOST_ATTEMPTS
from tests.notices.files import HEAD, due_in, reminders, subscribed
from tests.proof.world import OWNER, PHONE, Citizen, World
from tests.support.stores import TODAY

FIRST = "5550001112223"


async def of_two_phones(world: World, folder: Path) -> None:
    """Somebody with reminders on, on Telegram and by SMS; one payment is due."""
    await world.load(folder, payments=HEAD + due_in(2))
    await subscribed(world, FIRST)
    sms = Citizen(world, PHONE, "sms")
    await sms.does("привет", "2", "1", "4", "1", OWNER, "1", "1")
    await world.settle()
    assert sum(row["reminders"] for row in await world.rows("addresses")) == 2


async def planned_and_sent(world: World) -> Counter[str]:
    written = +await world.planner.plan(TODAY)
    await world.outbox.once()
    await world.settle()
    return written


def reminded(world: World) -> list[str]:
    sent = [*world.telegram.sent, *world.sms.sent]
    return [address for address, _, key in sent if key.startswith("payment")]


@pytest.mark.parametrize("fault", [Stopped("blocked"), Refused("no such chat")])
async def test_what_the_first_phone_did_not_take_goes_to_the_second(
    world: World, tmp_path: Path, fault: Exception
) -> None:
    await of_two_phones(world, tmp_path)
    world.telegram.fails.append(fault)
    assert await planned_and_sent(world) == Counter(due=1)
    assert reminded(world) == []
    assert await planned_and_sent(world) == Counter(due=1)
    assert reminded(world) == [PHONE]
    for _ in range(3):
        assert await planned_and_sent(world) == Counter()
    assert reminded(world) == [PHONE]
    [letter] = await reminders(world)
    assert (letter["state"], letter["channel"], letter["attempts"]) == ("sent", "sms", 1)


async def test_what_no_phone_takes_is_tried_once_at_each(world: World, tmp_path: Path) -> None:
    await of_two_phones(world, tmp_path)
    world.telegram.fails.append(Refused("no such chat"))
    world.sms.fails.append(Refused("no such number"))
    tries = [await planned_and_sent(world) for _ in range(MOST_ATTEMPTS)]
    assert sum(tries, Counter()) == Counter(due=2)
    assert reminded(world) == []
    assert [row["state"] for row in await reminders(world)] == ["refused"]


async def test_what_was_taken_or_waits_is_never_moved(world: World, tmp_path: Path) -> None:
    await of_two_phones(world, tmp_path)
    assert await world.planner.plan(TODAY) == Counter(due=1)
    assert not +await world.planner.plan(TODAY)
    assert await planned_and_sent(world) == Counter()
    assert await planned_and_sent(world) == Counter()
    assert reminded(world) == [FIRST]
