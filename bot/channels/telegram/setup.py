"""Introduce the bot to Telegram, by a program of its own, until Telegram has taken it."""

import asyncio
import logging
import sys

import msgspec

from bot.channels.telegram.api import BotApi

PROGRAM = "bot.channels.telegram.introduction"
LONGEST_PAUSE = 60.0
logger = logging.getLogger(__name__)


async def keep_introducing(api: BotApi, webhook: tuple[str, str] | None) -> None:
    """Set commands, descriptions and the webhook (`url`, `secret`) or none; try until it works."""
    pause = 1.0
    wanted = msgspec.json.encode({"token": api.token, "base": api.base, "webhook": webhook})
    while True:
        done, said = await _introduced(wanted)
        if done:
            logger.info("introduced", extra={"bot": said})
            return
        logger.warning("not_introduced", extra={"why": said})
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _introduced(wanted: bytes) -> tuple[bool, str]:
    """The token goes by standard input: arguments are seen by everybody on the machine."""
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", PROGRAM, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        said, _ = await program.communicate(wanted)
    except asyncio.CancelledError:
        program.kill()
        raise
    return program.returncode == 0, said.decode()
