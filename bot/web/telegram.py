"""POST /telegram/webhook: acknowledged only after the turn is committed."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from aiohttp import web

from bot.channels.telegram.decode import Update, decode_update
from bot.storage.database import DatabaseDown

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
JSON = "application/json"
TakeUpdate = Callable[[Update], Awaitable[dict[str, Any] | None]]


def webhook(take: TakeUpdate, secret: str) -> web.RouteDef:
    """The route; what `take` returns travels back as a call in the answer."""
    expected = secret.encode()

    async def handle(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(given, expected):
            return web.Response(status=403)
        try:
            update = decode_update(await request.read())
        except msgspec.MsgspecError:
            return web.Response()  # never readable: a repeat would not help
        try:
            call = await take(update)
        except DatabaseDown:
            return web.Response(status=503)  # Telegram repeats it
        if call is None:
            return web.Response()
        return web.Response(body=msgspec.json.encode(call), content_type=JSON)

    return web.post(PATH, handle)
