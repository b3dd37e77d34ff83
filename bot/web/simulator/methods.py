"""The methods of the Bot API that a bot of ours may call."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.web.simulator.errors import bad_request
from bot.web.simulator.files import Stored
from bot.web.simulator.hub import Json
from bot.web.simulator.keyboards import read_markup
from bot.web.simulator.markup import read_html, units
from bot.web.simulator.params import Params, Upload
from bot.web.simulator.parts import Parts

_TEXT, _CAPTION, _TOAST = 4096, 1024, 200
_DESCRIPTION, _SHORT_DESCRIPTION = 512, 120
_PICTURE_BYTES = 10 * 1024 * 1024
_PICTURE_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}

Method = Callable[[Params], Awaitable[Any]]


class Methods:
    """Telegram's methods by name. Each gives its `result` or raises ApiError."""

    def __init__(self, parts: Parts) -> None:
        self._world = parts.world
        self._updates = parts.updates
        self._files = parts.files
        self._presses = parts.presses
        self._hub = parts.hub
        self._by_name: dict[str, Method] = {
            "getme": self._get_me,
            "getupdates": self._get_updates,
            "sendmessage": self._send_message,
            "sendphoto": self._send_photo,
            "senddocument": self._send_document,
            "sendchataction": self._send_chat_action,
            "editmessagetext": self._edit_text,
            "editmessagereplymarkup": self._edit_markup,
            "answercallbackquery": self._answer_press,
            "setmycommands": self._set_commands,
            "setmydescription": self._set_description,
            "setmyshortdescription": self._set_short_description,
            "deletewebhook": self._delete_webhook,
            "setwebhook": self._set_webhook,
        }

    def find(self, name: str) -> Method | None:
        """The method; like Telegram's, the name may be written in any case."""
        return self._by_name.get(name.lower())

    async def _get_me(self, _: Params) -> Json:
        return {
            **self._world.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def _get_updates(self, params: Params) -> list[Json]:
        allowed = params.structure("allowed_updates")
        if isinstance(allowed, list):
            self._updates.allow(allowed)
        return await self._updates.take(
            offset=params.integer("offset"),
            limit=params.integer("limit", 100),
            wait=params.integer("timeout"),
        )

    async def _send_message(self, params: Params) -> Json:
        chat = self._world.chat(params.text("chat_id"))
        body = _written(params, "text", _TEXT)
        return self._world.from_bot(chat, body, read_markup(params.structure("reply_markup")))

    async def _send_photo(self, params: Params) -> Json:
        chat = self._world.chat(params.text("chat_id"))
        caption = _written(params, "caption", _CAPTION)
        markup = read_markup(params.structure("reply_markup"))
        file_id, file = await self._file(params, "photo", _picture)
        photo = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "width": file.width,
            "height": file.height,
            "file_size": len(file.data),
        }
        return self._world.from_bot(chat, {"photo": [photo], **caption}, markup)

    async def _send_document(self, params: Params) -> Json:
        chat = self._world.chat(params.text("chat_id"))
        caption = _written(params, "caption", _CAPTION)
        markup = read_markup(params.structure("reply_markup"))
        file_id, file = await self._file(params, "document", _document)
        document = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_name": file.name,
            "mime_type": file.content_type,
            "file_size": len(file.data),
        }
        return self._world.from_bot(chat, {"document": document, **caption}, markup)

    async def _file(
        self, params: Params, name: str, read: Callable[[Upload], Stored]
    ) -> tuple[str, Stored]:
        """The file that came with the call, or one that was sent before, by its id."""
        given = params.text(name)
        upload = params.files.get(given.removeprefix("attach://") if given else name)
        if upload is not None:
            stored = await asyncio.to_thread(read, upload)
            return self._files.keep(stored), stored
        known = self._files.get(given)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return given, known

    async def _send_chat_action(self, params: Params) -> bool:
        chat = self._world.chat(params.text("chat_id"))
        if not params.text("action"):
            raise bad_request("wrong parameter action in request")
        self._hub.tell({"kind": "typing", "chat": chat.id})
        return True

    async def _edit_text(self, params: Params) -> Json:
        chat = self._world.chat(params.text("chat_id"))
        message = self._world.own_message(chat, params.integer("message_id"))
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        body = _written(params, "text", _TEXT)
        markup = read_markup(params.structure("reply_markup"))
        changes = {"entities": None, **body, "reply_markup": _inline_only(markup)}
        _refuse_unchanged(message, changes)
        return self._world.edit(chat, message, changes)

    async def _edit_markup(self, params: Params) -> Json:
        chat = self._world.chat(params.text("chat_id"))
        message = self._world.own_message(chat, params.integer("message_id"))
        markup = read_markup(params.structure("reply_markup"))
        changes = {"reply_markup": _inline_only(markup)}
        _refuse_unchanged(message, changes)
        return self._world.edit(chat, message, changes)

    async def _answer_press(self, params: Params) -> bool:
        text = params.text("text")
        if units(text) > _TOAST:
            raise bad_request("MESSAGE_TOO_LONG")
        chat = self._presses.answer(params.text("callback_query_id"))
        event = {"kind": "toast", "chat": chat, "text": text, "alert": params.flag("show_alert")}
        self._hub.tell(event)
        return True

    async def _set_commands(self, params: Params) -> bool:
        commands = params.structure("commands")
        if not isinstance(commands, list) or len(commands) > 100:  # noqa: PLR2004 - Telegram's
            raise bad_request("can't parse commands")
        for command in commands:
            if not isinstance(command, dict) or not command.get("description"):
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
            name = str(command.get("command", ""))
            if not (name.replace("_", "a").isalnum() and name.isascii() and name == name.lower()):
                raise bad_request("BOT_COMMAND_INVALID")
        self._world.commands[params.text("language_code")] = commands
        self._world.tell_profile()
        return True

    async def _set_description(self, params: Params) -> bool:
        return self._describe(params, "description", _DESCRIPTION, self._world.descriptions)

    async def _set_short_description(self, params: Params) -> bool:
        into = self._world.short_descriptions
        return self._describe(params, "short_description", _SHORT_DESCRIPTION, into)

    def _describe(self, params: Params, name: str, most: int, into: dict[str, str]) -> bool:
        if units(params.text(name)) > most:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        into[params.text("language_code")] = params.text(name)
        self._world.tell_profile()
        return True

    async def _delete_webhook(self, params: Params) -> bool:
        if params.flag("drop_pending_updates"):
            self._updates.drop()
        return True

    async def _set_webhook(self, _: Params) -> bool:
        raise bad_request("bad webhook: the simulator is read by getUpdates only")


