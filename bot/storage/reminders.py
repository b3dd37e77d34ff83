"""Who has turned reminders on; and what was planned for those who turn them off."""

from sqlalchemy import bindparam, delete, select

from bot.storage.query import Query
from bot.storage.tables import addresses, letters, proofs

SUBSCRIBED = Query(
    select(
        addresses.c.id.label("address_id"),
        addresses.c.channel,
        addresses.c.language,
        proofs.c.iin,
        proofs.c.iin_hash,
    )
    .select_from(addresses.join(proofs, proofs.c.address_id == addresses.c.id))
    .where(
        addresses.c.reminders == 1,
        addresses.c.opted_out.is_(None),
        addresses.c.state == "open",
    )
    # Telegram before SMS: a reminder goes to the first address that it is written for, and to
    # the next one (see ADD_ONCE of letters, which knows this order) if that does not take it.
    .order_by(addresses.c.channel.desc(), addresses.c.id)
)
# Not cancelled but forgotten: who turns them on again may have them planned again.
DROP_PLANNED = Query(
    delete(letters).where(
        letters.c.address_id == bindparam("of_address"),
        letters.c.lane == bindparam("of_lane"),
        letters.c.state == "waiting",
        letters.c.begun_at.is_(None),
    )
)
