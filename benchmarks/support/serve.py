"""What every peer does alike: its arguments, and its aiohttp server without access log."""

import argparse
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web


def arguments() -> argparse.Namespace:
    """`port` to listen on at 127.0.0.1, `api` the base URL of the sink, and the bot's `token`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--api", required=True)
    parser.add_argument("--token", required=True)
    return parser.parse_args()


def serve(application: Callable[[], Awaitable[web.Application]]) -> None:
    """Serve until terminated. Only warnings are logged, as a server in production would."""
    logging.basicConfig(level=logging.WARNING)
    web.run_app(
        application(), host="127.0.0.1", port=arguments().port, access_log=None, print=None
    )
