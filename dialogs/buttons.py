"""Buttons, fresh and old: a press always gets a sensible answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from dialogs import answering, first_words, phrases, resuming
from dialogs.answering import CHANGE
from dialogs.correcting import change
from dialogs.global_answers import obey
from dialogs.screen import Option, Screen, note
from dialogs.state import MENU, MENU_RUN
from dialogs.steps import NotUnderstood, Page, Question
from dialogs.understanding.global_words import GlobalWord

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.reply import Pressed
    from dialogs.talk import Turn

BACK = "<"


def pressed(turn: Turn, place: Place, reply: Pressed, message_id: str) -> None:
    """A press: on the open question, on the menu, or on a message from before."""
    ours = reply.run == turn.talk.run
    step = place.step
    if first_words.are_open(turn, place):
        first_words.pressed(turn, place, reply, message_id)
    elif (reply.run, reply.step) == (MENU_RUN, MENU):
        turn.leave_for_menu()
        at_menu = turn.place()
        answering.on_page(turn, at_menu, cast("Page", at_menu.step), reply)
    elif ours and reply.step == resuming.STEP:
        _resumed(turn, place, reply)
    elif ours and reply.value.startswith(CHANGE):
        _change(turn, place, reply.value.removeprefix(CHANGE))
    elif ours and step is not None and reply.step == step.key:
        turn.talk.resuming = False
        if reply.value == BACK:
            obey(GlobalWord.BACK, turn, place)
        else:
            answering.answer(turn, place, reply, message_id)
    else:
        _old(turn, place, reply)


def _resumed(turn: Turn, place: Place, reply: Pressed) -> None:
    if turn.talk.resuming:
        resuming.chosen(turn, place, reply)
    else:
        turn.said.toast = phrases.ALREADY_HEARD


def _change(turn: Turn, place: Place, key: str) -> None:
    if place.step is not None and place.step.key == key:  # pressed twice: it is asked already
        turn.said.toast = phrases.ALREADY_HEARD
    elif any(step.key == key for step in place.path):
        change(turn, key)
    else:
        _gone(turn, place)


def _old(turn: Turn, place: Place, reply: Pressed) -> None:
    if answering.leads_elsewhere(reply.value):
        answering.leave_for(turn, reply.value)
        return
    answered = {step.key: step for step in place.path}
    step = answered.get(reply.step) if reply.run == turn.talk.run else None
    if step is not None and (reply.value == BACK or _heard(turn, step.key, reply)):
        turn.said.toast = phrases.ALREADY_HEARD
    elif isinstance(step, Question):
        _answered_already(turn, step, reply)
    else:
        _gone(turn, place)


def _heard(turn: Turn, key: str, reply: Pressed) -> bool:
    return bool(turn.talk.given()[key] == reply.value)


def _gone(turn: Turn, place: Place) -> None:
    turn.say(note(phrases.OLD_BUTTON))
    turn.put(place)


def _answered_already(turn: Turn, question: Question[object], reply: Pressed) -> None:
    stored = turn.talk.given()[question.key]
    try:
        repeated = question.read(reply) == stored
    except NotUnderstood:
        repeated = True
    if repeated:
        turn.said.toast = phrases.ALREADY_HEARD
        return
    answer = question.said(question.recall(stored))
    option = Option(f"{CHANGE}{question.key}", phrases.CHANGE)
    screen = Screen(phrases.already_answered(answer), options=(option,))
    turn.say(screen.at(turn.talk.run, question.key))
