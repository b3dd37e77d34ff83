"""A reply in, screens out: global words, buttons old and new, the open question, the next one."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from dialogs import answering, first_words, phrases, resuming
from dialogs.buttons import pressed
from dialogs.case import Case
from dialogs.correcting import on_path, put_back, stale
from dialogs.effects import Consented, ConsentKind, Effect, LanguageChosen, Proved, Unlinked
from dialogs.freezing import frozen, thawed
from dialogs.global_answers import obey
from dialogs.replay import Place, replay
from dialogs.reply import Edited, Pressed, Reply, SharedContact, Typed, Unreadable
from dialogs.screen import Screen, note
from dialogs.state import MENU, Talk
from dialogs.steps import Act, Fact, Json, Lookup, Page, Question
from dialogs.text import Sayable, Words
from dialogs.understanding.global_words import read_global
from dialogs.understanding.typed import read_choice
from dialogs.whereabouts import region_known

LONG_AGO = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Service:
    """
    A flow by name. One that keeps its answers can be left and taken up again; an `interlude` is
    short and returns to where the person was.
    """

    flow: Callable[[Case], Coroutine[Any, Any, None]]
    keeps_answers: bool = False
    interlude: bool = False


@dataclass(slots=True)
class Said:
    """What one turn says and wants done. `toast` answers a press; `reading` is to be fetched."""

    screens: list[Screen] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    toast: Sayable | None = None
    reading: Lookup[Any] | None = None
    moved: bool = False


class Turn:
    """One reply heard by one talk, which is changed in place and spoke `quiet_for` ago."""

    def __init__(
        self,
        talk: Talk,
        case: Case,
        services: Mapping[str, Service],
        words: Words,
        quiet_for: timedelta = timedelta(0),
    ) -> None:
        self.talk = talk
        self._case = case
        self.words = words
        self.said = Said()
        self.services = services
        self._quiet_for = quiet_for

    @property
    def case(self) -> Case:
        """The world, with the person's region as far as the talk knows it."""
        region = region_known(self.talk.answers)
        return self._case if region is None else self._case.in_region(region)

    def hear(self, reply: Reply, message_id: str = "") -> Said:
        """Take a person's reply; the very first one is greeted, whatever it was."""
        if not self.talk.greeted and self.talk.language is None and not self.talk.answers:
            first_words.greet(self, reply)
        else:
            if self.talk.forgotten:
                self.say(note(phrases.FORGOTTEN))
                self.talk.forgotten = False
            self._hear(reply, message_id)
        self._tidy()
        return self.said

    def learn(self, key: str, reading: Json) -> Said:
        """Take what a look-up has brought (or its failure), and go on."""
        place = self.place()
        if isinstance(place.step, Lookup) and place.step.key == key:
            self.talk.given()[key] = reading
            self.go_on()
        self._tidy()
        return self.said

    def _hear(self, reply: Reply, message_id: str) -> None:
        place = self.place()
        match reply:
            case Unreadable(kind=kind):
                self.say(note(phrases.UNREADABLE[kind]))
                self.put(place)
            case Edited():
                answering.edited(self, place, reply)
            case Pressed():
                pressed(self, place, reply, message_id)
            case SharedContact():
                answering.answer(self, place, reply, message_id)
            case Typed():
                self._typed(place, reply, message_id)

    # -- where we are ------------------------------------------------------------------------

    def place(self) -> Place:
        """The open step. Facts met on the way are noted, acts done, stale answers forgotten."""
        while True:
            place = self._replayed(self.talk.given())
            old = stale(self.talk, place.path)
            if old is not None:
                del self.talk.given()[old]
                continue
            match place.step:
                case Fact(key=key, note=note_down):
                    self.talk.given()[key] = note_down()
                case Act(key=key, effects=effects):
                    self.talk.given()[key] = True
                    self.effects(effects)
                case _:
                    return place

    def _replayed(self, answers: Mapping[str, Json]) -> Place:
        service = self.services.get(self.talk.flow) or self.services[MENU]
        return replay(lambda: service.flow(self._case_of_flow()), answers)

    def keeps(self, flow: str) -> bool:
        """Can this flow be left and taken up again?"""
        return flow in self.services and self.services[flow].keeps_answers

    def _case_of_flow(self) -> Case:
        frozen = self.talk.frozen.get(self.talk.flow)
        return self.case if frozen is None else thawed(self.case, frozen)

    def _tidy(self) -> None:
        """What a flow was told on a way that it no longer takes is not kept for its own sake."""
        flow = self.talk.flow
        if self.talk.answers.get(flow) and not self.keeps(flow):
            self.talk.answers[flow] = on_path(self.talk.given(), self.place())

    # -- saying ------------------------------------------------------------------------------

    def say(self, screen: Screen) -> None:
        self.said.screens.append(screen)

    def go_on(self) -> None:
        """Find the next step and put it."""
        self.talk.resuming = False
        place = self.place()
        if place.step is None:
            self.end()
            return
        self.said.moved = True
        if isinstance(place.step, Page) and place.step.ends:
            self.talk.frozen.setdefault(self.talk.flow, frozen(self.case))
        self.put(place)

    def end(self) -> None:
        """The flow is over: back to the one that it interrupted, or to the menu."""
        back_to, self.talk.interrupted = self.talk.interrupted or MENU, ""
        self.talk.drop(self.talk.flow)
        self.talk.open(back_to)
        self.go_on()

    def put(self, place: Place) -> None:
        """Put the open question again, or the offer that stands before it."""
        step = place.step
        if self.talk.resuming:
            resuming.offer(self, place)
        elif isinstance(step, Lookup):
            self.said.reading = step
        elif isinstance(step, (Question, Page)):
            self.say(self.screen_of(step))

    def screen_of(self, step: Question[Any] | Page) -> Screen:
        screen = step.screen if isinstance(step, Page) else step.screen()
        return screen.at(self.talk.run, step.key)

    # -- typed words -------------------------------------------------------------------------

    def _typed(self, place: Place, reply: Typed, message_id: str) -> None:
        word = read_global(reply.text)
        if first_words.are_open(self, place):
            first_words.typed(self, place, reply, message_id)
        elif word is not None:
            obey(word, self, place, command=reply.is_command)
        elif self.talk.resuming:
            resuming.chosen(self, place, reply)
        elif self._quiet_for > LONG_AGO and resuming.was_left(self, place):
            resuming.offer(self, place)
        else:
            answering.answer(self, place, reply, message_id)

    def option(self, screen: Screen, reply: Reply) -> str | None:
        """The option that a reply means: by button, by number, by its words."""
        if isinstance(reply, Pressed):
            return reply.value if reply.value in {one.value for one in screen.options} else None
        if not isinstance(reply, Typed) or not screen.takes_numbers or not screen.options:
            return None
        choices = [
            (option.value, (option.label.render(self.words), *option.words))
            for option in screen.options
        ]
        return read_choice(reply.text, choices)

    # -- going somewhere else ----------------------------------------------------------------

    def enter(self, flow: str, *, asking: bool = True) -> None:
        """Open a service; a form that was left is offered again (or, if not `asking`, shown)."""
        if self._is_interlude(flow):
            self._interrupt()
        else:
            self._leave()
        if not self.keeps(flow):
            self.talk.drop(flow)
        self.talk.open(flow if flow in self.services else MENU)
        place = self.place()
        asked = any(isinstance(step, Question) for step in place.path)
        if asking and asked and self.keeps(self.talk.flow):
            resuming.offer(self, place)
            return
        self.go_on()

    def _is_interlude(self, flow: str) -> bool:
        return flow in self.services and self.services[flow].interlude

    def _interrupt(self) -> None:
        """Leave for a moment: what is open stays as it is."""
        here = self.talk.flow
        if self._is_interlude(here):
            self.talk.drop(here)
        elif here != MENU:
            self.talk.interrupted = here

    def _leave(self) -> None:
        """Leave all that is open: forms keep their answers, the rest is forgotten."""
        for left in (self.talk.flow, self.talk.interrupted):
            if left:
                put_back(self, left)
                if not self.keeps(left):
                    self.talk.drop(left)
        self.talk.interrupted = ""

    def to_menu(self) -> None:
        """Leave a flow; a form keeps its answers."""
        self.leave_for_menu()
        self.go_on()

    def leave_for_menu(self) -> None:
        """As `to_menu`, without showing it."""
        self._leave()
        self.talk.open(MENU)

    def start_over(self) -> None:
        """The same flow, with nothing answered."""
        flow = self.talk.flow
        self.talk.drop(flow)
        self.talk.open(flow)
        self.go_on()

    def retry(self) -> None:
        """Fetch again what a flow has looked up."""
        given = self.talk.given()
        for step in self.place().path:
            if isinstance(step, Lookup) and (step.fresh or "error" in given[step.key]):
                given.pop(step.key)
        self.talk.frozen.pop(self.talk.flow, None)
        self.go_on()

    def effects(self, effects: tuple[Effect, ...]) -> None:
        """Note what the talk itself must know; the rest is for whoever saves the turn."""
        for effect in effects:
            match effect:
                case LanguageChosen(language=language):
                    self.talk.language = language
                case Consented(kind=ConsentKind.DATA, version=version):
                    self.talk.consented = version
                case Consented(kind=ConsentKind.IIN, version=version):
                    self.talk.iin_consented = version
                case Proved():  # at once: nothing that the proof was made of is kept
                    self._case = replace(self._case, proved=True)
                case Unlinked():
                    self._case = replace(self._case, proved=False)
        self.said.effects.extend(effects)
