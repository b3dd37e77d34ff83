"""One running service by long polling for all tests that only talk with it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import pytest_asyncio

from tests.support.service import Service
from tests.support.telegram_double import TelegramDouble
from tests.support.waiting import until
from tests.whole.citizen import Citizen

TOKEN = "123456:SECRET-of-the-bot"  # noqa: S105  # the double's own
TEXTS = 6  # two descriptions, for everybody and in both languages
ALMATY = timezone(timedelta(hours=5))


@dataclass(frozen=True, slots=True)
class Served:
    """The process, the Telegram that it speaks to, and the day on which it runs."""

    service: Service
    telegram: TelegramDouble

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.telegram.clock(), ALMATY).date()

    async def introduced(self) -> None:
        """The bot has told Telegram all about itself."""
        await until(lambda: len(self.telegram.methods.profile.texts) == TEXTS)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the embedded database holds, read without the product."""
        with closing(sqlite3.connect(f"file:{self.service.database}?mode=ro", uri=True)) as books:
            return books.execute(query).fetchall()

    async def settled(self, update: int | None) -> None:
        """The bot has taken the update over, and nothing that it answers is on its way."""

        def so() -> bool:
            lines = self.telegram.log.of("confirmed")
            taken = {number for line in lines for number in line["update_ids"]}
            return update in taken and not self.rows("SELECT 1 FROM letters WHERE state='waiting'")

        await until(so)

    def citizen(self, person: int) -> Citizen:
        return Citizen.of(self.telegram, person)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """Started once, with nothing loaded; each test brings people of its own."""
    folder = tmp_path_factory.mktemp("served")
    async with TelegramDouble(token=TOKEN) as telegram:
        service = Service.speaking_to(folder, telegram.url, ORLEU_TELEGRAM_TOKEN=TOKEN)
        async with service:
            yield Served(service, telegram)
