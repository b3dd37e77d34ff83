"""An SMS gateway of our own: takes POST JSON {to, text, id}, answers {"id": …}, fails on demand.

In a test `async with SmsDouble() as sms:`; the product gets `sms.url`, and `says` posts what a
person texts to the address that the product serves.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession, web

from tests.support.failures import Failures, Planned
from tests.support.request_log import RequestLog

_STATUS = {"429": 429, "500": 500}


@dataclass(frozen=True, slots=True)
class Sms:
    """One text message that the gateway accepted: our number, receiver, text, sender's own id."""

    id: str
    to: str
    text: str
    client_id: str


class SmsDouble:
    """The gateway. `messages` is what it accepted, in order; the log has everything."""

    def __init__(
        self, *, port: int = 0, log: Path | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.log = RequestLog(log, clock)
        self.messages: list[Sms] = []
        self.failures = Failures()
        self.url = ""
        self._port = port
        self._runner: web.AppRunner | None = None
        self._closing = asyncio.Event()
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/send", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/send"
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        if self._runner:
            await self._runner.cleanup()
        self.log.close()

    def fail(self, kind: str, times: int = 1, *, retry_after: int = 1) -> None:
        """The next sends fail: "429", "500", "timeout" (nothing done), "drop" (done, no word)."""
        if kind not in (*_STATUS, "timeout", "drop"):
            raise ValueError(f"a gateway does not fail by {kind!r}")
        self.failures.plan(Planned("send", kind, times, retry_after, None))

    async def says(self, number: str, text: str, to_url: str, message_id: str = "mo-1") -> int:
        """A text from a person's phone to the product's door; answers the HTTP status."""
        body = {"from": number, "text": text, "id": message_id}
        async with ClientSession() as session, session.post(to_url, json=body) as answer:
            self.log.write("posted", url=to_url, body=body, status=answer.status)
            return answer.status

    async def hears(self, number: str, n: int = 1, timeout: float = 10) -> list[Sms]:  # noqa: ASYNC109
        """The first `n` texts to the number, once they came; AssertionError tells what did."""
        try:
            async with asyncio.timeout(timeout), self._news:
                await self._news.wait_for(lambda: len(self.to(number)) >= n)
        except TimeoutError:
            got = [sms.text for sms in self.to(number)]
            raise AssertionError(f"waited for {n} texts, got {got}") from None
        return self.to(number)[:n]

    def to(self, number: str) -> list[Sms]:
        return [sms for sms in self.messages if sms.to == number]

    async def _take(self, request: web.Request) -> web.StreamResponse:
        planned = self.failures.take("send")
        body = await request.json()
        if trouble := _trouble(body):
            self.log.write("request", outcome="refused", body=body, trouble=trouble)
            return web.json_response({"error": trouble}, status=400)
        if planned and planned.kind != "drop":
            self.log.write("request", outcome=planned.kind, body=body)
            return await self._refuse(planned)
        answer = await self._keep(body, "drop" if planned else "accepted")
        if planned and request.transport:
            request.transport.abort()
        return answer

    async def _refuse(self, planned: Planned) -> web.Response:
        if planned.kind == "timeout":
            await self._closing.wait()
        status = _STATUS.get(planned.kind, 500)
        headers = {"Retry-After": str(planned.retry_after)} if status == 429 else {}
        return web.json_response({"error": planned.kind}, status=status, headers=headers)

    async def _keep(self, body: dict[str, Any], outcome: str) -> web.Response:
        sms = Sms(f"sms-{len(self.messages) + 1}", body["to"], body["text"], body["id"])
        self.messages.append(sms)
        self.log.write("request", outcome=outcome, body=body, id=sms.id)
        async with self._news:
            self._news.notify_all()
        return web.json_response({"id": sms.id})


def _trouble(body: Any) -> str:
    """Why the gateway won't take it; empty when it will."""
    if not isinstance(body, dict) or set(body) != {"to", "text", "id"}:
        return "expected exactly to, text, id"
    return next((f"{k} must be a filled string" for k, v in body.items() if not _filled(v)), "")


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
