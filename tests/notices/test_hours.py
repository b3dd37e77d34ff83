"""When a reminder goes out, and when it is too late for it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.clock import ALMATY, from_millis
from bot.notices.planner import decent_hour
from tests.notices.files import HEAD, due_in, reminders, subscribed
from tests.proof.world import World

DAY = date(2026, 8, 12)


@pytest.mark.parametrize(
    ("on", "now", "at"),
    [
        (DAY, "2026-08-12T03:00", "2026-08-12T09:00"),
        (DAY, "2026-08-12T08:59", "2026-08-12T09:00"),
        (DAY, "2026-08-12T09:00", "2026-08-12T09:00"),
        (DAY, "2026-08-12T20:59", "2026-08-12T20:59"),
        (DAY, "2026-08-12T21:00", "2026-08-13T09:00"),
        (DAY, "2026-08-12T23:59", "2026-08-13T09:00"),
        (DAY, "2026-08-11T12:00", "2026-08-12T09:00"),
        (DAY, "2026-08-14T02:00", "2026-08-14T09:00"),
        (DAY, "2026-08-14T15:00", "2026-08-14T15:00"),
    ],
)
def test_nobody_is_woken(on: date, now: str, at: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=ALMATY)
    assert decent_hour(on, moment) == datetime.fromisoformat(at).replace(tzinfo=ALMATY)


async def test_a_reminder_waits_for_the_morning_and_ends_with_its_day(
    world: World, tmp_path: Path
) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    await subscribed(world)
    world.at = world.at.replace(hour=22)
    await world.planner.plan(DAY)
    [row] = await reminders(world)
    assert from_millis(int(str(row["due_at"]))) == datetime(2026, 8, 13, 9, tzinfo=ALMATY)
    assert from_millis(int(str(row["expires_at"]))) == datetime(2026, 8, 14, 21, tzinfo=ALMATY)


async def test_a_reminder_that_came_too_late_is_not_sent(world: World, tmp_path: Path) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    await subscribed(world)
    await world.planner.plan(DAY)
    world.at = datetime(2026, 8, 14, 21, tzinfo=ALMATY)
    await world.outbox.once()
    await world.settle()
    [row] = await reminders(world)
    assert row["state"] == "expired"
