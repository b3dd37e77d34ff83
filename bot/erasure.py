"""Forgetting a person: on their wish, or when the period of keeping is over."""

from bot.storage import erasing as rows
from bot.storage.database import Tx


async def erase(tx: Tx, address_id: int, person_id: int) -> None:
    """
    Delete the talk, the proof, the codes, the consents and the texts of all letters.

    The bare address stays, so that the last answer can be sent and a repeated message is known.
    """
    for statement in (rows.DROP_TALK, rows.DROP_PROOF, rows.DROP_CODES):
        await tx.run(statement, of_address=address_id)
    await tx.run(rows.DROP_CONSENTS, of_person=person_id)
    await tx.run(rows.CANCEL_LETTERS, of_address=address_id)
    await tx.run(rows.BLANK_LETTERS, of_address=address_id)
    await tx.run(rows.FORGET_ADDRESS, of_address=address_id)
