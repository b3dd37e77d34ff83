"""Forgetting a person: on their wish, or when the period of keeping is over."""

from bot.outbox.letter import Lane
from bot.storage import erasing as rows
from bot.storage import turns
from bot.storage.database import Write
from bot.storage.reminders import DROP_PLANNED
from dialogs.effects import ConsentKind


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


def reminders_off(address_id: int, person_id: int, now: int) -> list[Write]:
    """No more reminders: their consent is withdrawn, and what was planned is not sent."""
    here = {"of_address": address_id}
    consent = {"of_person": person_id, "of_kind": ConsentKind.REMINDERS.value, "at": now}
    return [
        Write(turns.SET_REMINDERS, {**here, "on": 0}),
        Write(turns.WITHDRAW_CONSENT, consent),
        Write(DROP_PLANNED, {**here, "of_lane": Lane.REMINDER}),
    ]
