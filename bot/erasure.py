"""Forgetting a person: on their wish, or when the period of keeping is over."""

from bot.storage import erasing as rows
from bot.storage.database import Write


def erasure(address_id: int, person_id: int) -> list[Write]:
    """
    Delete the talk, the proof, the codes, the consents and the texts of all letters.

    The address stays, so that the last answer can be sent and a repeated message is known; once
    no letter waits for it, the sweeper takes the number away and leaves the keyed hash.
    """
    at_address = (
        rows.DROP_TALK,
        rows.DROP_PROOF,
        rows.DROP_CODES,
        rows.CANCEL_LETTERS,
        rows.BLANK_LETTERS,
        rows.FORGET_ADDRESS,
    )
    here = {"of_address": address_id}
    return [
        *(Write(query, here) for query in at_address),
        Write(rows.DROP_CONSENTS, {"of_person": person_id}),
    ]
