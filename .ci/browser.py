"""A browser for the tests: the system's, else Playwright's own in .venv, if it runs here.

Asked once for each version of Playwright. Without one the tests say at their end what did not run.
"""

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FOLDER = Path(".venv/browsers").resolve()
START = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank")
SECONDS = 60


def main() -> None:
    asked = Path(".venv/browser-asked")
    if MAC.exists() or any(map(shutil.which, COMMANDS)):
        return
    if asked.is_file() and asked.read_text() == version("playwright"):
        return
    if _brought_before():
        return
    print("No Chromium or Chrome here: getting Playwright's own for the browser tests", flush=True)
    if not (_got() and _runs()):
        shutil.rmtree(FOLDER, ignore_errors=True)
        print("It can't be had or does not run here; the tests go on without a browser.")
    asked.write_text(version("playwright"))


def _brought_before() -> bool:
    """By somebody who called `playwright install chromium`."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _got() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    place = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(FOLDER)}
    done = subprocess.run(command, env=place, capture_output=True, check=False)  # noqa: S603  # ours
    return done.returncode == 0


def _runs() -> bool:
    """A fresh system often lacks libraries that a browser needs."""
    for program in (*FOLDER.rglob("chrome"), *FOLDER.rglob("Chromium")):
        if program.is_file():
            try:
                done = subprocess.run(  # noqa: S603  # the browser that was just brought
                    [program, *START], capture_output=True, check=False, timeout=SECONDS
                )
            except (OSError, subprocess.TimeoutExpired):
                return False
            return done.returncode == 0
    return False


if __name__ == "__main__":
    main()
