"""The commands. Each is imported only when it is called: few need more than a database."""

import importlib
from importlib import metadata

import click

COMMANDS = {
    "run": "bot.cli.run:run",
    "web": "bot.cli.run:web",
    "worker": "bot.cli.run:worker",
    "chat": "bot.cli.chat:chat",
    "assess": "bot.cli.assess:assess",
    "read": "bot.cli.read:read",
    "segments": "bot.cli.segments:segments",
    "registry": "bot.cli.registry:registry",
    "centres": "bot.cli.centres:centres",
    "lines": "bot.cli.lines:lines",
    "parameters": "bot.cli.parameters:parameters",
    "plan": "bot.cli.plan:plan",
    "outbox": "bot.cli.outbox:outbox",
    "doctor": "bot.cli.doctor:doctor",
}


class Lazy(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


def _version() -> str:
    try:
        return metadata.version("orleu")
    except metadata.PackageNotFoundError:  # run from a clone
        return "from source"


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version=_version())
def orleu() -> None:
    """The Orleu bot: targeted social assistance by Telegram and SMS."""
