"""The methods of the Bot API that the double knows, each with the checks of the real one."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.support import telegram_checks as checks
from tests.support.telegram_checks import Refused, bad
from tests.support.telegram_entities import parse
from tests.support.telegram_state import BOT, Chats, Message, Updates


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    filename: str
    content: bytes


@dataclass(slots=True)
class Profile:
    """What the bot said about itself: by language, commands also by scope."""

    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


Params = dict[str, Any]
Method = Callable[[Params], Awaitable[Any]]


class Methods:
    """`call` runs one method on the server's memory; raises Refused with the answer to give."""

    def __init__(self, chats: Chats, updates: Updates) -> None:
        self.chats = chats
        self.updates = updates
        self.profile = Profile()
        self.queries: dict[str, int] = {}
        self.toasts: dict[int, list[str]] = {}
        self.actions: list[tuple[int, str]] = []
        self.table: dict[str, Method] = {
            name.removeprefix("do_").replace("_", ""): getattr(self, name)
            for name in dir(self)
            if name.startswith("do_")
        }

    async def call(self, method: str, params: Params) -> Any:
        if method.lower() not in self.table:
            raise Refused(404, "Not Found: method not found")
        return await self.table[method.lower()](params)

    async def do_get_me(self, _params: Params) -> Any:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}

    async def do_send_message(self, params: Params) -> Any:
        chat = self.chats.find(params.get("chat_id"))
        raw = str(params.get("text") or "")
        text, entities = _formatted(raw, params, "entities")
        checks.check_text(raw, text)
        return await self._send(chat, params, text=text.rstrip(), entities=tuple(entities))

    async def do_send_photo(self, params: Params) -> Any:
        chat = self.chats.find(params.get("chat_id"))
        content, name = self._file(params, "photo")
        width, height = checks.check_photo(content)
        size = {"width": width, "height": height, **_file_facts(name, content)}
        return await self._send_file(chat, params, {"photo": [size]}, photo=content)

    async def do_send_document(self, params: Params) -> Any:
        chat = self.chats.find(params.get("chat_id"))
        content, name = self._file(params, "document")
        checks.check_size(content, checks.DOCUMENT_LIMIT)
        filename = getattr(params["document"], "filename", "")
        body = {"document": {"file_name": filename, **_file_facts(name, content)}}
        return await self._send_file(chat, params, body, document=content, filename=filename)

    async def do_edit_message_text(self, params: Params) -> Any:
        message, chat = self._edited(params)
        raw = str(params.get("text") or "")
        text, entities = _formatted(raw, params, "entities")
        checks.check_text(raw, text)
        if not message.text:
            raise bad("there is no text in the message to edit")
        return await self._change(message, chat, params, text=text.rstrip(), entities=entities)

    async def do_edit_message_caption(self, params: Params) -> Any:
        message, chat = self._edited(params)
        caption, entities = _formatted(
            str(params.get("caption") or ""), params, "caption_entities"
        )
        checks.check_caption(caption)
        if message.text:
            raise bad("there is no caption in the message to edit")
        return await self._change(message, chat, params, caption=caption, entities=entities)

    async def do_edit_message_reply_markup(self, params: Params) -> Any:
        message, chat = self._edited(params)
        return await self._change(message, chat, params)

    async def do_delete_message(self, params: Params) -> Any:
        chat = self.chats.find(params.get("chat_id"))
        key = (chat["id"], int(params.get("message_id") or 0))
        if key not in self.chats.standing:
            raise bad("message to delete not found")
        del self.chats.standing[key]
        return True

    async def do_answer_callback_query(self, params: Params) -> Any:
        text = str(params.get("text") or "")
        if len(text) > checks.TOAST_LIMIT:
            raise bad("MESSAGE_TOO_LONG")
        person = self.queries.pop(str(params.get("callback_query_id")), None)
        if person is None:
            late = "query is too old and response timeout expired or query ID is invalid"
            raise bad(late)
        if text:
            self.toasts.setdefault(person, []).append(text)
        return True

    async def do_send_chat_action(self, params: Params) -> Any:
        chat = self.chats.find(params.get("chat_id"))
        if params.get("action") not in ("typing", "upload_photo", "upload_document"):
            raise bad("wrong parameter action in request")
        self.actions.append((chat["id"], params["action"]))
        return True

    async def do_leave_chat(self, params: Params) -> Any:
        chat = self.chats.find(params.get("chat_id"))
        if chat["type"] == "private":
            raise bad("chat member status can't be changed in private chats")
        self.chats.gone[chat["id"]] = "bot is not a member of the group chat"
        return True

    async def do_set_my_commands(self, params: Params) -> Any:
        scope = _decoded(params.get("scope"), "BotCommandScope") or {"type": "default"}
        commands = checks.check_commands(_decoded(params.get("commands"), "commands"))
        language = checks.check_language(str(params.get("language_code") or ""))
        self.profile.commands[json.dumps(scope, sort_keys=True), language] = commands
        return True

    async def do_set_my_name(self, params: Params) -> Any:
        return self._about(params, "name", 64)

    async def do_set_my_description(self, params: Params) -> Any:
        return self._about(params, "description", 512)

    async def do_set_my_short_description(self, params: Params) -> Any:
        return self._about(params, "short_description", 120)

    def _about(self, params: Params, what: str, limit: int) -> bool:
        text = checks.check_short(str(params.get(what) or ""), limit, what.replace("_", " "))
        language = checks.check_language(str(params.get("language_code") or ""))
        self.profile.texts[what, language] = text
        return True

    def _edited(self, params: Params) -> tuple[Message, dict[str, Any]]:
        chat = self.chats.find(params.get("chat_id"))
        return self.chats.own(chat["id"], params.get("message_id")), chat

    async def _send(self, chat: dict[str, Any], params: Params, **content: Any) -> Any:
        markup = _markup(params, private=chat["type"] == "private")
        message = Message(chat["id"], 0, markup=markup, date=int(time.time()), **content)
        message = replace(message, message_id=self.chats.next_id(chat["id"], message))
        return (await self.chats.show(message)).wire(chat)

    async def _send_file(
        self, chat: dict[str, Any], params: Params, attachment: dict[str, Any], **content: Any
    ) -> Any:
        caption, entities = _formatted(
            str(params.get("caption") or ""), params, "caption_entities"
        )
        checks.check_caption(caption)
        content |= {"caption": caption.rstrip(), "entities": tuple(entities)}
        return await self._send(chat, params, attachment=attachment, **content)

    async def _change(
        self, message: Message, chat: dict[str, Any], params: Params, **changes: Any
    ) -> Any:
        markup = _markup(params, private=chat["type"] == "private")
        if markup and "inline_keyboard" not in markup:
            raise bad("inline keyboard expected")
        if "entities" in changes:
            changes["entities"] = tuple(changes["entities"])
        return (await self.chats.change(message, markup=markup, **changes)).wire(chat)

    def _file(self, params: Params, name: str) -> tuple[bytes, str]:
        """The bytes of an upload or of a file that the server knows, and the file's id."""
        given = params.get(name)
        if isinstance(given, str) and given.startswith("attach://"):
            given = params[name] = params.get(given.removeprefix("attach://"))
        if isinstance(given, Upload):
            return given.content, self.chats.keep_file(given.content, name)
        if given in (None, ""):
            raise bad(f"there is no {name} in the request")
        if given not in self.chats.files:
            raise bad("wrong file identifier/HTTP URL specified")
        return self.chats.files[str(given)], str(given)


def _file_facts(name: str, content: bytes) -> dict[str, Any]:
    return {"file_id": name, "file_unique_id": f"u-{name}", "file_size": len(content)}


def _formatted(raw: str, params: Params, given: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities by parse_mode, or by the entities that the bot worked out itself."""
    mode = str(params.get("parse_mode") or "")
    own = _decoded(params.get(given), given)
    return (raw, list(own)) if own and not mode else parse(raw, mode)


def _markup(params: Params, *, private: bool) -> dict[str, Any] | None:
    markup = _decoded(params.get("reply_markup"), "reply keyboard markup")
    return checks.check_markup(markup, private=private)


def _decoded(value: Any, what: str) -> Any:
    """Nested objects may come as JSON text, as they must in a form."""
    if not isinstance(value, str) or not value:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad(f"can't parse {what} JSON object") from None
