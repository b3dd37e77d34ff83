"""A reply in, screens out: global words, buttons old and new, the open question, the next one."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from dialogs import phrases
from dialogs.buttons import pressed
from dialogs.case import Case
from dialogs.effects import Consented, ConsentKind, Effect, LanguageChosen
from dialogs.global_answers import obey
from dialogs.replay import Place, replay
from dialogs.reply import Edited, Pressed, Reply, SharedContact, Typed, Unreadable
from dialogs.screen import Screen, note
from dialogs.state import MENU, Talk
from dialogs.steps import Act, Fact, Json, Lookup, NotUnderstood, Page, Question
from dialogs.text import Sayable, Words
from dialogs.understanding.global_words import read_global, read_service
from dialogs.understanding.typed import read_choice

LONG_AGO = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Service:
    """A flow by name; one that keeps its answers can be left and taken up again."""

    flow: Callable[[Case], Coroutine[Any, Any, None]]
    keeps_answers: bool = False


@dataclass(slots=True)
class Said:
    """What one turn says and wants done. `toast` answers a press; `reading` is to be fetched."""

    screens: list[Screen] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    toast: Sayable | None = None
    reading: Lookup[Any] | None = None
    moved: bool = False


class Turn:
    """One reply heard by one talk. `talk` is changed in place; `quiet_for` is how long ago it spoke."""

    def __init__(
        self,
        talk: Talk,
        case: Case,
        services: Mapping[str, Service],
        words: Words,
        quiet_for: timedelta = timedelta(0),
    ) -> None:
        self.talk = talk
        self.case = case
        self.words = words
        self.said = Said()
        self.services = services
        self._quiet_for = quiet_for

    def hear(self, reply: Reply, message_id: str = "") -> Said:
        """Take a person's reply."""
        place = self.place()
        match reply:
            case Unreadable(kind=kind):
                self.say(note(phrases.UNREADABLE[kind]))
                self.put(place)
            case Edited():
                self._edited(place, reply)
            case Pressed():
                pressed(self, place, reply, message_id)
            case SharedContact():
                self.answer(place, reply, message_id)
            case Typed():
                self._typed(place, reply, message_id)
        return self.said

    def learn(self, key: str, reading: Json) -> Said:
        """Take what a look-up has brought (or its failure), and go on."""
        place = self.place()
        if isinstance(place.step, Lookup) and place.step.key == key:
            self.talk.given()[key] = reading
            self.go_on()
        return self.said

    def begin(self) -> Said:
        """Put the open question, as after a first message."""
        self.go_on()
        return self.said

    # -- where we are ------------------------------------------------------------------------

    def place(self) -> Place:
        """The open step. Facts met on the way are noted, acts done."""
        while True:
            place = self.replayed(self.talk.given())
            match place.step:
                case Fact(key=key, note=note_down):
                    self.talk.given()[key] = note_down()
                case Act(key=key, effects=effects):
                    self.talk.given()[key] = True
                    self.effects(effects)
                case _:
                    return place

    def replayed(self, answers: Mapping[str, Json]) -> Place:
        service = self.services.get(self.talk.flow) or self.services[MENU]
        return replay(lambda: service.flow(self._case_of_flow()), answers)

    def _keeps(self, flow: str) -> bool:
        return self.services[flow].keeps_answers

    def _case_of_flow(self) -> Case:
        frozen = self.talk.days.get(self.talk.flow)
        return self.case.on_day(date.fromisoformat(frozen)) if frozen else self.case

    def say(self, screen: Screen) -> None:
        self.said.screens.append(screen)

    def go_on(self) -> None:
        """Find the next step and put it."""
        place = self.place()
        if place.step is None:
            self.talk.drop(self.talk.flow)
            self.talk.open(MENU)
            place = self.place()
        self.said.moved = True
        self._begin(place)
        self.put(place)

    def _begin(self, place: Place) -> None:
        step = place.step
        mark = f"{self.talk.flow}/{step.key if step else ''}"
        if not isinstance(step, (Question, Page)):
            return
        if isinstance(step, Page) and step.ends:
            self.talk.days.setdefault(self.talk.flow, self.case.on.isoformat())
        if step.effects and mark not in self.talk.begun:
            self.talk.begun.append(mark)
            self.said.effects.extend(step.effects)

    def put(self, place: Place) -> None:
        step = place.step
        if isinstance(step, Lookup):
            self.said.reading = step
        elif isinstance(step, (Question, Page)):
            self.say(self.screen_of(step))

    def screen_of(self, step: Question[Any] | Page) -> Screen:
        screen = step.screen if isinstance(step, Page) else step.screen()
        return screen.at(self.talk.run, step.key)

    # -- typed words -------------------------------------------------------------------------

    def _typed(self, place: Place, reply: Typed, message_id: str) -> None:
        word = read_global(reply.text)
        if word is not None and self.talk.language is not None:
            obey(word, self, place)
        elif self.talk.resuming:
            self.resume_chosen(reply, place)
        elif self._left_long_ago(place):
            self.offer_to_resume(place)
        else:
            self.answer(place, reply, message_id)

    def _left_long_ago(self, place: Place) -> bool:
        begun = any(isinstance(step, Question) for step in place.path)
        waits = isinstance(place.step, Question)
        return begun and waits and self._quiet_for > LONG_AGO and self.talk.flow != MENU

    def offer_to_resume(self, place: Place) -> None:
        """A form was left: take it up again, or start it over?"""
        self.talk.resuming = True
        asked = sum(isinstance(step, Question) for step in place.path)
        left = place.step.left if isinstance(place.step, Question) else None
        screen = phrases.resume(asked + 1, left, finished=self.talk.flow in self.talk.days)
        self.say(screen.at(self.talk.run, "resume"))

    def resume_chosen(self, reply: Reply, place: Place) -> None:
        screen = phrases.resume(1, None, finished=False)
        chosen = self._option(screen, reply)
        if chosen == "continue":
            self.talk.resuming = False
            self.put(place)
        elif chosen == "over":
            self.start_over()
        else:
            self.say(note(phrases.CHOOSE))
            self.offer_to_resume(place)

    def start_over(self) -> None:
        flow = self.talk.flow
        self.talk.drop(flow)
        self.talk.open(flow)
        self.go_on()

    def _option(self, screen: Screen, reply: Reply) -> str | None:
        """The option that a reply means: by button, by number, by its words."""
        values = [option.value for option in screen.options]
        if isinstance(reply, Pressed):
            return reply.value if reply.value in values else None
        if not isinstance(reply, Typed) or not screen.lists_options:
            return None
        choices = [
            (option.value, (option.label.render(self.words), *option.words))
            for option in screen.options
        ]
        return read_choice(reply.text, choices) if choices else None

    # -- answers -----------------------------------------------------------------------------

    def answer(self, place: Place, reply: Reply, message_id: str) -> None:
        match place.step:
            case Page() as page:
                self.on_page(place, page, reply)
            case Question() as question:
                self._on_question(place, question, reply, message_id)
            case Lookup() as lookup:
                self.say(note(phrases.STILL_LOOKING))
                self.said.reading = lookup
            case _:
                self.go_on()

    def _on_question(
        self, place: Place, question: Question[Any], reply: Reply, message_id: str
    ) -> None:
        try:
            chosen = self._option(question.screen(), reply)
            if chosen is not None:
                reply = Pressed(self.talk.run, question.key, chosen)
            stored = question.read(reply)
        except NotUnderstood as error:
            self._not_understood(place, reply, error.hint)
        else:
            self.record(question, stored)
            self.talk.last = (message_id, question.key) if message_id else None
            self.go_on()

    def record(self, question: Question[Any], stored: Json) -> None:
        """Store an answer; forget what hung on the one before it."""
        given = self.talk.given()
        if self.talk.was is not None and self.talk.was[0] == question.key:
            before = self.talk.was[1]
            if before != stored:
                self._forget_dependents(question.key, before)
            self.talk.was = None
        given[question.key] = stored
        self.talk.misses = 0
        if question.answered is not None:
            self.effects(question.answered(question.recall(stored)))

    def effects(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, LanguageChosen):
                self.talk.language = effect.language
            if isinstance(effect, Consented) and effect.kind is ConsentKind.DATA:
                self.talk.consented = effect.version
            if isinstance(effect, Consented) and effect.kind is ConsentKind.IIN:
                self.talk.iin_consented = effect.version
        self.said.effects.extend(effects)

    def _forget_dependents(self, key: str, before: Json) -> None:
        given = self.talk.given()
        path = self.replayed({**given, key: before}).path
        place = [step.key for step in path].index(key) if key in [s.key for s in path] else 0
        changed = {key}
        for step in path[place + 1 :]:
            if isinstance(step, (Lookup, Fact)) or changed & set(step.depends):
                changed.add(step.key)
                given.pop(step.key, None)

    def change(self, key: str) -> None:
        """Ask one question again; the others keep their answers."""
        given = self.talk.given()
        if key in given:
            self.talk.was = (key, given.pop(key))
        self.talk.days.pop(self.talk.flow, None)
        for step in self.replayed(
            {**given, key: self.talk.was[1]} if self.talk.was else given
        ).path:
            if isinstance(step, Page):
                given.pop(step.key, None)
        self.go_on()

    def _not_understood(self, place: Place, reply: Reply, hint: Sayable) -> None:
        if isinstance(reply, Typed) and (service := read_service(reply.text)) in self.services:
            self.enter(cast("str", service))
            return
        self.talk.misses += 1
        self.say(note(hint))
        if self.talk.misses >= phrases.MISSES_BEFORE_PERSON:
            self.say(phrases.person(self.case))
        self.put(place)

    # -- pages and buttons -------------------------------------------------------------------

    def on_page(self, place: Place, page: Page, reply: Reply) -> None:
        value = self._option(page.screen, reply)
        if value is None and isinstance(reply, Typed):
            service = read_service(reply.text)
            value = f"@flow.{service}" if service in self.services else None
        if value is None:
            self.talk.misses += 1
            self.say(note(phrases.NOT_UNDERSTOOD))
            if self.talk.misses >= phrases.MISSES_BEFORE_PERSON:
                self.say(phrases.person(self.case))
            self.put(place)
            return
        self.talk.misses = 0
        self._chosen(page, value)

    def _chosen(self, page: Page, value: str) -> None:
        if value in page.asides:
            self.say(page.asides[value]().at(self.talk.run, page.key))
        elif value in page.answers:
            self.talk.given()[page.key] = value
            self.go_on()
        elif value.startswith("!"):
            self.change(value[1:])
        elif value.startswith("@flow."):
            self.enter(value.removeprefix("@flow."))
        elif value == "@again":
            self.start_over()
        elif value == "@retry":
            self._retry()
        elif value == "@operator":
            self.say(phrases.person(self.case))
        else:
            self.to_menu()

    def _retry(self) -> None:
        given = self.talk.given()
        for step in self.place().path:
            if isinstance(step, Lookup) and "error" in given.get(step.key, {}):
                given.pop(step.key)
        self.talk.days.pop(self.talk.flow, None)
        self.go_on()

    def enter(self, flow: str) -> None:
        """Open a service; a form that was left is offered again."""
        self.talk.open(flow)
        if flow not in self.services:
            self.talk.open(MENU)
        place = self.place()
        if any(isinstance(step, Question) for step in place.path) and self._keeps(flow):
            self.offer_to_resume(place)
        else:
            if not self._keeps(flow):
                self.talk.drop(flow)
            self.go_on()

    def to_menu(self) -> None:
        if not self._keeps(self.talk.flow):
            self.talk.drop(self.talk.flow)
        self.talk.open(MENU)
        self.go_on()

    def _edited(self, place: Place, reply: Edited) -> None:
        last = self.talk.last
        steps = {step.key: step for step in place.path}
        if last is None or last[0] != reply.message_id or last[1] not in steps:
            self.say(note(phrases.EDITED_TOO_LATE))
            self.put(place)
            return
        key = last[1]
        given = self.talk.given()
        self.talk.was = (key, given.pop(key))
        self.answer(self.place(), Typed(reply.text), reply.message_id)
