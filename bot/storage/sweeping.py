"""The statements that let old things go."""

from sqlalchemy import bindparam, delete, exists, or_, select, update

from bot.storage.query import Query
from bot.storage.tables import addresses, codes, heard, letters, proofs, talks, tries

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
EXPIRE_LETTERS = Query(
    update(letters)
    .where(letters.c.created_at < bindparam("before"), letters.c.state == "waiting")
    .values(
        state="expired",
        body=None,
        leased_until=None,
        settled_at=bindparam("at", type_=letters.c.settled_at.type),
    )
)
OLD_PROOFS = Query(
    select(proofs.c.address_id, addresses.c.person_id)
    .select_from(proofs.join(addresses, addresses.c.id == proofs.c.address_id))
    .where(proofs.c.at < bindparam("before"))
    .limit(BATCH)
)
DROP_OLD_PROOF = Query(
    delete(proofs).where(
        proofs.c.address_id == bindparam("of_address"), proofs.c.at < bindparam("before")
    )
)

# A number is needed while its person talks, has proved who they are or gets reminders, and
# while a letter waits for it.
_here = addresses.c.id
_unneeded = (
    addresses.c.sealed != b"",
    addresses.c.reminders == 0,
    ~exists().where(talks.c.address_id == _here, talks.c.heard_at >= bindparam("before")),
    ~exists().where(proofs.c.address_id == _here),
    ~exists().where(letters.c.address_id == _here, letters.c.state == "waiting"),
)
unneeded = select(addresses.c.id).where(*_unneeded)
# Locked first, looked at again then: what a turn has written meanwhile is seen.
UNNEEDED = Query(unneeded.limit(BATCH).with_for_update(skip_locked=True))
FORGET_NUMBER = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"), *_unneeded)
    .values(sealed=b"", state="erased")
)
