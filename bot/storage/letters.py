"""Letters in the database: put in, claimed, settled."""

from sqlalchemy import and_, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.storage.query import Query
from bot.storage.tables import addresses, letters

Moment = letters.c.due_at.type
FINAL = ("delivered", "undelivered", "refused", "stopped", "expired", "cancelled", "unknown")

ADD = Query(
    insert(letters).values(
        id=bindparam("id"),
        key=bindparam("key"),
        lane=bindparam("lane"),
        channel=bindparam("channel"),
        address_id=bindparam("address_id"),
        body=bindparam("body"),
        due_at=bindparam("due_at"),
        expires_at=bindparam("expires_at"),
        begun_at=bindparam("begun_at"),
        leased_until=bindparam("leased_until"),
        attempts=bindparam("attempts"),
        created_at=bindparam("created_at"),
        state="waiting",
    )
)
_once = upsert(letters).values(
    id=bindparam("id"),
    key=bindparam("key"),
    lane=bindparam("lane"),
    channel=bindparam("channel"),
    address_id=bindparam("address_id"),
    body=bindparam("body"),
    due_at=bindparam("due_at"),
    expires_at=bindparam("expires_at"),
    created_at=bindparam("created_at"),
    attempts=0,
    state="waiting",
)
# In the order of the planner, so that it ends where no address takes the letter.
_further_on = or_(
    _once.excluded.channel < letters.c.channel,
    and_(
        _once.excluded.channel == letters.c.channel,
        _once.excluded.address_id > letters.c.address_id,
    ),
)
# One letter for a key. Only if an address did not take it, another address of the person may
# have it: then the same row begins anew there.
ADD_ONCE = Query(
    _once.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "channel": _once.excluded.channel,
            "address_id": _once.excluded.address_id,
            "body": _once.excluded.body,
            "due_at": _once.excluded.due_at,
            "expires_at": _once.excluded.expires_at,
            "attempts": 0,
            "state": "waiting",
            "begun_at": None,
            "leased_until": None,
            "reference": None,
            "reason": None,
            "settled_at": None,
        },
        where=and_(
            or_(letters.c.state == "stopped", letters.c.state == "refused"),
            _further_on,
        ),
    )
)

_due = (letters.c.state == "waiting") & (letters.c.due_at <= bindparam("now"))
_free = or_(letters.c.leased_until.is_(None), letters.c.leased_until <= bindparam("now"))
_claimed = (
    select(letters.c.id)
    .where(_due, _free, letters.c.channel == bindparam("of_channel"))
    .order_by(letters.c.lane, letters.c.due_at, letters.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
CLAIM = Query(
    update(letters)
    .where(letters.c.id.in_(_claimed.scalar_subquery()))
    .values(
        leased_until=bindparam("until", type_=Moment),
        begun_at=bindparam("now", type_=Moment),
        attempts=letters.c.attempts + 1,
    )
    .returning(
        letters.c.id,
        letters.c.key,
        letters.c.lane,
        letters.c.channel,
        letters.c.address_id,
        letters.c.body,
        letters.c.attempts,
        letters.c.expires_at,
    )
)
ADDRESS = Query(
    select(addresses.c.sealed, addresses.c.state, addresses.c.opted_out).where(
        addresses.c.id == bindparam("address_id")
    )
)
SETTLE = Query(
    update(letters)
    .where(letters.c.id == bindparam("of_letter"))
    .values(
        state=bindparam("to_state", type_=letters.c.state.type),
        reference=bindparam("reference", type_=letters.c.reference.type),
        reason=bindparam("reason", type_=letters.c.reason.type),
        leased_until=None,
        settled_at=bindparam("at", type_=Moment),
    )
)
BLANK = Query(update(letters).where(letters.c.id == bindparam("of_letter")).values(body=None))
POSTPONE = Query(
    update(letters)
    .where(letters.c.id == bindparam("of_letter"))
    .values(
        due_at=bindparam("due", type_=Moment),
        leased_until=None,
        begun_at=None,
        reason=bindparam("reason", type_=letters.c.reason.type),
    )
)
END_LEASES = Query(
    update(letters)
    .where(letters.c.state == "waiting", letters.c.leased_until.is_not(None))
    .values(leased_until=bindparam("now", type_=Moment))
)
RELEASE_BEGUN = Query(
    select(letters.c.id, letters.c.lane).where(
        letters.c.state == "waiting",
        letters.c.begun_at.is_not(None),
        letters.c.leased_until <= bindparam("now"),
    )
)
BY_STATE = Query(
    select(letters.c.lane, letters.c.state, func.count().label("letters")).group_by(
        letters.c.lane, letters.c.state
    )
)
LISTED = Query(
    select(
        letters.c.id,
        letters.c.key,
        letters.c.channel,
        letters.c.state,
        letters.c.attempts,
        letters.c.reason,
        letters.c.due_at,
    )
    .where(letters.c.state == bindparam("of_state"))
    .order_by(letters.c.id)
    .limit(bindparam("most"))
)
OLDEST_DUE = Query(select(func.min(letters.c.due_at).label("due_at")).where(_due))
