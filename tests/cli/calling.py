"""The type of the fixture `run`."""

from typing import Protocol

from click.testing import Result


class Orleu(Protocol):
    """`run("assess", given="{…}")`: the result has exit_code, stdout and stderr."""

    def __call__(self, *words: str, given: str | bytes = "", **environment: str) -> Result: ...
