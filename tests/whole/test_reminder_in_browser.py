"""A payment that a centre loads becomes exactly one message on the phone, on the right day."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.support.chromium import browser_page
from tests.support.parts import parts_needed
from tests.support.service import Service

TODAY = "2026-11-22"
IIN = "680706399909"  # the third invented person, whose application is only received
PAYMENT = f"id,iin,month,state,amount,day\nP-NEW,{IIN},2026-12,due,45120.50,2026-12-01\n"
REMINDER = "1 декабря"


class Phone:
    """The smartphone on the simulator's page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.chat = page.locator("#chat")

    async def presses(self, label: str) -> None:
        await self.chat.get_by_role("button", name=label).last.click()

    async def writes(self, text: str) -> None:
        await self.page.fill("#write", text)
        await self.page.keyboard.press("Enter")

    async def hears(self, text: str) -> None:
        await expect(self.chat).to_contain_text(text, timeout=15_000)


async def turn_reminders_on(phone: Phone) -> None:
    """From the first word to reminders, as the third invented person."""
    page = phone.page
    await page.locator("#people li").nth(2).get_by_role("button").nth(1).click()
    await page.click("#start")
    await phone.presses("Русский")
    await phone.presses("Да")
    await phone.presses("Выплаты")
    await page.locator("#keyboard button").first.click()
    await phone.hears("ИИН")
    await phone.presses("Да")
    await phone.hears("12 цифр")
    await phone.writes(IIN)
    await phone.hears("Выплат в системе министерства нет")
    await phone.presses("Включить напоминания")
    await phone.hears("Включить напоминания?")
    await phone.presses("Да")
    await phone.hears("Напоминания включены")


async def ordered(service: Service, folder: Path) -> None:
    """The centre loads the payment, and the reminders of a week ahead are planned twice."""
    path = folder / "payments.csv"
    path.write_text(PAYMENT)
    loaded = await service.orleu("registry", "load", str(path))
    assert loaded.code == 0, loaded.err
    first = await service.orleu("plan", "--on", "2026-11-29")
    again = await service.orleu("plan", "--on", "2026-11-29")
    assert "due: 1" in first.out
    assert "0 new" in again.out


async def test_a_loaded_payment_reaches_the_phone_once_when_its_day_comes(tmp_path: Path) -> None:
    service = Service(tmp_path, {"ORLEU_HTTP_PORT": "0", "ORLEU_TODAY": TODAY})
    with parts_needed():
        async with service, browser_page() as page:
            await page.goto(f"{service.url}")
            phone = Phone(page)
            await turn_reminders_on(phone)
            await ordered(service, tmp_path)

            await expect(phone.chat).not_to_contain_text(REMINDER)
            await page.click("#plus-7")
            await phone.hears(REMINDER)
            await page.click("#plus-1")
            await expect(page.locator("#now")).to_contain_text("30.11")

            said = await phone.chat.inner_text()
            assert said.count(REMINDER) == 1
            reminder = next(line for line in said.splitlines() if REMINDER in line)
            assert "45" not in reminder
            await phone.presses("Подробнее")
            await phone.hears("45 121 тенге".replace(" ", "\u00a0", 1))


pytestmark = pytest.mark.asyncio
