"""One post office on each engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.outbox.post import Post
from tests.support.stores import empty_store


@pytest.fixture(params=["sqlite", "postgresql"])
async def post(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Post]:
    server = request.param == "postgresql"
    url = request.getfixturevalue("pg_url") if server else f"sqlite:///{tmp_path}/store.db"
    async with empty_store(url) as store:
        yield Post(store)
