"""No number of the law stands in Python: all are dated values with their law in YAML."""

import ast
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

HOME = Path(str(files("dialogs.eligibility")))
SOURCES = sorted(HOME.glob("*.py"))


def numbers_of_the_law() -> set[float]:
    """Every figure of the parameter files that is large enough to be nobody else's."""
    found: set[float] = set()
    for path in (HOME / "parameters").glob("*.yaml"):
        for entry in yaml.safe_load(path.read_text("utf-8"))["values"]:
            found |= {v for v in entry.values() if type(v) in (int, float) and v > 100}
    return found


def suspicious(tree: ast.AST, law: set[float]) -> list[str]:
    """Floats, Decimals or Fractions made of literals, and the law's own whole figures."""
    said = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            if type(node.value) is float or node.value in law:
                said.append(f"line {node.lineno}: {node.value}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            literal = [a.value for a in node.args if isinstance(a, ast.Constant)]
            harmless = literal in (
                [],
                [0],
                [1, 2],
            )  # Fraction(1, 2) is the half of rounding half up
            if node.func.id in {"Decimal", "Fraction"} and not harmless:
                said.append(f"line {node.lineno}: {node.func.id}{tuple(literal)}")
    return said


@pytest.mark.parametrize("path", SOURCES, ids=[path.name for path in SOURCES])
def test_python_has_no_number_of_the_law(path: Path) -> None:
    assert not suspicious(ast.parse(path.read_text("utf-8")), numbers_of_the_law())


@pytest.mark.parametrize("line", ["share = 0.7", "mrp = 3932", "x = Decimal('0.35')"])
def test_a_planted_number_would_be_seen(line: str) -> None:
    assert suspicious(ast.parse(line), numbers_of_the_law())


def test_the_folder_has_rules_and_figures() -> None:
    assert len(SOURCES) > 10
    assert len(numbers_of_the_law()) > 20
