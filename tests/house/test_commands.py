"""make works from any folder, with a blank in its path, and says clearly what a machine lacks."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
CALLS = {
    "inside": (["make"], "house"),
    "with -C": (["make", "--no-print-directory", "-C", "a house"], "above"),
    "with -f": (["make", "-f", "a house/Makefile"], "above"),
}
FAKE = """#!/bin/sh
case "$*" in *ensurepip*) exit 1 ;; esac
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The doors of the house in a folder with a blank in its name."""
    house = tmp_path / "a house"
    shutil.copytree(TOP / ".ci", house / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "Makefile", house)
    shutil.copy(TOP / "requirements.lock", house)
    return house


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "PYTHON", "HERE"))}
    return subprocess.run(  # noqa: S603  # commands of this file
        command,
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("call", CALLS)
def test_make_finds_its_folder(house: Path, call: str) -> None:
    command, where = CALLS[call]
    done = run([*command, "help"], house if where == "house" else house.parent)
    assert done.stderr == ""
    assert "make run" in done.stdout
    assert "make test" in done.stdout


@pytest.mark.parametrize("call", CALLS)
def test_what_is_set_up_is_not_set_up_again(house: Path, call: str) -> None:
    environment = house / ".venv" / "bin"
    environment.mkdir(parents=True)
    (environment / "python").write_text('#!/bin/sh\ncase "$*" in *"bot run"*) pwd ;; esac\n')
    (environment / "python").chmod(0o755)
    shutil.copy(house / "requirements.lock", house / ".venv" / "installed-requirements.lock")
    catalogs = house / "locales" / "kk" / "LC_MESSAGES"
    shutil.copytree(TOP / "locales" / "kk" / "LC_MESSAGES", catalogs)
    shutil.copytree(catalogs, house / "bot" / "locales" / "kk" / "LC_MESSAGES")
    (house / "bot" / "locales" / "kk" / "LC_MESSAGES" / "messages.mo").touch()

    command, where = CALLS[call]
    done = run([*command, "run"], house if where == "house" else house.parent)

    assert (done.stdout, done.stderr) == (f"{house}\n", "")


def test_a_machine_without_python_is_told_so(house: Path, tmp_path: Path) -> None:
    done = run(["/bin/sh", ".ci/setup", "requirements.lock"], house, PATH=str(tmp_path))
    assert done.returncode == 1
    assert "Python 3.11 or later is needed" in done.stderr


def test_a_machine_without_venv_is_told_the_package(house: Path, tmp_path: Path) -> None:
    fake = tmp_path / "bin" / "python3"
    fake.parent.mkdir()
    fake.write_text(FAKE)
    fake.chmod(0o755)
    done = run(["/bin/sh", ".ci/setup", "requirements.lock"], house, PATH=str(fake.parent))
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr
    assert not (house / ".venv").exists()


@pytest.mark.parametrize("name", [".ci/setup", ".ci/lock", ".ci/catalogs"])
def test_the_scripts_are_plain_sh(name: str) -> None:
    assert run(["/bin/sh", "-n", name], TOP).stderr == ""


def test_ci_hides_nothing() -> None:
    script = (TOP / ".ci" / "run").read_text(encoding="utf-8")
    assert run(["bash", "-n", ".ci/run"], TOP).stderr == ""
    assert "ORLEU_ALL_PARTS=1 make test" in script
    assert "make lint" in script
