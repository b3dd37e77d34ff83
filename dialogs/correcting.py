"""Answers are stored, withdrawn, put back; what hung on a changed one is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogs.steps import Json, Page, Question

if TYPE_CHECKING:  # talk.py imports this module
    from collections.abc import Mapping, Sequence

    from dialogs.replay import Place
    from dialogs.state import Talk
    from dialogs.steps import Step
    from dialogs.talk import Turn


def record(turn: Turn, question: Question[Any], stored: Json) -> None:
    """Store an answer. Others that were passed on the way back to it count again."""
    talk = turn.talk
    talk.withdrawn.get(talk.flow, {}).pop(question.key, None)
    put_back(turn, talk.flow)
    given = talk.given()
    given[question.key] = stored
    talk.misses = 0
    if question.depends and turn.keeps(talk.flow):
        upon = [given.get(key) for key in question.depends]
        talk.basis.setdefault(talk.flow, {})[question.key] = upon
    if question.answered is not None:
        turn.effects(question.answered(question.recall(stored)))


def put_back(turn: Turn, flow: str) -> None:
    """Let a flow's withdrawn answers count again; one that keeps no answers forgets them."""
    withdrawn = turn.talk.withdrawn.pop(flow, {})
    if withdrawn and turn.keeps(flow):
        given = turn.talk.answers.setdefault(flow, {})
        turn.talk.answers[flow] = {**withdrawn, **given}


def stale(talk: Talk, path: Sequence[Step[Any]]) -> str | None:
    """The first answer on the path that was given upon other answers than those of now."""
    given, basis = talk.given(), talk.basis.get(talk.flow)
    if not basis:
        return None
    for step in path:
        upon = basis.get(step.key)
        if upon is not None and upon != [given.get(key) for key in step.depends]:
            return step.key
    return None


def withdraw(turn: Turn, place: Place, key: str) -> None:
    """Take an answer back, with all that was only shown, read or done after it."""
    talk = turn.talk
    given = talk.given()
    keys = [step.key for step in place.path]
    after = place.path[keys.index(key) + 1 :] if key in keys else ()
    for later in after:
        if not isinstance(later, Question):
            given.pop(later.key, None)
    step = place.path[keys.index(key)] if key in keys else None
    if key in given:
        stored = given.pop(key)
        if not isinstance(step, Page):
            talk.withdrawn.setdefault(talk.flow, {})[key] = stored
    talk.frozen.pop(talk.flow, None)
    talk.resuming = False


def change(turn: Turn, key: str) -> None:
    """Ask one question again; the others keep their answers as far as they don't hang on it."""
    withdraw(turn, turn.place(), key)
    turn.go_on()


def on_path(given: Mapping[str, Json], place: Place) -> dict[str, Json]:
    """The answers that lead to the open step, without those that lead nowhere any more."""
    keys = {step.key for step in place.path}
    return {key: stored for key, stored in given.items() if key in keys}
