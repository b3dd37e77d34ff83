"""The Telegram double refuses what Telegram refuses, with the same code and in the same words."""

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData

from tests.support.raw_bot import Bot, inline, png, raw_bot
from tests.support.telegram_double import TelegramDouble


@pytest.fixture
async def bot(telegram: TelegramDouble) -> AsyncIterator[Bot]:
    async with raw_bot(telegram.url) as speaker:
        yield speaker


TEXT_CASES = [
    ({"text": ""}, "400 Bad Request: message text is empty"),
    ({"text": " \n"}, "400 Bad Request: text must be non-empty"),
    ({"text": "а" * 4097}, "400 Bad Request: message is too long"),
    ({"text": "x", "chat_id": 5}, "400 Bad Request: chat not found"),
    ({"text": "x", "chat_id": None}, "400 Bad Request: chat_id is empty"),
    ({"text": "x", "parse_mode": "RTF"}, "400 Bad Request: unsupported parse_mode"),
    (
        {"text": "<b>x", "parse_mode": "HTML"},
        (
            "400 Bad Request: can't parse entities: "
            'Can\'t find end tag corresponding to start tag "b"'
        ),
    ),
    (
        {"text": "ә <table>", "parse_mode": "HTML"},
        '400 Bad Request: can\'t parse entities: Unsupported start tag "table" at byte offset 3',
    ),
    (
        {"text": "<b>x</i>", "parse_mode": "HTML"},
        (
            "400 Bad Request: can't parse entities: "
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'
        ),
    ),
    (
        {"text": "5 < 6", "parse_mode": "HTML"},
        '400 Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2',
    ),
    (
        {"text": "Ready.", "parse_mode": "MarkdownV2"},
        (
            "400 Bad Request: can't parse entities: "
            "Character '.' is reserved and must be escaped with the preceding '\\'"
        ),
    ),
    (
        {"text": "*x", "parse_mode": "MarkdownV2"},
        "400 Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0",
    ),
]


@pytest.mark.parametrize(("params", "description"), TEXT_CASES)
async def test_a_text_is_refused_in_the_words_of_the_real_one(
    telegram: TelegramDouble, bot: Bot, params: dict[str, Any], description: str
) -> None:
    await telegram.user(7001).says("/start")
    assert await bot.refusal("sendMessage", **{"chat_id": 7001, **params}) == description


FORMATTED = [
    ("HTML", "<b>Қ</b> 1 &lt; 2 &amp; <a href='https://egov.kz'>egov</a>", "Қ 1 < 2 & egov"),
    ("MarkdownV2", r"*Қ* 1 < 2 & [egov](https://egov.kz)", "Қ 1 < 2 & egov"),
    ("MarkdownV2", "`a.b` \\- ||c|| __u__ ~s~ _i_", "a.b - c u s i"),
    ("MarkdownV2", ">quoted\n>more\nend", "quoted\nmore\nend"),
    ("HTML", "👍 <i>x</i>", "👍 x"),
]


@pytest.mark.parametrize(("mode", "source", "plain"), FORMATTED)
async def test_formatted_text_is_read_and_its_entities_lie_inside_it(
    telegram: TelegramDouble, bot: Bot, mode: str, source: str, plain: str
) -> None:
    await telegram.user(7001).says("/start")
    sent = await bot.ok("sendMessage", chat_id=7001, text=source, parse_mode=mode)
    assert sent["text"] == plain
    units = plain.encode("utf-16-le")
    for entity in sent["entities"]:
        end = 2 * (entity["offset"] + entity["length"])
        assert units[2 * entity["offset"] : end].decode("utf-16-le").strip()
        assert end <= len(units)


async def test_the_limit_counts_characters_after_entities(
    telegram: TelegramDouble, bot: Bot
) -> None:
    await telegram.user(7001).says("/start")
    text = "<b>" + "а" * 4096 + "</b>"
    await bot.ok("sendMessage", chat_id=7001, text=text, parse_mode="HTML")
    trouble = await bot.refusal("sendMessage", chat_id=7001, text=text)
    assert trouble == "400 Bad Request: message is too long"


MARKUP_CASES = [
    (inline(text="Иә", callback_data="ә" * 33), "BUTTON_DATA_INVALID"),
    (inline(text="Иә", callback_data=""), "BUTTON_DATA_INVALID"),
    (inline(text="", callback_data="x"), "inline keyboard button text must be non-empty"),
    (
        inline(text="x"),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"inline_keyboard": [{"text": "x"}]},
        'field "inline_keyboard" must be an Array of Arrays',
    ),
    ("[1", "can't parse reply keyboard markup JSON object"),
    ("[1]", "object expected as reply markup"),
    (inline(text="x", url="egov"), "inline keyboard button URL 'egov' is invalid: Wrong HTTP URL"),
]


