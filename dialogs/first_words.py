"""Before a language is chosen: whatever was written first, the greeting; and a stop is a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs import answering
from dialogs.effects import OptedOut, Scope
from dialogs.reply import Pressed, Typed
from dialogs.screen import note
from dialogs.text import Plain, lines
from dialogs.understanding.global_words import GlobalWord, read_global

if TYPE_CHECKING:  # talk.py imports this module
    from dialogs.replay import Place
    from dialogs.reply import Reply
    from dialogs.talk import Turn

# In both languages, as the greeting itself: nothing is known of the person yet.
STOPPED = lines(
    Plain("Бот сізге өзі хабарлама жібермейді. Қайта қосу: СТАРТ."),
    Plain("Бот больше не будет писать вам сам. Включить снова: СТАРТ."),
)
LANGUAGES = {GlobalWord.LANGUAGE_KK: "kk", GlobalWord.LANGUAGE_RU: "ru"}


def greet(turn: Turn, reply: Reply) -> None:
    """Answer a first message; only a stop is heard in it."""
    if isinstance(reply, Typed) and read_global(reply.text) is GlobalWord.STOP:
        _stop(turn)
    turn.talk.greeted = True
    turn.go_on()


def obey(word: GlobalWord, turn: Turn, place: Place, message_id: str) -> None:
    """A global word at the choice of the language."""
    if word in LANGUAGES and place.step is not None:
        chosen = Pressed(turn.talk.run, place.step.key, LANGUAGES[word])
        answering.answer(turn, place, chosen, message_id)
        return
    if word is GlobalWord.STOP:
        _stop(turn)
    turn.put(place)


def _stop(turn: Turn) -> None:
    turn.effects((OptedOut(Scope.REMINDERS),))
    turn.say(note(STOPPED))
