"""What came back from a person, before anybody has read it."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that the person wrote."""

    text: str

    @property
    def is_command(self) -> bool:
        """Is it meant for bots, as the `/start` that opens a chat?"""
        return self.text.strip().startswith("/")


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that the person wrote earlier and has now changed."""

    text: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button; `run` and `step` say under which question it stood."""

    run: str
    step: str
    value: str


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A phone number that the channel vouches for; `own` only if it is the sender's."""

    phone: str
    own: bool


class Kind(Enum):
    """Messages that carry nothing the bot can read."""

    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    LOCATION = "location"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A photo, a voice message, a sticker, a location or the like."""

    kind: Kind


Reply = Typed | Edited | Pressed | SharedContact | Unreadable
