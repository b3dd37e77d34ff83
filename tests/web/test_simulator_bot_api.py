"""The simulated Bot API keeps Telegram's promises and refuses what Telegram refuses."""

import asyncio
import io
import json

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import FormData
from PIL import Image

from tests.web.simulator_bench import API, FIRST_CHAT, TOKEN, bench, read_event


def keyboard(data: str, text: str = "Иә") -> dict[str, object]:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}]]}


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "PNG")
    return file.getvalue()


async def test_a_wrong_token_and_an_unknown_method_are_refused() -> None:
    async with bench() as b:
        wrong = await b.client.get("/simulator/api/bot1:wrong/getMe")
        assert (wrong.status, (await wrong.json())["description"]) == (401, "Unauthorized")
        unknown = await b.client.get(f"{API}/sendMoney")
        assert (unknown.status, (await unknown.json())["ok"]) == (404, False)


async def test_arguments_come_by_query_form_json_and_multipart() -> None:
    async with bench() as b:
        args = {"chat_id": str(FIRST_CHAT), "text": "сәлем"}
        multipart = FormData(args, default_to_multipart=True)
        answers = [
            await b.client.get(f"{API}/sendMessage", params=args),
            await b.client.post(f"{API}/sendMessage", data=args),
            await b.client.post(f"{API}/sendMessage", json=args),
            await b.client.post(f"{API}/sendmessage", data=multipart),
        ]
        assert [(await a.json())["result"]["text"] for a in answers] == ["сәлем"] * 4
        broken = await b.client.post(
            f"{API}/getMe", data="[1", headers={"Content-Type": "application/json"}
        )
        assert broken.status == 400


