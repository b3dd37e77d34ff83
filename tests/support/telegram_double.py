"""A Telegram of our own on a real port: the Bot API, people who talk, failures on demand.

In a test: `async with TelegramDouble() as telegram:`. As a process of its own, so that the
product may be killed beside it: `python tests/support/telegram_double.py --port 0 --log FILE`;
the first line that it prints is its URL, and `/control/…` stands for the people.
"""

import argparse
import asyncio
import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.failures import Failures, Planned
from tests.support.request_log import RequestLog
from tests.support.telegram_body import Params, number_of, read_body, shown
from tests.support.telegram_checks import Refused
from tests.support.telegram_control import control_routes
from tests.support.telegram_delivery import Delivery
from tests.support.telegram_methods import Methods
from tests.support.telegram_state import Chats, Message, Updates
from tests.support.telegram_user import TelegramUser

BODY_LIMIT = 55 * 1024 * 1024  # bytes
_ORDERED = {
    "403 blocked": Refused(403, "Forbidden: bot was blocked by the user"),
    "403 deactivated": Refused(403, "Forbidden: user is deactivated"),
    "500": Refused(500, "Internal Server Error"),
}


class TelegramDouble:
    """The server. `url` is what the product gets as the address of the Bot API."""

    def __init__(
        self,
        token: str = "123456:TEST",  # noqa: S107 - no secret: the double's own
        *,
        port: int = 0,
        log: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.log = RequestLog(log, clock)
        self.clock = clock
        self.chats = Chats()
        self.updates = Updates(self.log)
        self.methods = Methods(self.chats, self.updates)
        self.delivery = Delivery(self.updates, self.log, self._from_webhook)
        self.failures = Failures()
        self.url = ""
        self._port = port
        self._users: dict[int, TelegramUser] = {}
        self._runner: web.AppRunner | None = None
        self._closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=BODY_LIMIT)
        app.add_routes(control_routes(self))
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        await self.delivery.stop()
        if self._runner:
            await self._runner.cleanup()
        self.log.close()

    def user(self, person: int, language_code: str | None = None) -> TelegramUser:
        """A person with a phone; unknown to the bot until they say something."""
        self.chats.meet(person, language_code)
        return self._users.setdefault(person, TelegramUser(self, person))

    def fail(
        self,
        method: str,
        kind: str,
        times: int = 1,
        *,
        retry_after: int = 1,
        chat: int | None = None,
    ) -> None:
        """The next `times` calls of `method` ("*": of any) come to grief.

        Kinds: "429", "403 blocked", "403 deactivated", "500", "timeout" (taken, nothing done,
        never answered), "drop" (done, but the connection breaks before the answer).
        """
        self.failures.plan(Planned(method, kind, times, retry_after, chat))

    def sent(self, method: str | None = None, chat: int | None = None) -> list[dict[str, Any]]:
        """The log of requests that were carried out, oldest first."""
        lines = self.log.of("request", outcome="accepted") + self.log.of("request", outcome="drop")
        lines = [line for line in lines if method in (None, line["method"])]
        lines = [line for line in lines if chat in (None, line["chat"])]
        return sorted(lines, key=lambda line: int(line["seq"]))

    def messages(self, chat: int) -> list[Message]:
        """The bot's messages that stand in the chat now, oldest first, as last edited."""
        return [m for (c, _), m in sorted(self.chats.standing.items()) if c == chat and m]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            self._check_token(request.match_info["token"], method)
            params = await read_body(request)
            return await self._carry_out(request, method, params)
        except Refused as refused:
            return _refusal(refused)

    def _check_token(self, token: str, method: str) -> None:
        if token != self.token:
            self._note(method, {}, "refused", code=401, description="Unauthorized")
            raise Refused(401, "Unauthorized")

    async def _carry_out(
        self, request: web.Request, method: str, params: Params
    ) -> web.StreamResponse:
        planned = self.failures.take(method, number_of(params.get("chat_id")))
        if planned and planned.kind == "timeout":
            self._note(method, params, "timeout")
            await self._closing.wait()
        elif planned and planned.kind != "drop":
            refused = _ORDERED.get(planned.kind) or too_many(planned.retry_after)
            self._note(method, params, planned.kind, code=refused.code)
            raise refused
        outcome = "drop" if planned else "accepted"
        result = await self._call(method, params, outcome)
        if planned and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "result": result})

    async def _call(self, method: str, params: Params, outcome: str) -> Any:
        """Runs the method and writes what became of it into the log."""
        try:
            result = await self._run(method, params)
        except Refused as refused:
            told = {"code": refused.code, "description": refused.description}
            self._note(method, params, "refused", **told)
            raise
        made = result.get("message_id") if isinstance(result, dict) else None
        self._note(method, params, outcome, message_id=made)
        return result

    async def _run(self, method: str, params: Params) -> Any:
        match method.lower():
            case "getupdates":
                return await self.delivery.get_updates(params)
            case "setwebhook":
                return await self.delivery.set_webhook(params)
            case "deletewebhook":
                return await self.delivery.delete_webhook(params)
            case "getwebhookinfo":
                return self.delivery.info()
            case _:
                return await self.methods.call(method, params)

    async def _from_webhook(self, method: str, params: Params) -> None:
        """A call in the webhook's answer: carried out, its result told to nobody."""
        with contextlib.suppress(Refused):
            await self._call(method, params, "accepted")

    def _note(self, method: str, params: Params, outcome: str, **facts: Any) -> None:
        chat = number_of(params.get("chat_id"))
        said = shown(params)
        self.log.write("request", method=method, chat=chat, outcome=outcome, params=said, **facts)


def too_many(retry_after: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    return web.json_response(body, status=refused.code)


async def _serve(port: int, log: Path | None, token: str) -> None:
    async with TelegramDouble(token, port=port, log=log) as telegram:
        sys.stdout.write(telegram.url + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serves until it is stopped; prints its URL first."""
    options = argparse.ArgumentParser(description="A Bot API double")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--log", type=Path)
    options.add_argument("--token", default="123456:TEST")
    given = options.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(given.port, given.log, given.token))


if __name__ == "__main__":
    main()
