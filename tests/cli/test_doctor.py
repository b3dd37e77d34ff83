"""`orleu doctor`: a line for each thing, and 1 if something keeps the service from its work."""

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.cli.doctor import catalog, clock, lacking, telegram
from bot.cli.findings import Finding, Level, loaded
from bot.clock import ALMATY
from bot.settings import Settings, read_settings
from dialogs.case import Reference
from dialogs.eligibility.lines import LineTable
from dialogs.eligibility.parameters import Parameters
from tests.cli.calling import Orleu
from tests.support.telegram_double import TelegramDouble

KEY, OTHER_KEY = "ab" * 32, "cd" * 32
REAL = {"ORLEU_TELEGRAM_TOKEN": "123456:TEST"}
TODAY = date(2026, 8, 12)


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts are looked at elsewhere."""
    monkeypatch.setattr(doctor, "lacking", lambda _language: [])


def found(run: Orleu, **environment: str) -> dict[str, Finding]:
    result = run("doctor", "--json", **environment)
    told = [
        Finding(Level(each["level"]), each["what"], each["detail"])
        for each in json.loads(result.stdout)
    ]
    wrong = any(each.level is Level.WRONG for each in told)
    assert result.exit_code == (1 if wrong else 0)
    return {each.what: each for each in told}


@pytest.mark.usefixtures("complete")
def test_a_new_folder_is_well_but_for_what_must_be_loaded(run: Orleu, folder: Path) -> None:
    told = found(run, ORLEU_TODAY=str(TODAY))
    warned = {what for what, each in told.items() if each.level is Level.WARN}
    assert not [each for each in told.values() if each.level is Level.WRONG]
    assert sum(what.startswith("lines KZ-") for what in warned) == 20
    assert {"backend", "centres"} <= warned
    assert told["telegram"].detail.startswith("off")
    assert (folder / "data" / "orleu.db").is_file()


@pytest.mark.usefixtures("complete")
def test_it_prints_a_line_for_each_thing(run: Orleu) -> None:
    lines = run("doctor").stdout.splitlines()
    assert len(lines) > 25
    assert {line.split(maxsplit=1)[0] for line in lines} == {"ok", "WARN"}
    assert all(": " in line for line in lines)


def test_wrong_settings_are_told_all_at_once(run: Orleu) -> None:
    result = run("doctor", ORLEU_TODAY="soon", ORLEU_HTTP_PORT="many")
    assert result.exit_code == 1
    assert [line.split(":")[1].strip() for line in result.stdout.splitlines()] == [
        "ORLEU_TODAY",
        "ORLEU_HTTP_PORT",
    ]


@pytest.mark.usefixtures("complete")
def test_a_schema_of_another_release_is_wrong_and_left_alone(run: Orleu, folder: Path) -> None:
    found(run)
    with closing(sqlite3.connect(folder / "data" / "orleu.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    told = found(run)
    assert told["database"].level is Level.WRONG
    assert "schema 0001" in told["database"].detail
    assert found(run)["database"] == told["database"]


@pytest.mark.usefixtures("complete")
def test_a_file_that_is_no_database_is_wrong(run: Orleu, folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "orleu.db").write_bytes(b"no database " * 500)
    assert found(run)["database"].level is Level.WRONG


@pytest.mark.usefixtures("complete")
def test_a_server_that_does_not_answer_is_wrong(run: Orleu, unused_tcp_port: int) -> None:
    url = f"postgresql://orleu@127.0.0.1:{unused_tcp_port}/orleu"
    told = found(run, ORLEU_DATABASE_URL=url, ORLEU_SECRET_KEYS=KEY)
    assert told["database"].level is Level.WRONG


@pytest.mark.usefixtures("complete")
def test_a_server_without_our_tables_is_wrong_until_it_is_migrated(
    run: Orleu, pg_url: str
) -> None:
    server = {"ORLEU_DATABASE_URL": pg_url, "ORLEU_SECRET_KEYS": KEY}
    assert "schema none" in found(run, **server)["database"].detail
    assert run("outbox", **server).exit_code == 0
    assert found(run, **server)["database"].level is Level.OK


@pytest.mark.usefixtures("complete")
def test_keys_must_open_what_was_sealed(run: Orleu) -> None:
    assert run("chat", given="/start\n", ORLEU_SECRET_KEYS=KEY).exit_code == 0
    assert found(run, ORLEU_SECRET_KEYS=KEY)["keys"].level is Level.OK
    assert found(run, ORLEU_SECRET_KEYS=f"{OTHER_KEY},{KEY}")["keys"].level is Level.OK
    lost = found(run, ORLEU_SECRET_KEYS=OTHER_KEY)["keys"]
    assert (lost.level, "another key" in lost.detail) == (Level.WRONG, True)
    turned = found(run, ORLEU_SECRET_KEYS=f"{KEY},{OTHER_KEY}")["keys"]
    assert (turned.level, "last" in turned.detail) == (Level.WRONG, True)
    assert KEY not in str(lost)


@pytest.mark.usefixtures("complete")
def test_examples_are_told(run: Orleu, monkeypatch: pytest.MonkeyPatch) -> None:
    async def on(_settings: Settings) -> Finding:
        return Finding(Level.OK, "telegram", "@orleu_bot")

    assert run("chat", given="/start\n").exit_code == 0
    assert found(run)["examples"].level is Level.OK
    monkeypatch.setattr(doctor, "telegram", on)
    beside = found(run, **REAL)["examples"]
    assert (beside.level, "don't count" in beside.detail) == (Level.WARN, True)


def test_lines_and_centres_are_listed_by_region() -> None:
    told = {each.what: each for each in loaded(Reference(LineTable(), Parameters.load()), TODAY)}
    assert told["lines KZ-27"].detail == (
        "for 2026Q3: subsistence minimum of 2026Q2; for 2026Q4: subsistence minimum of 2026Q3"
    )
    assert "KZ-79" in told["centres"].detail
    assert told["national"].level is Level.OK


def test_figures_of_a_year_without_a_budget_law_are_missing() -> None:
    reference = Reference(LineTable(), Parameters.load())
    [national] = [each for each in loaded(reference, date(2035, 1, 5)) if each.what == "national"]
    assert national.level is Level.WARN
    assert "MRP" in national.detail
    assert "holidays" in national.detail


def test_old_time_zone_data_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 8, 12, 12, tzinfo=ALMATY)
    assert clock(now).level is Level.OK
    old = timezone(timedelta(hours=6))
    monkeypatch.setattr(doctor, "ONE_ZONE_SINCE", datetime(2024, 3, 2, 12, tzinfo=old))
    assert clock(now).level is Level.WRONG


def test_texts_that_lack_a_translation_are_wrong() -> None:
    assert catalog("kk", []).level is Level.OK
    told = catalog("kk", ["Hello", "Menu"])
    assert (told.level, "2 missing" in told.detail) == (Level.WRONG, True)


def test_a_catalog_lacks_what_the_release_says_and_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        doctor, "_sentences", lambda _package: ["", "No such sentence", ("x", "y")]
    )
    assert lacking("kk") == ["No such sentence", "x"]


class TestTelegram:
    """Asked over HTTP, as the service asks."""

    def settings(self, folder: Path, api: str, token: str) -> Settings:
        given = {"ORLEU_TELEGRAM_TOKEN": token, "ORLEU_TELEGRAM_API": api}
        return read_settings(given, folder)

    async def test_the_bot_is_named(self, telegram: TelegramDouble, tmp_path: Path) -> None:
        told = await _asked(self.settings(tmp_path, telegram.url, "123456:TEST"))
        assert told.level is Level.OK
        assert told.detail.startswith("@")

    async def test_a_token_that_is_not_known_is_wrong(
        self, telegram: TelegramDouble, tmp_path: Path
    ) -> None:
        told = await _asked(self.settings(tmp_path, telegram.url, "123456:WRONG"))
        assert told.level is Level.WRONG
        assert "123456" not in told.detail

    async def test_a_server_that_does_not_answer_is_wrong(
        self, unused_tcp_port: int, tmp_path: Path
    ) -> None:
        api = f"http://127.0.0.1:{unused_tcp_port}"
        told = await asyncio.wait_for(_asked(self.settings(tmp_path, api, "1:TEST")), 30)
        assert told.level is Level.WRONG


async def _asked(settings: Settings) -> Finding:
    return await telegram(settings)


@pytest.mark.usefixtures("complete")
def test_invented_people_beside_a_real_channel_are_told(run: Orleu) -> None:
    assert run("chat", given="/start\n").exit_code == 0  # loads the examples
    assert found(run)["backend"].level is Level.OK
    told = found(run, **REAL)["backend"]
    assert told.level is Level.WARN
    assert "invented people" in told.detail
