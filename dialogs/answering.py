"""The open question or page reads a reply; answers are stored, changed and withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from dialogs import phrases
from dialogs.reply import Edited, Pressed, Reply, Typed
from dialogs.screen import note
from dialogs.steps import Fact, Json, Lookup, NotUnderstood, Page, Question
from dialogs.understanding.global_words import read_service

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.talk import Turn
    from dialogs.text import Sayable

CHANGE = "!"
TO_FLOW = "@flow."


def answer(turn: Turn, place: Place, reply: Reply, message_id: str) -> None:
    """Let the open step read the reply."""
    match place.step:
        case Page() as page:
            on_page(turn, place, page, reply)
        case Question() as question:
            _on_question(turn, place, question, reply, message_id)
        case Lookup() as lookup:
            turn.say(note(phrases.STILL_LOOKING))
            turn.said.reading = lookup
        case _:
            turn.go_on()


def _on_question(
    turn: Turn, place: Place, question: Question[Any], reply: Reply, message_id: str
) -> None:
    try:
        chosen = turn.option(question.screen(), reply)
        if chosen is not None:
            reply = Pressed(turn.talk.run, question.key, chosen)
        stored = question.read(reply)
    except NotUnderstood as error:
        _not_understood(turn, place, reply, error.hint)
    else:
        record(turn, question, stored)
        turn.talk.last = (message_id, question.key) if message_id else None
        turn.go_on()


def record(turn: Turn, question: Question[Any], stored: Json) -> None:
    """Store an answer; if it replaces another one, forget what hung on that."""
    talk = turn.talk
    if question.key in talk.withdrawn:
        before = talk.withdrawn.pop(question.key)
        if before != stored:
            _forget_dependents(turn, question.key, before)
    talk.given()[question.key] = stored
    talk.misses = 0
    if question.answered is not None:
        turn.effects(question.answered(question.recall(stored)))


def _forget_dependents(turn: Turn, key: str, before: Json) -> None:
    given, withdrawn = turn.talk.given(), turn.talk.withdrawn
    path = turn.replayed({**withdrawn, **given, key: before}).path
    changed: set[str] = set()
    for step in path:
        if step.key == key:
            changed.add(key)
        elif changed and (isinstance(step, (Lookup, Fact)) or changed & set(step.depends)):
            changed.add(step.key)
            given.pop(step.key, None)
            withdrawn.pop(step.key, None)


def change(turn: Turn, key: str) -> None:
    """Ask one question again; the others keep their answers until this one has changed."""
    given = turn.talk.given()
    path = [step.key for step in turn.place().path]
    after = path[path.index(key) + 1 :] if key in path else []
    pages = {step.key for step in turn.place().path if isinstance(step, Page)}
    if key in given:
        turn.talk.withdrawn[key] = given.pop(key)
    for later in after:
        if later in pages:
            given.pop(later, None)
    turn.talk.frozen.pop(turn.talk.flow, None)
    turn.go_on()


def edited(turn: Turn, place: Place, reply: Edited) -> None:
    """A message was corrected afterwards: the newest answer counts anew, older ones do not."""
    last = turn.talk.last
    given = turn.talk.given()
    if last is None or last[0] != reply.message_id or last[1] not in given:
        turn.say(note(phrases.EDITED_TOO_LATE))
        turn.put(place)
        return
    turn.talk.withdrawn[last[1]] = given.pop(last[1])
    answer(turn, turn.place(), Typed(reply.text), reply.message_id)


def _not_understood(turn: Turn, place: Place, reply: Reply, hint: Sayable) -> None:
    if isinstance(reply, Typed) and (service := read_service(reply.text)) in turn.services:
        turn.enter(cast("str", service))
        return
    _missed(turn, place, hint)


def _missed(turn: Turn, place: Place, hint: Sayable) -> None:
    turn.talk.misses += 1
    turn.say(note(hint))
    if turn.talk.misses >= phrases.MISSES_BEFORE_PERSON:
        turn.say(phrases.person(turn.case))
    turn.put(place)


def on_page(turn: Turn, place: Place, page: Page, reply: Reply) -> None:
    """A choice on a page, or the name of a service typed there."""
    value = turn.option(page.screen, reply)
    if value is None and isinstance(reply, Typed):
        service = read_service(reply.text)
        value = SERVICE_OPTIONS.get(service or "", f"{TO_FLOW}{service}" if service else None)
    if value is None:
        _missed(turn, place, phrases.NOT_UNDERSTOOD)
        return
    turn.talk.misses = 0
    _chosen(turn, page, value)


SERVICE_OPTIONS = {"operator": "@operator", "reminders": "@flow.payments"}


def _chosen(turn: Turn, page: Page, value: str) -> None:
    if value in page.asides:
        turn.say(page.asides[value]().at(turn.talk.run, page.key))
    elif value in page.answers:
        turn.talk.given()[page.key] = value
        turn.talk.withdrawn.pop(page.key, None)
        turn.go_on()
    elif value.startswith(CHANGE):
        change(turn, value.removeprefix(CHANGE))
    elif value.startswith(TO_FLOW):
        turn.enter(value.removeprefix(TO_FLOW))
    elif value in LEAVING:
        LEAVING[value](turn)
    else:
        turn.to_menu()


def _person(turn: Turn) -> None:
    turn.say(phrases.person(turn.case))


LEAVING = {
    "@again": lambda turn: turn.start_over(),
    "@retry": lambda turn: turn.retry(),
    "@operator": _person,
}
