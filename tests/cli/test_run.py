"""What `orleu run` refuses to start on, and how it says so."""

from pathlib import Path

import pytest

from tests.support.service import NotReady, Service
from tests.support.telegram_double import TelegramDouble

OTHER_KEY = "6b" * 32


async def refused(service: Service) -> str:
    with pytest.raises(NotReady) as ended:
        await service.start()
    assert "Traceback" not in str(ended.value)
    return str(ended.value)


async def test_what_belongs_to_real_people_gets_no_simulator_and_no_other_key(
    tmp_path: Path, telegram: TelegramDouble
) -> None:
    async with Service.speaking_to(tmp_path, telegram.url) as real:
        await telegram.user(7401).says("/start")
        await telegram.user(7401).hears()
        assert await real.stop() == 0

    without_token = Service(tmp_path, {"ORLEU_HTTP_PORT": "0", "ORLEU_TELEGRAM_TOKN": "1:x"})
    said = await refused(without_token)
    assert "serves real people since" in said
    assert "Not a setting, ignored: ORLEU_TELEGRAM_TOKN" in said

    another = Service.speaking_to(tmp_path, telegram.url, ORLEU_SECRET_KEYS=OTHER_KEY)
    assert "sealed with another key" in await refused(another)


async def test_a_second_one_on_the_same_data(tmp_path: Path) -> None:
    settings = {"ORLEU_HTTP_PORT": "0"}
    async with Service(tmp_path / "home", settings) as first:
        data = {"ORLEU_DATA_DIR": str(first.folder / "data")}
        assert "serves" in await refused(Service(tmp_path / "other", settings | data))


async def test_a_broken_key_file_and_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret.keys").write_text("not a key")
    ended = await Service(tmp_path, {}).orleu("plan")
    assert (ended.code, "secret.keys does not hold keys" in ended.err) == (2, True)

    (tmp_path / "file").write_text("")
    ended = await Service(tmp_path, {"ORLEU_DATA_DIR": "file/data"}).orleu("plan")
    assert (ended.code, "can't be used" in ended.err) == (2, True)


async def test_telegram_calls_no_plain_address(tmp_path: Path) -> None:
    settings = {"ORLEU_TELEGRAM_TOKEN": "1:abcd", "ORLEU_PUBLIC_URL": "http://orleu.example.kz"}
    ended = await Service(tmp_path, settings).orleu("run")
    assert (ended.code, "https" in ended.err) == (2, True)