async def test_an_update_is_repeated_until_a_higher_offset_confirms_it() -> None:
    async with bench() as b:
        for text in ("ана", "екі", "үш"):
            await b.act("chat/send", text=text)
        first = await b.ask("getUpdates")
        assert [u["message"]["text"] for u in first] == ["ана", "екі", "үш"]
        assert await b.ask("getUpdates") == first
        assert await b.ask("getUpdates", limit=1) == first[:1]
        rest = await b.ask("getUpdates", offset=first[0]["update_id"] + 1)
        assert rest == first[1:]
        assert await b.ask("getUpdates", offset=-1) == first[2:]
        assert await b.ask("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_a_long_poll_ends_as_soon_as_somebody_writes() -> None:
    async with bench() as b:
        poll = asyncio.create_task(b.ask("getUpdates", timeout=50))
        await b.act("chat/send", text="/start", language="ru")
        (update,) = await poll
        message = update["message"]
        assert message["chat"] == {"id": FIRST_CHAT, "type": "private", "first_name": "Phone 1"}
        assert message["from"]["language_code"] == "ru"
        assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_second_reader_ends_the_first_with_a_conflict() -> None:
    async with bench() as b:
        first = asyncio.create_task(b.call("getUpdates", timeout=50))
        second = asyncio.create_task(b.call("getUpdates", timeout=50))
        done, waiting = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
        assert done.pop().result()["error_code"] == 409
        await b.act("chat/send", text="сәлем")
        assert len((await waiting.pop())["result"]) == 1


async def test_only_the_allowed_kinds_are_queued() -> None:
    async with bench() as b:
        assert await b.ask("getUpdates", allowed_updates=["message"]) == []
        sent = await b.act("chat/send", text="сәлем")
        await b.act("chat/edit", message_id=sent["message_id"], text="сәлем!")
        assert [list(u) for u in await b.ask("getUpdates")] == [["update_id", "message"]]


async def test_numbers_of_a_later_run_lie_above_those_of_an_earlier_one() -> None:
    async with bench() as earlier:
        before = await earlier.act("chat/send", text="сәлем")
        (old,) = await earlier.ask("getUpdates")
    async with bench() as later:
        after = await later.act("chat/send", text="сәлем")
        (new,) = await later.ask("getUpdates")
    assert new["update_id"] > old["update_id"] > 1_700_000_000_000
    assert 2**31 > after["message_id"] >= before["message_id"]


async def test_html_becomes_entities_in_utf16_units() -> None:
    async with bench() as b:
        text = '😀 <b>1 &lt; 2</b> <a href="https://egov.kz?a=1&amp;b=2">egov</a>'
        sent = await b.ask("sendMessage", chat_id=FIRST_CHAT, text=text, parse_mode="HTML")
        assert sent["text"] == "😀 1 < 2 egov"
        assert sent["entities"] == [
            {"type": "bold", "offset": 3, "length": 5},
            {"type": "text_link", "offset": 9, "length": 4, "url": "https://egov.kz?a=1&b=2"},
        ]


async def test_wrong_markup_is_refused_with_its_place() -> None:
    async with bench() as b:
        wrong = {
            "1 < 2": 'Unsupported start tag "" at byte offset 2',
            "<script>x</script>": 'Unsupported start tag "script" at byte offset 0',
            "<b>x</i>": 'expected "</b>", found "</i>"',
            "ә</b>": "Unexpected end tag at byte offset 2",
            "<b>x": 'end tag corresponding to start tag "b"',
        }
        for text, why in wrong.items():
            said = await b.refused("sendMessage", chat_id=FIRST_CHAT, text=text, parse_mode="HTML")
            assert why in said


async def test_lengths_are_those_of_telegram() -> None:
    async with bench() as b:
        sent = {"chat_id": FIRST_CHAT, "parse_mode": "HTML"}
        await b.ask("sendMessage", **sent, text=f"<b>{'ә' * 4096}</b>")
        assert "too long" in await b.refused("sendMessage", **sent, text="ә" * 4097)
        assert "empty" in await b.refused("sendMessage", **sent, text="<b> </b>")
        assert "chat not found" in await b.refused("sendMessage", chat_id=5, text="x")


async def test_callback_data_holds_64_bytes() -> None:
    async with bench() as b:
        message = {"chat_id": FIRST_CHAT, "text": "x"}
        await b.ask("sendMessage", **message, reply_markup=keyboard("ә" * 32))
        said = await b.refused("sendMessage", **message, reply_markup=keyboard("ә" * 32 + "!"))
        assert "BUTTON_DATA_INVALID" in said
        await b.refused("sendMessage", **message, reply_markup=keyboard(""))
        await b.refused("sendMessage", **message, reply_markup=keyboard("x", text=" "))
        await b.refused("sendMessage", **message, reply_markup="{")


async def test_a_press_reaches_the_bot_and_is_answered_once() -> None:
    async with bench() as b:
        sent = await b.ask(
            "sendMessage", chat_id=FIRST_CHAT, text="?", reply_markup=json.dumps(keyboard("1:2:3"))
        )
        await b.act("chat/press", message_id=sent["message_id"], data="1:2:3")
        (update,) = await b.ask("getUpdates")
        press = update["callback_query"]
        assert (press["data"], press["message"]) == ("1:2:3", sent)
        assert press["from"]["id"] == FIRST_CHAT
        assert await b.ask("answerCallbackQuery", callback_query_id=press["id"]) is True
        said = await b.refused("answerCallbackQuery", callback_query_id=press["id"])
        assert "query is too old" in said


async def test_edits_change_the_message_and_the_same_again_is_refused() -> None:
    async with bench() as b:
        sent = await b.ask(
            "sendMessage", chat_id=FIRST_CHAT, text="ана", reply_markup=keyboard("1")
        )
        at = {"chat_id": FIRST_CHAT, "message_id": sent["message_id"]}
        bare = await b.ask("editMessageReplyMarkup", **at)
        assert "reply_markup" not in bare
        changed = await b.ask("editMessageText", **at, text="екі", reply_markup=keyboard("2"))
        assert (changed["text"], changed["message_id"]) == ("екі", sent["message_id"])
        same = await b.refused("editMessageText", **at, text="екі", reply_markup=keyboard("2"))
        assert "message is not modified" in same
        own = await b.act("chat/send", text="менікі")
        for number, why in ((own["message_id"], "can't be edited"), (1, "not found")):
            said = await b.refused(
                "editMessageText", chat_id=FIRST_CHAT, message_id=number, text="x"
            )
            assert why in said


async def test_the_reply_keyboard_stays_until_it_is_removed() -> None:
    async with bench() as b:
        keys = {"keyboard": [[{"text": "Нөмір", "request_contact": True}]]}
        sent = await b.ask("sendMessage", chat_id=FIRST_CHAT, text="?", reply_markup=keys)
        assert "reply_markup" not in sent
        assert (await b.state())["chats"][str(FIRST_CHAT)]["keyboard"] == keys
        contact = (await b.act("chat/contact"))["contact"]
        assert (contact["phone_number"], contact["user_id"]) == ("+77000000001", FIRST_CHAT)
        gone = {"remove_keyboard": True}
        await b.ask("sendMessage", chat_id=FIRST_CHAT, text="рақмет", reply_markup=gone)
        assert (await b.state())["chats"][str(FIRST_CHAT)]["keyboard"] is None


async def test_pictures_are_shown_and_documents_only_saved() -> None:
    async with bench() as b:
        photo = FormData({"chat_id": str(FIRST_CHAT), "photo": "attach://p", "caption": "Табыс"})
        photo.add_field("p", png(), filename="income.png", content_type="image/png")
        sent = (await (await b.client.post(f"{API}/sendPhoto", data=photo)).json())["result"]
        (picture,) = sent["photo"]
        assert (picture["width"], picture["height"], sent["caption"]) == (40, 30, "Табыс")
        shown = await b.client.get(f"/simulator/files/{picture['file_id']}")
        assert (shown.content_type, await shown.read()) == ("image/png", png())
        again = await b.ask("sendPhoto", chat_id=FIRST_CHAT, photo=picture["file_id"])
        assert again["photo"] == [picture]

        page = FormData({"chat_id": str(FIRST_CHAT)})
        page.add_field("document", b"<script>", filename="a.html", content_type="text/html")
        sent = (await (await b.client.post(f"{API}/sendDocument", data=page)).json())["result"]
        saved = await b.client.get(f"/simulator/files/{sent['document']['file_id']}")
        assert saved.content_type == "application/octet-stream"
        assert saved.headers["Content-Disposition"] == 'attachment; filename="a.html"'


async def test_what_is_no_picture_is_refused() -> None:
    async with bench() as b:
        form = FormData({"chat_id": str(FIRST_CHAT)})
        form.add_field("photo", b"not a picture", filename="x.png")
        answer = await b.client.post(f"{API}/sendPhoto", data=form)
        assert "IMAGE_PROCESS_FAILED" in (await answer.json())["description"]
        said = await b.refused("sendPhoto", chat_id=FIRST_CHAT, photo="https://example.org/x.png")
        assert "wrong file identifier" in said


async def test_profile_and_webhook_calls() -> None:
    async with bench() as b:
        commands = [{"command": "start", "description": "Бастау"}]
        await b.ask("setMyCommands", commands=commands, language_code="kk")
        await b.ask("setMyDescription", description="АӘК боты", language_code="kk")
        await b.ask("setMyShortDescription", short_description="АӘК")
        profile = (await b.state())["bot"]
        assert (profile["commands"], profile["descriptions"]) == (
            {"kk": commands},
            {"kk": "АӘК боты"},
        )
        await b.refused("setMyCommands", commands=[{"command": "Бастау", "description": "x"}])
        await b.refused("setMyShortDescription", short_description="x" * 121)
        await b.refused("setWebhook", url="https://example.org")
        await b.act("chat/send", text="сәлем")
        assert await b.ask("deleteWebhook", drop_pending_updates=True) is True
        assert await b.ask("getUpdates") == []


async def test_typing_is_told_to_the_page() -> None:
    async with bench() as b, b.client.get("/simulator/events") as stream:
        await read_event(stream)
        await b.ask("sendChatAction", chat_id=FIRST_CHAT, action="typing")
        assert await read_event(stream) == {"kind": "typing", "chat": FIRST_CHAT}


async def test_aiogram_speaks_to_it_as_to_telegram() -> None:
    async with bench() as b:
        base = str(b.client.make_url("/simulator/api"))
        session = AiohttpSession(api=TelegramAPIServer.from_base(base))
        async with Bot(TOKEN, session=session) as bot:
            assert (await bot.get_me()).id == 4242
            key = InlineKeyboardButton(text="Иә", callback_data="1:1:1")
            markup = InlineKeyboardMarkup(inline_keyboard=[[key]])
            sent = await bot.send_message(
                FIRST_CHAT, "<b>Сәлем</b>", parse_mode="HTML", reply_markup=markup
            )
            assert (sent.text, sent.html_text) == ("Сәлем", "<b>Сәлем</b>")
            assert sent.reply_markup is not None
            assert sent.reply_markup.model_dump() == markup.model_dump()
            photo = await bot.send_photo(
                FIRST_CHAT, BufferedInputFile(png(), "x.png"), caption="Ә"
            )
            assert photo.photo is not None
            assert photo.photo[0].width == 40
            for kind in ("photo", "voice", "location", "sticker"):
                await b.act("chat/attach", what=kind)
            updates = await bot.get_updates()
            heard = [u.message.content_type for u in updates if u.message]
            assert heard == ["photo", "voice", "location", "sticker"]
