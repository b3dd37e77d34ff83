"""The SMS gateway double takes texts, fails on demand and brings texts from people."""

import asyncio

import pytest
from aiohttp import ClientError, ClientSession, web

from tests.support.sms_double import SmsDouble

TEXT = {"to": "+77010000000", "text": "Код: 123456", "id": "letter-1"}


async def test_a_text_is_accepted_with_an_id_and_kept() -> None:
    async with SmsDouble() as sms, ClientSession() as session:
        async with session.post(sms.url, json=TEXT) as answer:
            assert await answer.json() == {"id": "sms-1"}
        assert [m.text for m in await sms.hears("+77010000000")] == ["Код: 123456"]
        async with session.post(sms.url, json={"to": "1"}) as answer:
            assert answer.status == 400


async def test_failures() -> None:
    async with SmsDouble() as sms, ClientSession() as session:
        sms.fail("429", retry_after=3)
        async with session.post(sms.url, json=TEXT) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "3")
        sms.fail("500")
        async with session.post(sms.url, json=TEXT) as answer:
            assert answer.status == 500
        assert sms.messages == []
        sms.fail("drop")
        with pytest.raises(ClientError):
            await session.post(sms.url, json=TEXT)
        assert len(sms.messages) == 1
        sms.fail("timeout")
        asked = asyncio.create_task(session.post(sms.url, json=TEXT))
        await sms.log.until("request", outcome="timeout")
        asked.cancel()
        assert len(sms.messages) == 1


async def test_a_person_texts() -> None:
    heard = []

    async def take(request: web.Request) -> web.Response:
        heard.append(await request.json())
        return web.Response(status=204)

    app = web.Application()
    app.router.add_post("/in", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with SmsDouble() as sms:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/in"
        assert await sms.says("+77010000000", "СТОП", url) == 204
    await runner.cleanup()
    assert heard == [{"from": "+77010000000", "text": "СТОП", "id": "mo-1"}]
