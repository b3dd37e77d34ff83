"""Waiting for what another process does."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0  # seconds: far more than it takes, on the slowest machine
LOOK_EVERY = 0.05


async def until(
    so: Callable[[], bool], patience: float = PATIENCE, every: float = LOOK_EVERY
) -> None:
    """Returns as soon as it is so; TimeoutError when it never is."""
    async with asyncio.timeout(patience):
        while not so():  # noqa: ASYNC110  # the other process sends no event
            await asyncio.sleep(every)
