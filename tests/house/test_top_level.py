"""What a newcomer meets first: the top folder, the settings, the commands of the README."""

import ast
import re
from pathlib import Path

import yaml

from bot.cli import COMMANDS

TOP = Path(__file__).parents[2]
ROOMS = {"benchmarks", "bot", "dialogs", "docs", "locales", "tests"}
PAPERS = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"}
TOOLS = {"Dockerfile", "Makefile", "babel.cfg", "docker-compose.yml", "pyproject.toml", "setup.py"}
LOCKS = {"requirements.lock", "requirements-test.lock", "requirements-bench.lock"}
DOTFILES = {".ci", ".dockerignore", ".env.example", ".gitignore"}
MADE = {"build", "data", "dist", "orleu.egg-info"}  # by commands; git does not keep them
SETTING = re.compile(r"\bORLEU_[A-Z_]+\b")
READERS_OF_THE_ENVIRONMENT = {"environ", "getenv"}


def text(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def settings() -> set[str]:
    """The settings that the service reads."""
    return set(SETTING.findall(text("bot/settings.py")))


def test_the_top_folder_holds_what_the_design_says() -> None:
    there = {path.name for path in TOP.iterdir()}
    seen = {name for name in there if not name.startswith((".", "__"))} - MADE
    wanted = ROOMS | PAPERS | TOOLS | LOCKS
    assert seen == wanted
    assert there >= DOTFILES


def test_every_setting_is_documented_and_nothing_else() -> None:
    documented = re.findall(r"^#?(ORLEU_[A-Z_]+)=", text(".env.example"), re.MULTILINE)
    assert sorted(documented) == sorted(settings())


def test_only_the_settings_read_the_environment() -> None:
    readers = set()
    for path in (*(TOP / "bot").rglob("*.py"), *(TOP / "dialogs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "attr", getattr(node, "id", None))
            if name in READERS_OF_THE_ENVIRONMENT:
                readers.add(str(path.relative_to(TOP)))
    # `orleu read` starts in a blink: it takes its one setting without what the others need.
    assert readers == {"bot/settings.py", "bot/cli/read.py"}


def test_the_containers_use_settings_that_exist() -> None:
    used = SETTING.findall(text("Dockerfile") + text("docker-compose.yml"))
    assert used
    assert set(used) <= settings()


def test_the_containers_copy_what_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text("Dockerfile"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert {"bot", "dialogs", "locales", "pyproject.toml", "setup.py"} <= names
    assert [name for name in names if not (TOP / name).exists()] == []


def test_the_composition_is_readable() -> None:
    services = yaml.safe_load(text("docker-compose.yml"))["services"]
    assert {"web", "worker", "postgres"} == set(services)


def test_papers_name_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "docs/operations.md"):
        named = set(re.findall(r"`make ([a-z]+)", text(name)))
        named |= set(re.findall(r"^ +make ([a-z]+)", text(name), re.MULTILINE))
        assert named <= targets, name
    assert {"run", "test"} <= targets


def test_papers_name_commands_that_exist() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/operations.md"):
        named = set(
            re.findall(r"(?:`|^ +|python -m )(?:orleu|bot) ([a-z]+)", text(name), re.MULTILINE)
        )
        assert named <= set(COMMANDS), name
