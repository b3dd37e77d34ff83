"""Arguments of a Bot API call: query, JSON, form or multipart, all read alike."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.web.simulator.errors import ApiError, bad_request

_LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """The values as they came; each reader turns one into its type or refuses the call."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text, or an empty one if it wasn't given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"can't parse {name} as an integer") from None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def structure(self, name: str) -> Any:
        """A list or an object, given as such (JSON body) or written as JSON (forms)."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None


async def read_params(request: web.Request) -> Params:
    """Everything that the call carries; ApiError if its body can't be read."""
    params = Params(values=dict(request.query))
    if request.method != "POST" or not request.can_read_body:
        return params
    if request.content_type == "application/json":
        params.values.update(await _json_body(request))
    elif request.content_type == "multipart/form-data":
        await _multipart_body(request, params)
    else:
        params.values.update({name: str(value) for name, value in (await request.post()).items()})
    return params


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON") from None
    if not isinstance(body, dict):
        raise bad_request("a JSON object is expected")
    return body


async def _multipart_body(request: web.Request, params: Params) -> None:
    room = _LARGEST
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request("can't parse multipart body")
        data = bytearray()
        while chunk := await part.read_chunk():
            room -= len(chunk)
            if room < 0:
                raise ApiError(413, "Request Entity Too Large")
            data += chunk
        if part.filename is None:
            params.values[part.name] = data.decode("utf-8", "replace")
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            params.files[part.name] = Upload(part.filename, kind, bytes(data))
