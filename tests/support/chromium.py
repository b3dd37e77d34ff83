"""A real browser for tests: the system's Chromium or Chrome, else the one Playwright brought."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

from tests.support.parts import PartMissing

NAME = "Chromium"
HOW_TO_GET = "apt-get install chromium, or: python -m playwright install chromium"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = ViewportSize(width=1280, height=800)


def find_browser(brought: Path | None = None) -> Path:
    """The browser's program; `brought` is Playwright's own. Raises PartMissing."""
    found = [Path(path) for command in COMMANDS if (path := shutil.which(command))]
    for program in [*found, MAC, *([brought] if brought else [])]:
        if program.exists():
            return program
    raise PartMissing(NAME, HOW_TO_GET)


@asynccontextmanager
async def browser_page(viewport: ViewportSize = DESKTOP) -> AsyncIterator[Page]:
    """An empty page of a browser that knows nothing yet; raises PartMissing."""
    async with async_playwright() as playwright:
        program = find_browser(Path(playwright.chromium.executable_path))
        with tempfile.TemporaryDirectory(prefix="orleu-chromium-") as home:
            context = await playwright.chromium.launch_persistent_context(
                home, executable_path=program, args=list(FLAGS), viewport=viewport
            )
            try:
                yield context.pages[0] if context.pages else await context.new_page()
            finally:
                await context.close()
