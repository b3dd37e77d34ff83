"""The same short talk by webhook, and on PostgreSQL; and a service that ends as it should."""

import re
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.support.free_port import free_port
from tests.support.service import Service
from tests.support.telegram_double import TelegramDouble
from tests.whole.citizen import Citizen, step_of

KEY = "5a" * 32


async def short_talk(telegram: TelegramDouble) -> None:
    """Language, consent, the check to its result, a repeated update, the menu."""
    citizen = Citizen.of(telegram, 7301)
    await citizen.reaches_menu("kk")
    assert "line_told" in await citizen.checks()
    said = telegram.log.of("update", kind="callback_query")[-1]
    await telegram.updates.put_raw(
        {"update_id": said["update_id"], "callback_query": said["body"]}
    )
    await citizen.presses(":@menu")
    assert step_of(citizen.newest) == "menu"
    assert citizen.user.unheard == []
    assert telegram.log.of("webhook error") == []


async def test_by_webhook(tmp_path: Path, telegram: TelegramDouble) -> None:
    port = str(free_port())
    more = {"ORLEU_HTTP_PORT": port, "ORLEU_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    async with Service.speaking_to(tmp_path / "home", telegram.url, **more) as service:
        await telegram.log.until("request", method="setWebhook", outcome="accepted")
        await short_talk(telegram)
        assert {line["how"] for line in telegram.log.of("given")} == {"webhook"}
        await strangers_are_refused(service.url)


async def strangers_are_refused(url: str) -> None:
    """Without the secret, or with another, nothing is taken."""
    header = "X-Telegram-Bot-Api-Secret-Token"
    async with ClientSession() as session:
        for headers in ({}, {header: "guess"}, {header: ""}):
            where = f"{url}/telegram/webhook"
            async with session.post(where, json={"update_id": 1}, headers=headers) as answer:
                assert answer.status == 403


async def test_on_postgresql(tmp_path: Path, telegram: TelegramDouble, pg_url: str) -> None:
    more = {"ORLEU_DATABASE_URL": pg_url, "ORLEU_SECRET_KEYS": KEY}
    async with Service.speaking_to(tmp_path / "home", telegram.url, **more) as service:
        await short_talk(telegram)
        await service.kill()
        await service.start()  # on what is there
        citizen = Citizen.of(telegram, 7301)
        await citizen.says("/menu")
        assert step_of(citizen.newest) == "menu"
        told = await service.orleu("doctor")
        assert re.search(r"ok +database: postgresql", told.out)
        assert pg_url not in service.written
        assert KEY not in service.written


async def test_in_two_halves(tmp_path: Path, telegram: TelegramDouble, pg_url: str) -> None:
    """`orleu web` answers; `orleu worker` beside it sends what a dead web process left."""
    port = str(free_port())
    more = {
        "ORLEU_DATABASE_URL": pg_url,
        "ORLEU_SECRET_KEYS": KEY,
        "ORLEU_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    worker = Service.speaking_to(tmp_path / "worker", telegram.url, **more)
    worker.command = "worker"
    web = Service.speaking_to(tmp_path / "web", telegram.url, **more | {"ORLEU_HTTP_PORT": port})
    web.command = "web"
    async with web, worker:
        await telegram.log.until("request", method="setWebhook", outcome="accepted")
        await short_talk(telegram)
        assert {line["how"] for line in telegram.log.of("given")} == {"webhook"}


@pytest.mark.parametrize("half", ["web", "worker"])
async def test_a_half_says_what_it_needs(tmp_path: Path, half: str) -> None:
    ended = await Service(tmp_path, {}).orleu(half)
    assert ended.code == 2
    assert "ORLEU_DATABASE_URL" in ended.err
    assert "ORLEU_TELEGRAM_TOKEN" in ended.err


@pytest.mark.parametrize("sign", ["SIGTERM", "SIGINT"])
async def test_it_ends_when_asked(tmp_path: Path, telegram: TelegramDouble, sign: str) -> None:
    async with Service.speaking_to(tmp_path / "home", telegram.url) as service:
        citizen = Citizen.of(telegram, 7302)
        await citizen.says("/start")
        await citizen.user.says("рус")
        assert await service.stop(sign) == 0
        await service.start()
        await citizen.hears()
        assert citizen.user.unheard == []
        assert "Traceback" not in service.written
