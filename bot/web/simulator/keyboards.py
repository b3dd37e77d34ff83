"""Checks of `reply_markup`: what Telegram would refuse is refused here too."""

from __future__ import annotations

from typing import Any

from bot.web.simulator.errors import bad_request
from bot.web.simulator.hub import Json

_DATA_BYTES = 64
_MOST_BUTTONS = 100
_INLINE_ACTIONS = ("callback_data", "url", "copy_text")


def read_markup(markup: Any) -> Json | None:
    """The checked markup, or None if there is none; ApiError if a button is wrong."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"])
        return {"inline_keyboard": [[_inline(button) for button in row] for row in rows]}
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"])
        return {**markup, "keyboard": [[_reply(button) for button in row] for row in rows]}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    raise bad_request("can't parse reply keyboard markup JSON object")


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("reply markup: an array of arrays of buttons is expected")
    if sum(len(row) for row in rows) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _inline(button: Any) -> Json:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Text buttons are not allowed")
    actions = [name for name in _INLINE_ACTIONS if button.get(name)]
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is expected")
    data = str(button.get("callback_data") or "")
    if len(data.encode()) > _DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return {name: value for name, value in button.items() if value is not None}


def _reply(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("keyboard button text must not be empty")
    return {name: value for name, value in button.items() if value is not None}
