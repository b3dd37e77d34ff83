"""The service on both engines, and its log."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import JsonLines
from tests.proof.worlds import file_url, server_url, small_world, url, world

__all__ = ["file_url", "server_url", "small_world", "url", "world"]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What all loggers write, as the service formats it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
