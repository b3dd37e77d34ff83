"""Does the service do its work? The database answers, the oldest letter that is due is young."""

from bot.clock import Now, to_millis
from bot.storage import letters as rows
from bot.storage.database import Database


class Health:
    def __init__(self, database: Database, now: Now) -> None:
        self._database, self._now = database, now

    async def check(self) -> dict[str, object]:
        """Raises DatabaseDown; else the age of the oldest due letter, in seconds."""
        now = to_millis(self._now())
        row = await self._database.run(lambda tx: tx.one(rows.OLDEST_DUE, now=now))
        oldest = row["due_at"] if row is not None else None
        return {"oldest_due_seconds": (now - oldest) / 1000 if oldest is not None else 0}
