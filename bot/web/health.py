"""Is the service alive, ready, and how does it do?"""

from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import REGISTRY, generate_latest

Check = Callable[[], Awaitable[dict[str, object]]]


def health(check: Check) -> list[web.RouteDef]:
    """`check` raises if the service is not ready; what it returns is shown."""

    async def alive(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def ready(_request: web.Request) -> web.Response:
        try:
            return web.json_response({"ready": True, **await check()})
        except Exception as error:  # noqa: BLE001  # whatever it is, we are not ready
            return web.json_response({"ready": False, "why": type(error).__name__}, status=503)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(REGISTRY), content_type="text/plain")

    return [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", metrics)]
