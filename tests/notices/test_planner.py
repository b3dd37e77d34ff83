"""Reminders: which, when, for whom; each once, however often and by however many planned."""

import asyncio
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels import Stopped
from bot.notices.planner import Planner
from bot.storage.open import locate, open_database
from tests.notices.files import HEAD, due_in, payment, reminders, subscribed
from tests.proof.world import OTHER, OWNER, PHONE, Citizen, World
from tests.support.stores import TODAY

QUIET_DAY = TODAY  # 12 August: no quarter begins or ends


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (due_in(3), "due"),
        (due_in(0), "due"),
        (due_in(4), None),
        (due_in(-1), None),
        (payment("due", None), None),
        (payment("sent", TODAY), "sent"),
        (payment("sent", TODAY - timedelta(days=7)), "sent"),
        (payment("sent", TODAY - timedelta(days=8)), None),
        (payment("sent", TODAY + timedelta(days=1)), None),
        (payment("returned", TODAY, reason="account_closed"), "returned"),
        (payment("returned", TODAY - timedelta(days=8), reason="account_closed"), None),
    ],
)
async def test_what_is_told_about_a_payment_today(
    small_world: World, tmp_path: Path, row: str, kind: str | None
) -> None:
    await small_world.load(tmp_path, payments=HEAD + row)
    await subscribed(small_world)
    written = await small_world.planner.plan(QUIET_DAY)
    assert +written == (Counter([kind]) if kind else Counter())
    assert len(await reminders(small_world)) == (1 if kind else 0)


@pytest.mark.parametrize(
    ("day", "renewals"),
    [
        (date(2026, 9, 16), 0),
        (date(2026, 9, 17), 1),
        (date(2026, 9, 30), 1),
        (date(2026, 10, 1), 1),
        (date(2026, 10, 5), 1),
        (date(2026, 10, 6), 0),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 1),
        (QUIET_DAY, 0),
    ],
)
async def test_renewal_is_told_around_the_turn_of_a_quarter(
    small_world: World, day: date, renewals: int
) -> None:
    await subscribed(small_world)
    small_world.at = datetime.combine(day, small_world.at.timetz())
    assert (await small_world.planner.plan(day))["renewal"] == renewals


async def test_a_quarter_end_and_the_next_beginning_are_told_once_each(world: World) -> None:
    await subscribed(world)
    day, told = date(2026, 9, 10), Counter[str]()
    while day < date(2026, 10, 15):
        world.at = datetime.combine(day, world.at.timetz())
        told += await world.planner.plan(day)
        day += timedelta(days=1)
    assert told == Counter(renewal=2)


async def test_planning_again_writes_nothing_new(world: World, tmp_path: Path) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    await subscribed(world)
    assert (await world.planner.plan(QUIET_DAY))["due"] == 1
    for later in range(3):
        world.at += timedelta(hours=later)
        assert not +await world.planner.plan(QUIET_DAY + timedelta(days=later))
    assert len(await reminders(world)) == 1


async def test_a_payment_that_moves_and_then_comes_is_told_at_each_step(
    world: World, tmp_path: Path
) -> None:
    await subscribed(world)
    steps = (due_in(1), due_in(2), payment("sent", TODAY))
    for row in steps:
        await world.load(tmp_path, payments=HEAD + row)
        await world.planner.plan(QUIET_DAY)
    assert len(await reminders(world)) == 3


async def test_two_planners_at_once_write_each_reminder_once(
    url: str, world: World, tmp_path: Path
) -> None:
    for number in range(4):
        await subscribed(world, f"555000000000{number}", (OWNER, OTHER)[number % 2])
    rows = HEAD + "".join(
        due_in(day, f"P-{day}-{iin}", iin) for iin in (OWNER, OTHER) for day in (1, 2, 3)
    )
    await world.load(tmp_path, payments=rows)
    second = await open_database(locate(url))
    try:
        beside = Planner(second, world.keys, world.backend, world.channels, world.now)
        counts = await asyncio.gather(
            *(one.plan(QUIET_DAY) for one in (world.planner, beside, world.planner))
        )
    finally:
        await second.close()
    assert sum(sum(count.values()) for count in counts) == 6
    assert len(await reminders(world)) == 6


@pytest.mark.parametrize("act", ["СТОП", "НЕ Я", "удалить мои данные", "off"])
async def test_nothing_after_the_person_said_no(world: World, tmp_path: Path, act: str) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    citizen = await subscribed(world)
    if act == "off":
        await citizen.does("@menu", "@flow.payments", "switch")
    else:
        await citizen.does(act, "yes")
    assert not +await world.planner.plan(QUIET_DAY)


@pytest.mark.parametrize("act", ["СТОП", "НЕ Я", "удалить мои данные", "off"])
async def test_what_was_planned_before_is_not_sent_after(
    world: World, tmp_path: Path, act: str
) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    citizen = await subscribed(world)
    await world.settle()
    world.at = world.at.replace(hour=22)
    await world.planner.plan(QUIET_DAY + timedelta(days=1))
    assert len(await reminders(world)) == 1
    if act == "off":
        await citizen.does("@menu", "@flow.payments", "switch")
    else:
        await citizen.does(act, "yes")
    world.at += timedelta(hours=12)
    await world.outbox.once()
    await world.settle()
    assert not [key for _, _, key in world.telegram.sent if key.startswith("payment")]


async def test_reminders_on_again_are_planned_again(world: World, tmp_path: Path) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    citizen = await subscribed(world)
    await world.planner.plan(QUIET_DAY)
    await citizen.does("@menu", "@flow.payments", "switch")
    await citizen.does("@menu", "@flow.payments", "switch", "yes")
    assert (await world.planner.plan(QUIET_DAY))["due"] == 1


async def test_nothing_to_who_blocked_the_bot_or_never_asked(world: World, tmp_path: Path) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2) + due_in(2, "P-2", OTHER))
    await subscribed(world)
    await world.settle()
    world.telegram.fails.append(Stopped("blocked"))
    await Citizen(world).says("#")
    await world.settle()
    await (await Citizen(world, "5550000000002").arrives()).proves(OTHER)
    assert not +await world.planner.plan(QUIET_DAY)


async def test_of_two_phones_of_a_person_one_is_written_to(world: World, tmp_path: Path) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    await subscribed(world)
    sms = Citizen(world, PHONE, "sms")
    await sms.does("привет", "2", "1", "4", "1", OWNER, "1", "1")
    on = [row for row in await world.rows("addresses") if row["reminders"]]
    assert len(on) == 2
    assert await world.planner.plan(QUIET_DAY) == Counter(due=1)
    assert (await world.planner.plan(date(2026, 9, 20)))["renewal"] == 1
    assert {row["channel"] for row in await reminders(world)} == {"telegram"}


async def test_an_id_of_the_longest_kind_has_its_reminder_too(
    world: World, tmp_path: Path
) -> None:
    ids = ("P" * 63 + "1", "P" * 63 + "2")
    await world.load(tmp_path, payments=HEAD + "".join(due_in(2, one) for one in ids))
    await subscribed(world)
    assert await world.planner.plan(QUIET_DAY) == Counter(due=2)
