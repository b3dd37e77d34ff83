"""What a bot tells of itself: commands and descriptions in both languages; how it is reached."""

import asyncio
import logging

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from bot.catalogs import LANGUAGES, words
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.polling import WANTED
from dialogs.text import Text, _

logger = logging.getLogger(__name__)
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


async def introduce(bot: Bot, webhook: tuple[str, str] | None) -> str:
    """
    Set commands and descriptions, and the webhook (`url`, `secret`) or none; the bot's name comes
    back. Raises AiogramError.
    """
    me = await bot.get_me()
    if webhook is None:
        await bot.delete_webhook()
    else:
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


async def keep_introducing(api: BotApi, webhook: tuple[str, str] | None) -> None:
    """Introduce the bot; try again until Telegram has taken it."""
    pause = 1.0
    server = TelegramAPIServer.from_base(api.base)
    async with Bot(api.token, session=AiohttpSession(api=server)) as bot:
        while True:
            try:
                name = await introduce(bot, webhook)
            except AiogramError as error:
                logger.warning("not_introduced", extra={"why": type(error).__name__})
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60)
            else:
                logger.info("introduced", extra={"bot": name})
                return
