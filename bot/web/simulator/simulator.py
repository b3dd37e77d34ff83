"""The simulator: a Bot API server, an SMS gateway and the page that shows both phones."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import ClientSession, web

from bot.web.simulator.actions import Actions
from bot.web.simulator.doors import Doors
from bot.web.simulator.hub import Json
from bot.web.simulator.pages import Pages
from bot.web.simulator.parts import make_parts
from bot.web.simulator.people import SimClock, SimPerson, clock_event

PREFIX = "/simulator"


class Simulator:
    """Everything under `/simulator`, in memory, for invented people only.

    `token` is the bot token that the Telegram channel uses against `/simulator/api`.
    Texts of the feature phones are POSTed to `incoming_url` with `token=incoming_token` in the
    query. The page can move `clock`.
    """

    def __init__(
        self,
        *,
        token: str,
        incoming_url: str,
        incoming_token: str,
        clock: SimClock,
        people: Sequence[SimPerson] = (),
    ) -> None:
        self._incoming = (incoming_url, incoming_token)
        self._people = [_as_json(person) for person in people]
        self._parts = make_parts(token=token, clock=clock)
        self._doors = Doors(self._parts, token=token)
        self._pages = Pages(self._parts, actions=Actions(self._parts), state=self._state)
        self._session: ClientSession | None = None
        self._bringing: asyncio.Task[None] | None = None

    def routes(self) -> list[web.RouteDef]:
        """Everything under `/simulator`; the Bot API's base is `/simulator/api`."""
        return [*self._pages.routes(PREFIX), *self._doors.routes(PREFIX)]

    async def start(self) -> None:
        """Begin to bring texts of the feature phones to the bot's door."""
        self._session = ClientSession()
        self._bringing = asyncio.create_task(self._parts.sms.bring(self._session, *self._incoming))

    async def stop(self) -> None:
        """End every open stream and long poll, so that the server can close at once."""
        self._parts.hub.close()
        self._parts.updates.close()
        if self._bringing is not None:
            self._bringing.cancel()
            with suppress(asyncio.CancelledError):
                await self._bringing
        if self._session is not None:
            await self._session.close()

    def _state(self) -> Json:
        world, sms = self._parts.world, self._parts.sms
        return {
            "kind": "state",
            "bot": world.profile(),
            "seats": [seat.as_json() for seat in world.seats()],
            "chats": {
                chat.id: {"messages": list(chat.messages), "keyboard": chat.keyboard}
                for chat in world.chats()
            },
            "sms": sms.as_json(),
            "service_number": sms.service_number,
            "people": self._people,
            "clock": clock_event(self._parts.clock),
        }


def _as_json(person: SimPerson) -> Json:
    return {
        "name": person.name,
        "iin": person.iin,
        "phone": person.phone,
        "about": dict(person.about),
    }
