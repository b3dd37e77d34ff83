"""Telegram as a channel: a body becomes calls, the last of which carries the buttons."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import msgspec

from bot.channels import Body, Refused, Traits, TryLater
from bot.channels.telegram.api import BotApi, NotServed, Sent, Unchanged
from bot.channels.telegram.view import LONGEST_TEXT, compose, compose_turn, split
from dialogs.screen import Screen
from dialogs.text import Words

logger = logging.getLogger(__name__)
_sent = msgspec.json.Decoder(Sent).decode


class TelegramChannel:
    """See `Channel`."""

    name = "telegram"
    traits = Traits(shares_contact=True, sender_is_number=False)

    def __init__(self, api: BotApi) -> None:
        self._api = api

    def compose(self, screen: Screen, words: Words) -> Body:
        return compose(screen, words)

    def compose_turn(self, screens: Sequence[Screen], words: Words) -> list[Body]:
        return compose_turn(screens, words)

    async def send(self, address: str, body: Body, key: str) -> str:  # noqa: ARG002  # no key there
        try:
            await self._send_files(address, body)
            return await self._send_text(address, body)
        except NotServed as error:
            raise TryLater(after=60, why="token") from error
        except Unchanged as error:
            raise Refused(str(error)) from None

    async def _send_files(self, address: str, body: Body) -> None:
        """What comes with the text; the text itself goes out whatever becomes of these."""
        try:
            if "picture" in body:
                await self._send_picture(address, body["picture"])
            if "calendar" in body:
                await self._send_calendar(address, body)
        except (TryLater, Refused, Unchanged, OSError) as error:
            logger.warning("file_not_sent", extra={"why": type(error).__name__})

    async def _send_text(self, address: str, body: Body) -> str:
        text = str(body["text"])
        pieces = [text] if len(text) <= LONGEST_TEXT else split(text)
        for piece in pieces[:-1]:
            await self._message(address, piece, None)
        return await self._message(address, pieces[-1], _markup(body))

    async def _message(self, address: str, text: str, markup: Any) -> str:
        call: dict[str, Any] = {"chat_id": int(address), "text": text, "parse_mode": "HTML"}
        if markup is not None:
            call["reply_markup"] = markup
        return str(_sent(await self._api.call("sendMessage", call)).message_id)

    async def _send_picture(self, address: str, picture: Mapping[str, Any]) -> None:
        from bot.channels.picture import draw  # noqa: PLC0415  # Pillow only where it is needed

        image = await asyncio.to_thread(draw, picture)
        form = aiohttp.FormData()
        form.add_field("chat_id", address)
        form.add_field("caption", str(picture["caption"]))
        form.add_field("photo", image, filename="income.png", content_type="image/png")
        await self._api.upload("sendPhoto", form)

    async def _send_calendar(self, address: str, body: Body) -> None:
        from bot.channels.calendar import calendar_file  # noqa: PLC0415  # as above

        form = aiohttp.FormData()
        form.add_field("chat_id", address)
        form.add_field(
            "document",
            calendar_file(body["calendar"]),
            filename="orleu.ics",
            content_type="text/calendar",
        )
        await self._api.upload("sendDocument", form)


def _markup(body: Body) -> dict[str, Any] | None:
    if "contact" in body:
        share = {"text": body["contact"], "request_contact": True}
        rows = [[share], *([{"text": button["text"]} for button in row] for row in body["rows"])]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    if "rows" in body:
        return {"inline_keyboard": body["rows"]}
    return None
