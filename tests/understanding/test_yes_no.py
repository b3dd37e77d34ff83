"""Yes and no in both languages, four scripts and many tempers."""

import pytest

from dialogs.understanding.typed import read_yes_no
from tests.understanding.tables import rows


@pytest.mark.parametrize("text", rows("yes_no", "yes"))
def test_yes(text: str) -> None:
    """Agreement is read as yes in any script, with the number 1 standing for it."""
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", rows("yes_no", "no"))
def test_no(text: str) -> None:
    """Refusal is read as no in any script, with the number 2 standing for it."""
    assert read_yes_no(text) is False


@pytest.mark.parametrize("text", ["", "  ", *rows("yes_no", "neither")])
def test_doubt_is_neither(text: str) -> None:
    """Both at once, doubt, another number or anything unknown is asked again."""
    assert read_yes_no(text) is None


@pytest.mark.parametrize("text", ["да\u200b", "\ufeffда", "д\u0430\u0301", "Dа", " ДА\u00a0"])
def test_invisible_signs_do_not_matter(text: str) -> None:
    """Zero-width signs, stress marks and a Latin look-alike leave the answer as it is."""
    assert read_yes_no(text) is True
