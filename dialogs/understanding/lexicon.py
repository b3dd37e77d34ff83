"""Word lists of the package, kept as YAML files beside the code."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """Return the word list `words/<name>.yaml`; every scalar is a string.

    YAML's own reading of yes, no, on and of bare numbers is switched off: the lists are words.
    """
    source = files("dialogs.understanding").joinpath("words", f"{name}.yaml")
    text = source.read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # BaseLoader makes strings only
