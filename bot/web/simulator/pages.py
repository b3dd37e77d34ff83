"""HTTP for the browser: the page, its files, the stream of events and the actions."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import PurePosixPath

from aiohttp import web

from bot.web.simulator.actions import Actions, BadAction
from bot.web.simulator.hub import Json
from bot.web.simulator.parts import Parts
from bot.web.simulator.people import clock_event
from bot.web.simulator.sms import TextRefused

_HEARTBEAT_SECONDS = 10
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SHOWN = frozenset({"image/png", "image/jpeg", "image/webp"})
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
    '<rect width="48" height="48" rx="12" fill="#006a80"/>'
    '<g stroke="#fec50c" stroke-width="3" stroke-linecap="round">'
    '<path d="M24 6v4M24 38v4M6 24h4M38 24h4M11 11l3 3M34 34l3 3M11 37l3-3M34 14l3-3"/></g>'
    '<circle cx="24" cy="24" r="9" fill="#fec50c"/></svg>'
)

Action = Callable[[Json], Awaitable[Json]]


class Pages:
    """`state` gives all that a page shows when it opens or comes back."""

    def __init__(self, parts: Parts, *, actions: Actions, state: Callable[[], Json]) -> None:
        self._hub = parts.hub
        self._files = parts.files
        self._clock = parts.clock
        self._state = state
        self._actions: dict[str, Action] = {
            "chat/send": actions.write,
            "chat/edit": actions.correct,
            "chat/press": actions.press,
            "chat/contact": actions.contact,
            "chat/attach": actions.attach,
            "sms/type": actions.sms,
            "sms/count": actions.count,
            "seat": actions.seat,
            "clock": actions.clock,
        }

    def routes(self, prefix: str) -> list[web.RouteDef]:
        return [
            web.get(prefix, self._page),
            web.get(f"{prefix}/", self._without_slash),
            web.get(f"{prefix}/icon.svg", self._icon),
            web.get(f"{prefix}/static/{{name}}", self._static),
            web.get(f"{prefix}/events", self._events),
            web.get(f"{prefix}/files/{{file_id}}", self._file),
            *(web.post(f"{prefix}/{name}", self._action(name)) for name in self._actions),
        ]

    async def _page(self, _: web.Request) -> web.Response:
        return _packaged("index.html", {"Content-Security-Policy": _POLICY})

    async def _without_slash(self, _: web.Request) -> web.Response:
        # The page's own addresses are relative, so that it works behind any proxy path.
        raise web.HTTPFound("../simulator")

    async def _icon(self, _: web.Request) -> web.Response:
        return web.Response(text=_ICON, content_type="image/svg+xml", headers=_SAFE)

    async def _static(self, request: web.Request) -> web.Response:
        return _packaged(request.match_info["name"], {})

    async def _file(self, request: web.Request) -> web.Response:
        file = self._files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        if file.content_type in _SHOWN:
            return web.Response(body=file.data, content_type=file.content_type, headers=_SAFE)
        # Whatever the bot sends is only ever saved, never opened in the page's own origin.
        name = "".join(
            c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in file.name
        )
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        kind = "application/octet-stream"
        return web.Response(body=file.data, content_type=kind, headers={**_SAFE, **disposition})

    def _action(self, name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        action = self._actions[name]

        async def handle(request: web.Request) -> web.Response:
            try:
                return web.json_response(await action(await read_object(request)))
            except (BadAction, TextRefused) as error:
                return web.json_response({"error": str(error)}, status=400)

        return handle

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**_SAFE, "X-Accel-Buffering": "no"})
        response.content_type = "text/event-stream"
        await response.prepare(request)
        with self._hub.page() as events:
            event: Json | None = self._state()
            try:
                while event is not None:
                    line = json.dumps(event, ensure_ascii=False)
                    await response.write(f"retry: 1000\ndata: {line}\n\n".encode())
                    event = await self._next(events)
            except ConnectionError:
                return response  # the page has gone
        return response

    async def _next(self, events: asyncio.Queue[Json | None]) -> Json | None:
        try:
            async with asyncio.timeout(_HEARTBEAT_SECONDS):
                return await events.get()
        except TimeoutError:
            return clock_event(self._clock)


async def read_object(request: web.Request) -> Json:
    """The JSON object of a call; BadAction if it isn't one.

    Only `application/json` is read: a foreign page can't send that without being asked first.
    """
    if request.content_type != "application/json":
        raise BadAction("the body must be application/json")
    try:
        body = await request.json()
    except ValueError:
        raise BadAction("the body is not JSON") from None
    if not isinstance(body, dict):
        raise BadAction("the body must be a JSON object")
    return body


def _packaged(name: str, headers: dict[str, str]) -> web.Response:
    kind = _TYPES.get(PurePosixPath(name).suffix)
    path = resources.files(__package__) / "static" / name
    if kind is None or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(
        body=path.read_bytes(), content_type=kind, charset="utf-8", headers={**_SAFE, **headers}
    )
