"""`orleu plan`: write the reminders that are due."""

import asyncio
from datetime import datetime

import click

from bot.backend.embedded import EmbeddedBackend
from bot.channels import Channel
from bot.channels.sms.http import HttpSmsChannel
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.channel import TelegramChannel
from bot.cli.opening import opened
from bot.notices.planner import Planner


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; default is today.")
def plan(on: datetime | None) -> None:
    """Plan the reminders that are due; as often as you like, each is written once."""
    written = asyncio.run(_plan(on))
    for kind, count in sorted(written.items()):
        click.echo(f"{kind}: {count}")
    click.echo(f"{sum(written.values())} new")


async def _plan(on: datetime | None) -> dict[str, int]:
    async with opened() as service:
        backend = EmbeddedBackend(service.database, service.keys, service.now)
        # Channels here only put messages into form; the running service sends them.
        channels: dict[str, Channel] = {
            "telegram": TelegramChannel(BotApi("0:plan")),
            "sms": HttpSmsChannel(""),
        }
        planner = Planner(service.database, service.keys, backend, channels, service.now)
        return await planner.plan((on or service.now()).date())
