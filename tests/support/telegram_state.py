"""What a Telegram server remembers: chats, messages, files, and updates that nobody confirmed."""

import asyncio
import itertools
from dataclasses import dataclass, field, replace
from typing import Any

from tests.support.request_log import RequestLog
from tests.support.telegram_checks import Refused, bad

BOT = {"id": 123456, "is_bot": True, "first_name": "Orleu test", "username": "orleu_test_bot"}
FIRST_UPDATE = 700_000_001
NOT_SENT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the bot as it stood at one moment; an edit makes a new one with the same id."""

    chat: int
    message_id: int
    text: str = ""
    caption: str = ""
    entities: tuple[dict[str, Any], ...] = ()
    markup: dict[str, Any] | None = None
    photo: bytes | None = None
    document: bytes | None = None
    filename: str = ""
    edited: bool = False
    attachment: dict[str, Any] = field(default_factory=dict)
    date: int = 0

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """The inline keyboard, row by row: label and data (or the address of a link)."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[(b["text"], b.get("callback_data") or b.get("url", "")) for b in r] for r in rows]

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the reply keyboard, row by row."""
        rows = (self.markup or {}).get("keyboard", [])
        return [[b if isinstance(b, str) else b["text"] for b in row] for row in rows]

    @property
    def request_contact(self) -> bool:
        """Whether a button of the reply keyboard asks for the person's own number."""
        rows = (self.markup or {}).get("keyboard", [])
        return any(isinstance(b, dict) and b.get("request_contact") for r in rows for b in r)

    def wire(self, chat: dict[str, Any]) -> dict[str, Any]:
        """The message as JSON of the Bot API."""
        body: dict[str, Any] = {
            "message_id": self.message_id,
            "from": BOT,
            "chat": chat,
            "date": self.date,
            **self.attachment,
        }
        if self.text:
            body["text"] = self.text
        if self.caption:
            body["caption"] = self.caption
        if self.entities:
            body["entities" if self.text else "caption_entities"] = list(self.entities)
        if self.markup and "inline_keyboard" in self.markup:
            body["reply_markup"] = self.markup
        if self.edited:
            body["edit_date"] = self.date
        return body


class Chats:
    """Everybody who has written to the bot, and what it wrote to them."""

    def __init__(self) -> None:
        self.people: dict[int, dict[str, Any]] = {}
        self.known: dict[int, dict[str, Any]] = {}
        self.gone: dict[int, str] = {}
        self.heard: dict[int, list[Message]] = {}
        self.standing: dict[tuple[int, int], Message | None] = {}
        self.files: dict[str, bytes] = {}
        self.news = asyncio.Condition()
        self._ids = itertools.count(1)
        self._files = itertools.count(1)

    def meet(self, person: int, language_code: str | None = None) -> dict[str, Any]:
        """A person; nothing is known of them until they write for the first time."""
        user = self.people.setdefault(
            person, {"id": person, "is_bot": False, "first_name": f"Person {person}"}
        )
        if language_code:
            user["language_code"] = language_code
        return user

    def private(self, person: int) -> dict[str, Any]:
        """The person's own chat, opened if need be, as when they press Start."""
        name = self.meet(person)["first_name"]
        chat = {"id": person, "type": "private", "first_name": name}
        return self.known.setdefault(person, chat)

    def group(self, chat: int) -> dict[str, Any]:
        return self.known.setdefault(chat, {"id": chat, "type": "group", "title": f"Group {chat}"})

    def find(self, chat_id: Any) -> dict[str, Any]:
        """The chat that the bot names; raises Refused as the real one does."""
        if chat_id in (None, ""):
            raise bad("chat_id is empty")
        try:
            chat = self.known[int(chat_id)]
        except (KeyError, ValueError):
            raise bad("chat not found") from None
        if reason := self.gone.get(chat["id"]):
            raise Refused(403, f"Forbidden: {reason}")
        return chat

    def next_id(self, chat: int, message: Message | None = None) -> int:
        """A new message id; without a message the place belongs to a person's own."""
        number = next(self._ids)
        self.standing[chat, number] = message
        return number

    def keep_file(self, content: bytes, kind: str) -> str:
        name = f"{kind}-{next(self._files)}"
        self.files[name] = content
        return name

    async def show(self, message: Message) -> Message:
        """The bot's message, new or edited, reaches the chat; whoever waits is woken."""
        self.standing[message.chat, message.message_id] = message
        self.heard.setdefault(message.chat, []).append(message)
        async with self.news:
            self.news.notify_all()
        return message

    def own(self, chat: int, message_id: Any) -> Message:
        """The bot's message that is to be edited; raises Refused when there is none."""
        if message_id in (None, ""):
            raise bad("message identifier is not specified")
        try:
            message = self.standing[chat, int(message_id)]
        except (KeyError, ValueError):
            raise bad("message to edit not found") from None
        if message is None:
            raise bad("message can't be edited")
        return message

    async def change(self, message: Message, **changes: Any) -> Message:
        """An edit; raises Refused when nothing differs or an inline keyboard can't stand there."""
        if message.markup and "inline_keyboard" not in message.markup:
            raise bad("message can't be edited")
        new = replace(message, **changes)
        if new == message:
            same = "new message content and reply markup are exactly the same as a current content"
            raise bad(f"message is not modified: specified {same} and reply markup of the message")
        return await self.show(replace(new, edited=True))


class Updates:
    """Updates in order, kept until an offset above them or a good webhook answer confirms."""

    def __init__(self, log: RequestLog) -> None:
        self.pending: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self.news = asyncio.Condition()
        self._ids = itertools.count(FIRST_UPDATE)
        self._log = log

    async def put(self, kind: str, body: dict[str, Any]) -> int | None:
        """A new update; its id, or None when the bot did not ask for this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_SENT_BY_DEFAULT
        if not wanted:
            return None
        update = {"update_id": next(self._ids), kind: body}
        self._log.write("update", update_id=update["update_id"], kind=kind, body=body)
        return await self.put_raw(update)

    async def put_raw(self, update: dict[str, Any]) -> int:
        """An update as it stands, its id included: for the odd and the repeated ones."""
        self.pending.append(update)
        async with self.news:
            self.news.notify_all()
        return int(update["update_id"])

    def confirm(self, ids: list[int], how: str) -> None:
        """These updates are the bot's business from now on; the server forgets them."""
        if ids:
            self._log.write("confirmed", update_ids=ids, how=how)
            self.pending = [u for u in self.pending if u["update_id"] not in ids]

    def move_to(self, offset: int) -> None:
        """A positive offset confirms all below it, a negative one all but the last ones."""
        ids = [u["update_id"] for u in self.pending]
        below = [i for i in ids if i < offset] if offset > 0 else ids[:offset] if offset else []
        self.confirm(below, "offset")

    async def wait(self, seconds: float) -> bool:
        """Until there is something to give; False when the time ran out first."""
        try:
            async with asyncio.timeout(seconds), self.news:
                await self.news.wait_for(lambda: bool(self.pending))
        except TimeoutError:
            return False
        return True
