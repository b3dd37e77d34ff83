"""Small files, small functions, nothing left for later."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
ROOMS = ("bot", "dialogs", "tests", "benchmarks", ".ci")
FILE_LINES, FUNCTION_LINES = 300, 40
LATER = ("TO" + "DO", "FIX" + "ME", "XX" + "X")  # parted, so that this file is clean


RECORDS = TOP / "bot" / "storage" / "migrations" / "versions"  # written by Alembic, table by table


def files(*endings: str) -> list[Path]:
    found = [path for room in ROOMS for path in (TOP / room).rglob("*") if path.is_file()]
    return sorted(p for p in found if p.suffix in endings and RECORDS not in p.parents)


def named(path: Path) -> str:
    return str(path.relative_to(TOP))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and lines of every function, the docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{named(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_there_are_files_to_look_at() -> None:
    # A wrong folder would make the other tests of this file pass on nothing.
    assert TOP / "bot" / "app.py" in files(".py")
    assert len(files(".py")) > 100


@pytest.mark.parametrize("ending", [".py", ".js", ".css", ".html"])
def test_a_file_fits_in_the_head(ending: str) -> None:
    lengths = {named(p): len(p.read_text(encoding="utf-8").splitlines()) for p in files(ending)}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_a_function_fits_on_a_screen() -> None:
    lengths = [each for path in files(".py") for each in functions(path)]
    assert [each for each in lengths if each[1] > FUNCTION_LINES] == []


def test_nothing_is_left_for_later() -> None:
    texts = [*files(".py", ".js", ".css", ".html", ".yaml"), *TOP.glob("*.md")]
    found = [
        f"{named(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(word in line for word in LATER)
    ]
    assert found == []
