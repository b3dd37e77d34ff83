"""The real parts are real: a server that answers queries, a browser that draws a page."""

import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.support.chromium import browser_page, find_browser
from tests.support.parts import PartMissing, parts_needed
from tests.support.postgres import PREFIX, PostgresPart, sweep


async def test_a_query_is_answered_by_postgresql_18(pg_url: str) -> None:
    connection = await asyncpg.connect(pg_url)
    try:
        version = await connection.fetchval("select current_setting('server_version_num')::int")
        kazakh = await connection.fetchval("select 'Әлеуметтік көмек'")
    finally:
        await connection.close()
    assert version // 10_000 == 18
    assert kazakh == "Әлеуметтік көмек"


def test_each_database_is_new_and_can_go_while_somebody_is_connected(
    postgres: PostgresPart,
) -> None:
    first, second = postgres.create_database(), postgres.create_database()
    assert first != second
    postgres.drop_database(first)
    names = postgres.psql("select datname from pg_database").split()
    assert first.rpartition("/")[2] not in names
    assert second.rpartition("/")[2] in names
    postgres.drop_database(second)


def test_a_stopped_server_leaves_no_folder_behind() -> None:
    with parts_needed(), PostgresPart() as part:
        folder = part.psql("show data_directory")
        assert part.start_seconds > 0
    with pytest.raises(FileNotFoundError):
        open(folder).close()  # noqa: PTH123 - only whether it is there


def test_what_a_killed_run_left_behind_is_swept_away(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        text=True,
        check=True,
    )
    left, kept = (
        tmp_path / f"{PREFIX}{ended.stdout.strip()}-x",
        tmp_path / f"{PREFIX}{os.getpid()}-x",
    )
    for folder in (left, kept):
        (folder / "data").mkdir(parents=True)
    sweep(tmp_path)
    assert (left.exists(), kept.exists()) == (False, True)


async def test_a_page_is_drawn_by_a_browser() -> None:
    with parts_needed():
        find_browser()
        async with browser_page({"width": 390, "height": 844}) as page:
            await page.set_content("<h1>Сәлем</h1><script>document.title='drawn'</script>")
            assert await page.title() == "drawn"
            assert await page.inner_text("h1") == "Сәлем"
            assert page.viewport_size == {"width": 390, "height": 844}


def test_a_machine_without_a_browser_is_told_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.support.chromium.COMMANDS", ("no-such-browser",))
    with pytest.raises(PartMissing, match="apt-get install chromium"):
        find_browser()


RUN_WITHOUT_A_PART = """
from tests.support.parts import PartMissing, parts_needed

def test_that_needs_much():
    with parts_needed():
        raise PartMissing("a mainframe", "buy one")
"""


@pytest.mark.parametrize(("strict", "status"), [("0", 0), ("1", 1)])
def test_a_run_ends_with_the_parts_that_it_lacked(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, strict: str, status: int
) -> None:
    monkeypatch.setenv("ORLEU_ALL_PARTS", strict)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    pytester.makepyfile(RUN_WITHOUT_A_PART)
    result = pytester.runpytest_subprocess("-p", "tests.support.parts_plugin")
    result.stdout.fnmatch_lines(["*did not run*", "a mainframe (1 tests): buy one"])
    assert result.ret == status
