"""The page in a real browser: both phones talk to a tiny echo bot through the real doors."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from playwright.async_api import Page, ViewportSize, expect

from tests.support.chromium import browser_page
from tests.support.free_port import free_port
from tests.web.simulator_bench import FIRST_CHAT, PEOPLE, Bench, bench

NARROW = ViewportSize(width=390, height=844)
KEYS = {"inline_keyboard": [[{"text": "Өзгерту", "callback_data": "7:edit:1"}]]}
SHARE = {"keyboard": [[{"text": "Нөмірімді жіберу", "request_contact": True}]]}
DANGEROUS = "<b>қалың</b> &lt;img src=x onerror=alert(1)&gt;"


async def answer(b: Bench, update: dict[str, Any]) -> None:
    """Echo a text, turn a press into an edit, thank for a contact."""
    if press := update.get("callback_query"):
        at = {"chat_id": FIRST_CHAT, "message_id": press["message"]["message_id"]}
        await b.ask("editMessageText", **at, text=f"басылды: {press['data']}")
        await b.ask("answerCallbackQuery", callback_query_id=press["id"], text="Дайын")
        return
    said = update["message"].get("text") or update["message"]["contact"]["phone_number"]
    markup = SHARE if said == "нөмір" else KEYS
    text = DANGEROUS if said == "/start" else f"жаңғырық: {said}"
    mode = "HTML" if said == "/start" else ""
    await b.ask(
        "sendMessage",
        chat_id=update["message"]["chat"]["id"],
        text=text,
        parse_mode=mode,
        reply_markup=json.dumps(markup),
    )


async def echo_bot(b: Bench) -> None:
    offset = 0
    while True:
        for update in await b.ask("getUpdates", offset=offset, timeout=50):
            offset = update["update_id"] + 1
            await answer(b, update)


@asynccontextmanager
async def page_with_bot(viewport: ViewportSize | None = None) -> AsyncIterator[tuple[Bench, Page]]:
    """The page in Kazakh beside a living bot; fails if the page's scripts do."""
    size = viewport or ViewportSize(width=1360, height=920)
    async with bench() as b, browser_page(viewport=size) as page:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        bot = asyncio.create_task(echo_bot(b))
        try:
            await page.goto(b.url)
            await page.get_by_role("button", name="Қазақша").click()
            yield b, page
            assert problems == []
        finally:
            bot.cancel()
            with suppress(asyncio.CancelledError):
                await bot


async def test_a_talk_on_the_smartphone_with_a_button_and_an_edit() -> None:
    async with page_with_bot() as (_, page):
        chat = page.get_by_role("log", name="Ботпен әңгіме")
        await page.get_by_role("button", name="Бастау").click()
        await expect(chat.locator("strong")).to_have_text("қалың")
        await expect(chat).to_contain_text("<img src=x onerror=alert(1)>")
        await chat.get_by_role("button", name="Өзгерту").click()
        await expect(chat).to_contain_text("басылды: 7:edit:1")
        await expect(chat.get_by_role("button")).to_have_count(0)
        await expect(page.locator("#toast")).to_have_text("Дайын")
        await page.reload()
        await expect(chat).to_contain_text("басылды: 7:edit:1")


async def test_the_contact_button_shares_the_number_of_the_chosen_person() -> None:
    async with page_with_bot() as (_, page):
        chat = page.get_by_role("log", name="Ботпен әңгіме")
        person = page.locator("#people li", has_text=PEOPLE[0].name)
        await person.get_by_role("button", name="Смартфонға").click()
        await expect(page.locator("#smart-number")).to_have_text(PEOPLE[0].phone)
        await page.get_by_role("button", name="Бастау").click()
        await page.get_by_label("Хабарлама", exact=True).fill("нөмір")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Нөмірімді жіберу").click()
        await expect(chat).to_contain_text(f"жаңғырық: {PEOPLE[0].phone}")


async def test_the_feature_phone_types_with_its_keys_and_counts_parts() -> None:
    async with page_with_bot() as (b, page):
        texts = page.get_by_role("log", name="SMS хабарламалар")
        for key in ("1", "2", "#"):
            await page.get_by_role("group", name="Пернелер").get_by_label(key, exact=True).click()
        await page.get_by_label("Соңғы таңбаны өшіру").click()
        await expect(page.locator("#counter")).to_have_text("1 SMS · GSM-7")
        await page.get_by_role("button", name="SMS жіберу").click()
        came = await b.door.came.get()
        assert (came["text"], came["from"]) == ("12", "+77000000002")
        await expect(texts).to_contain_text("12")
        body = {"to": "+77000000002", "text": "ә" * 134, "id": "a"}
        await b.client.post("/simulator/sms/send", json=body)
        await expect(texts).to_contain_text("2 SMS · UCS-2")
        await expect(page.locator("#sums")).to_have_text("SMS саны: боттан – 2, Сізден – 1")


async def test_a_code_for_a_number_out_of_sight_is_offered() -> None:
    async with page_with_bot() as (b, page):
        await expect(page.locator("#sms-number")).to_have_text("+77000000002")
        body = {"to": PEOPLE[1].phone, "text": "Код: 123456", "id": "code"}
        await b.client.post("/simulator/sms/send", json=body)
        await page.get_by_role("button", name="Ашу").click()
        await expect(page.locator("#texts")).to_contain_text("Код: 123456")
        await expect(page.locator("#sms-number")).to_have_text(PEOPLE[1].phone)


async def test_the_clock_and_the_language_are_moved_from_the_page() -> None:
    async with page_with_bot() as (_, page):
        await page.get_by_role("button", name="+7 күн").click()
        await expect(page.locator("#now")).to_contain_text("06.04.2026")
        await page.get_by_role("button", name="Русский").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Симулятор «Өрлеу»")
        assert await page.locator("html").get_attribute("lang") == "ru"


async def test_the_page_says_that_the_server_has_gone_and_finds_the_next_one() -> None:
    port = free_port()
    async with browser_page() as page:
        lost = page.locator("#lost")
        async with bench(port) as b:
            await page.goto(b.url)
            await page.get_by_role("button", name="Қазақша").click()
            await page.get_by_role("button", name="Бастау").click()
            await expect(page.locator("#chat")).to_contain_text("/start")
            await expect(lost).to_be_hidden()
        await expect(lost).to_have_text("Байланыс үзілді. Қайта қосылып жатырмыз…")
        async with bench(port) as b:
            await expect(lost).to_be_hidden()
            await expect(page.locator("#chat")).not_to_contain_text("/start")
            await b.ask("sendMessage", chat_id=FIRST_CHAT, text="қайта келдік")
            await expect(page.locator("#chat")).to_contain_text("қайта келдік")


async def test_on_a_narrow_screen_one_phone_stands_below_the_other() -> None:
    async with page_with_bot(NARROW) as (_, page):
        await page.get_by_role("button", name="Бастау").click()
        await page.get_by_label("Хабарлама", exact=True).fill("ұзын" * 200)
        await page.keyboard.press("Enter")
        await expect(page.locator("#chat")).to_contain_text("жаңғырық: ұзын")
        smart = await page.locator(".smartphone").bounding_box()
        keypad = await page.locator(".keypad-phone").bounding_box()
        assert smart is not None
        assert keypad is not None
        assert smart["y"] + smart["height"] < keypad["y"]
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide == NARROW["width"]
