"""What is let go when its time is over, and what is not."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import bindparam, select

from bot.clock import to_millis
from bot.outbox.letter import LEASE_MS
from bot.storage import sweeping, tables
from bot.storage.query import Query
from dialogs.state import Talk
from tests.proof.world import OWNER, PHONE, Citizen, World, told


async def talks(world: World) -> list[Talk]:
    return [
        msgspec.json.decode(world.keys.open(row["sealed"], b"talk"), type=Talk)
        for row in await world.rows("talks")
    ]


async def in_the_check(world: World, address: str = "5550001112223") -> Citizen:
    """Somebody with answers given."""
    citizen = await Citizen(world, address).arrives()
    return await citizen.does("@flow.eligibility", "Ақмола", "4", "90000")


async def test_answers_go_after_30_days_language_and_consent_stay(world: World) -> None:
    citizen = await in_the_check(world)
    world.at += timedelta(days=30)
    assert (await world.sweeper.sweep())["talks"] == 0
    [talk] = await talks(world)
    assert talk.answers["eligibility"]
    world.at += timedelta(milliseconds=1)
    assert (await world.sweeper.sweep())["talks"] == 1
    [talk] = await talks(world)
    assert (talk.answers, talk.basis, talk.frozen, talk.withdrawn) == ({}, {}, {}, {})
    assert (talk.language, talk.consented is not None) == ("ru", True)
    assert len(await world.rows("consents")) == 1
    assert (await world.sweeper.sweep())["talks"] == 0, "once"

    citizen.hears()
    await citizen.says("меню")
    said = citizen.hears()
    assert told("Your earlier answers were deleted") in said[0]
    assert told("What would you like to know?") in said[-1]
    await citizen.says("меню")
    assert told("Your earlier answers were deleted") not in citizen.hears()[0], "told once"
    await citizen.does("@flow.eligibility")
    assert told("Your consent") not in citizen.hears()[-1], "it was given"


async def test_who_never_chose_a_language_is_greeted_again(world: World) -> None:
    citizen = await Citizen(world).says("привет")
    world.at += timedelta(days=31)
    await world.sweeper.sweep()
    citizen.hears()
    await citizen.says("привет")
    [greeting] = citizen.hears()
    assert "Сәлеметсіз бе" in greeting
    await citizen.does("ru", "yes")
    assert told("What would you like to know?") in citizen.hears()[-1]


async def test_an_old_button_after_the_sweep_gets_a_sensible_answer(world: World) -> None:
    citizen = await in_the_check(world)
    world.at += timedelta(days=31)
    await world.sweeper.sweep()
    citizen.hears()
    await citizen.presses("@flow.status")
    assert told("First the bot must know that it is you.") in citizen.hears()[-1]


async def test_a_running_talk_is_left_alone(world: World) -> None:
    await in_the_check(world, "5550000000001")
    world.at += timedelta(days=29)
    citizen = await in_the_check(world, "5550000000002")
    world.at += timedelta(days=2)
    assert (await world.sweeper.sweep())["talks"] == 1
    kept = [talk for talk in await talks(world) if talk.answers.get("eligibility")]
    assert len(kept) == 1
    citizen.hears()
    await citizen.says("#")
    await citizen.does("@flow.eligibility")
    assert citizen.hears()


async def test_a_talk_that_goes_on_while_it_is_swept_wins_or_loses_wholly(world: World) -> None:
    citizen = await in_the_check(world)
    world.at += timedelta(days=31)
    await citizen.says("#")
    assert (await world.sweeper.sweep())["talks"] == 0
    [talk] = await talks(world)
    assert talk.answers["eligibility"]


async def test_more_talks_than_a_batch_are_all_swept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = tables.talks.c
    by_two = select(columns.address_id, columns.sealed, columns.version).where(
        columns.heard_at < bindparam("before"), columns.swept_at.is_(None)
    )
    monkeypatch.setattr(sweeping, "OLD_TALKS", Query(by_two.limit(2)))
    for number in range(5):
        await Citizen(world, f"555000000000{number}").says("привет")
    world.at += timedelta(days=31)
    assert (await world.sweeper.sweep())["talks"] == 5


async def test_a_pending_reading_is_given_up_with_the_answers(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    [row] = await world.rows("talks")
    assert row["pending_at"] is None

    async def never(*_: Any) -> Any:
        raise ProcessLookupError  # the process has died

    world.desk.fetch = never  # type: ignore[assignment]
    await citizen.does("#", "@flow.status")
    [row] = await world.rows("talks")
    assert row["pending_at"] is not None
    world.at += timedelta(days=31)
    await world.sweeper.sweep()
    [row] = await world.rows("talks")
    assert row["pending_at"] is None
    world.start()
    citizen.hears()
    await world.turns.resume_readings()
    await world.settle()
    assert citizen.hears() == []


async def test_ids_of_messages_go_after_7_days(world: World) -> None:
    await Citizen(world).arrives()
    world.at += timedelta(days=7)
    await Citizen(world).says("#")
    assert (await world.sweeper.sweep())["heard"] == 0
    world.at += timedelta(milliseconds=1)
    assert (await world.sweeper.sweep())["heard"] == 3
    assert len(await world.rows("heard")) == 1


async def test_codes_and_counted_tries_go_after_a_day(world: World) -> None:
    await (await Citizen(world).arrives()).asks_for_code()
    assert len(await world.rows("codes")) == 1
    assert {row["scope"] for row in await world.rows("tries")} == {"send", "sender", "iin"}
    world.at += timedelta(days=1)
    assert not (await world.sweeper.sweep())["tries"]
    world.at += timedelta(minutes=10, milliseconds=1)
    swept = await world.sweeper.sweep()
    assert (swept["codes"], swept["tries"]) == (1, 3)
    assert await world.rows("codes") == await world.rows("tries") == []


async def test_texts_of_letters_go_after_30_days_the_books_stay(world: World) -> None:
    await Citizen(world).arrives()
    await world.settle()
    world.at += timedelta(days=30)
    assert (await world.sweeper.sweep())["texts"] == 0
    await Citizen(world).says("#")
    await world.settle()
    world.at += timedelta(milliseconds=1)
    assert (await world.sweeper.sweep())["texts"] == 3
    letters = sorted(await world.rows("letters"), key=lambda row: int(row["id"]))
    assert [row["body"] is None for row in letters] == [True, True, True, False]
    assert {row["state"] for row in letters} == {"sent"}


async def test_a_letter_that_waits_keeps_its_text_for_30_days_then_it_has_expired(
    world: World,
) -> None:
    world.sends = False
    await Citizen(world).says("привет")
    world.at += timedelta(days=30)
    assert (await world.sweeper.sweep())["texts"] == 0
    await Citizen(world).says("привет")
    world.at += timedelta(milliseconds=1)
    assert (await world.sweeper.sweep())["texts"] == 1
    old, *new = sorted(await world.rows("letters"), key=lambda row: int(row["id"]))
    assert (old["state"], old["body"], old["leased_until"]) == ("expired", None, None)
    assert old["settled_at"] == to_millis(world.at)
    assert {(one["state"], one["body"] is None) for one in new} == {("waiting", False)}
    world.sends = True
    world.at += timedelta(milliseconds=LEASE_MS)
    await world.outbox.once()
    await world.settle()
    assert len(world.telegram.sent) == len(new)


async def test_a_proof_outlives_the_answers(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves(OWNER, PHONE)
    world.at += timedelta(days=31)
    await world.sweeper.sweep()
    citizen.hears()
    await citizen.does("#", "@flow.payments")
    assert told("There are no payments in the ministry's system.") in citizen.hears()[-1]
