"""The Telegram double behaves as Telegram does: updates, people, failures, webhook, process."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, web

from tests.support.raw_bot import Bot, inline, raw_bot
from tests.support.telegram_delivery import SECRET_HEADER
from tests.support.telegram_double import TelegramDouble

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def bot(telegram: TelegramDouble) -> AsyncIterator[Bot]:
    async with raw_bot(telegram.url) as speaker:
        yield speaker


async def test_an_update_comes_again_until_an_offset_above_it(
    telegram: TelegramDouble, bot: Bot
) -> None:
    user = telegram.user(7001, language_code="kk")
    first = await user.says("/start")
    second = await user.says("Сәлем")
    for _ in range(2):
        assert [u["update_id"] for u in await bot.ok("getUpdates")] == [first, second]
    assert len(await bot.ok("getUpdates", limit=1)) == 1
    assert first is not None
    left = await bot.ok("getUpdates", offset=first + 1)
    assert [u["update_id"] for u in left] == [second]
    assert left[0]["message"]["from"]["language_code"] == "kk"
    assert [u["update_id"] for u in await bot.ok("getUpdates")] == [second]
    assert telegram.log.of("confirmed")[0]["update_ids"] == [first]


async def test_a_negative_offset_keeps_only_the_last_ones(
    telegram: TelegramDouble, bot: Bot
) -> None:
    ids = [await telegram.user(7001).says(str(n)) for n in range(3)]
    assert [u["update_id"] for u in await bot.ok("getUpdates", offset=-1)] == ids[2:]


async def test_a_long_poll_ends_with_the_first_news(telegram: TelegramDouble, bot: Bot) -> None:
    polling = asyncio.create_task(bot.ok("getUpdates", timeout=15))
    said = await telegram.user(7001).says("сәлем")
    assert [u["update_id"] for u in await polling] == [said]


async def test_a_second_poll_ends_the_first_one(telegram: TelegramDouble, bot: Bot) -> None:
    first = asyncio.create_task(bot.refusal("getUpdates", timeout=15))
    await telegram.log.until("polling")
    second = asyncio.create_task(bot.ok("getUpdates", timeout=15))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    await telegram.user(7001).says("x")
    assert len(await second) == 1


async def test_kinds_that_the_bot_did_not_ask_for_never_come(
    telegram: TelegramDouble, bot: Bot
) -> None:
    await bot.ok("getUpdates", allowed_updates=["callback_query"])
    assert await telegram.user(7001).says("x") is None
    assert await bot.ok("getUpdates") == []


async def test_a_number_is_asked_for_in_private_chats_only(
    telegram: TelegramDouble, bot: Bot
) -> None:
    user = telegram.user(7001)
    await user.in_group("hello", group=-4001)
    await user.says("/start")
    markup = {"keyboard": [[{"text": "My number", "request_contact": True}]]}
    told = await bot.refusal("sendMessage", chat_id=-4001, text="x", reply_markup=markup)
    assert told == "400 Bad Request: phone number can be requested in private chats only"
    await bot.ok("sendMessage", chat_id=7001, text="x", reply_markup=markup)
    assert (await user.hears())[0].request_contact
    await user.presses("My number")
    contact = (await bot.ok("getUpdates"))[-1]["message"]["contact"]
    assert contact["user_id"] == 7001


async def test_a_press_reaches_the_bot_and_is_answered_once(
    telegram: TelegramDouble, bot: Bot
) -> None:
    user = telegram.user(7001)
    await user.says("/start")
    markup = inline(text="Қазақша", callback_data="1:language:kk")
    await bot.ok("sendMessage", chat_id=7001, text="Тіл?", reply_markup=markup)
    assert (await user.hears())[0].buttons == [[("Қазақша", "1:language:kk")]]
    with pytest.raises(LookupError, match="Қазақша"):
        await user.presses("Русский")
    await user.presses("Қазақша")
    await user.press_again()
    one, two = [u["callback_query"] for u in (await bot.ok("getUpdates"))[-2:]]
    assert one["data"] == two["data"] == "1:language:kk"
    assert one["id"] != two["id"]
    await bot.ok("answerCallbackQuery", callback_query_id=one["id"], text="Жарайды")
    assert user.toasts == ["Жарайды"]
    told = await bot.refusal("answerCallbackQuery", callback_query_id=one["id"])
    assert told.startswith("400 Bad Request: query is too old and response timeout expired")


async def test_wrong_token_and_unknown_method(telegram: TelegramDouble, bot: Bot) -> None:
    stranger = Bot(telegram.url, bot.session, token="1:WRONG")  # noqa: S106 - no secret
    assert await stranger.refusal("getMe") == "401 Unauthorized"
    assert await bot.refusal("sendPigeon") == "404 Not Found: method not found"
    assert (await bot.ok("GETME"))["is_bot"]
    assert [line["outcome"] for line in telegram.log.of("request")] == ["refused"] * 2 + [
        "accepted"
    ]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("429", "429 Too Many Requests: retry after 7"),
        ("403 blocked", "403 Forbidden: bot was blocked by the user"),
        ("403 deactivated", "403 Forbidden: user is deactivated"),
        ("500", "500 Internal Server Error"),
    ],
)
async def test_failures_come_as_often_as_ordered(
    telegram: TelegramDouble, bot: Bot, kind: str, told: str
) -> None:
    await telegram.user(7001).says("/start")
    telegram.fail("sendMessage", kind, times=2, retry_after=7)
    for _ in range(2):
        assert await bot.refusal("sendMessage", chat_id=7001, text="x") == told
    await bot.ok("sendMessage", chat_id=7001, text="x")
    assert len(telegram.sent("sendMessage", chat=7001)) == 1
    assert telegram.failures.still_open == 0


async def test_429_names_the_seconds(telegram: TelegramDouble, bot: Bot) -> None:
    telegram.fail("*", "429", retry_after=7)
    assert (await bot.raw("getMe"))["parameters"] == {"retry_after": 7}


async def test_a_failure_may_be_meant_for_one_chat(telegram: TelegramDouble, bot: Bot) -> None:
    for person in (7001, 7002):
        await telegram.user(person).says("/start")
    telegram.fail("sendMessage", "500", chat=7002)
    await bot.ok("sendMessage", chat_id=7001, text="x")
    assert (await bot.refusal("sendMessage", chat_id=7002, text="x")).startswith("500")


async def test_drop_does_it_and_timeout_does_not(telegram: TelegramDouble, bot: Bot) -> None:
    user = telegram.user(7001)
    await user.says("/start")
    telegram.fail("sendMessage", "drop")
    with pytest.raises(ClientError):
        await bot.ok("sendMessage", chat_id=7001, text="done")
    assert [m.text for m in await user.hears()] == ["done"]
    telegram.fail("sendMessage", "timeout")
    asked = asyncio.create_task(bot.ok("sendMessage", chat_id=7001, text="never"))
    await telegram.log.until("request", outcome="timeout")
    asked.cancel()
    assert user.unheard == []


async def test_somebody_who_blocks_is_out_of_reach(telegram: TelegramDouble, bot: Bot) -> None:
    user = telegram.user(7001)
    await user.says("/start")
    await user.blocks()
    told = await bot.refusal("sendMessage", chat_id=7001, text="x")
    assert told == "403 Forbidden: bot was blocked by the user"
    change = (await bot.ok("getUpdates"))[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    await user.unblocks()
    await bot.ok("sendMessage", chat_id=7001, text="x")


async def test_everything_that_a_phone_can_send(telegram: TelegramDouble, bot: Bot) -> None:
    user = telegram.user(7001)
    await user.says("one")
    await user.sends_edited("two")
    await user.sends_photo("look")
    await user.sends_voice()
    await user.sends_sticker()
    await user.sends_location()
    await user.shares_contact("+77011112233", own=False)
    await user.in_group("hello")
    updates = await bot.ok("getUpdates")
    assert updates[1]["edited_message"]["message_id"] == updates[0]["message"]["message_id"]
    kinds = ["photo", "voice", "sticker", "location", "contact"]
    assert all(kind in u["message"] for kind, u in zip(kinds, updates[2:7], strict=True))
    assert updates[6]["message"]["contact"]["user_id"] != 7001
    assert updates[7]["message"]["chat"]["type"] == "group"
    await bot.ok("leaveChat", chat_id=-4001)
    told = await bot.refusal("sendMessage", chat_id=-4001, text="x")
    assert told == "403 Forbidden: bot is not a member of the group chat"


class Door:
    """A webhook that says no as often as it is told to."""

    def __init__(self) -> None:
        self.noes = 0
        self.seen: list[int] = []
        self.secrets: set[str | None] = set()
        self.answer: dict[str, Any] = {}

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get(SECRET_HEADER))
        self.seen.append((await request.json())["update_id"])
        if self.noes:
            self.noes -= 1
            return web.Response(status=500)
        return web.json_response(self.answer)


@pytest.fixture
async def door() -> AsyncIterator[tuple[Door, str]]:
    it = Door()
    app = web.Application()
    app.router.add_post("/hook", it.take)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield it, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_each_update_in_order_until_it_says_yes(
    telegram: TelegramDouble, bot: Bot, door: tuple[Door, str]
) -> None:
    it, url = door
    it.noes = 2
    it.answer = {"method": "sendMessage", "chat_id": 7001, "text": "by the answer"}
    await bot.ok("setWebhook", url=url, secret_token="s3cret_-")  # noqa: S106 - no secret
    user = telegram.user(7001)
    first, second = await user.says("a"), await user.says("b")
    assert [m.text for m in await user.hears(2)] == ["by the answer"] * 2
    assert it.seen == [first, first, first, second]
    assert it.secrets == {"s3cret_-"}
    info = await bot.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (url, 0)
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    assert (await bot.refusal("getUpdates")).startswith("409 Conflict: can't use getUpdates")
    await bot.ok("deleteWebhook")
    assert await bot.ok("getUpdates") == []


async def test_a_webhook_must_be_safe(bot: Bot) -> None:
    told = await bot.refusal("setWebhook", url="http://example.kz/hook")
    assert told == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    told = await bot.refusal("setWebhook", url="https://example.kz", secret_token="no no")  # noqa: S106
    assert told == "400 Bad Request: secret token contains unallowed characters"


async def control(bot: Bot, path: str, **order: Any) -> Any:
    async with bot.session.post(f"{bot.url}/control/{path}", json=order) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def test_as_a_process_it_is_led_by_http_and_writes_its_log(tmp_path: Path) -> None:
    log = tmp_path / "telegram.jsonl"
    program = ROOT / "tests" / "support" / "telegram_double.py"
    process = await asyncio.create_subprocess_exec(
        sys.executable, program, "--port", "0", "--log", log, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with ClientSession() as session:
            bot = Bot(url, session)
            await control(bot, "say", chat=7001, text="/start")
            markup = inline(text="Иә", callback_data="1:a:yes")
            sent = await bot.ok("sendMessage", chat_id=7001, text="?", reply_markup=markup)
            pressed = {"chat": 7001, "message_id": sent["message_id"], "data": "1:a:yes"}
            await control(bot, "press", **pressed)
            await control(bot, "contact", chat=7001, phone="+77010000000", own=True)
            await control(bot, "update", raw={"update_id": 1, "poll": {}})
            await control(bot, "fail", method="getMe", kind="500")
            assert await bot.refusal("getMe") == "500 Internal Server Error"
            assert len(await bot.ok("getUpdates")) == 4
            async with session.get(f"{url}/control/messages", params={"chat": 7001}) as answer:
                assert [m["text"] for m in await answer.json()] == ["?"]
    finally:
        process.terminate()
        await process.wait()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    requests = [(x["method"], x["outcome"]) for x in lines if x["event"] == "request"]
    assert requests == [("sendMessage", "accepted"), ("getMe", "500"), ("getUpdates", "accepted")]
