"""What the product stands on: pinned, with hashes, from anywhere, under licences that fit."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)", re.MULTILINE)
COPYLEFT = re.compile(r"(?<![A-Z])A?GPL|AFFERO|(?<!LESSER )GENERAL PUBLIC", re.IGNORECASE)


def lock(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall(lock(name)))


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(extra: str | None = None) -> set[str]:
    project = tomllib.loads(lock("pyproject.toml"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {plain(re.split(r"[\[<>=!~; ]", each)[0]) for each in wanted}


def licence(package: str) -> str:
    """What the package says of itself: an SPDX expression, else classifiers, else one line."""
    said = metadata(package)
    if "License-Expression" in said:
        return str(said["License-Expression"])
    classifiers = [c for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    lines = (str(said["License"]) if "License" in said else "").strip().splitlines()
    return "; ".join(classifiers) or (lines[0] if lines else "")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    assert "://" not in lock(name)
    options = set(re.findall(r"--[a-z-]+", lock(name)))
    assert options == {"--hash"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", lock(name).strip())
    assert len(blocks) == len(pins(name))
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_agree() -> None:
    one, two, three = (pins(name) for name in LOCKS)
    assert one.items() <= two.items() <= three.items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    assert asked_for() <= set(map(plain, pins("requirements.lock")))
    assert asked_for("test") <= set(map(plain, pins("requirements-test.lock")))
    assert asked_for("bench") <= set(map(plain, pins("requirements-bench.lock")))


def test_licences_are_told_apart() -> None:
    # LGPL is allowed as a dependency.
    for bad in (
        "GPL-3.0-only",
        "AGPL-3.0",
        "License :: OSI Approved :: GNU General Public License",
    ):
        assert COPYLEFT.search(bad)
    for good in ("LGPL-3.0-or-later", "GNU Lesser General Public License", "MIT", "MPL-2.0"):
        assert not COPYLEFT.search(good)


def test_no_dependency_is_under_gpl_or_agpl() -> None:
    licences = {}
    for package in pins("requirements.lock"):
        try:
            licences[package] = licence(package)
        except PackageNotFoundError:  # pinned for other systems
            continue
    assert len(licences) > len(asked_for())
    assert {name: said for name, said in licences.items() if COPYLEFT.search(said)} == {}
    assert [name for name, said in licences.items() if not said] == []
