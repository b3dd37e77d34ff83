"""Long polling against the double: nothing is confirmed before it is taken, nothing blocks."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels import TryLater
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.decode import Update
from bot.channels.telegram.polling import MOST_TRIES, NotTaken, Polling
from bot.storage.database import DatabaseDown
from tests.support.telegram_double import TelegramDouble


class Taker:
    """Takes updates; `troubles` are raised for the texts that they are planned for."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.troubles: dict[str, list[Exception]] = {}
        self.gate: asyncio.Event | None = None

    async def __call__(self, update: Update) -> None:
        if self.gate is not None:
            await self.gate.wait()
        text = (update.message.text if update.message else None) or "?"
        if self.troubles.get(text):
            raise self.troubles[text].pop()
        self.taken.append(text)


@pytest.fixture
async def api(telegram: TelegramDouble) -> AsyncIterator[BotApi]:
    api = BotApi(telegram.token, telegram.url)
    await api.start()
    yield api
    await api.stop()


def confirmed(telegram: TelegramDouble) -> list[int]:
    return [i for line in telegram.log.of("confirmed") for i in line["update_ids"]]


async def test_the_offset_moves_after_the_commit(api: BotApi, telegram: TelegramDouble) -> None:
    taker = Taker()
    taker.gate = asyncio.Event()
    polling = Polling(api, taker)
    number = await telegram.user(1).says("a")
    round_one = asyncio.create_task(polling.once(0))
    await telegram.log.until("given")
    assert confirmed(telegram) == []
    taker.gate.set()
    await round_one
    assert confirmed(telegram) == []  # it is confirmed by the next round
    await polling.once(0)
    assert confirmed(telegram) == [number]


async def test_one_chat_in_order_and_others_beside_it(
    api: BotApi, telegram: TelegramDouble
) -> None:
    taker = Taker()
    for n in range(5):
        await telegram.user(1).says(f"a{n}")
        await telegram.user(2).says(f"b{n}")
    await Polling(api, taker).once(0)
    for name in "ab":
        assert [text for text in taker.taken if text[0] == name] == [
            f"{name}{n}" for n in range(5)
        ]


async def test_a_database_that_is_down_confirms_nothing(
    api: BotApi, telegram: TelegramDouble
) -> None:
    taker = Taker()
    taker.troubles["b"] = [DatabaseDown("full")] * 5
    polling = Polling(api, taker)
    first = await telegram.user(1).says("a")
    await telegram.user(2).says("b")
    await telegram.user(2).says("c")
    for _ in range(5):
        with pytest.raises(NotTaken):
            await polling.once(0)
    assert confirmed(telegram) == [first]
    assert "c" not in taker.taken  # it stands behind b
    await polling.once(0)
    await polling.once(0)
    assert taker.taken[-2:] == ["b", "c"]
    assert telegram.updates.pending == []


async def test_an_update_at_fault_is_tried_again_and_then_left(
    api: BotApi, telegram: TelegramDouble
) -> None:
    taker = Taker()
    taker.troubles["b"] = [RuntimeError("ours")] * 99
    polling = Polling(api, taker)
    for text in "abc":
        await telegram.user(1).says(text)
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(NotTaken):
            await polling.once(0)
    await polling.once(0)
    await polling.once(0)
    assert taker.taken == ["a", "c"]
    assert len(taker.troubles["b"]) == 99 - MOST_TRIES
    assert telegram.updates.pending == []


async def test_an_update_that_cannot_be_read_is_passed_over(
    api: BotApi, telegram: TelegramDouble
) -> None:
    taker = Taker()
    polling = Polling(api, taker)
    await telegram.updates.put_raw({"update_id": 5, "message": {"chat": "no chat"}})
    await polling.once(0)
    await polling.once(0)
    assert telegram.updates.pending == []
    await telegram.user(1).says("a")
    await polling.once(0)
    assert taker.taken == ["a"]


async def test_polling_outlives_failures(api: BotApi, telegram: TelegramDouble) -> None:
    taker = Taker()
    taker.troubles["a"] = [DatabaseDown("locked")]
    telegram.fail("getUpdates", "429", retry_after=1)
    running = asyncio.create_task(Polling(api, taker).run())
    await telegram.user(1).says("a")
    await telegram.log.until("confirmed")
    running.cancel()
    assert taker.taken == ["a"]


async def test_what_goes_wrong_on_the_way_is_named(api: BotApi, telegram: TelegramDouble) -> None:
    telegram.fail("getUpdates", "500")
    with pytest.raises(TryLater):
        await Polling(api, Taker()).once(0)
