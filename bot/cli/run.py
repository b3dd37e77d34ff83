"""`orleu run`: everything in one process."""

import asyncio
import fcntl
import gc
import signal
from typing import TextIO

import click

from bot.app import App
from bot.cli.opening import migrated, settings_or_exit
from bot.demo import bring_examples
from bot.logs import log_to_stderr
from bot.settings import Settings
from bot.storage.database import DatabaseDown


@click.command()
def run() -> None:
    """Serve everything in one process: web, channels, outbox, planner."""
    log_to_stderr()
    settings = settings_or_exit()
    lock = _only_one(settings)
    migrated(settings)
    where = settings.location.path or "the PostgreSQL server"
    click.echo(f"Database: {where} (ready)")
    try:
        asyncio.run(_serve(settings))
    except DatabaseDown as error:
        click.echo(f"The database does not answer: {error}", err=True)
        raise SystemExit(1) from None
    except OSError as error:
        click.echo(
            f"Can't listen on {settings.http_host}:{settings.http_port}: {error.strerror}. "
            "Choose another port with ORLEU_HTTP_PORT.",
            err=True,
        )
        raise SystemExit(1) from None
    finally:
        if lock is not None:
            lock.close()


def _only_one(settings: Settings) -> TextIO | None:
    """The embedded database serves one process; the lock ends with it. Exit 1 if it is taken."""
    if settings.location.path is None:
        return None
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = (settings.data_dir / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        click.echo(f"Another `orleu run` serves {settings.data_dir} already.", err=True)
        raise SystemExit(1) from None
    return lock


async def _serve(settings: Settings) -> None:
    app = await App.open(settings)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, ended.set)
    if app.simulated:
        new = await bring_examples(app, app.clock.now().date())
        click.echo(
            "Examples: 200 invented people, lines and centres marked as examples "
            f"({'loaded' if new else 'there already'})"
        )
    await app.start()
    gc.collect()
    gc.freeze()  # what is there now stays: no later collection needs to look at it
    _tell(app)
    await ended.wait()
    click.echo("Stopping: what is under way is finished first.")
    await app.stop()


def _tell(app: App) -> None:
    if app.simulated:
        click.echo("No ORLEU_TELEGRAM_TOKEN is set: the simulator stands in for the phones.")
        click.echo(f"Open {app.url}/simulator")
    else:
        way = "webhook" if app.settings.public_url else "long polling"
        click.echo(f"Telegram: on ({way})")
        click.echo(f"Health: {app.url}/readyz")
