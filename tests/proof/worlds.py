"""Fixtures for the rooms of the tests about guarding people; their conftest files name them."""

import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.storage.migrate import migrate
from bot.storage.open import locate
from tests.proof.world import PEOPLE, World, opened
from tests.support.postgres import PostgresPart

TEMPLATE = "orleu_template"
_NUMBERS = count(1)


@pytest.fixture
def file_url(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    """A migrated SQLite database; the migrations run once for all tests, who get copies."""
    template = tmp_path_factory.getbasetemp() / f"{TEMPLATE}.db"
    if not template.exists():
        migrate(locate(f"sqlite:///{template}"))
    shutil.copy(template, tmp_path / "orleu.db")
    return f"sqlite:///{tmp_path}/orleu.db"


@pytest.fixture
def server_url(postgres: PostgresPart) -> Iterator[str]:
    """The same on PostgreSQL."""
    known = postgres.psql(f"select 1 from pg_database where datname = '{TEMPLATE}'")  # noqa: S608  # our own name
    if not known:
        postgres.psql(f"create database {TEMPLATE}")
        migrate(locate(postgres.url(TEMPLATE)))
    name = f"guarded_{next(_NUMBERS)}"
    postgres.psql(f"create database {name} template {TEMPLATE}")
    yield postgres.url(name)
    postgres.drop_database(postgres.url(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A migrated database of each engine."""
    server = request.param == "postgresql"
    found: str = request.getfixturevalue("server_url" if server else "file_url")
    return found


@pytest.fixture
async def world(url: str, tmp_path: Path) -> AsyncIterator[World]:
    """The service on each engine, with two people in its register."""
    async with opened(url) as made:
        await made.load(tmp_path, people=PEOPLE)
        yield made


@pytest.fixture
async def small_world(file_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """The service on SQLite, for what does not hang on the engine."""
    async with opened(file_url) as made:
        await made.load(tmp_path, people=PEOPLE)
        yield made
