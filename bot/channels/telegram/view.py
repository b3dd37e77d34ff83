"""A screen as a Telegram message: HTML text, inline buttons, a contact button."""

from collections.abc import Sequence
from html import escape
from typing import Any

from bot.channels import Body
from dialogs.screen import IncomePicture, Option, Screen
from dialogs.text import Sayable, Words, _

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_BUTTON = 64  # bytes of callback_data
BACK = _("Back")


class ButtonTooLong(Exception):
    """A step's key or an option's value is too long for a button: a fault of ours."""


def compose(screen: Screen, words: Words) -> Body:
    """The parts of the message, texts already in the person's language."""
    text = escape(screen.text.render(words), quote=False)
    if screen.title is not None:
        text = f"<b>{escape(screen.title.render(words), quote=False)}</b>\n\n{text}"
    body: Body = {"text": text}
    rows = keyboard(screen, words)
    if rows:
        body["rows"] = rows
    if screen.asks_contact is not None:
        body["contact"] = screen.asks_contact.render(words)
    if screen.picture is not None:
        body["picture"] = _picture(screen.picture, words)
    if screen.calendar:
        body["calendar"] = [_entry(entry, words) for entry in screen.calendar]
    return body


def compose_turn(screens: Sequence[Screen], words: Words) -> list[Body]:
    """A message for each screen."""
    return [compose(screen, words) for screen in screens]


def keyboard(screen: Screen, words: Words) -> list[list[dict[str, str]]]:
    """Rows of buttons; each carries `run:step:value`."""
    buttons = [_button(screen, option, words) for option in screen.options]
    width = screen.columns
    rows = [buttons[i : i + width] for i in range(0, len(buttons), width)]
    if screen.can_go_back:
        rows.append([_button(screen, Option("<", BACK), words)])
    return rows


def _button(screen: Screen, option: Option, words: Words) -> dict[str, str]:
    data = f"{screen.run}:{screen.step}:{option.value}"
    if len(data.encode()) > LONGEST_BUTTON:
        raise ButtonTooLong(screen.step)
    return {"text": option.label.render(words), "callback_data": data}


def _picture(picture: IncomePicture, words: Words) -> dict[str, Any]:
    return {
        "income": str(picture.per_capita_income),
        "line": str(picture.line),
        "caption": picture.caption.render(words)[:LONGEST_CAPTION],
        "language": words.language,
        "line_label": _("Poverty line").render(words),
        "income_label": _("Your income per person").render(words),
        "unit": _("tenge a month").render(words),
    }


def _entry(entry: Any, words: Words) -> dict[str, str]:
    place: Sayable | None = entry.place
    return {
        "uid": entry.uid,
        "day": entry.day.isoformat(),
        "title": entry.title.render(words),
        "place": place.render(words) if place is not None else "",
    }


def split(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Cut a long text at the ends of paragraphs, lines or sentences, never inside an entity."""
    pieces = []
    while len(text) > longest:
        cut = max(text.rfind(end, 0, longest) + len(end) for end in ("\n\n", "\n", ". "))
        if cut < longest // 2:
            cut = _outside_entity(text, longest)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def _outside_entity(text: str, cut: int) -> int:
    """The cut, moved before an `&amp;` or `&lt;` that it would part."""
    begins = text.rfind("&", 0, cut)
    return begins if begins > 0 and ";" not in text[begins:cut] else cut
