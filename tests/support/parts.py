"""Real parts that a machine may lack, and the list of those that a run did without."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

SKIP_WORDS = "needs a part: "


class PartMissing(Exception):
    """A real part (a server, a browser) can't be had here; `how_to_get` is said to the person."""

    def __init__(self, name: str, how_to_get: str) -> None:
        super().__init__(f"{name}: {how_to_get}")
        self.name = name
        self.how_to_get = how_to_get


MISSING: dict[str, str] = {}
"""What this run lacked: name of the part and how to get it."""


@contextmanager
def parts_needed() -> Iterator[None]:
    """Around the getting of a part: a missing one is noted and the test counted as not run.

    The only way in the house to skip a test.
    """
    try:
        yield
    except PartMissing as missing:
        MISSING[missing.name] = missing.how_to_get
        pytest.skip(SKIP_WORDS + missing.name)
