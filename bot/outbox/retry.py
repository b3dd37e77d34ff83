"""After which failure to wait how long, and when to give up."""

import random

FIRST_SECONDS = 2.0
LONGEST_SECONDS = 600.0
MOST_ATTEMPTS = 12


def pause(attempts: int, after: float | None, chance: random.Random) -> float:
    """Seconds until the next try: what the other side asked for, else doubling, with jitter."""
    if after is not None:
        return after
    doublings = max(0, attempts - 1)
    grown = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0**doublings)
    return grown * chance.uniform(0.75, 1.25)
