"""The statements that forget a person."""

from sqlalchemy import bindparam, delete, update

from bot.storage.query import Query
from bot.storage.tables import addresses, codes, consents, letters, proofs, talks

DROP_TALK = Query(delete(talks).where(talks.c.address_id == bindparam("of_address")))
DROP_PROOF = Query(delete(proofs).where(proofs.c.address_id == bindparam("of_address")))
DROP_CODES = Query(delete(codes).where(codes.c.address_id == bindparam("of_address")))
DROP_CONSENTS = Query(delete(consents).where(consents.c.person_id == bindparam("of_person")))
CANCEL_LETTERS = Query(
    update(letters)
    .where(letters.c.address_id == bindparam("of_address"), letters.c.state == "waiting")
    .values(state="cancelled", leased_until=None)
)
BLANK_LETTERS = Query(
    update(letters).where(letters.c.address_id == bindparam("of_address")).values(body=None)
)
FORGET_ADDRESS = Query(
    update(addresses)
    .where(addresses.c.id == bindparam("of_address"))
    .values(reminders=0, language=None, opted_out=None, state="erased")
)
