"""Before a language is chosen: whatever was written first, the greeting; and a stop is a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import answering
from dialogs.effects import OptedIn, OptedOut, Scope
from dialogs.reply import Pressed, Typed
from dialogs.screen import note
from dialogs.text import Plain, lines
from dialogs.understanding.global_words import GlobalWord, read_global, read_service
from dialogs.welcome import LANGUAGE

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.reply import Reply
    from dialogs.talk import Turn

# In both languages, as the greeting itself: nothing is known of the person yet.
STOPPED = lines(
    Plain("Бот сізге өзі хабарлама жібермейді. Қайта қосу: СТАРТ."),
    Plain("Бот больше не будет писать вам сам. Включить снова: СТАРТ."),
)
STARTED = lines(Plain("Хабарламалар қосылды."), Plain("Сообщения включены."))
LANGUAGES = {GlobalWord.LANGUAGE_KK: "kk", GlobalWord.LANGUAGE_RU: "ru"}


def greet(turn: Turn, reply: Reply) -> None:
    """Answer a first message; only a stop is heard in it."""
    if isinstance(reply, Typed) and read_global(reply.text) is GlobalWord.STOP:
        _stop(turn)
    turn.talk.greeted = True
    turn.go_on()


def are_open(turn: Turn, place: Place) -> bool:
    """Is the greeting the open question, so that there is no language yet to answer in?"""
    return turn.talk.language is None and place.step is LANGUAGE


def typed(turn: Turn, place: Place, reply: Typed, message_id: str) -> None:
    """Words at the greeting: none of them leads on before a language is chosen."""
    word = read_global(reply.text)
    if word in LANGUAGES:
        chosen = Pressed(turn.talk.run, LANGUAGE.key, LANGUAGES[word])
        answering.answer(turn, place, chosen, message_id)
        return
    if word is None and read_service(reply.text) is None:
        answering.answer(turn, place, reply, message_id)
        return
    if word is GlobalWord.STOP:
        _stop(turn)
    elif word is GlobalWord.START and turn.case.opted_out and not reply.is_command:
        _start(turn)
    turn.put(place)


def pressed(turn: Turn, place: Place, reply: Pressed, message_id: str) -> None:
    """A press while the greeting is open: a language of any greeting counts, nothing else does."""
    if reply.step == LANGUAGE.key and reply.value in LANGUAGES.values():
        answering.answer(turn, place, reply, message_id)
    else:
        turn.put(place)


def _stop(turn: Turn) -> None:
    turn.effects((OptedOut(Scope.REMINDERS),))
    turn.say(note(STOPPED))


def _start(turn: Turn) -> None:
    turn.effects((OptedIn(),))
    turn.say(note(STARTED))
