"""What a load works with."""

from typing import Protocol

from bot.clock import Now
from bot.security.keys import Keys
from bot.storage.database import Database


class Store(Protocol):
    """An open database, its keys and the time; an opened service has these and more."""

    @property
    def database(self) -> Database: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def now(self) -> Now: ...
