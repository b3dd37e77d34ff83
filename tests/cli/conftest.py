"""Commands run in this process, on an empty folder, without the settings of the machine."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import orleu
from tests.cli.calling import Orleu


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command runs; its database and keys are made in it."""
    for name in os.environ:
        if name.startswith("ORLEU_"):
            monkeypatch.delenv(name)
    place = tmp_path / "a folder"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def run(folder: Path) -> Orleu:
    """A command of `orleu`, in the folder."""
    assert folder.is_dir()

    def invoke(*words: str, given: str | bytes = "", **environment: str) -> Result:
        return CliRunner().invoke(
            orleu, words, input=given, env=environment, catch_exceptions=False
        )

    return invoke
