"""What every kind of question does with a reply."""

from dialogs.reply import Reply, Typed
from dialogs.steps import NotUnderstood
from dialogs.text import Sayable


def typed(reply: Reply, hint: Sayable) -> str:
    """The text of a typed reply; anything else is not understood."""
    if isinstance(reply, Typed):
        return reply.text
    raise NotUnderstood(hint)
