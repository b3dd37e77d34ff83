"""The one place where all parts are put together."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Any

from aiohttp import web

from bot.backend.embedded import EmbeddedBackend
from bot.channels import Channel
from bot.channels.sms.http import HttpSmsChannel
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.setup import keep_introducing
from bot.clock import MovableClock, midday
from bot.codes import Codes
from bot.demo import demo_people
from bot.desk import Desk
from bot.ears import SmsEars, TelegramEars
from bot.health import Health
from bot.notices.planner import Planner
from bot.outbox.outbox import Outbox
from bot.outbox.pace import ChatPace, Pace
from bot.reference import ReferenceCache
from bot.retention import Sweeper
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.kept import kept_secret
from bot.storage.open import open_database
from bot.talks import Talks
from bot.turn import Turns
from bot.web.health import health
from bot.web.server import Server, listening
from bot.web.simulator import PREFIX, Simulator
from bot.web.sms import PATH as SMS_PATH
from bot.web.sms import incoming
from bot.web.telegram import PATH as TELEGRAM_PATH
from bot.web.telegram import webhook
from dialogs.eligibility.parameters import Parameters

TELEGRAM_BULK = 25
CHAT_BURST = 5
RESTART_SECONDS = 2.0
STOPS_WITHIN = 8.0  # seconds for letters that are being sent
SMS_RATE, SMS_BULK = 10, 8
SIMULATOR_TOKEN = "1:simulator"  # noqa: S105  # invented people only
logger = logging.getLogger(__name__)


class Part(Enum):
    """What a process does: answer what comes in, see to what is due, or both."""

    ALL = "run"
    WEB = "web"
    WORKER = "worker"


# Two processes that send for one bot share what Telegram allows it.
SHARES = {Part.ALL: 1.0, Part.WEB: 2 / 3, Part.WORKER: 1 / 3}


class App:
    """The service, or one of its halves, in one process: `open`, `start`, at the end `stop`."""

    def __init__(self, settings: Settings, database: Database, part: Part) -> None:
        self.settings, self.database, self.part = settings, database, part
        self.keys = settings.keys
        self.clock = MovableClock()
        self.now = self.clock.now
        if settings.today is not None:
            self.clock.put(midday(settings.today))
        self.simulated = not settings.real_channel
        self.channels: dict[str, Channel] = {}
        self.url = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._simulator: Simulator | None = None
        self._sms: HttpSmsChannel | None = None

    @classmethod
    async def open(cls, settings: Settings, part: Part) -> "App":
        """With its database open; raises DatabaseDown."""
        return cls(settings, await open_database(settings.location), part)

    async def start(self) -> None:
        """Listen, speak, look for what is due. Raises OSError if the port is taken."""
        bound, self.url = listening(self.settings.http_host, self.settings.http_port)
        self._make_parts()
        secret = self.settings.telegram_webhook_secret or await kept_secret(
            self.database, "telegram_webhook_secret"
        )
        self._server = Server(bound, self._routes(secret))
        await self._server.start()
        await self._open_channels()
        if self.database.engine == "sqlite":  # the lock of `orleu run` keeps a second one out
            await self.outbox.take_back()
        if self.part is not Part.WEB:
            await self._work(secret)

    async def _work(self, secret: str) -> None:
        await self._listen_to_telegram(secret)
        self._run(self.outbox.run)
        self._run(self.planner.run)
        self._run(Sweeper(self.database, self.keys, self.now).run)
        await self.turns.resume_readings()

    def _make_parts(self) -> None:
        settings, now = self.settings, self.clock.now
        rate = settings.telegram_rate * SHARES[self.part]
        paces = {
            "telegram": Pace(rate, min(TELEGRAM_BULK, rate), time.monotonic),
            "sms": Pace(SMS_RATE, SMS_BULK, time.monotonic),
        }
        token = settings.telegram_token or SIMULATOR_TOKEN
        base = f"{self.url}{PREFIX}/api" if self.simulated else settings.telegram_api
        self._api = BotApi(token, base)
        self.channels["telegram"] = TelegramChannel(self._api)
        if self.simulated:
            self._sms = HttpSmsChannel(f"{self.url}{PREFIX}/sms/send")
            self.channels["sms"] = self._sms
        chats = ChatPace(settings.telegram_chat_rate, CHAT_BURST, time.monotonic)
        self.outbox = Outbox(self.database, settings.keys, self.channels, paces, chats, now)
        backend = EmbeddedBackend(self.database, settings.keys, now)
        dispatch = self.outbox.dispatch
        codes = (
            Codes(self.database, settings.keys, now, self._sms, dispatch) if self._sms else None
        )
        desk = Desk(self.database, settings.keys, backend, now, codes)
        reference = ReferenceCache(Parameters.load(), examples=self.simulated)
        talks = Talks(settings.keys, self.channels, reference, now, codes=desk.sends_codes)
        self.turns = Turns(self.database, settings.keys, talks, now, dispatch, desk)
        self.planner = Planner(self.database, settings.keys, backend, self.channels, now)
        account = token.partition(":")[0]
        self._ears = TelegramEars(
            self.turns, self.database, settings.keys, self._api, account, now
        )

    # -- the web -----------------------------------------------------------------------------

    def _routes(self, secret: str) -> list[web.RouteDef]:
        routes = health(Health(self.database, self.clock.now).check)
        serves = self.part is not Part.WORKER
        if serves and self.settings.public_url is not None and not self.simulated:
            routes.append(webhook(self._ears.take, secret))
        if self.simulated:
            routes += self._simulator_routes()
        return routes

    def _simulator_routes(self) -> list[web.RouteDef]:
        token = secrets.token_urlsafe(16)
        ears = SmsEars(self.turns, "simulator", self.clock.now)
        self._simulator = Simulator(
            token=SIMULATOR_TOKEN,
            incoming_url=f"{self.url}{SMS_PATH}",
            incoming_token=token,
            clock=_MovedBySimulator(self),
            people=demo_people(self.clock.now().date()),
        )

        async def front(_request: web.Request) -> web.Response:
            raise web.HTTPFound(PREFIX)

        return [*self._simulator.routes(), incoming(ears.take, token), web.get("/", front)]

    # -- the channels ------------------------------------------------------------------------

    async def _open_channels(self) -> None:
        await self._api.start()
        if self._sms is not None:
            await self._sms.start()
        if self._simulator is not None:
            await self._simulator.start()

    async def _listen_to_telegram(self, secret: str) -> None:
        public = self.settings.public_url if not self.simulated else None
        hook = (f"{public}{TELEGRAM_PATH}", secret) if public is not None else None
        self._run(partial(keep_introducing, self._api, hook))
        if hook is None:
            self._run(Polling(self._api, self._ears.take_polled).run)

    def _run(self, part: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._tasks.append(asyncio.create_task(_again_and_again(part)))

    async def stop(self) -> None:
        """Take nothing new, let what is under way end, close."""
        if self._simulator is not None:
            await self._simulator.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.stop()
        await self.turns.settle()
        await self.outbox.drain(STOPS_WITHIN)
        await self._api.stop()
        if self._sms is not None:
            await self._sms.stop()
        await self.database.close()


class _MovedBySimulator:
    """The simulator's hand on the clock; what the new day brings is planned at once."""

    def __init__(self, app: App) -> None:
        self._app = app

    def now(self) -> datetime:
        return self._app.clock.now()

    async def move(self, to: datetime) -> None:
        self._app.clock.put(to)
        await self._app.planner.plan(to.date())
        await self._app.outbox.once()


async def _again_and_again(part: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a part; one that ends by a fault is started again, and the fault is seen in the log."""
    while True:
        try:
            await part()
        except Exception:
            logger.exception("part_failed")
            await asyncio.sleep(RESTART_SECONDS)
        else:
            return
