"""The body of a request to the Bot API: JSON, form or multipart, all read into one dict."""

import json
from typing import Any

from aiohttp import web

from tests.support.telegram_checks import bad
from tests.support.telegram_methods import Upload

Params = dict[str, Any]


async def read_body(request: web.Request) -> Params:
    """Query and body together; a file becomes an Upload. Raises Refused for broken JSON."""
    params: Params = dict(request.query)
    if request.content_type == "application/json":
        params |= await _json(request)
    elif request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        for name, value in (await request.post()).items():
            params[name] = _upload(value) if isinstance(value, web.FileField) else value
    if isinstance(allowed := params.get("allowed_updates"), str):
        params["allowed_updates"] = _list(allowed)
    return params


def _upload(field: web.FileField) -> Upload:
    return Upload(field.filename, field.file.read())


async def _json(request: web.Request) -> Params:
    text = await request.text()
    try:
        body = json.loads(text) if text else {}
    except ValueError:
        raise bad("can't parse request body as a JSON object") from None
    if not isinstance(body, dict):
        raise bad("request body must be a JSON object")
    return {name: value for name, value in body.items() if value is not None}


def _list(text: str) -> list[Any]:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, list):
        raise bad("can't parse allowed_updates: expected an Array")
    return value


def number_of(value: Any) -> int | None:
    """The value as a number if it is one: what the log calls the chat."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def shown(params: Params) -> Params:
    """The parameters as the log keeps them: files by name and size."""
    return {
        name: {"filename": v.filename, "bytes": len(v.content)} if isinstance(v, Upload) else v
        for name, v in params.items()
    }
