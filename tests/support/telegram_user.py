"""A person with a phone: what a test says, presses and hears."""

import asyncio
from typing import TYPE_CHECKING, Any

from tests.support.telegram_state import Message

if TYPE_CHECKING:
    from tests.support.telegram_double import TelegramDouble

SOME_CONTACT = 1_000_000  # added to a person's id: somebody else, whose number they forward


class TelegramUser:
    """Every act puts an update on the server; `hears` gives what the bot sent or edited since."""

    def __init__(self, telegram: "TelegramDouble", person: int) -> None:
        self.id = person
        self._telegram = telegram
        self._heard = 0
        self._last_press: tuple[str, Message] | None = None
        self._last_said = 0

    async def says(self, text: str) -> int | None:
        """A text message in the private chat; answers the id of the update."""
        body: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._message(body)

    async def presses(self, label_or_data: str, message: Message | None = None) -> int | None:
        """The button so labelled (or with that data) under `message`, else under the newest one.

        A button of the reply keyboard sends its label, or the own contact if it asks for that.
        Raises LookupError naming the buttons that there are.
        """
        shown = [message] if message else list(reversed(self._all()))
        for one in shown:
            for label, data in (button for row in one.buttons for button in row):
                if label_or_data in (label, data):
                    self._last_press = (data, one)
                    return await self._press(data, one)
            if any(label_or_data in row for row in one.keyboard):
                wants_contact = _asks_contact(one, label_or_data)
                return await (self.shares_contact() if wants_contact else self.says(label_or_data))
        there = [one.buttons or one.keyboard for one in shown if one.buttons or one.keyboard]
        raise LookupError(f"no button {label_or_data!r}; newest first there are {there}")

    async def press_again(self) -> int | None:
        """The last press once more, as a finger that slips: same message, same data, new query."""
        if self._last_press is None:
            raise LookupError("nothing was pressed yet")
        return await self._press(*self._last_press)

    async def shares_contact(
        self, phone: str = "+77010000000", *, own: bool = True, with_id: bool = True
    ) -> int | None:
        """A contact card: their own, somebody else's, or one without a Telegram account."""
        contact: dict[str, Any] = {"phone_number": phone, "first_name": f"Person {self.id}"}
        if with_id:
            contact["user_id"] = self.id if own else self.id + SOME_CONTACT
        return await self._message({"contact": contact})

    async def sends_photo(self, caption: str = "") -> int | None:
        size = {"file_id": "in-1", "file_unique_id": "u-in-1", "width": 90, "height": 60}
        return await self._message({"photo": [size]} | ({"caption": caption} if caption else {}))

    async def sends_voice(self) -> int | None:
        voice = {"file_id": "in-2", "file_unique_id": "u-in-2", "duration": 3}
        return await self._message({"voice": {**voice, "mime_type": "audio/ogg"}})

    async def sends_sticker(self) -> int | None:
        sticker = {"file_id": "in-3", "file_unique_id": "u-in-3", "type": "regular", "emoji": "👍"}
        facts = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return await self._message({"sticker": sticker | facts})

    async def sends_location(self) -> int | None:
        return await self._message({"location": {"latitude": 51.13, "longitude": 71.43}})

    async def sends_edited(self, text: str) -> int | None:
        """The person's last message with another text."""
        body = self._body({"text": text}, self._last_said)
        body["edit_date"] = body["date"]
        return await self._telegram.updates.put("edited_message", body)

    async def in_group(self, text: str, group: int = -4001) -> int | None:
        """The same person, speaking where others read."""
        chats = self._telegram.chats
        body = self._body({"text": text}, chats.next_id(group))
        body["chat"] = chats.group(group)
        return await self._telegram.updates.put("message", body)

    async def blocks(self) -> int | None:
        """From now on messages to this person are refused; the bot is told, as by the real one."""
        self._telegram.chats.gone[self.id] = "bot was blocked by the user"
        return await self._membership("member", "kicked")

    async def unblocks(self) -> int | None:
        self._telegram.chats.gone.pop(self.id, None)
        return await self._membership("kicked", "member")

    async def hears(self, n: int = 1, timeout: float = 10) -> list[Message]:  # noqa: ASYNC109
        """The next `n` messages that the bot sent or edited; AssertionError tells what came."""
        chats = self._telegram.chats
        try:
            async with asyncio.timeout(timeout), chats.news:
                await chats.news.wait_for(lambda: len(self._all()) >= self._heard + n)
        except TimeoutError:
            got = [m.text or m.caption for m in self._all()[self._heard :]]
            raise AssertionError(f"waited for {n} messages, heard {got}") from None
        new = self._all()[self._heard : self._heard + n]
        self._heard += n
        return new

    @property
    def unheard(self) -> list[Message]:
        """What the bot sent and no `hears` took yet: empty when it said no more than it ought."""
        return self._all()[self._heard :]

    @property
    def toasts(self) -> list[str]:
        """The short notes that answered presses, oldest first."""
        return self._telegram.methods.toasts.get(self.id, [])

    def _all(self) -> list[Message]:
        return self._telegram.chats.heard.get(self.id, [])

    async def _message(self, content: dict[str, Any]) -> int | None:
        self._telegram.chats.private(self.id)
        self._last_said = self._telegram.chats.next_id(self.id)
        return await self._telegram.updates.put("message", self._body(content, self._last_said))

    def _body(self, content: dict[str, Any], message_id: int) -> dict[str, Any]:
        chats = self._telegram.chats
        whence = {"from": chats.meet(self.id), "chat": chats.private(self.id)}
        return {"message_id": message_id, **whence, "date": self._now(), **content}

    async def _press(self, data: str, message: Message) -> int | None:
        return await press(self._telegram, self.id, message, data)

    async def _membership(self, old: str, new: str) -> int | None:
        chats = self._telegram.chats
        bot = {"id": int(self._telegram.token.split(":")[0]), "is_bot": True, "first_name": "bot"}
        whence = {"from": chats.meet(self.id), "chat": chats.private(self.id)}
        change = {
            "old_chat_member": {"user": bot, "status": old, "until_date": 0},
            "new_chat_member": {"user": bot, "status": new, "until_date": 0},
        }
        body = {**whence, "date": self._now(), **change}
        return await self._telegram.updates.put("my_chat_member", body)

    def _now(self) -> int:
        return int(self._telegram.clock())


async def press(
    telegram: "TelegramDouble", person: int, message: Message, data: str
) -> int | None:
    """A callback query with this data from under this message, whatever stands there now."""
    chats = telegram.chats
    query = f"{person}{len(telegram.log.events):07d}"
    telegram.methods.queries[query] = person
    standing = chats.standing.get((message.chat, message.message_id)) or message
    body = {
        "id": query,
        "from": chats.meet(person),
        "message": standing.wire(chats.private(message.chat)),
        "chat_instance": str(message.chat * 7),
        "data": data,
    }
    return await telegram.updates.put("callback_query", body)


def _asks_contact(message: Message, label: str) -> bool:
    rows = (message.markup or {}).get("keyboard", [])
    buttons = [b for row in rows for b in row if isinstance(b, dict)]
    return any(b["text"] == label and b.get("request_contact") for b in buttons)
