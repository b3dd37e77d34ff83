"""
What a bot tells of itself: commands and descriptions in both languages; how it is reached.

Runs as a program of its own (`python -m bot.channels.telegram.introduction`): aiogram's models
take 130 MB of memory, which a process that serves for months need not carry.
"""

import asyncio
import sys
from dataclasses import dataclass

import msgspec
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from bot.catalogs import LANGUAGES, words
from bot.channels.telegram.polling import WANTED
from dialogs.text import Text, _

COMMANDS: dict[str, Text] = {
    "start": _("Start"),
    "menu": _("Menu"),
    "help": _("Help"),
    "lang": _("Language"),
    "back": _("One step back"),
    "cancel": _("Leave the form"),
    "stop": _("Turn messages off"),
    "mydata": _("My data"),
    "verify": _("Is this the true bot?"),
}
DESCRIPTION = _(
    "Checks whether your family may get targeted social assistance, explains the social "
    "contract, tells the status of your application and payments. Free of charge. The bot never "
    "asks for money or card numbers."
)
SHORT_DESCRIPTION = _("Targeted social assistance: check, contract, status, payments.")


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the program reads as JSON; `webhook` is its address and secret, None for polling."""

    token: str
    base: str
    webhook: tuple[str, str] | None


async def introduce(bot: Bot, webhook: tuple[str, str] | None) -> str:
    """Set everything; the bot's name comes back. Raises AiogramError."""
    me = await bot.get_me()
    if webhook is not None:
        await bot.set_webhook(webhook[0], secret_token=webhook[1], allowed_updates=WANTED)
    for language in (None, *LANGUAGES):
        said = words(language)
        commands = [
            BotCommand(command=name, description=text.render(said))
            for name, text in COMMANDS.items()
        ]
        await bot.set_my_commands(commands, language_code=language)
        await bot.set_my_description(DESCRIPTION.render(said), language_code=language)
        await bot.set_my_short_description(SHORT_DESCRIPTION.render(said), language_code=language)
    return me.username or ""


async def _main() -> int:
    wanted = msgspec.json.decode(sys.stdin.buffer.read(), type=Introduction)
    server = TelegramAPIServer.from_base(wanted.base)
    async with Bot(wanted.token, session=AiohttpSession(api=server)) as bot:
        try:
            sys.stdout.write(await introduce(bot, wanted.webhook))
        except AiogramError as error:
            sys.stdout.write(type(error).__name__)  # its text may hold the token
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
