"""Arrows between the parts point down, and the tests' doubles stand on their own."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
DOUBLES = sorted(
    path
    for pattern in ("telegram_*.py", "sms_double.py", "raw_bot.py", "request_log.py")
    for path in (TOP / "tests" / "support").glob(pattern)
)


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports, at whatever depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module.partition(".")[0]


def test_every_arrow_points_down() -> None:
    done = subprocess.run(  # noqa: S603  # our own interpreter and a constant
        [sys.executable, "-c", LINT], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_there_are_doubles() -> None:
    assert len(DOUBLES) > 5


@pytest.mark.parametrize("path", DOUBLES, ids=lambda path: path.stem)
def test_a_double_shares_no_code_with_what_it_judges(path: Path) -> None:
    assert {"bot", "dialogs"}.isdisjoint(imported(path))


def test_the_product_knows_no_tests() -> None:
    product = [path for room in ("bot", "dialogs") for path in (TOP / room).rglob("*.py")]
    forbidden = {"tests", "benchmarks", "pytest"}
    assert [path for path in product if not forbidden.isdisjoint(imported(path))] == []
