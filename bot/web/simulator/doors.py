"""The two doors that the bot itself uses: the Bot API and the SMS gateway's `send`."""

from __future__ import annotations

import hmac
from typing import Any

from aiohttp import web

from bot.web.simulator.actions import BadAction
from bot.web.simulator.errors import ApiError
from bot.web.simulator.methods import Methods
from bot.web.simulator.pages import read_object
from bot.web.simulator.params import read_params
from bot.web.simulator.parts import Parts
from bot.web.simulator.sms import TextRefused


class Doors:
    """Answers as `api.telegram.org` does to the holder of the token, and as a plain gateway."""

    def __init__(self, parts: Parts, *, token: str) -> None:
        self._token = token
        self._methods = Methods(parts)
        self._sms = parts.sms

    def routes(self, prefix: str) -> list[web.RouteDef]:
        api = prefix + "/api/bot{token}/{method}"
        return [
            web.get(api, self._bot_api, allow_head=False),
            web.post(api, self._bot_api),
            web.post(f"{prefix}/sms/send", self._send_sms),
        ]

    async def _bot_api(self, request: web.Request) -> web.Response:
        try:
            result = await self._call(request)
        except ApiError as error:
            body = {"ok": False, "error_code": error.code, "description": error.description}
            return web.json_response(body, status=error.code)
        return web.json_response({"ok": True, "result": result})

    async def _call(self, request: web.Request) -> Any:
        if not hmac.compare_digest(request.match_info["token"].encode(), self._token.encode()):
            raise ApiError(401, "Unauthorized")
        method = self._methods.find(request.match_info["method"])
        if method is None:
            raise ApiError(404, "Not Found")
        return await method(await read_params(request))

    async def _send_sms(self, request: web.Request) -> web.Response:
        try:
            body = await read_object(request)
            wanted = {name: _text(body.get(name), name) for name in ("to", "text", "id")}
            answer = self._sms.take(to=wanted["to"], text=wanted["text"], client_id=wanted["id"])
        except (BadAction, TextRefused) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(answer)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise BadAction(f"{name}: a text is expected")
    return value
