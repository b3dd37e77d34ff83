"""The simulator on a real port, with a clock and an incoming door that a test can steer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.simulator import SimPerson, Simulator

TOKEN = "4242:invented"  # noqa: S105 - opens nothing
DOOR_TOKEN = "door"  # noqa: S105 - opens nothing
API = f"/simulator/api/bot{TOKEN}"
ALMATY = timezone(timedelta(hours=5))
START = datetime(2026, 3, 30, 10, 0, tzinfo=ALMATY)
FIRST_CHAT = 7_000_001
PEOPLE = (
    SimPerson(
        name="Айгүл Сәрсенова",
        iin="900101450016",
        phone="+77010000005",
        about={"kk": "Төрт балалы отбасы, төлем күтеді", "ru": "Четверо детей, ждёт выплату"},
    ),
    SimPerson(
        name="Нұрлан Ахметов",
        iin="850505350021",
        phone="+77010000006",
        about={"kk": "Өтініші тексерілуде", "ru": "Заявление на проверке"},
    ),
)


class Clock:
    """Stands still until it is moved; refuses to go back."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time

    async def move(self, to: datetime) -> None:
        if to < self.time:
            raise ValueError("the clock can't go back")
        self.time = to


@dataclass(slots=True)
class Door:
    """The product's incoming door: keeps what came, answers as told, then 200."""

    answers: list[int] = field(default_factory=list)
    came: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def handle(self, request: web.Request) -> web.Response:
        status = self.answers.pop(0) if self.answers else 200
        body = await request.json()
        self.came.put_nowait({"status": status, "token": request.query.get("token"), **body})
        return web.Response(status=status)


@dataclass(slots=True)
class Bench:
    client: TestClient[web.Request, web.Application]
    clock: Clock
    door: Door
    stop: Callable[[], Awaitable[None]]

    @property
    def url(self) -> str:
        return str(self.client.make_url("/simulator"))

    async def call(self, method: str, **params: Any) -> Any:
        """A Bot API call with a JSON body; gives the whole answer."""
        return await (await self.client.post(f"{API}/{method}", json=params)).json()

    async def ask(self, method: str, **params: Any) -> Any:
        """A call that must succeed; gives its result."""
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """A call that must be refused as a bad request; gives the description."""
        answer = await self.call(method, **params)
        assert answer["ok"] is False, answer
        assert answer["error_code"] == 400
        return str(answer["description"])

    async def act(self, action: str, **body: Any) -> Any:
        """What the page does for a person on the first pair of phones."""
        answer = await self.client.post(f"/simulator/{action}", json={"seat": 1, **body})
        return await answer.json()

    async def state(self) -> dict[str, Any]:
        """What a page is shown when it opens."""
        async with self.client.get("/simulator/events") as stream:
            return await read_event(stream)


async def read_event(stream: ClientResponse) -> dict[str, Any]:
    """The next event of the stream, its clock ticks left out."""
    while True:
        line = await stream.content.readline()
        if line.startswith(b"data: "):
            event: dict[str, Any] = json.loads(line[len(b"data: ") :])
            if event["kind"] != "clock":
                return event


@asynccontextmanager
async def bench(port: int | None = None) -> AsyncIterator[Bench]:
    """A running simulator; with a port, a later one can take its place there."""
    door = Door()
    outside = web.Application()
    outside.router.add_post("/sms/http/incoming", door.handle)
    async with TestServer(outside) as product:
        clock = Clock()
        simulator = Simulator(
            token=TOKEN,
            incoming_url=str(product.make_url("/sms/http/incoming")),
            incoming_token=DOOR_TOKEN,
            clock=clock,
            people=PEOPLE,
        )
        app = web.Application()
        app.add_routes(simulator.routes())
        await simulator.start()
        async with TestClient(TestServer(app, port=port)) as client:
            try:
                yield Bench(client, clock, door, simulator.stop)
            finally:
                await simulator.stop()
