"""What a person does on the page's phones."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.web.simulator.hub import Json
from bot.web.simulator.parts import Parts
from bot.web.simulator.people import clock_event
from bot.web.simulator.world import NotASeat, Seat

_MOST_TEXT = 4096
_MOST_DAYS = 366
_ATTACHMENTS: dict[str, Json] = {
    "photo": {
        "photo": [{"file_id": "sim-photo", "file_unique_id": "sp", "width": 640, "height": 480}],
    },
    "voice": {
        "voice": {"file_id": "sim-voice", "file_unique_id": "sv", "duration": 4},
    },
    "location": {"location": {"latitude": 51.128, "longitude": 71.43}},
    "sticker": {
        "sticker": {
            "file_id": "sim-sticker",
            "file_unique_id": "ss",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        },
    },
}


class BadAction(ValueError):
    """The page (or a test) asked for something impossible; the message names the field."""


class Actions:
    """Each action reads its JSON, changes the world and queues what the bot will hear."""

    def __init__(self, parts: Parts) -> None:
        self._world = parts.world
        self._updates = parts.updates
        self._presses = parts.presses
        self._sms = parts.sms
        self._clock = parts.clock
        self._hub = parts.hub

    async def write(self, body: Json) -> Json:
        """`{seat, text, language?}`: a message on the smartphone."""
        return self._say(self._seat(body), {"text": _text(body)})

    async def correct(self, body: Json) -> Json:
        """`{seat, message_id, text}`: the person edits an own message."""
        seat = self._seat(body)
        chat = self._world.chat(str(seat.user_id))
        message = chat.find(_integer(body, "message_id"))
        if message is None or message["from"]["is_bot"] or "text" not in message:
            raise BadAction("message_id: no own text with this number")
        edited = self._world.edit(chat, message, {"text": _text(body), "entities": None})
        self._updates.add("edited_message", dict(edited))
        return edited

    async def press(self, body: Json) -> Json:
        """`{seat, message_id, data}`: a press of an inline button."""
        seat = self._seat(body)
        chat = self._world.chat(str(seat.user_id))
        message = chat.find(_integer(body, "message_id"))
        if message is None:
            raise BadAction("message_id: no such message")
        query = self._presses.open(chat.id)
        press = {
            "id": query,
            "from": seat.as_user(),
            "chat_instance": f"sim{chat.id}",
            "message": dict(message),
            "data": _text(body, "data"),
        }
        self._updates.add("callback_query", press)
        return {"query": query}

    async def contact(self, body: Json) -> Json:
        """`{seat}`: shares the smartphone's own number."""
        seat = self._seat(body)
        person = seat.as_user()
        contact = {
            "phone_number": seat.phone,
            "first_name": person["first_name"],
            "user_id": seat.user_id,
        }
        return self._say(seat, {"contact": contact})

    async def attach(self, body: Json) -> Json:
        """`{seat, what}`: something that is not a text (photo, voice, location, sticker)."""
        what = _text(body, "what")
        if what not in _ATTACHMENTS:
            raise BadAction(f"what: one of {', '.join(_ATTACHMENTS)} is expected")
        return self._say(self._seat(body), _ATTACHMENTS[what])

    async def sms(self, body: Json) -> Json:
        """`{seat, text}`: a text from the feature phone."""
        return self._sms.type(sender=self._seat(body).sms_phone, text=_text(body))

    async def count(self, body: Json) -> Json:
        """`{text}`: encoding and parts of a text that is being typed."""
        text = body.get("text")
        return self._sms.count(text[:_MOST_TEXT] if isinstance(text, str) else "")

    async def seat(self, body: Json) -> Json:
        """`{seat, phone?, sms_phone?}`: opens a pair of phones or changes its SIM cards."""
        number = _integer(body, "seat")
        given = {name: body.get(name) for name in ("phone", "sms_phone")}
        for name, value in given.items():
            if value is not None and not isinstance(value, str):
                raise BadAction(f"{name}: a text is expected")
        try:
            return self._world.change_seat(number, **given).as_json()
        except NotASeat as error:
            raise BadAction(str(error)) from None

    async def clock(self, body: Json) -> Json:
        """`{days}` or `{at}`: moves the clock of the whole service."""
        to = self._moment(body)
        try:
            await self._clock.move(to)
        except ValueError as error:
            raise BadAction(f"at: {error}") from None
        self._hub.tell(clock_event(self._clock))
        return {"now": self._clock.now().isoformat()}

    def _moment(self, body: Json) -> datetime:
        now = self._clock.now()
        if "days" in body:
            days = _integer(body, "days")
            if not 1 <= days <= _MOST_DAYS:
                raise BadAction(f"days: a whole number from 1 to {_MOST_DAYS} is expected")
            return now + timedelta(days=days)
        try:
            at = datetime.fromisoformat(_text(body, "at"))
        except ValueError:
            raise BadAction("at: a time such as 2026-01-05T10:00 is expected") from None
        return at if at.tzinfo else at.replace(tzinfo=now.tzinfo)

    def _say(self, seat: Seat, content: Json) -> Json:
        message = self._world.from_person(seat, content)
        self._updates.add("message", dict(message))
        return message

    def _seat(self, body: Json) -> Seat:
        try:
            seat = self._world.seat(_integer(body, "seat"))
        except NotASeat as error:
            raise BadAction(f"seat: {error}") from None
        if body.get("language") in {"kk", "ru"}:
            seat.language = body["language"]
        return seat


def _text(body: Json, name: str = "text") -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadAction(f"{name}: must not be empty")
    if len(value) > _MOST_TEXT:
        raise BadAction(f"{name}: at most {_MOST_TEXT} characters can be sent")
    return value


def _integer(body: Json, name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadAction(f"{name}: a whole number is expected")
    return value
