"""`orleu run`: everything in one process."""

import asyncio
import fcntl
import gc
import signal
from typing import TextIO

import click

from bot.app import App, Part
from bot.cli.findings import Level, sealed
from bot.cli.opening import WRONG_USAGE, migrated, settings_or_exit
from bot.demo import bring_examples
from bot.logs import log_to_stderr
from bot.settings import Settings
from bot.storage.database import DatabaseDown
from bot.storage.kept import ADD, READ, SERVES_REAL_PEOPLE

GC_AFTER = 50_000  # new objects; Python's own 700 makes it look several times a turn


@click.command()
def run() -> None:
    """Serve everything in one process: web, channels, outbox, planner."""
    _serve_as(Part.ALL)


@click.command()
def web() -> None:
    """Serve Telegram's webhook; one `orleu worker` runs beside it on the same PostgreSQL."""
    _serve_as(Part.WEB)


@click.command()
def worker() -> None:
    """Send what is due, plan reminders; without a webhook, read Telegram too."""
    _serve_as(Part.WORKER)


def _serve_as(part: Part) -> None:
    log_to_stderr()
    settings = settings_or_exit()
    _fit(settings, part)
    lock = _only_one(settings)
    for name in settings.unknown:
        click.echo(f"Not a setting, ignored: {name}. Is it misspelt? See .env.example.", err=True)
    migrated(settings)
    where = settings.location.path or "the PostgreSQL server"
    click.echo(f"Database: {where} (ready)")
    try:
        asyncio.run(_serve(settings, part))
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


def _fit(settings: Settings, part: Part) -> None:
    """The halves need what they can share: exit 2 if it is not there."""
    lacks = [
        said
        for missing, said in (
            (settings.location.path is not None, "ORLEU_DATABASE_URL of a PostgreSQL server"),
            (settings.telegram_token is None, "ORLEU_TELEGRAM_TOKEN"),
            (part is Part.WEB and settings.public_url is None, "ORLEU_PUBLIC_URL (webhook)"),
        )
        if missing
    ]
    if part is not Part.ALL and lacks:
        click.echo(f"`orleu {part.value}` needs {', '.join(lacks)}; or use `orleu run`.", err=True)
        raise SystemExit(WRONG_USAGE)


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


async def _serve(settings: Settings, part: Part) -> None:
    app = await App.open(settings, part)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, ended.set)
    await _may_serve(app)
    if app.simulated:
        new = await bring_examples(app, app.clock.now().date())
        click.echo(
            "Examples: 200 invented people, lines and centres marked as examples "
            f"({'loaded' if new else 'there already'})"
        )
    await app.start()
    gc.collect()
    gc.freeze()  # what is there now stays: no later collection needs to look at it
    gc.set_threshold(GC_AFTER)  # a turn leaves few cycles behind
    _tell(app)
    await ended.wait()
    click.echo("Stopping: what is under way is finished first.")
    await app.stop()


async def _may_serve(app: App) -> None:
    """Refuse keys that don't fit, and a simulator on what belongs to real people: exit 1."""
    found = await app.database.run(lambda tx: sealed(tx, app.keys))
    if found.level is Level.WRONG:
        click.echo(f"{found.what}: {found.detail}", err=True)
        raise SystemExit(1)
    real = await app.database.run(lambda tx: tx.one(READ, name=SERVES_REAL_PEOPLE))
    if app.simulated and real is not None:
        click.echo(
            f"This database serves real people since {real['value']}: the simulator is not "
            "started on it. Set ORLEU_TELEGRAM_TOKEN, or choose another ORLEU_DATA_DIR.",
            err=True,
        )
        raise SystemExit(1)
    if not app.simulated:
        day = app.now().date().isoformat()
        await app.database.run(lambda tx: tx.run(ADD, name=SERVES_REAL_PEOPLE, value=day))


def _tell(app: App) -> None:
    if app.simulated:
        click.echo("No ORLEU_TELEGRAM_TOKEN is set: the simulator stands in for the phones.")
        click.echo(f"Open {app.url}/simulator")
    else:
        way = "webhook" if app.settings.public_url else "long polling"
        click.echo(f"Telegram: on ({way})")
        click.echo(f"Health: {app.url}/readyz")
