"""One-time codes and counted tries in the database."""

from sqlalchemy import bindparam, case, delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.storage.query import Query
from bot.storage.tables import codes, letters, tries

ADD_CODE = Query(
    upsert(codes)
    .values(
        address_id=bindparam("address_id"),
        attempt=bindparam("attempt"),
        iin_hash=bindparam("iin_hash"),
        digest=bindparam("digest"),
        expires_at=bindparam("expires_at"),
        tries=0,
    )
    .on_conflict_do_nothing()
)
# The letter that an unknown IIN gets: it is over before it has begun, and says nothing.
ADD_VOID = Query(
    insert(letters).values(
        id=bindparam("id"),
        key=bindparam("key"),
        lane=bindparam("lane"),
        channel=bindparam("channel"),
        address_id=bindparam("address_id"),
        expires_at=bindparam("expires_at"),
        due_at=bindparam("due_at"),
        begun_at=bindparam("begun_at"),
        attempts=bindparam("attempts"),
        created_at=bindparam("created_at"),
        settled_at=bindparam("created_at"),
        state="cancelled",
        reason="void",
    )
)
CODE_OF_RUN = Query(
    select(codes.c.id).where(
        codes.c.address_id == bindparam("address_id"),
        codes.c.attempt == bindparam("attempt"),
        codes.c.iin_hash == bindparam("iin_hash"),
    )
)
NEWEST_CODE = Query(
    select(
        codes.c.id,
        codes.c.attempt,
        codes.c.digest,
        codes.c.tries,
        codes.c.expires_at,
        codes.c.used_at,
    )
    .where(
        codes.c.address_id == bindparam("address_id"), codes.c.iin_hash == bindparam("iin_hash")
    )
    .order_by(codes.c.id.desc())
    .limit(1)
)
COUNT_CODE_TRY = Query(
    update(codes).where(codes.c.id == bindparam("of_code")).values(tries=codes.c.tries + 1)
)
USE_CODE = Query(
    update(codes)
    .where(
        codes.c.id == bindparam("of_code"),
        or_(codes.c.used_at.is_(None), codes.c.attempt == bindparam("run")),
    )
    .values(used_at=bindparam("at", type_=codes.c.used_at.type))
)
READ_TRIES = Query(
    select(tries.c.count, tries.c.since, tries.c.locked_until).where(
        tries.c.scope == bindparam("scope"), tries.c.hash == bindparam("hash")
    )
)
PUT_TRIES = Query(
    upsert(tries)
    .values(
        scope=bindparam("scope"),
        hash=bindparam("hash"),
        count=bindparam("count"),
        since=bindparam("since"),
        locked_until=bindparam("locked_until"),
    )
    .on_conflict_do_update(
        index_elements=["scope", "hash"],
        set_={
            "count": bindparam("count", type_=tries.c.count.type),
            "since": bindparam("since", type_=tries.c.since.type),
            "locked_until": bindparam("locked_until", type_=tries.c.since.type),
        },
    )
)
# In one statement, so that of many who ask at the same moment each is counted.
_over = tries.c.since <= bindparam("over", type_=tries.c.since.type)
COUNT_TRY = Query(
    upsert(tries)
    .values(
        scope=bindparam("scope"),
        hash=bindparam("hash"),
        count=1,
        since=bindparam("at"),
    )
    .on_conflict_do_update(
        index_elements=["scope", "hash"],
        set_={
            "count": case((_over, 1), else_=tries.c.count + 1),
            "since": case((_over, bindparam("at", type_=tries.c.since.type)), else_=tries.c.since),
        },
    )
    .returning(tries.c.count)
)
CLEAR_TRIES = Query(
    delete(tries).where(tries.c.scope == bindparam("scope"), tries.c.hash == bindparam("hash"))
)