def _written(params: Params, name: str, most: int) -> Json:
    """The text or caption with its entities. Lengths are taken after the markup is read."""
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode not in {"", "html"}:
        raise bad_request(f"unsupported parse_mode {mode!r}: the simulator reads HTML")
    kept = "entities" if name == "text" else "caption_entities"
    text, entities = read_html(source) if mode else (source, params.structure(kept) or [])
    if name == "text" and not text.strip():
        raise bad_request("message text is empty")
    # Counted in UTF-16 units, so whatever passes here passes at Telegram too.
    if units(text) > most:
        raise bad_request(f"message {'caption ' if name == 'caption' else ''}is too long")
    body: Json = {name: text} if text else {}
    if entities:
        body[kept] = entities
    return body


def _inline_only(markup: Json | None) -> Json | None:
    if markup is None or not markup.get("inline_keyboard", markup):
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _refuse_unchanged(message: Json, changes: Json) -> None:
    if all(message.get(name) == value for name, value in changes.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )


def _picture(upload: Upload) -> Stored:
    """Runs in a thread. A picture must be one that browsers and Telegram both show."""
    if len(upload.data) > _PICTURE_BYTES:
        raise bad_request("file is too big")
    try:
        with Image.open(io.BytesIO(upload.data)) as image:
            kind = _PICTURE_TYPES.get(image.format or "")
            width, height = image.size
    except (UnidentifiedImageError, OSError):
        kind, width, height = None, 0, 0
    if kind is None or width + height > 10_000:  # noqa: PLR2004 - Telegram's
        raise bad_request("IMAGE_PROCESS_FAILED")
    return Stored(upload.name, kind, upload.data, width, height)


def _document(upload: Upload) -> Stored:
    if not upload.data:
        raise bad_request("file must be non-empty")
    return Stored(upload.name, upload.content_type, upload.data)
