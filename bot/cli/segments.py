"""`orleu segments`: what a text costs as SMS."""

import json
import sys
from dataclasses import asdict

import click

from bot.channels.sms.segments import count


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer for programs.")
def segments(*, as_json: bool) -> None:
    """Read a text from standard input; tell its encoding, segments, units and what is left."""
    text = sys.stdin.buffer.read().decode("utf-8")
    counted = count(text.removesuffix("\n"))
    if as_json:
        click.echo(json.dumps(asdict(counted)))
        return
    for name, value in asdict(counted).items():
        click.echo(f"{name}: {value}")
