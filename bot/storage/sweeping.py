"""The statements that let old things go."""

from sqlalchemy import bindparam, delete, or_, select, update

from bot.storage.query import Query
from bot.storage.tables import codes, heard, letters, talks, tries

BATCH = 500
OLD_TALKS = Query(
    select(talks.c.address_id, talks.c.sealed, talks.c.version)
    .where(talks.c.heard_at < bindparam("before"), talks.c.swept_at.is_(None))
    .limit(BATCH)
)
SWEEP_TALK = Query(
    update(talks)
    .where(talks.c.address_id == bindparam("of_address"), talks.c.version == bindparam("seen"))
    .values(
        sealed=bindparam("sealed", type_=talks.c.sealed.type),
        swept_at=bindparam("at", type_=talks.c.swept_at.type),
        version=talks.c.version + 1,
        pending_at=None,
    )
)
DROP_HEARD = Query(delete(heard).where(heard.c.at < bindparam("before")))
DROP_CODES = Query(delete(codes).where(codes.c.expires_at < bindparam("before")))
DROP_TRIES = Query(
    delete(tries).where(
        tries.c.since < bindparam("before"),
        or_(tries.c.locked_until.is_(None), tries.c.locked_until < bindparam("before")),
    )
)
BLANK_LETTERS = Query(
    update(letters)
    .where(
        letters.c.created_at < bindparam("before"),
        letters.c.body.is_not(None),
        letters.c.state != "waiting",
    )
    .values(body=None)
)
