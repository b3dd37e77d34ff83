"""A screen as an SMS: the brief wording, options as numbered lines."""

from collections.abc import Sequence

from bot.channels import Body
from dialogs.screen import Screen
from dialogs.text import Words

NOT_IN_SMS = str.maketrans({"₸": "", "\u202f": "\u00a0", "•": "-", "✓": "+"})


def compose(screen: Screen, words: Words) -> Body:
    """One text; how it is cut into segments is the gateway's matter."""
    lines = [(screen.brief or screen.text).render(words)]
    if screen.lists_options:
        lines += [
            f"{place} – {option.label.render(words)}"
            for place, option in enumerate(screen.options, start=1)
        ]
    return {"text": "\n".join(lines).translate(NOT_IN_SMS)}


def compose_turn(screens: Sequence[Screen], words: Words) -> list[Body]:
    """One text for all: two short messages cost more than one, and may arrive in any order."""
    texts = [str(compose(screen, words)["text"]) for screen in screens]
    return [{"text": "\n".join(texts)}] if texts else []
