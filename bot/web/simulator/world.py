"""The outside world: invented phones, what was said on them, and the bot's public profile."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.web.simulator.errors import ApiError, bad_request
from bot.web.simulator.hub import Hub, Json
from bot.web.simulator.people import SimClock

_FIRST_USER = 7_000_000
_FIRST_SEATS = 3
_MOST_SEATS = 99
_KEPT_MESSAGES = 300
_FIRST_PHONE = 77_000_000_001
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?=\s|$|@)")
PHONE = re.compile(r"\+[1-9]\d{6,14}")


class NotASeat(ValueError):
    """No such pair of phones, or a number that no phone can have."""


@dataclass(slots=True)
class Seat:
    """One person's pair of phones: the smartphone's number and the feature phone's."""

    number: int
    phone: str
    sms_phone: str
    language: str = "kk"

    @property
    def user_id(self) -> int:
        return _FIRST_USER + self.number

    def as_user(self) -> Json:
        return {
            "id": self.user_id,
            "is_bot": False,
            "first_name": f"Phone {self.number}",
            "language_code": self.language,
        }

    def as_json(self) -> Json:
        return {
            "number": self.number,
            "chat": self.user_id,
            "phone": self.phone,
            "sms_phone": self.sms_phone,
        }


@dataclass(slots=True)
class Chat:
    """A private chat with the bot: Telegram's own message objects, the oldest dropped."""

    id: int
    messages: deque[Json] = field(default_factory=lambda: deque(maxlen=_KEPT_MESSAGES))
    keyboard: Json | None = None

    def find(self, message_id: int) -> Json | None:
        return next((m for m in self.messages if m["message_id"] == message_id), None)


class World:
    """All state of the Telegram side; every change is told to the open pages.

    Chats of the first 99 people are always open, so that a bot that remembers somebody from
    before a restart of the simulator is not told that the chat has gone.
    """

    def __init__(self, *, bot: Json, clock: SimClock, hub: Hub, first_message: int) -> None:
        self.bot = bot
        self.commands: dict[str, list[Json]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self._clock = clock
        self._hub = hub
        self._next_message = first_message
        self._seats: dict[int, Seat] = {}
        self._chats: dict[int, Chat] = {}
        for number in range(1, _FIRST_SEATS + 1):
            self.seat(number)

    def seat(self, number: int) -> Seat:
        """The seat, opened if it is new; NotASeat beyond 1..99."""
        if not 1 <= number <= _MOST_SEATS:
            raise NotASeat(f"phones are numbered 1 to {_MOST_SEATS}, not {number}")
        if number not in self._seats:
            first = _FIRST_PHONE + 2 * (number - 1)
            seat = Seat(number, f"+{first}", f"+{first + 1}")
            self._seats[number] = seat
            self._chats[seat.user_id] = Chat(seat.user_id)
            self._hub.tell({"kind": "seat", "seat": seat.as_json()})
        return self._seats[number]

    def change_seat(self, number: int, *, phone: str | None, sms_phone: str | None) -> Seat:
        """Put other SIM cards in; NotASeat if a number is not in international form."""
        seat = self.seat(number)
        for given in (phone, sms_phone):
            if given is not None and not PHONE.fullmatch(given):
                raise NotASeat(f"{given!r} is not a number such as +77000000001")
        seat.phone = phone or seat.phone
        seat.sms_phone = sms_phone or seat.sms_phone
        self._hub.tell({"kind": "seat", "seat": seat.as_json()})
        return seat

    def seats(self) -> Iterator[Seat]:
        return iter([self._seats[number] for number in sorted(self._seats)])

    def chats(self) -> Iterator[Chat]:
        return iter(self._chats.values())

    def chat(self, chat_id: str) -> Chat:
        """The chat of a Bot API call; ApiError if there is no such person."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        try:
            return self._chats[self.seat(int(chat_id) - _FIRST_USER).user_id]
        except ValueError:
            raise bad_request("chat not found") from None

    def from_person(self, seat: Seat, body: Json) -> Json:
        """A message that the person writes; gives it as the bot will get it."""
        text = str(body.get("text", ""))
        if command := _COMMAND.match(text):
            entity = {"type": "bot_command", "offset": 0, "length": command.end()}
            body = {**body, "entities": [entity]}
        chat = self._chats[seat.user_id]
        # Only the button that was meant for one use goes away when something is answered.
        if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
            self.set_keyboard(chat, None)
        return self._post(chat, seat.as_user(), body)

    def from_bot(self, chat: Chat, body: Json, markup: Json | None) -> Json:
        """A message that the bot sends, with the keyboard that goes with it."""
        inline = markup is not None and "inline_keyboard" in markup
        if inline:
            body = {**body, "reply_markup": markup}
        message = self._post(chat, self.bot, body)
        if markup is not None and not inline:
            self.set_keyboard(chat, markup if "keyboard" in markup else None)
        return message

    def edit(self, chat: Chat, message: Json, changes: Json) -> Json:
        """Change a message in place; a None takes the part away. Tells the pages."""
        for name, value in changes.items():
            if value is None:
                message.pop(name, None)
            else:
                message[name] = value
        message["edit_date"] = self._now()
        self._hub.tell({"kind": "edit", "chat": chat.id, "message": message})
        return message

    def set_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        chat.keyboard = keyboard
        self._hub.tell({"kind": "keyboard", "chat": chat.id, "keyboard": keyboard})

    def own_message(self, chat: Chat, message_id: int) -> Json:
        """A message of the bot's that it may still change; ApiError else."""
        message = chat.find(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if not message["from"]["is_bot"]:
            raise ApiError(400, "Bad Request: message can't be edited")
        return message

    def profile(self) -> Json:
        return {
            "name": self.bot["first_name"],
            "username": self.bot["username"],
            "commands": self.commands,
            "descriptions": self.descriptions,
        }

    def tell_profile(self) -> None:
        self._hub.tell({"kind": "bot", "bot": self.profile()})

    def _post(self, chat: Chat, sender: Json, body: Json) -> Json:
        person = next(seat for seat in self._seats.values() if seat.user_id == chat.id)
        message = {
            "message_id": self._next_message,
            "from": sender,
            "chat": {
                "id": chat.id,
                "type": "private",
                "first_name": person.as_user()["first_name"],
            },
            "date": self._now(),
            **body,
        }
        self._next_message += 1
        chat.messages.append(message)
        self._hub.tell({"kind": "message", "chat": chat.id, "message": message})
        return message

    def _now(self) -> int:
        return int(self._clock.now().timestamp())
