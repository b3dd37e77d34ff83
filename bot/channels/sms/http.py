"""SMS through an HTTP gateway that takes `{"to", "text", "id"}` and answers `{"id"}`."""

from collections.abc import Sequence

import aiohttp

from bot.channels import Body, Refused, Traits, TryLater
from bot.channels.sms.view import compose, compose_turn
from dialogs.screen import Screen
from dialogs.text import Words

SECONDS = 20.0


class HttpSmsChannel:
    """See `Channel`. Our key goes along, so that the gateway can know a repeat."""

    name = "sms"
    traits = Traits(shares_contact=False, sender_is_number=True)

    def __init__(self, url: str) -> None:
        self._url = url
        self._http: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))

    async def stop(self) -> None:
        if self._http is not None:
            await self._http.close()

    def compose(self, screen: Screen, words: Words) -> Body:
        return compose(screen, words)

    def compose_turn(self, screens: Sequence[Screen], words: Words) -> list[Body]:
        return compose_turn(screens, words)

    async def send(self, address: str, body: Body, key: str) -> str:
        assert self._http is not None, "start() comes first"  # noqa: S101  # a fault of ours
        message = {"to": address, "text": body["text"], "id": key}
        try:
            async with self._http.post(self._url, json=message) as response:
                answer = await response.json()
                status = response.status
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TryLater(why=type(error).__name__) from None
        if status == 429 or status >= 500:  # noqa: PLR2004  # slow down; it is down
            raise TryLater(why=str(status))
        if status != 200:  # noqa: PLR2004  # OK
            raise Refused(f"http {status}")
        return str(answer["id"])
