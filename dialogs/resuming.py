"""A form that was left some time ago: take it up again, or start it over?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import phrases
from dialogs.answering import missed
from dialogs.steps import Question

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.reply import Reply
    from dialogs.talk import Turn

STEP = "resume"


def was_left(turn: Turn, place: Place) -> bool:
    """Does the open question stand in the middle of a form?"""
    begun = any(isinstance(step, Question) for step in place.path)
    return begun and isinstance(place.step, Question) and turn.keeps(turn.talk.flow)


def offer(turn: Turn, place: Place) -> None:
    """Say where the form was left, and ask."""
    turn.talk.resuming = True
    step = place.step
    screen = phrases.resume(
        step.number if isinstance(step, Question) else None,
        step.left if isinstance(step, Question) else None,
        finished=turn.talk.flow in turn.talk.frozen,
    )
    turn.say(screen.at(turn.talk.run, STEP))


def chosen(turn: Turn, place: Place, reply: Reply) -> None:
    """Take the answer to the offer."""
    match turn.option(phrases.resume(1, None, finished=False), reply):
        case "continue":
            turn.talk.resuming = False
            turn.put(place)
        case "over":
            turn.start_over()
        case _:
            missed(turn, place, phrases.CHOOSE)
