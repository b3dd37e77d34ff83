"""The web server: an address, then routes."""

import socket
from collections.abc import Iterable

from aiohttp import web

LARGEST_BODY = 2 * 1024 * 1024


def listening(host: str, port: int) -> tuple[socket.socket, str]:
    """A bound socket and its URL; raises OSError if the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    shown = f"[{host}]" if family == socket.AF_INET6 else host
    return bound, f"http://{shown}:{bound.getsockname()[1]}"


class Server:
    """Serves routes; without an access log, since query strings may hold secrets."""

    def __init__(self, bound: socket.socket, routes: Iterable[web.RouteDef]) -> None:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_routes(routes)
        self._bound = bound
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)

    async def start(self) -> None:
        await self._runner.setup()
        await web.SockSite(self._runner, self._bound).start()

    async def stop(self) -> None:
        await self._runner.cleanup()
