"""The wheel carries everything: installed in an empty folder, it works there."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
INTO_THE_BUILD = (
    "bot",
    "dialogs",
    "locales",
    "pyproject.toml",
    "setup.py",
    "README.md",
    "LICENSE",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.mo")
CARRIED = (
    "bot/locales/kk/LC_MESSAGES/messages.mo",
    "bot/locales/ru/LC_MESSAGES/messages.mo",
    "bot/storage/migrations/env.py",
    "bot/storage/migrations/script.py.mako",
)
DATA = {".yaml", ".csv", ".html", ".css", ".js", ".svg", ".xlsx", ".mako", ".py"}
HOUSEHOLD = {
    "on": "2026-05-20",
    "region": "KZ-27",
    "members": 4,
    "income_quarter": 300000,
    "children_1_to_6": 1,
    "able_bodied": 2,
    "only_able_bodied_cares": False,
    "refused_measures_on": None,
    "contract_breached_on": None,
}


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--isolated", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: leftovers of earlier builds would hide what is missing."""
    source = tmp_path_factory.mktemp("source of the wheel")
    for name in INTO_THE_BUILD:
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, source / name, ignore=LEFT_OUT)
        else:
            shutil.copy(TOP / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", target, source)
    return next(target.glob("orleu-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", target, wheel)
    return target


@pytest.fixture
def orleu(installed: Path, tmp_path: Path) -> "Orleu":
    return Orleu(installed, tmp_path)


class Orleu:
    """The installed command, run in an empty folder without the repository on the path."""

    def __init__(self, installed: Path, folder: Path) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ORLEU_", "PYTHON"))}
        self._environment = {**kept, "PYTHONPATH": str(installed)}

    def __call__(self, *arguments: str, given: str = "") -> str:
        return self.python("-m", "bot", *arguments, given=given)

    def python(self, *arguments: str, given: str = "") -> str:
        done = subprocess.run(  # noqa: S603  # our own interpreter
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self._environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def test_every_data_file_travels(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        str(path.relative_to(TOP))
        for room in ("bot", "dialogs")
        for path in (TOP / room).rglob("*")
        if path.suffix in DATA
    }
    assert ours - inside == set()
    assert set(CARRIED) - inside == set()
    assert {name.partition("/")[0].partition("-")[0] for name in inside} == {
        "bot",
        "dialogs",
        "orleu",
    }


def test_the_command_is_the_installed_one(orleu: Orleu, installed: Path) -> None:
    where = orleu.python("-c", "import bot, dialogs; print(bot.__file__, dialogs.__file__)")
    assert all(path.startswith(str(installed)) for path in where.split(maxsplit=1))


def test_help_lists_the_commands(orleu: Orleu) -> None:
    told = orleu("--help")
    assert "Usage:" in told
    assert "Serve everything in one process" in told
    assert "version 0." in orleu("--version")


def test_an_assessment_needs_no_setup(orleu: Orleu) -> None:
    answer = json.loads(orleu("assess", given=json.dumps(HOUSEHOLD)))
    assert answer["scheme"]
    assert answer["trace"]


def test_the_first_command_makes_the_database(orleu: Orleu) -> None:
    lines = json.loads(orleu("lines", "show", "--json", "--on", "2026-05-20"))
    assert len(lines) == 20
    assert (orleu.folder / "data" / "orleu.db").is_file()
    assert not list(orleu.folder.glob("*.py"))


def test_both_languages_are_spoken(orleu: Orleu) -> None:
    ask = "from bot.catalogs import *; print(all(words(each) for each in LANGUAGES))"
    assert orleu.python("-c", ask).strip() == "True"


def test_the_page_of_the_simulator_travels(orleu: Orleu) -> None:
    ask = "from importlib.resources import files as f; print(f('bot.web.simulator')"
    page = orleu.python("-c", f"{ask}.joinpath('static/index.html').read_text('utf-8')[:15])")
    assert page.strip().lower() == "<!doctype html>"
