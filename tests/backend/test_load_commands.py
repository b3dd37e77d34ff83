"""The operators' commands: what they print, what they exit with."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli import loads
from bot.cli.centres import centres
from bot.cli.lines import lines
from bot.cli.parameters import parameters
from bot.cli.registry import registry
from bot.storage.open import locate, open_database
from tests.backend.files import AIGUL, PAYMENTS, write, write_all
from tests.support.stores import StillStore, empty_store

Run = Callable[..., Result]
GROUPS: dict[str, click.Group] = {
    "registry": registry,
    "centres": centres,
    "lines": lines,
    "parameters": parameters,
}
LINES = "region,quarter,subsistence_minimum,median_income,poverty_line,source\n"


@pytest.fixture
async def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on an empty database; every command opens it anew, as a process would."""
    url = f"sqlite:///{tmp_path}/store.db"
    async with empty_store(url) as made:
        keys, at = made.keys, made.at

    @asynccontextmanager
    async def opened() -> AsyncIterator[StillStore]:
        database = await open_database(locate(url))
        try:
            yield StillStore(database, keys, at)
        finally:
            await database.close()

    monkeypatch.setattr(loads, "opened", opened)

    def invoke(*words: str | Path) -> Result:
        name, *rest = map(str, words)
        return CliRunner().invoke(GROUPS[name], rest, catch_exceptions=False)

    return invoke


def test_a_load_counts_what_it_did(run: Run, tmp_path: Path) -> None:
    paths = write_all(tmp_path)
    result = run("registry", "load", *paths)
    assert result.exit_code == 0
    assert "people: 2 added, 0 changed, 0 removed, 0 as before" in result.stdout
    again = run("registry", "load", *paths, "--json")
    assert json.loads(again.stdout)["payments"] == {
        "added": 0,
        "changed": 0,
        "removed": 0,
        "same": 4,
    }


def test_a_bad_file_exits_with_1_and_every_fault(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "bad.csv", "iin,region\n1,KZ-27\n2,KZ-1\n")
    result = run("registry", "load", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    told = result.stderr.splitlines()
    assert [line.partition(": ")[0] for line in told[:-1]] == [
        "bad.csv, row 2, column iin",
        "bad.csv, row 3, column iin",
        "bad.csv, row 3, column region",
    ]
    assert told[-1] == "3 to put right; nothing was loaded."
    faults = json.loads(run("registry", "load", path, "--json").stderr)["problems"]
    assert [(each["row"], each["column"]) for each in faults] == [
        (2, "iin"),
        (3, "iin"),
        (3, "region"),
    ]


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("registry", "load", tmp_path / "nowhere.csv").exit_code == 2
    assert run("registry", "load").exit_code == 2


def test_replace_shows_what_goes_before_it_goes(run: Run, tmp_path: Path) -> None:
    run("registry", "load", *write_all(tmp_path))
    kept = write(tmp_path, "payments.csv", "".join(PAYMENTS.splitlines(keepends=True)[:3]))
    shown = run("registry", "load", kept, "--replace", "--dry-run")
    assert "  - payments: P-3, P-4" in shown.stdout
    result = run("registry", "load", kept, "--replace")
    diff = "payments: 0 added, 0 changed, 2 removed, 2 as before"
    assert result.stdout.splitlines() == [diff, "  - payments: P-3, P-4", diff]


def test_a_diff_names_no_person(run: Run, tmp_path: Path) -> None:
    result = run("registry", "load", *write_all(tmp_path), "--dry-run", "--json")
    assert AIGUL not in result.stdout
    told = json.loads(result.stdout)
    assert told["people"]["added"] == 2
    assert told["payments"]["added"] == ["P-1", "P-2", "P-3", "P-4"]


def test_the_sample_shows_the_columns_and_loads(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "made here"
    written = run("registry", "sample", folder, "--on", "2026-08-12").stdout.splitlines()
    assert run("registry", "load", folder / "registry.xlsx").exit_code == 0
    assert run("centres", "load", folder / "centres.csv").stdout == (
        "centres: 40 added, 0 changed, 0 removed, 0 as before\n"
    )
    assert sorted(written) == sorted(str(path) for path in folder.iterdir())


def test_lines_are_shown_with_their_status_and_source(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "lines.csv", LINES + "KZ-27,2026Q2,60000,130000,,bulletin 7\n")
    assert run("lines", "load", path).exit_code == 0
    shown = run("lines", "show", "--region", "KZ-27", "--on", "2026-08-12", "--json")
    assert json.loads(shown.stdout) == [
        {
            "region": "KZ-27",
            "on": "2026-08-12",
            "poverty_line": "45500.00",
            "status": "computed",
            "source": "bulletin 7",
        }
    ]
    everywhere = run("lines", "show").stdout.splitlines()
    assert len(everywhere) == 21
    assert "KZ-10\t2026-08-12\t\tnot_loaded\t" in everywhere
    assert run("lines", "show", "--region", "KZ-99").exit_code == 2


def test_the_history_of_lines_is_shown(run: Run, tmp_path: Path) -> None:
    for minimum in (60000, 61000):
        row = f"KZ-27,2026Q2,{minimum},,,bulletin\n"
        run("lines", "load", write(tmp_path, "lines.csv", LINES + row))
    told = json.loads(run("lines", "show", "--history", "--json").stdout)
    assert [(each["subsistence_minimum"], bool(each["superseded_at"])) for each in told] == [
        ("60000", True),
        ("61000", False),
    ]


def test_missing_lines_are_listed_by_region(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "lines.csv", LINES + "KZ-27,2026Q2,60000,130000,,bulletin 7\n")
    run("lines", "load", path)
    told = run("lines", "missing").stdout.splitlines()
    assert told[0] == "region\tquarter\tneed"
    assert "KZ-10\t2026Q3\tsubsistence minimum of 2026Q2" in told
    assert [line for line in told if line.startswith("KZ-27")] == [
        "KZ-27\t2026Q4\tsubsistence minimum of 2026Q3"
    ]


def test_a_bad_lines_file_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path, "lines.csv", LINES + "KZ-27,2026Q5,60000,,,bulletin\n")
    result = run("lines", "load", path)
    assert result.exit_code == 1
    assert result.stderr.startswith("lines.csv, row 2, column quarter: ")


def test_national_figures_are_loaded(run: Run, tmp_path: Path) -> None:
    text = "name,valid_from,value,source\nmrp,2027-01-01,4600,budget law\n"
    result = run("parameters", "load", write(tmp_path, "figures.csv", text))
    assert result.stdout == "parameters: 1 added, 0 changed, 0 removed, 0 as before\n"
