"""Letters that did not arrive, put on their way again by staff."""

from sqlalchemy import bindparam, or_, update

from bot.storage.database import Tx
from bot.storage.letters import Moment
from bot.storage.query import Query
from bot.storage.tables import letters

NOT_ARRIVED = ("undelivered", "refused", "stopped", "expired", "unknown")
_AGAIN = Query(
    update(letters)
    .where(
        letters.c.id == bindparam("of_letter"),
        or_(*(letters.c.state == state for state in NOT_ARRIVED)),
        letters.c.body.is_not(None),
    )
    .values(
        state="waiting",
        due_at=bindparam("due", type_=Moment),
        expires_at=None,  # who sends it again knows that it is late
        begun_at=None,
        leased_until=None,
        settled_at=None,
        attempts=0,
    )
)


async def send_again(tx: Tx, letter: int, due: int) -> bool:
    """False if it arrived, still waits, is a code or is none of ours: then nothing changes."""
    return bool(await tx.run(_AGAIN, of_letter=letter, due=due))
