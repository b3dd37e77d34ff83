"""What one estimate costs, its trace in words included: `python benchmarks/rules.py`."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.catalogs import words
from dialogs.eligibility.household import Household
from dialogs.eligibility.lines import LineTable, example_lines
from dialogs.eligibility.parameters import Parameters
from dialogs.eligibility.rules import assess
from dialogs.eligibility.wording import why

DAY = date(2026, 11, 22)


def measured(times: int) -> list[float]:
    """Milliseconds of each estimate, every one for another family."""
    parameters, lines = Parameters.load(), LineTable(example_lines(DAY))
    said_in = words("kk")
    taken = []
    for n in range(times):
        family = Household(
            on=DAY,
            region="KZ-61",
            members=2 + n % 8,
            income_quarter=1000 * n,
            children_1_to_6=n % 2,
            able_bodied=1,
        )
        begun = time.perf_counter()
        why(assess(family, lines, parameters)).render(said_in)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--times", type=int, default=5000)
    times = reading.parse_args().times
    taken = measured(times)
    for share in (0.5, 0.99):
        print(f"p{share * 100:.0f}: {taken[int(share * times)]:.2f} ms")


if __name__ == "__main__":
    main()
