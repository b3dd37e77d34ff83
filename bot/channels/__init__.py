"""What every channel does, and the named ways in which a sending can end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dialogs.reply import Reply
from dialogs.screen import Screen
from dialogs.text import Words


class TryLater(Exception):
    """The other side can't take it now. `after` is in seconds, None if it did not say."""

    def __init__(self, after: float | None = None, why: str = "") -> None:
        super().__init__(why)
        self.after = after
        self.why = why


class Refused(Exception):
    """The other side will never take this message; `why` is a short code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Stopped(Exception):
    """The person can't be reached here any more: blocked, gone, number out of use."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Heard:
    """One message from a person. (`account`, `message_id`) never comes twice."""

    channel: str
    account: str
    address: str
    message_id: str
    reply: Reply
    at: datetime
    said_in: str = ""  # the provider's id of the message itself, for corrections
    press: str | None = None  # what a press must be acknowledged with


@dataclass(frozen=True, slots=True)
class Traits:
    """What a channel can do that flows may need to know."""

    shares_contact: bool
    sender_is_number: bool


Body = dict[str, Any]


class Channel(Protocol):
    """`compose` is pure; `send` raises TryLater, Refused or Stopped, and nothing else."""

    name: str
    traits: Traits

    def compose(self, screen: Screen, words: Words) -> Body:
        """What will be sent, as JSON."""
        ...

    def compose_turn(self, screens: Sequence[Screen], words: Words) -> list[Body]:
        """All that one turn says, in as few messages as the channel likes."""
        ...

    async def send(self, address: str, body: Body, key: str) -> str:
        """Hand it to the provider; its id of the message comes back."""
        ...
