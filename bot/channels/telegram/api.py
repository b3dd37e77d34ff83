"""The Bot API as calls in JSON; each refusal is named by what to do next."""

import re
from collections.abc import Mapping
from typing import Any

import aiohttp
import msgspec

from bot.channels import Refused, Stopped, TryLater

OFFICIAL = "https://api.telegram.org"
SECONDS = 20.0
UNREACHABLE = re.compile(
    r"bot was blocked|user is deactivated|chat not found|bot can't initiate|PEER_ID_INVALID"
)
UNCHANGED = re.compile(r"message is not modified|query is too old|message to edit not found")


class NotServed(Exception):
    """Telegram does not accept the token: nothing can be sent or heard until that is put right."""


class Answer(msgspec.Struct, gc=False):
    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    error_code: int = 0
    description: str = ""
    parameters: dict[str, Any] = {}


class Sent(msgspec.Struct, gc=False):
    message_id: int = 0


_answer = msgspec.json.Decoder(Answer).decode
_encode = msgspec.json.Encoder().encode
_JSON = {"Content-Type": "application/json"}


class Unchanged(Exception):
    """The call would change nothing: the message already is so, or is gone."""


class BotApi:
    """Calls of one bot. Errors come as TryLater, Refused, Stopped, Unchanged or NotServed."""

    def __init__(self, token: str, base: str = OFFICIAL) -> None:
        self.base = base.rstrip("/")
        self.token = token
        self._http: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        timeout = aiohttp.ClientTimeout(total=SECONDS, connect=5)
        self._http = aiohttp.ClientSession(
            timeout=timeout, connector=aiohttp.TCPConnector(limit=100, keepalive_timeout=60)
        )

    async def stop(self) -> None:
        if self._http is not None:
            await self._http.close()

    def _url(self, method: str) -> str:
        return f"{self.base}/bot{self.token}/{method}"

    async def call(self, method: str, body: Mapping[str, Any], patience: float = SECONDS) -> bytes:
        """The `result` of a call, as JSON text."""
        return await self._post(method, {"data": _encode(body), "headers": _JSON}, patience)

    async def upload(self, method: str, form: aiohttp.FormData) -> bytes:
        """A call with a file."""
        return await self._post(method, {"data": form}, SECONDS * 3)

    async def _post(self, method: str, how: dict[str, Any], patience: float) -> bytes:
        assert self._http is not None, "start() comes first"  # noqa: S101  # a fault of ours
        timeout = aiohttp.ClientTimeout(total=patience, connect=5)
        try:
            async with self._http.post(self._url(method), timeout=timeout, **how) as response:
                answer = _answer(await response.read())
        except (aiohttp.ClientError, TimeoutError, OSError, msgspec.DecodeError) as error:
            raise TryLater(why=type(error).__name__) from None  # its text holds the token
        if answer.ok:
            return bytes(answer.result)
        raise failure(answer)


def failure(answer: Answer) -> Exception:
    """A refusal of Telegram's, named by what to do next."""
    code, description = answer.error_code, answer.description
    if code == 429:  # noqa: PLR2004  # too many requests
        return TryLater(after=float(answer.parameters.get("retry_after", 1)), why="429")
    if code in {401, 404}:
        return NotServed("Telegram does not know this bot token")
    if code == 403 or UNREACHABLE.search(description):  # noqa: PLR2004  # forbidden
        return Stopped("deactivated" if "deactivated" in description else "blocked")
    if UNCHANGED.search(description):
        return Unchanged(description)
    if code == 409 or code >= 500:  # noqa: PLR2004  # somebody else polls; it is down
        return TryLater(why=str(code))
    return Refused(f"{code} {description}"[:80])
