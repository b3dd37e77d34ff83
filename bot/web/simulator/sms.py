"""The SMS gateway: takes texts from the bot, brings texts of the feature phones to its door."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict, deque

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.channels.sms.segments import count
from bot.web.simulator.hub import Hub, Json
from bot.web.simulator.people import SimClock

_SERVICE_NUMBER = "5050"  # invented
_KEPT_TEXTS = 300
_KEPT_IDS = 10_000
_MOST_PARTS = 10
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 5.0
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_DONE = range(200, 300)
_log = logging.getLogger(__name__)


class TextRefused(ValueError):
    """The gateway won't take this text; the message says why."""


class SmsGateway:
    """Texts by phone number, with the parts that an operator would charge for."""

    def __init__(self, *, clock: SimClock, hub: Hub, first_id: int) -> None:
        self.service_number = _SERVICE_NUMBER
        self._clock = clock
        self._hub = hub
        self._next = first_id
        self._texts: dict[str, deque[Json]] = {}
        self._parts: dict[str, Json] = {}
        self._taken: OrderedDict[str, Json] = OrderedDict()
        self._outgoing: asyncio.Queue[Json] = asyncio.Queue()

    def count(self, text: str) -> Json:
        """Encoding and number of parts, as the page shows them while one types."""
        counted = count(text)
        return {"encoding": counted.encoding, "parts": counted.segments}

    def take(self, *, to: str, text: str, client_id: str) -> Json:
        """A text of the bot's to a phone; the same client id gives the same answer once more.

        Raises TextRefused for an impossible number, an empty text or more than ten parts.
        """
        if known := self._taken.get(client_id):
            return known
        if not _NUMBER.fullmatch(to):
            raise TextRefused(f"to: {to!r} is not a phone number such as +77000000002")
        self._refuse_text(text)
        record = self._keep(to if to.startswith("+") else f"+{to}", text, by_bot=True)
        answer: Json = {"id": record["id"], "parts": record["parts"]}
        self._taken[client_id or record["id"]] = answer
        if len(self._taken) > _KEPT_IDS:
            self._taken.popitem(last=False)
        return answer

    def type(self, *, sender: str, text: str) -> Json:
        """A text that a person sends to the service from that number; it is brought in order."""
        self._refuse_text(text)
        record = self._keep(sender, text, by_bot=False)
        self._outgoing.put_nowait(record)
        return record

    def as_json(self) -> Json:
        return {
            "texts": {number: list(texts) for number, texts in self._texts.items()},
            "parts": self._parts,
        }

    async def bring(self, session: ClientSession, url: str, token: str) -> None:
        """Bring every text to the bot's incoming door, one by one, until it answers 2xx.

        Runs until it is cancelled. The id stays the same, so the bot can tell a repeat.
        """
        while True:
            record = await self._outgoing.get()
            pause = _FIRST_PAUSE
            while not await self._brought(session, url, token, record):
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            record["state"] = "sent"
            self._tell(record)

    async def _brought(self, session: ClientSession, url: str, token: str, record: Json) -> bool:
        body = {
            "from": record["number"],
            "to": self.service_number,
            "text": record["text"],
            "id": record["id"],
        }
        limit = ClientTimeout(total=15)
        try:
            async with session.post(
                url, params={"token": token}, json=body, timeout=limit
            ) as answer:
                status = answer.status
        except (ClientError, TimeoutError) as error:
            _log.info("the incoming door can't be reached: %s", type(error).__name__)
            return False
        if status not in _DONE:
            _log.info("the incoming door answered %s, trying again", status)
        return status in _DONE

    def _refuse_text(self, text: str) -> None:
        if not text.strip():
            raise TextRefused("text: must not be empty")
        parts = count(text).segments
        if parts > _MOST_PARTS:
            raise TextRefused(f"text: {parts} parts, at most {_MOST_PARTS} can be sent")

    def _keep(self, number: str, text: str, *, by_bot: bool) -> Json:
        parts = count(text).segments
        record: Json = {
            "id": f"sim-{self._next}",
            "number": number,
            "by_bot": by_bot,
            "text": text,
            **self.count(text),
            "date": int(self._clock.now().timestamp()),
            "state": "sent" if by_bot else "sending",
        }
        self._next += 1
        self._texts.setdefault(number, deque(maxlen=_KEPT_TEXTS)).append(record)
        sums = self._parts.setdefault(number, {"from_bot": 0, "from_phone": 0})
        sums["from_bot" if by_bot else "from_phone"] += parts
        self._tell(record)
        return record

    def _tell(self, record: Json) -> None:
        parts = self._parts[record["number"]]
        self._hub.tell({"kind": "sms", "sms": dict(record), "parts": dict(parts)})
