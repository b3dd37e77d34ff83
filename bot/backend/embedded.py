"""The register in our own database, for centres that export files."""

from datetime import date
from typing import TypeVar

from bot.clock import ALMATY, Now, from_millis
from bot.security.keys import Keys, Unsealable
from bot.storage import registry_reading as stored
from bot.storage.database import Database, DatabaseDown, Tx, Work
from dialogs.backend import (
    Application,
    BadAnswer,
    Contract,
    Payment,
    Person,
    Reading,
    Unavailable,
    Unknown,
)

T = TypeVar("T")


class EmbeddedBackend:
    """
    See `dialogs.backend.Backend`. A reading's `as_of` is when a file last named what is read;
    where there is nothing to read, when a file last named the person.
    """

    def __init__(self, database: Database, keys: Keys, now: Now) -> None:
        """`now` gives an aware time; the day of contracts and payments is that of Almaty."""
        self._database = database
        self._keys = keys
        self._now = now

    async def person(self, iin: str) -> Reading[Person]:
        return _reading(*await self._run(lambda tx: self._known(tx, iin)))

    async def applications(self, iin: str) -> Reading[tuple[Application, ...]]:
        async def work(tx: Tx) -> Reading[tuple[Application, ...]]:
            _, named_at = await self._known(tx, iin)
            found, loaded_at = await stored.applications(tx, self._keys, iin)
            return _reading(found, loaded_at or named_at)

        return await self._run(work)

    async def contract(self, iin: str) -> Reading[Contract | None]:
        today = self._today()

        async def work(tx: Tx) -> Reading[Contract | None]:
            _, named_at = await self._known(tx, iin)
            found = await stored.contract(tx, self._keys, iin, today)
            return _reading(None, named_at) if found is None else _reading(*found)

        return await self._run(work)

    async def payments(self, iin: str) -> Reading[tuple[Payment, ...]]:
        since = _a_year_before(self._today())

        async def work(tx: Tx) -> Reading[tuple[Payment, ...]]:
            _, named_at = await self._known(tx, iin)
            found, loaded_at = await stored.payments(tx, self._keys, iin, since)
            return _reading(found, loaded_at or named_at)

        return await self._run(work)

    def _today(self) -> date:
        return self._now().astimezone(ALMATY).date()

    async def _known(self, tx: Tx, iin: str) -> tuple[Person, int]:
        found = await stored.person(tx, self._keys, iin)
        if found is None:
            raise Unknown("no file has named this person")
        return found

    async def _run(self, work: Work[T]) -> T:
        try:
            return await self._database.run(work)
        except DatabaseDown as error:
            raise Unavailable("the database does not answer") from error
        except (Unsealable, ValueError, KeyError) as error:
            raise BadAnswer("a stored row cannot be read") from error


def _reading(value: T, at: int) -> Reading[T]:
    return Reading(value, from_millis(at))


def _a_year_before(day: date) -> date:
    """The first day of the same month of last year."""
    return date(day.year - 1, day.month, 1)
