"""The least that can speak to a Bot API: it judges the double, and shares no code with it."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from PIL import Image


class Bot:
    """`ok`: the result of a call that passes; `refusal`: code and words of one that must not."""

    def __init__(self, url: str, session: ClientSession, token: str = "123456:TEST") -> None:  # noqa: S107
        self.url, self.session, self.token = url, session, token

    async def raw(self, method: str, data: Any = None, **params: Any) -> dict[str, Any]:
        body: dict[str, Any] = {"data": data} if data is not None else {"json": params}
        where = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(where, **body) as answer:
            told: dict[str, Any] = await answer.json()
            assert told["ok"] == (answer.status == 200)
            assert told.get("error_code", 200) == answer.status
            return told

    async def ok(self, method: str, **params: Any) -> Any:
        told = await self.raw(method, **params)
        assert told["ok"], told
        return told["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        told = await self.raw(method, **params)
        assert not told["ok"]
        return f"{told['error_code']} {told['description']}"


@asynccontextmanager
async def raw_bot(url: str) -> AsyncIterator[Bot]:
    async with ClientSession(timeout=ClientTimeout(20)) as session:
        yield Bot(url, session)


def inline(**button: Any) -> dict[str, Any]:
    """A keyboard of one button."""
    return {"inline_keyboard": [[button]]}


def png(width: int = 40, height: int = 30) -> bytes:
    """A white picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()
