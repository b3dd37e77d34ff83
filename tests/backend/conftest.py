"""The embedded register, once on each engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.stores import StillStore, empty_store


@pytest.fixture
async def file_store(tmp_path: Path) -> AsyncIterator[StillStore]:
    """An empty store on SQLite, for what does not hang on the engine."""
    async with empty_store(f"sqlite:///{tmp_path}/store.db") as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[StillStore]:
    """An empty store, on SQLite and on PostgreSQL."""
    server = request.param == "postgresql"
    url = request.getfixturevalue("pg_url") if server else f"sqlite:///{tmp_path}/store.db"
    async with empty_store(url) as opened:
        yield opened
