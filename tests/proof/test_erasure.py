"""Deleting everything: what is gone, what goes on, and that it can all begin anew."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.asker import Asker
from bot.channels import Heard
from dialogs.reply import Typed
from dialogs.steps import Json, Lookup
from tests.notices.files import HEAD, due_in
from tests.proof.world import OWNER, PHONE, Citizen, World, told

DELETE = "удалить мои данные"


async def with_everything(world: World, folder: Path) -> Citizen:
    """Somebody of whom every table knows something."""
    await world.load(folder, payments=HEAD + due_in(2))
    citizen = await (await Citizen(world).arrives()).asks_for_code()
    await world.settle()
    code = world.sms.texts(PHONE)[-1].split(": ")[1][:6]
    await citizen.does(code, "switch", "yes", "#", "@flow.eligibility", "Ақмола", "4")
    await world.settle()
    world.at = world.at.replace(hour=22)
    assert (await world.planner.plan(world.at.date()))["due"] == 1
    filled = ("talks", "proofs", "codes", "consents", "letters", "addresses", "heard")
    tables = await world.everything()
    assert all(tables[name] for name in filled)
    return citizen


async def test_every_table_is_clean_and_the_last_word_goes_out(
    world: World, tmp_path: Path
) -> None:
    citizen = await with_everything(world, tmp_path)
    citizen.hears()
    await citizen.does(DELETE, "yes")
    confirmation = citizen.hears()[-1]
    assert confirmation == told("Your data is deleted from the bot.")
    await world.settle()
    assert world.telegram.texts(citizen.address)[-1] == confirmation

    for name in ("talks", "proofs", "codes", "consents"):
        assert await world.rows(name) == [], name
    [address] = [row for row in await world.rows("addresses") if row["channel"] == "telegram"]
    kept = (address["language"], address["opted_out"], address["reminders"])
    assert kept == (None, None, 0)
    letters = await world.rows("letters")
    texts = [row for row in letters if row["body"] is not None]
    assert len(texts) == 1, "only the confirmation itself, until it is swept"
    assert {row["state"] for row in letters} <= {"sent", "cancelled"}


async def test_the_texts_are_gone_from_the_books_also_when_replies_are_on_their_way(
    world: World,
) -> None:
    world.sends = False
    citizen = await Citizen(world).arrives()
    await citizen.does(DELETE, "yes")
    world.start()
    world.sends = True
    await world.outbox.take_back()
    await world.outbox.once()
    await world.settle()
    assert world.telegram.texts(citizen.address) == [told("Your data is deleted from the bot.")]


async def test_nothing_is_sent_on_its_own_afterwards(world: World, tmp_path: Path) -> None:
    await (await with_everything(world, tmp_path)).does(DELETE, "yes")
    await world.settle()
    before = len(world.telegram.sent)
    for _ in range(3):
        world.at += timedelta(hours=12)
        assert not +await world.planner.plan(world.at.date())
        await world.outbox.once()
        await world.settle()
    assert len(world.telegram.sent) == before


async def test_one_question_comes_first_and_no_keeps_everything(
    world: World, tmp_path: Path
) -> None:
    citizen = await with_everything(world, tmp_path)
    citizen.hears()
    await citizen.does(DELETE)
    assert told("All your personal data in the bot will be deleted.") in citizen.hears()[-1]
    await citizen.does("no")
    assert told("Your data is deleted from the bot.") not in citizen.hears()
    for name in ("talks", "proofs", "codes", "consents"):
        assert await world.rows(name), name


async def test_it_begins_anew_with_the_greeting_and_walks_the_whole_way_again(
    world: World, tmp_path: Path
) -> None:
    citizen = await with_everything(world, tmp_path)
    await citizen.does(DELETE, "yes")
    citizen.hears()
    await citizen.says("привет")
    [greeting] = citizen.hears()
    assert "Сәлеметсіз бе" in greeting
    assert "Здравствуйте" in greeting
    await citizen.does("ru", "yes")
    await citizen.asks_for_code()
    await world.settle()
    code = world.sms.texts(PHONE)[-1].split(": ")[1][:6]
    await citizen.does(code)
    assert any(
        told("Next payment: {month}, {sum} tenge, expected") in text for text in citizen.hears()
    )
    assert len(world.sms.sent) == 2
    assert [row["kind"] for row in await world.rows("consents")] == ["data", "iin"]


async def test_again_and_again(world: World) -> None:
    citizen = Citizen(world)
    for _ in range(3):
        await citizen.does("/start", "ru", "yes")
        await citizen.proves()
        await citizen.does(DELETE, "yes")
        assert citizen.hears()[-1] == told("Your data is deleted from the bot.")
    assert await world.rows("talks") == []


async def test_a_reading_that_comes_afterwards_brings_nothing_back(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    may_answer = asyncio.Event()
    fetch = world.desk.fetch

    async def slow(lookup: Lookup[Any], asker: Asker) -> Json:
        await may_answer.wait()
        return await fetch(lookup, asker)

    world.desk.fetch = slow  # type: ignore[method-assign]
    for number, text in enumerate(("#", "выплата", DELETE, "1"), start=900):
        await _hears_without_waiting(world, citizen, str(number), text)
    may_answer.set()
    await world.settle()
    assert await world.rows("talks") == []


async def _hears_without_waiting(world: World, citizen: Citizen, number: str, text: str) -> None:
    heard = Heard("telegram", "bot", citizen.address, number, Typed(text), world.at)
    await world.turns.take(heard)


async def test_others_keep_what_is_theirs(world: World) -> None:
    other = await (await Citizen(world, "5550000000002").arrives()).proves()
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does(DELETE, "yes")
    assert len(await world.rows("talks")) == len(await world.rows("proofs")) == 1
    assert len(await world.rows("consents")) == 2
    other.hears()
    await other.does("#", "@flow.payments")
    assert told("There are no payments in the ministry's system.") in other.hears()[-1]
    assert OWNER not in "".join(other.hears())
