"""pytest plugin: ends a run with the list of what did not run, and how to get what it needs.

With ORLEU_ALL_PARTS=1 in the environment a missing part makes the run fail.
"""

import os
from collections import Counter

import pytest

from tests.support.parts import MISSING, SKIP_WORDS


def _strict() -> bool:
    return os.environ.get("ORLEU_ALL_PARTS") == "1"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not MISSING:
        return
    lost: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
        lost[reason.rpartition(SKIP_WORDS)[2]] += 1
    terminalreporter.section("did not run: parts that this machine lacks")
    for name, how_to_get in sorted(MISSING.items()):
        terminalreporter.write_line(f"{name} ({lost[name]} tests): {how_to_get}")
    if _strict():
        terminalreporter.write_line("ORLEU_ALL_PARTS=1: a missing part is a failure")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if MISSING and _strict() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
