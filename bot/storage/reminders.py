"""Who has turned reminders on."""

from sqlalchemy import select

from bot.storage.query import Query
from bot.storage.tables import addresses, proofs

SUBSCRIBED = Query(
    select(
        addresses.c.id.label("address_id"),
        addresses.c.person_id,
        addresses.c.channel,
        addresses.c.language,
        proofs.c.iin,
    )
    .select_from(addresses.join(proofs, proofs.c.address_id == addresses.c.id))
    .where(
        addresses.c.reminders == 1,
        addresses.c.opted_out.is_(None),
        addresses.c.state == "open",
    )
    # Telegram before SMS: a reminder goes to the first address that it is written for.
    .order_by(addresses.c.channel.desc(), addresses.c.id)
)
