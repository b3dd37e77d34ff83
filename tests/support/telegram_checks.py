"""What the Bot API refuses, in its own words: lengths, keyboards, commands, files.

Source of rules and wording: the public Bot API reference and the observable behaviour of its
open server. Where the real one silently drops a button without text, this one refuses it.
"""

import itertools
import re
from typing import Any

TEXT_LIMIT = 4096  # characters after entities are parsed
CAPTION_LIMIT = 1024
CALLBACK_DATA_LIMIT = 64  # bytes
TOAST_LIMIT = 200
BUTTONS_LIMIT = 100
PHOTO_LIMIT = 10 * 1024 * 1024  # bytes
DOCUMENT_LIMIT = 50 * 1024 * 1024
PHOTO_SIDES_LIMIT = 10_000  # width and height together, pixels

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_INLINE_KINDS = (
    "callback_data",
    "url",
    "web_app",
    "copy_text",
    "switch_inline_query",
    "login_url",
)


class Refused(Exception):
    """An answer with ok=false: HTTP code, description and, for 429, the seconds to wait."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def check_text(raw: str, parsed: str) -> None:
    if not raw:
        raise bad("message text is empty")
    if not parsed.strip():
        raise bad("text must be non-empty")
    if len(parsed) > TEXT_LIMIT:
        raise bad("message is too long")


def check_caption(parsed: str) -> None:
    if len(parsed) > CAPTION_LIMIT:
        raise bad("message caption is too long")


def check_markup(markup: Any, *, private: bool) -> dict[str, Any] | None:
    """The keyboard as it will stand under the message; raises Refused for a wrong shape."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        _check_inline(_rows(markup["inline_keyboard"], "inline_keyboard"))
    elif "keyboard" in markup:
        for button in itertools.chain.from_iterable(_rows(markup["keyboard"], "keyboard")):
            _check_reply_button(button, private=private)
    elif markup and not ({"remove_keyboard", "force_reply"} & set(markup)):
        raise bad("can't parse reply keyboard markup JSON object")
    return dict(markup) or None


def _check_inline(rows: list[list[Any]]) -> None:
    for button in itertools.chain.from_iterable(rows):
        _check_inline_button(button)
    if sum(map(len, rows)) > BUTTONS_LIMIT:
        raise bad("reply markup is too long")


def _rows(rows: Any, field: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{field}" must be an Array of Arrays')
    return rows


def _check_inline_button(button: Any) -> None:
    trouble = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad(trouble + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    kinds = [kind for kind in _INLINE_KINDS if kind in button]
    if not kinds:
        raise bad(trouble + "Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        raise bad(trouble + "exactly one of the optional fields must be used")
    if kinds == ["callback_data"]:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= CALLBACK_DATA_LIMIT:
            raise bad("BUTTON_DATA_INVALID")
    if kinds == ["url"] and not re.match(r"(https?|tg)://[^\s/]+\S*$", str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_reply_button(button: Any, *, private: bool) -> None:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: KeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad("keyboard button text must be non-empty")
    if button.get("request_contact") and not private:
        raise bad("phone number can be requested in private chats only")
    if button.get("request_location") and not private:
        raise bad("location can be requested in private chats only")


def check_commands(commands: Any) -> list[dict[str, str]]:
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > BUTTONS_LIMIT:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad("can't parse BotCommand: expected an Object")
        name = str(command.get("command", "")).removeprefix("/")
        if not _COMMAND.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return [{"command": c["command"], "description": c["description"]} for c in commands]


def check_short(text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise bad(f"{what} is too long")
    return text


def check_language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def check_webhook(url: str, secret: str) -> None:
    """As the real one, but plain HTTP passes to this very machine: that is where tests live."""
    local = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])[:/]", url)
    if url and not url.startswith("https://") and not local:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")


def check_size(content: bytes, limit: int) -> None:
    if not content:
        raise bad("file must be non-empty")
    if len(content) > limit:
        raise bad("file is too big")


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; raises Refused for what is no picture or has odd sides."""
    check_size(content, PHOTO_LIMIT)
    import io  # noqa: PLC0415 - Pillow is slow to load and most runs send no picture

    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - as above

    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
    except UnidentifiedImageError:
        raise bad("IMAGE_PROCESS_FAILED") from None
    if width + height > PHOTO_SIDES_LIMIT or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height