@pytest.mark.parametrize(("markup", "description"), MARKUP_CASES)
async def test_a_keyboard_is_checked(
    telegram: TelegramDouble, bot: Bot, markup: Any, description: str
) -> None:
    await telegram.user(7001).says("/start")
    told = await bot.refusal("sendMessage", chat_id=7001, text="x", reply_markup=markup)
    assert told == f"400 Bad Request: {description}"


async def test_callback_data_of_exactly_64_bytes_passes(
    telegram: TelegramDouble, bot: Bot
) -> None:
    await telegram.user(7001).says("/start")
    markup = inline(text="Иә", callback_data="ә" * 32)
    await bot.ok("sendMessage", chat_id=7001, text="x", reply_markup=markup)


async def test_edits_are_checked_and_heard(telegram: TelegramDouble, bot: Bot) -> None:
    user = telegram.user(7001)
    await user.says("/start")
    sent = await bot.ok("sendMessage", chat_id=7001, text="one")
    at = {"chat_id": 7001, "message_id": sent["message_id"]}
    told = await bot.refusal("editMessageText", **at, text="one")
    assert told.startswith("400 Bad Request: message is not modified: specified new message")
    gone = {**at, "message_id": 9999}
    told = await bot.refusal("editMessageText", **gone, text="two")
    assert told == "400 Bad Request: message to edit not found"
    told = await bot.refusal("editMessageText", **{**at, "message_id": 1}, text="two")
    assert told == "400 Bad Request: message can't be edited"
    await bot.ok("editMessageText", **at, text="two")
    await bot.ok("editMessageReplyMarkup", **at, reply_markup=inline(text="x", callback_data="y"))
    heard = await user.hears(3)
    assert [(m.text, m.edited, len(m.buttons)) for m in heard] == [
        ("one", False, 0),
        ("two", True, 0),
        ("two", True, 1),
    ]
    assert [m.message_id for m in telegram.messages(7001)] == [sent["message_id"]]


async def test_pictures_and_documents_come_as_forms(telegram: TelegramDouble, bot: Bot) -> None:
    user = telegram.user(7001)
    await user.says("/start")
    form = FormData({"chat_id": "7001", "photo": "attach://pic", "caption": "Отбасы табысы"})
    form.add_field("pic", png(), filename="line.png", content_type="image/png")
    sent = await bot.raw("sendPhoto", form)
    assert sent["result"]["photo"][0]["width"] == 40
    form = FormData(
        {"chat_id": "7001", "reply_markup": json.dumps(inline(text="a", url="https://egov.kz"))}
    )
    form.add_field("document", b"BEGIN:VCALENDAR", filename="dates.ics")
    assert (await bot.raw("sendDocument", form))["ok"]
    picture, document = await user.hears(2)
    assert (picture.caption, picture.photo) == ("Отбасы табысы", png())
    assert (document.filename, document.document) == ("dates.ics", b"BEGIN:VCALENDAR")
    again = sent["result"]["photo"][0]["file_id"]
    await bot.ok("sendPhoto", chat_id=7001, photo=again)


@pytest.mark.parametrize(
    ("content", "caption", "description"),
    [
        (b"", "", "file must be non-empty"),
        (b"no picture", "", "IMAGE_PROCESS_FAILED"),
        (png(400, 10), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(), "а" * 1025, "message caption is too long"),
        (b"\0" * (10 * 1024 * 1024 + 1), "", "file is too big"),
    ],
    ids=["empty", "no picture", "odd sides", "long caption", "too big"],
)
async def test_a_bad_picture_is_refused(
    telegram: TelegramDouble, bot: Bot, content: bytes, caption: str, description: str
) -> None:
    await telegram.user(7001).says("/start")
    form = FormData({"chat_id": "7001", "caption": caption})
    form.add_field("photo", io.BytesIO(content), filename="x.png")
    told = await bot.raw("sendPhoto", form)
    assert told["description"] == f"Bad Request: {description}"


async def test_the_bot_introduces_itself(telegram: TelegramDouble, bot: Bot) -> None:
    commands = [{"command": "help", "description": "Көмек"}]
    await bot.ok("setMyCommands", commands=commands, language_code="kk")
    assert list(telegram.methods.profile.commands.values()) == [commands]
    wrong = [{"command": "Көмек", "description": "x"}]
    told = await bot.refusal("setMyCommands", commands=wrong)
    assert told == "400 Bad Request: BOT_COMMAND_INVALID"
    long = [{"command": "help", "description": "x" * 257}]
    told = await bot.refusal("setMyCommands", commands=long)
    assert told == "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    for method, name, limit in [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ]:
        await bot.ok(method, **{name: "x" * limit})
        assert "is too long" in await bot.refusal(method, **{name: "x" * (limit + 1)})
