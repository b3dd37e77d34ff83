"""Fixtures that all rooms of the tests share: the doubles and the real parts."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.parts import parts_needed
from tests.support.postgres import PostgresPart
from tests.support.telegram_double import TelegramDouble

pytest_plugins = ["tests.support.parts_plugin", "pytester"]


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramDouble]:
    """A Telegram that nobody has used yet."""
    async with TelegramDouble(token="123456:TEST") as double:  # noqa: S106 - the double's own
        yield double


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresPart]:
    """The run's PostgreSQL server; tests that need it don't run where it can't be had."""
    part = PostgresPart()
    with parts_needed():
        part.start()
    yield part
    part.stop()


@pytest.fixture
def pg_url(postgres: PostgresPart) -> Iterator[str]:
    """postgresql://… of a new, empty database, gone after the test."""
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)
