"""What the page asks of the server: state, events, phones, the clock, and safe files."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.web.simulator_bench import FIRST_CHAT, PEOPLE, START, bench, read_event


async def test_the_page_and_its_files_are_served_with_a_strict_policy() -> None:
    async with bench() as b:
        page = await b.client.get("/simulator")
        assert page.status == 200
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        text = await page.text()
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert str((await b.client.get("/simulator/")).url) == b.url
        script = await b.client.get("/simulator/static/app.js")
        assert script.content_type == "text/javascript"
        for path in ("static/none.js", "static/..%2Fsimulator.py", "files/none"):
            assert (await b.client.get(f"/simulator/{path}")).status == 404


async def test_a_reload_shows_what_was_said() -> None:
    async with bench() as b:
        await b.act("chat/send", text="сәлем")
        await b.ask("sendMessage", chat_id=FIRST_CHAT, text="Иә, тыңдап тұрмын")
        state = await b.state()
        said = [m["text"] for m in state["chats"][str(FIRST_CHAT)]["messages"]]
        assert said == ["сәлем", "Иә, тыңдап тұрмын"]
        assert [p["iin"] for p in state["people"]] == [p.iin for p in PEOPLE]


async def test_history_is_bounded() -> None:
    async with bench() as b:
        for number in range(305):
            await b.ask("sendMessage", chat_id=FIRST_CHAT, text=str(number))
        messages = (await b.state())["chats"][str(FIRST_CHAT)]["messages"]
        assert [m["text"] for m in messages] == [str(n) for n in range(5, 305)]


async def test_every_pair_of_phones_has_its_own_numbers() -> None:
    async with bench() as b:
        seats = (await b.state())["seats"]
        assert (seats[0]["phone"], seats[0]["sms_phone"]) == ("+77000000001", "+77000000002")
        numbers = [seat[name] for seat in seats for name in ("phone", "sms_phone")]
        assert len(set(numbers)) == len(numbers)
        opened = await b.act("seat", seat=4)
        assert opened["chat"] == FIRST_CHAT + 3
        changed = await b.act("seat", seat=4, phone=PEOPLE[0].phone)
        assert changed["phone"] == PEOPLE[0].phone
        assert (await b.act("chat/contact", seat=4))["contact"]["phone_number"] == PEOPLE[0].phone


async def test_impossible_actions_are_refused_with_the_field() -> None:
    async with bench() as b:
        wrong: list[tuple[str, dict[str, Any], str]] = [
            ("seat", {"phone": "87010000000"}, "'87010000000' is not a number"),
            ("seat", {"seat": 100}, "phones are numbered 1 to 99"),
            ("seat", {"phone": 5}, "phone: "),
            ("chat/send", {"text": " "}, "text: "),
            ("chat/send", {"text": "x", "seat": "1"}, "seat: "),
            ("chat/press", {"message_id": 1, "data": "x"}, "message_id: "),
            ("chat/edit", {"message_id": 1, "text": "x"}, "message_id: "),
            ("chat/attach", {"what": "bomb"}, "what: "),
            ("clock", {"days": 0}, "days: "),
            ("clock", {"at": "soon"}, "at: "),
            ("clock", {"at": "2020-01-01"}, "at: the clock can't go back"),
        ]
        for action, body, why in wrong:
            assert (await b.act(action, **body))["error"].startswith(why)


async def test_a_foreign_page_cannot_act_with_a_plain_form() -> None:
    async with bench() as b:
        answer = await b.client.post("/simulator/clock", data={"days": "1"})
        assert answer.status == 400
        assert b.clock.now() == START


async def test_the_clock_moves_by_days_and_to_a_moment_in_its_own_zone() -> None:
    async with bench() as b:
        await b.act("clock", days=7)
        assert b.clock.now() == START + timedelta(days=7)
        moved = await b.act("clock", at="2026-04-20T10:30")
        assert moved == {"now": "2026-04-20T10:30:00+05:00"}
        told = (await b.state())["clock"]
        assert (told["now"], told["offset_minutes"]) == (b.clock.now().timestamp(), 300)


async def test_messages_carry_the_simulated_time() -> None:
    async with bench() as b:
        await b.act("clock", days=1)
        sent = await b.act("chat/send", text="сәлем")
        assert sent["date"] == int((START + timedelta(days=1)).timestamp())


async def test_an_edited_own_message_is_told_to_the_bot() -> None:
    async with bench() as b:
        sent = await b.act("chat/send", text="/start")
        await b.act("chat/edit", message_id=sent["message_id"], text="сәлем")
        edited = (await b.ask("getUpdates"))[1]["edited_message"]
        assert (edited["text"], edited["message_id"]) == ("сәлем", sent["message_id"])
        assert "edit_date" in edited
        assert "entities" not in edited


async def test_stopping_ends_streams_and_polls_at_once() -> None:
    async with bench() as b:
        stream = await b.client.get("/simulator/events")
        await read_event(stream)
        poll = asyncio.create_task(b.call("getUpdates", timeout=50))
        await b.act("chat/send", text="сәлем")
        (update,) = (await poll)["result"]
        waiting = asyncio.create_task(
            b.call("getUpdates", timeout=50, offset=update["update_id"] + 1)
        )
        await b.stop()
        assert (await waiting)["result"] == []
        assert "сәлем".encode() in await stream.read()
