"""How updates leave the server: long polling with an offset, or a webhook, never both."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.support.request_log import RequestLog
from tests.support.telegram_checks import Refused, bad, check_webhook
from tests.support.telegram_state import Updates

LONGEST_POLL = 50  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0  # seconds between tries; the real one waits far longer
WEBHOOK_ANSWER_IN = 60  # seconds
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

Call = Callable[[str, dict[str, Any]], Awaitable[None]]


@dataclass(slots=True)
class Webhook:
    """Where updates go, and what went wrong last."""

    url: str = ""
    secret: str = ""
    last_error: str = ""
    last_error_date: int = 0
    max_connections: int = 40


@dataclass(slots=True)
class Poll:
    """A getUpdates that waits; a newer one ends it."""

    ended: asyncio.Event = field(default_factory=asyncio.Event)


class Delivery:
    """`call` runs a method that came in the answer of the webhook, as the real server does."""

    def __init__(self, updates: Updates, log: RequestLog, call: Call) -> None:
        self.updates = updates
        self.webhook = Webhook()
        self._log = log
        self._call = call
        self._poll: Poll | None = None
        self._courier: asyncio.Task[None] | None = None

    async def get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.url:
            way = "use deleteWebhook to delete the webhook first"
            trouble = f"can't use getUpdates method while webhook is active; {way}"
            raise Refused(409, f"Conflict: {trouble}")
        limit = min(max(_number(params, "limit", 100), 1), 100)
        timeout = min(max(_number(params, "timeout", 0), 0), LONGEST_POLL)
        if isinstance(params.get("allowed_updates"), list):
            self.updates.allowed = list(params["allowed_updates"])
        self.updates.move_to(_number(params, "offset", 0))
        if not self.updates.pending and timeout:
            await self._long_poll(timeout)
        elif self._poll:
            self._poll.ended.set()
        given = self.updates.pending[:limit]
        if given:
            self._log.write("given", update_ids=[u["update_id"] for u in given], how="polling")
        return given

    async def _long_poll(self, timeout: float) -> None:  # noqa: ASYNC109 - the API's own word
        if self._poll:
            self._poll.ended.set()
        poll = self._poll = Poll()
        self._log.write("polling", seconds=timeout)
        ended = asyncio.create_task(poll.ended.wait())
        news = asyncio.create_task(self.updates.wait(timeout))
        try:
            await asyncio.wait({ended, news}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (ended, news):
                task.cancel()
            await asyncio.gather(ended, news, return_exceptions=True)
            if self._poll is poll:
                self._poll = None
        if poll.ended.is_set():
            other = "make sure that only one bot instance is running"
            raise Refused(409, f"Conflict: terminated by other getUpdates request; {other}")

    async def set_webhook(self, params: dict[str, Any]) -> bool:
        url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
        check_webhook(url, secret)
        await self.stop()
        if self._poll:
            self._poll.ended.set()
        if isinstance(params.get("allowed_updates"), list):
            self.updates.allowed = list(params["allowed_updates"])
        if str(params.get("drop_pending_updates")).lower() == "true":
            self.updates.confirm([u["update_id"] for u in self.updates.pending], "dropped")
        self.webhook = Webhook(url, secret, max_connections=_number(params, "max_connections", 40))
        if url:
            self._courier = asyncio.create_task(self._deliver())
        return True

    async def delete_webhook(self, params: dict[str, Any]) -> bool:
        kept = {"drop_pending_updates": params.get("drop_pending_updates")}
        return await self.set_webhook(kept)

    def info(self) -> dict[str, Any]:
        hook = self.webhook
        told = {
            "url": hook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
            "allowed_updates": self.updates.allowed,
        }
        if hook.url:
            told["max_connections"] = hook.max_connections
        if hook.last_error:
            told |= {
                "last_error_message": hook.last_error,
                "last_error_date": hook.last_error_date,
            }
        return told

    async def stop(self) -> None:
        if self._courier:
            self._courier.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._courier
            self._courier = None

    async def _deliver(self) -> None:
        """One update after the other, each again until the answer is 2xx."""
        pause = FIRST_PAUSE
        async with ClientSession(timeout=ClientTimeout(WEBHOOK_ANSWER_IN)) as session:
            while True:
                await self.updates.wait(LONGEST_POLL)
                if not self.updates.pending:
                    continue
                if await self._post(session, self.updates.pending[0]):
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, session: ClientSession, update: dict[str, Any]) -> bool:
        headers = {SECRET_HEADER: self.webhook.secret} if self.webhook.secret else {}
        number = update["update_id"]
        self._log.write("given", update_ids=[number], how="webhook")
        try:
            async with session.post(self.webhook.url, json=update, headers=headers) as answer:
                body = await answer.read()
                good, is_json = answer.ok, answer.content_type == "application/json"
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (ClientError, TimeoutError) as error:
            good, is_json, body, trouble = False, False, b"", f"Connection failed: {error}"
        if not good:
            line = self._log.write("webhook error", update_id=number, trouble=trouble)
            self.webhook.last_error, self.webhook.last_error_date = trouble, int(line["at"])
            return False
        self.updates.confirm([number], "webhook")
        if is_json:
            await self._answer(body)
        return True

    async def _answer(self, body: bytes) -> None:
        with contextlib.suppress(ValueError):
            wish = json.loads(body)
            if isinstance(wish, dict) and isinstance(wish.get("method"), str):
                await self._call(wish.pop("method"), wish)


def _number(params: dict[str, Any], name: str, default: int) -> int:
    try:
        return int(params.get(name) or default)
    except (TypeError, ValueError):
        raise bad(f"parameter {name} must be a Number") from None
