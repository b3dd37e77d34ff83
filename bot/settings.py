"""The settings: read once from the environment (and a `.env` file), all faults told at once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.security.keys import KEY_FILE, BadKey, Keys, keys_in
from bot.storage.open import BadUrl, Location, locate

TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{4,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


KNOWN = frozenset(
    f"ORLEU_{name}"
    for name in [
        "DATABASE_URL",
        "DATA_DIR",
        "HTTP_HOST",
        "HTTP_PORT",
        "PUBLIC_URL",
        "TELEGRAM_TOKEN",
        "TELEGRAM_API",
        "TELEGRAM_WEBHOOK_SECRET",
        "TELEGRAM_RATE",
        "TELEGRAM_CHAT_RATE",
        "SMS",
        "BACKEND",
        "SECRET_KEYS",
        "TODAY",
    ]
)
FOR_TESTS = frozenset(f"ORLEU_{name}" for name in ("ALL_PARTS", "KILLS", "KILL_SEED"))


class BadSettings(Exception):
    """One line for each setting that is wrong: its name and what it should look like."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """See `.env.example` for the meaning of each."""

    location: Location
    data_dir: Path
    keys: Keys = field(repr=False)
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    public_url: str | None = None
    telegram_token: str | None = field(default=None, repr=False)
    telegram_api: str = TELEGRAM
    telegram_webhook_secret: str | None = field(default=None, repr=False)
    telegram_rate: float = 30
    telegram_chat_rate: float = 1
    backend: str = "embedded"
    today: date | None = None
    unknown: tuple[str, ...] = ()

    @property
    def real_channel(self) -> bool:
        """Does the service speak with real people?"""
        return self.telegram_token is not None


def read_settings(
    environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """From the environment, which wins over `.env` in the folder; raises BadSettings."""
    folder = folder or Path.cwd()
    given = dict(os.environ if environment is None else environment)
    from_file = {k: v for k, v in dotenv_values(folder / ".env").items() if v is not None}
    return _Reader({**from_file, **given}, folder).read()


class _Reader:
    """Collects the faults while it reads."""

    def __init__(self, values: Mapping[str, str], folder: Path) -> None:
        self._values, self._folder = values, folder
        self.faults: list[str] = []

    def _get(self, name: str) -> str | None:
        value = self._values.get(name, "").strip()
        return value or None

    def _fault(self, name: str, right: str) -> None:
        self.faults.append(f"{name}: {right}")

    def read(self) -> Settings:
        data_dir = self._folder / (self._get("ORLEU_DATA_DIR") or "data")
        location = self._location(data_dir)
        token = self._matching(
            "ORLEU_TELEGRAM_TOKEN", TOKEN, "the token that BotFather gave: 123456:ABC…"
        )
        today = self._today(token)
        self._backend()
        self._sms()
        public = self._public(token)
        api = self._url("ORLEU_TELEGRAM_API", "the base URL of a Bot API server")
        port = self._port()
        rate = self._rate("ORLEU_TELEGRAM_RATE", "30")
        chat_rate = self._rate("ORLEU_TELEGRAM_CHAT_RATE", "1")
        secret = self._matching(
            "ORLEU_TELEGRAM_WEBHOOK_SECRET", SECRET, "1 to 256 of A-Z a-z 0-9 _ -"
        )
        keys = self._keys(location, data_dir)
        if self.faults or location is None or keys is None:
            raise BadSettings(self.faults)
        return Settings(
            location=location,
            data_dir=data_dir,
            keys=keys,
            http_host=self._get("ORLEU_HTTP_HOST") or "127.0.0.1",
            http_port=port,
            public_url=public,
            telegram_token=token,
            telegram_api=api or TELEGRAM,
            telegram_webhook_secret=secret,
            telegram_rate=rate,
            telegram_chat_rate=chat_rate,
            today=today,
            unknown=self._unknown(),
        )

    def _location(self, data_dir: Path) -> Location | None:
        url = self._get("ORLEU_DATABASE_URL")
        if url is None:
            return Location("sqlite", path=data_dir / "orleu.db")
        try:
            found = locate(url)
        except BadUrl as error:
            self._fault("ORLEU_DATABASE_URL", str(error))
            return None
        if found.path is not None and not found.path.is_absolute():
            return Location(found.engine, path=self._folder / found.path)
        return found

    def _matching(self, name: str, pattern: re.Pattern[str], right: str) -> str | None:
        value = self._get(name)
        if value is not None and not pattern.fullmatch(value):
            self._fault(name, right)
        return value

    def _url(self, name: str, right: str) -> str | None:
        value = self._get(name)
        if value is not None:
            parts = urlsplit(value)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                self._fault(name, right)
        return value.rstrip("/") if value else None

    def _public(self, token: str | None) -> str | None:
        right = "an https address, such as https://orleu.example.kz"
        public = self._url("ORLEU_PUBLIC_URL", right)
        official = self._get("ORLEU_TELEGRAM_API") in {None, TELEGRAM}
        if public and token and official and not public.startswith("https://"):
            self._fault("ORLEU_PUBLIC_URL", f"Telegram calls only {right}")
        return public

    def _unknown(self) -> tuple[str, ...]:
        """Names that look like settings of ours and are none: perhaps misspelt."""
        ours = {name for name in self._values if name.startswith("ORLEU_")}
        return tuple(sorted(ours - KNOWN - FOR_TESTS))

    def _port(self) -> int:
        value = self._get("ORLEU_HTTP_PORT") or "8080"
        if not (value.isdecimal() and 0 <= int(value) < 65536):  # noqa: PLR2004  # TCP's ports
            self._fault("ORLEU_HTTP_PORT", "a number from 0 to 65535; 0 takes any free port")
            return 0
        return int(value)

    def _rate(self, name: str, usual: str) -> float:
        value = self._get(name) or usual
        if not value.isdecimal() or int(value) < 1:
            self._fault(name, f"messages a second, a whole number: {usual}")
            return 1
        return float(value)

    def _today(self, token: str | None) -> date | None:
        value = self._get("ORLEU_TODAY")
        if value is None:
            return None
        try:
            today = date.fromisoformat(value)
        except ValueError:
            self._fault("ORLEU_TODAY", "a day such as 2026-11-22")
            return None
        if token is not None:
            self._fault(
                "ORLEU_TODAY", "is for tests and demos; leave it out beside a real channel"
            )
        return today

    def _backend(self) -> None:
        if (self._get("ORLEU_BACKEND") or "embedded") != "embedded":
            self._fault("ORLEU_BACKEND", "this release knows only: embedded")

    def _sms(self) -> None:
        if (self._get("ORLEU_SMS") or "off") != "off":
            self._fault("ORLEU_SMS", "this release sends SMS only in the simulator; use: off")

    def _keys(self, location: Location | None, data_dir: Path) -> Keys | None:
        text = self._get("ORLEU_SECRET_KEYS")
        if text is None:
            if location is not None and location.path is not None:
                return self._own_keys(data_dir)
            self._fault(
                "ORLEU_SECRET_KEYS",
                "is required with a database server: 64 hexadecimal digits, for example from "
                "`openssl rand -hex 32`; several are comma-separated, the newest first",
            )
            return None
        return self._parsed(text)

    def _own_keys(self, data_dir: Path) -> Keys | None:
        try:
            return keys_in(data_dir)
        except BadKey:
            right = f"{data_dir / KEY_FILE} does not hold keys; put the file back from the backup"
        except OSError as error:
            right = f"the folder {data_dir} can't be used: {error.strerror}"
        self._fault("ORLEU_DATA_DIR", right)
        return None

    def _parsed(self, text: str) -> Keys | None:
        try:
            return Keys.parse(text)
        except BadKey as error:
            self._fault("ORLEU_SECRET_KEYS", f"{error}; make one with `openssl rand -hex 32`")
            return None
