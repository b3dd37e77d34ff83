"""What the words do that count at any moment: language, help, menu, back, stop, a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dialogs import phrases
from dialogs.correcting import change
from dialogs.effects import LanguageChosen, OptedIn, OptedOut, Scope
from dialogs.screen import note
from dialogs.state import MENU
from dialogs.steps import Page, Question
from dialogs.understanding.global_words import GlobalWord

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.talk import Turn


def obey(word: GlobalWord, turn: Turn, place: Place, *, command: bool = False) -> None:
    """
    Do what the word asks; the open question stays open unless the word leaves it.

    As a `command`, "start" is only how a chat is opened: it leads to the menu and opts nobody in.
    """
    if word is GlobalWord.START and (command or not turn.case.opted_out):
        turn.to_menu()
    else:
        _ANSWERS[word](turn, place)


def _language(language: str) -> Callable[[Turn, Place], None]:
    def change(turn: Turn, place: Place) -> None:
        turn.effects((LanguageChosen(language),))
        turn.say(note(phrases.LANGUAGE_CHANGED))
        turn.put(place)

    return change


def _help(turn: Turn, place: Place) -> None:
    turn.say(note(phrases.HELP, brief=phrases.HELP_BRIEF))
    if turn.talk.flow != MENU:
        turn.put(place)


def _explain(turn: Turn, place: Place) -> None:
    step = place.step
    if isinstance(step, Question) and step.explanation is not None:
        turn.say(note(step.explanation))
        turn.put(place)
    else:
        _help(turn, place)


def _menu(turn: Turn, _place: Place) -> None:
    turn.to_menu()


def _cancel(turn: Turn, _place: Place) -> None:
    if turn.talk.interrupted:
        turn.end()
        return
    if turn.talk.flow != MENU:
        turn.talk.drop(turn.talk.flow)
        turn.say(note(phrases.CANCELLED))
    turn.to_menu()


def _back(turn: Turn, place: Place) -> None:
    asked = [step for step in place.path if isinstance(step, (Question, Page))]
    if asked:
        change(turn, asked[-1].key)
    elif turn.talk.interrupted:
        turn.end()
    else:
        turn.to_menu()


def _stop(turn: Turn, place: Place) -> None:
    turn.said.effects.append(OptedOut(Scope.REMINDERS))
    turn.say(note(phrases.STOPPED))
    if turn.talk.flow != MENU:
        turn.put(place)


def _start(turn: Turn, place: Place) -> None:
    turn.said.effects.append(OptedIn())
    turn.say(note(phrases.started(turn.case)))
    turn.put(place)


def _operator(turn: Turn, place: Place) -> None:
    turn.say(phrases.person(turn.case))
    if turn.talk.flow != MENU:
        turn.put(place)


def _verify(turn: Turn, place: Place) -> None:
    turn.say(note(phrases.VERIFY))
    if turn.talk.flow != MENU:
        turn.put(place)


def _open(flow: str) -> Callable[[Turn, Place], None]:
    def go(turn: Turn, _place: Place) -> None:
        turn.enter(flow)

    return go


_ANSWERS: Mapping[GlobalWord, Callable[[Turn, Place], None]] = {
    GlobalWord.LANGUAGE_KK: _language("kk"),
    GlobalWord.LANGUAGE_RU: _language("ru"),
    GlobalWord.LANGUAGE: _open("language"),
    GlobalWord.HELP: _help,
    GlobalWord.EXPLAIN: _explain,
    GlobalWord.MENU: _menu,
    GlobalWord.CANCEL: _cancel,
    GlobalWord.BACK: _back,
    GlobalWord.STOP: _stop,
    GlobalWord.START: _start,
    GlobalWord.OPERATOR: _operator,
    GlobalWord.VERIFY: _verify,
    GlobalWord.NOT_ME: _open("not_me"),
    GlobalWord.DELETE_DATA: _open("erase"),
    GlobalWord.MY_DATA: _open("my_data"),
}
