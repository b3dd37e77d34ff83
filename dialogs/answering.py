"""The open question or page reads a reply; a misunderstanding never harms an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dialogs import phrases
from dialogs.correcting import change, record, withdraw
from dialogs.reply import Edited, Pressed, Reply, Typed
from dialogs.screen import Screen, note
from dialogs.steps import Json, Lookup, NotUnderstood, Page, Question
from dialogs.text import lines
from dialogs.understanding.global_words import read_service

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.talk import Turn
    from dialogs.text import Sayable

CHANGE = "!"
TO_FLOW = "@flow."
BACK_TO_FLOW = "@back."
SERVICE_OPTIONS = {"operator": "@operator", "reminders": "@flow.payments"}


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


def read(turn: Turn, question: Question[Any], reply: Reply) -> Json:
    """The answer that a reply means to this question; raises NotUnderstood."""
    chosen = turn.option(question.screen(), reply)
    return question.read(reply if chosen is None else Pressed("", question.key, chosen))


def _on_question(
    turn: Turn, place: Place, question: Question[Any], reply: Reply, message_id: str
) -> None:
    turn.talk.last = (message_id, question.key) if message_id else None
    try:
        stored = read(turn, question, reply)
    except NotUnderstood as error:
        _not_understood(turn, place, reply, error.hint)
    else:
        record(turn, question, stored)
        turn.go_on()


def _not_understood(turn: Turn, place: Place, reply: Reply, hint: Sayable) -> None:
    service = _service_named(reply)
    if service is None:
        missed(turn, place, hint)
    else:
        turn.talk.misses = 0
        leave_for(turn, service)


def _service_named(reply: Reply) -> str | None:
    """The option of the menu that a typed word names."""
    service = read_service(reply.text) if isinstance(reply, Typed) else None
    if service is None:
        return None
    return SERVICE_OPTIONS.get(service, f"{TO_FLOW}{service}")


def missed(turn: Turn, place: Place, hint: Sayable) -> None:
    """
    Say what was not understood and what would be; the second time also what the question means,
    the third time how to reach a person. Then the question again.
    """
    turn.talk.misses += 1
    turn.say(note(hint))
    step = place.step
    if turn.talk.misses >= phrases.MISSES_BEFORE_PERSON:
        turn.say(phrases.person(turn.case))
    elif turn.talk.misses > 1 and isinstance(step, Question) and step.explanation is not None:
        turn.say(note(step.explanation))
    turn.put(place)


def edited(turn: Turn, place: Place, reply: Edited) -> None:
    """A message was corrected afterwards: the newest one counts anew, older ones do not."""
    last = turn.talk.last
    asked = {step.key: step for step in (*place.path, place.step) if isinstance(step, Question)}
    if last is None or last[0] != reply.message_id or last[1] not in asked:
        turn.say(note(phrases.EDITED_TOO_LATE))
        turn.put(place)
        return
    question = asked[last[1]]
    try:
        stored = read(turn, question, Typed(reply.text))
    except NotUnderstood as error:
        missed(turn, place, error.hint)
    else:
        withdraw(turn, place, question.key)
        record(turn, question, stored)
        turn.go_on()


# -- pages ---------------------------------------------------------------------------------------


def on_page(turn: Turn, place: Place, page: Page, reply: Reply) -> None:
    """A choice on a page, or the name of a service typed there."""
    value = turn.option(page.screen, reply) or _service_named(reply)
    if value is None:
        missed(turn, place, phrases.NOT_UNDERSTOOD)
        return
    turn.talk.misses = 0
    _chosen(turn, page, value)


def _chosen(turn: Turn, page: Page, value: str) -> None:
    if value in page.asides:
        turn.say(_beside(page, page.asides[value]()).at(turn.talk.run, page.key))
    elif value in page.answers:
        turn.talk.given()[page.key] = value
        turn.go_on()
    elif value.startswith(CHANGE):
        change(turn, value.removeprefix(CHANGE))
    else:
        leave_for(turn, value)


def _beside(page: Page, aside: Screen) -> Screen:
    """What is shown beside a page can be left by the page's own ways; they aren't listed anew."""
    if aside.options:
        return aside
    return replace(
        aside,
        brief=lines(aside.brief or aside.text, phrases.ASIDE_LEFT),
        options=page.screen.options,
        columns=page.screen.columns,
        lists_options=False,
    )


def leads_elsewhere(value: str) -> bool:
    """Does the option work from any message, however old?"""
    return value in {"@menu", "@operator"} or value.startswith((TO_FLOW, BACK_TO_FLOW))


def leave_for(turn: Turn, value: str) -> None:
    """Go where an option leads that is no answer."""
    if value.startswith(TO_FLOW):
        turn.enter(value.removeprefix(TO_FLOW))
    elif value.startswith(BACK_TO_FLOW):
        turn.enter(value.removeprefix(BACK_TO_FLOW), asking=False)
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
