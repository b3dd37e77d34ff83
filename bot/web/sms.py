"""The HTTP gateway's calls: an incoming text is acknowledged only after its turn is committed."""

import hmac
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from bot.storage.database import DatabaseDown

PATH = "/sms/http/incoming"


class Incoming(msgspec.Struct, rename={"sender": "from"}):
    """What the gateway brings; `id` is its own id of the message."""

    sender: str
    text: str
    id: str
    to: str = ""


TakeText = Callable[[Incoming], Awaitable[None]]
_decode = msgspec.json.Decoder(Incoming).decode


def incoming(take: TakeText, token: str) -> web.RouteDef:
    """The route; a wrong token gets 403 and nothing else."""
    expected = token.encode()

    async def handle(request: web.Request) -> web.Response:
        given = request.query.get("token", "").encode()
        if not hmac.compare_digest(given, expected):
            return web.Response(status=403)
        try:
            message = _decode(await request.read())
        except msgspec.MsgspecError:
            return web.Response(status=400)
        try:
            await take(message)
        except DatabaseDown:
            return web.Response(status=503)
        return web.Response()

    return web.post(PATH, handle)
