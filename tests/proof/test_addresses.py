"""Numbers of chats and phones: kept while they are needed, then only their keyed hash stays."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.asker import Asker
from bot.channels import Stopped, TryLater
from bot.outbox.letter import LEASE_MS
from bot.security.sealing import open_address
from bot.storage import sweeping
from bot.storage.database import Tx
from bot.storage.query import Query
from bot.storage.tables import addresses, talks
from bot.talks import Spoken
from tests.notices.files import HEAD, due_in, subscribed
from tests.proof.world import OWNER, PHONE, Citizen, World, told

DELETE = "удалить мои данные"
A_MONTH = timedelta(days=30, milliseconds=1)
A_PROOF = timedelta(days=180, milliseconds=1)


async def address(world: World, channel: str = "telegram") -> dict[str, Any]:
    [row] = [row for row in await world.rows("addresses") if row["channel"] == channel]
    return row


async def known_number(world: World, channel: str = "telegram") -> str | None:
    """The chat's or phone's number as it can be read from the database."""
    sealed = (await address(world, channel))["sealed"]
    return open_address(world.keys, sealed) if sealed else None


async def test_who_had_everything_deleted_is_known_by_the_hash_alone(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does(DELETE, "yes")
    assert (await address(world))["state"] == "erased"
    await world.settle()
    assert world.telegram.texts(citizen.address)[-1] == told("Your data is deleted from the bot.")
    assert (await world.sweeper.sweep())["addresses"] == 1
    kept = await address(world)
    assert (kept["sealed"], kept["state"]) == (b"", "erased")
    assert kept["hash"] == world.keys.hash("telegram", citizen.address)
    assert (await world.sweeper.sweep())["addresses"] == 0, "once"


async def test_the_number_stays_until_the_last_word_is_sent(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await world.settle()
    world.telegram.fails.append(TryLater(None, "429"))
    await citizen.does(DELETE)
    await world.settle()
    world.telegram.fails.append(TryLater(None, "429"))
    await citizen.does("yes")
    await world.settle()
    assert (await world.sweeper.sweep())["addresses"] == 0
    for _ in range(2):
        world.at += timedelta(minutes=5, milliseconds=LEASE_MS)
        await world.outbox.once()
        await world.settle()
    assert world.telegram.texts(citizen.address)[-1] == told("Your data is deleted from the bot.")
    assert (await world.sweeper.sweep())["addresses"] == 1


async def test_the_number_goes_also_if_the_last_word_is_not_wanted(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.does(DELETE)
    await world.settle()
    world.telegram.fails.append(Stopped("blocked"))
    await citizen.does("yes")
    await world.settle()
    assert (await world.sweeper.sweep())["addresses"] == 1
    assert await known_number(world) is None


async def test_who_writes_again_is_greeted_and_asked_anew(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.does(DELETE, "yes")
    await world.settle()
    await world.sweeper.sweep()
    citizen.hears()
    await citizen.says("привет")
    assert "Сәлеметсіз бе" in citizen.hears()[-1]
    assert (await address(world))["state"] == "open"
    assert await known_number(world) == citizen.address
    await citizen.does("ru", "yes")
    assert len(await world.rows("consents")) == 1
    assert len(await world.rows("addresses")) == 1
    await world.settle()
    assert (await world.sweeper.sweep())["addresses"] == 0


async def test_who_writes_again_at_once_keeps_the_number(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.does(DELETE, "yes", "привет")
    await world.settle()
    assert (await address(world))["state"] == "open"
    assert (await world.sweeper.sweep())["addresses"] == 0


async def test_the_number_of_who_is_silent_for_30_days_goes(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await world.settle()
    world.at += A_MONTH - timedelta(milliseconds=1)
    assert (await world.sweeper.sweep())["addresses"] == 0
    world.at += timedelta(milliseconds=1)
    assert (await world.sweeper.sweep())["addresses"] == 1
    assert await known_number(world) is None

    citizen.hears()
    await citizen.says("меню")
    assert told("What would you like to know?") in citizen.hears()[-1], "language and consent stay"
    assert await known_number(world) == citizen.address
    assert (await address(world))["state"] == "open"
    await world.settle()
    assert (await world.sweeper.sweep())["addresses"] == 0


async def test_a_reply_to_who_comes_back_can_be_sent_later(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await world.settle()
    world.at += A_MONTH
    await world.sweeper.sweep()
    sent = len(world.telegram.sent)
    world.telegram.fails.append(TryLater(None, "429"))
    await citizen.says("меню")
    await world.settle()
    world.at += timedelta(minutes=5)
    await world.outbox.once()
    await world.settle()
    assert len(world.telegram.sent) == sent + 1


async def test_a_talk_that_goes_on_while_the_number_goes_has_it_in_the_end(world: World) -> None:
    """The turn has read the address as open; before it writes, the sweeper is there."""
    citizen = await Citizen(world).arrives()
    await world.settle()
    world.at += A_MONTH
    await world.sweeper.sweep()
    await citizen.says("меню")
    await world.settle()
    silent = Query(update(talks).values(heard_at=1))  # silent again, and not seen by the sweeper
    await world.database.run(lambda tx: tx.run(silent))
    load = world.talks.load

    async def slow(tx: Tx, channel: str, address: str, at: int) -> Spoken:
        spoken = await load(tx, channel, address, at)
        for row in await tx.all(sweeping.UNNEEDED, before=2):
            await tx.run(sweeping.FORGET_NUMBER, of_address=row["id"], before=2)
        return spoken

    world.talks.load = slow  # type: ignore[method-assign]
    await citizen.says("меню")
    assert await known_number(world) == citizen.address
    assert (await address(world))["state"] == "open"


async def test_who_has_proved_who_they_are_keeps_the_number_for_180_days(world: World) -> None:
    await (await Citizen(world).arrives()).proves()
    await world.settle()
    world.at += A_PROOF - timedelta(milliseconds=1)
    swept = await world.sweeper.sweep()
    assert (swept["proofs"], swept["addresses"]) == (0, 0)
    world.at += timedelta(milliseconds=1)
    swept = await world.sweeper.sweep()
    assert (swept["proofs"], swept["addresses"]) == (1, 1)
    assert await world.rows("proofs") == []
    assert await known_number(world) is None


async def test_reminders_end_with_the_proof_and_so_does_their_consent(
    world: World, tmp_path: Path
) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(180))
    citizen = await subscribed(world)
    await world.settle()
    world.at += timedelta(days=1)
    other = await subscribed(world, "5550000000002")
    await world.settle()
    world.at += timedelta(days=178)
    world.at = world.at.replace(hour=22)
    await world.planner.plan(world.at.date())
    world.at += timedelta(hours=20)
    waiting = [row for row in await world.rows("letters") if row["state"] == "waiting"]
    assert waiting, "planned for the morning"

    assert (await world.sweeper.sweep())["proofs"] == 1
    by_hash = {row["hash"]: row for row in await world.rows("addresses")}
    ended = by_hash[world.keys.hash("telegram", citizen.address)]
    lasting = by_hash[world.keys.hash("telegram", other.address)]
    assert (ended["reminders"], lasting["reminders"]) == (0, 1)
    planned = [row for row in await world.rows("letters") if row["state"] == "waiting"]
    assert ended["id"] not in {row["address_id"] for row in planned}
    agreed = [row for row in await world.rows("consents") if row["kind"] == "reminders"]
    open_for = {row["person_id"] for row in agreed if row["withdrawn_at"] is None}
    assert open_for == {lasting["person_id"]}


async def test_the_phone_that_a_code_went_to_is_not_kept(world: World) -> None:
    asker = Asker("telegram", "1", 1, "r1", "ru")
    await world.codes.send(asker, OWNER, PHONE)
    await world.settle()
    assert await known_number(world, "sms") == PHONE
    assert (await world.sweeper.sweep())["addresses"] == 1
    assert await known_number(world, "sms") is None

    world.sms.fails.append(TryLater(None, "429"))
    await world.codes.send(Asker("telegram", "1", 1, "r2", "ru"), OWNER, PHONE)
    await world.settle()
    assert (await world.sweeper.sweep())["addresses"] == 0, "a code waits"
    world.at += timedelta(seconds=5)
    await world.outbox.once()
    await world.settle()
    assert [whom for whom, _, _ in world.sms.sent] == [PHONE, PHONE]


async def test_more_numbers_than_a_batch_all_go(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_two = Query(sweeping.unneeded.limit(2).with_for_update(skip_locked=True))
    monkeypatch.setattr(sweeping, "UNNEEDED", by_two)
    for number in range(5):
        await Citizen(world, f"555000000000{number}").says("привет")
    await world.settle()
    world.at += A_MONTH
    assert (await world.sweeper.sweep())["addresses"] == 5


async def test_a_reading_of_an_address_without_a_number_does_not_keep_the_bot_from_starting(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await Citizen(world).arrives()
    gone = Query(update(addresses).values(sealed=b""))
    asked = Query(update(talks).values(pending_at=1))
    for query in (gone, asked):
        await world.database.run(partial(_run, query))
    world.start()
    await world.turns.resume_readings()
    assert "reading_not_resumed" in caplog.text


async def _run(query: Query, tx: Tx) -> int:
    return await tx.run(query)
