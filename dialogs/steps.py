"""What a flow may wait for: a question to a person, a fact, a reading from the backend."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from dialogs.effects import Effect
from dialogs.progress import progress
from dialogs.reply import Reply
from dialogs.screen import Screen
from dialogs.text import Sayable

T = TypeVar("T")
Json = Any


class NotUnderstood(Exception):
    """The reply is no answer to the open question; `hint` says what would be."""

    def __init__(self, hint: Sayable) -> None:
        super().__init__()
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(ABC, Generic[T]):
    """
    One place in a flow. Its answer is stored as JSON under `key`, which is for life: a step
    whose meaning changes gets a new key.
    """

    key: str
    depends: tuple[str, ...] = ()

    def __await__(self) -> Generator["Step[T]", object, T]:
        return cast("T", (yield self))

    @abstractmethod
    def recall(self, stored: Json) -> T:
        """The typed answer, or ValueError if what is stored does not fit (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Step[T]):
    """
    A question to the person. `explanation` is told on `?`; `name` (in brief: `tag`) stands for it
    on the page of answers; `number` is its place in a form and `left` how many may follow at most;
    the effects of `answered` happen with each answer.
    """

    text: Sayable
    brief: Sayable | None = None
    title: Sayable | None = None
    explanation: Sayable | None = None
    name: Sayable | None = None
    tag: Sayable | None = None
    number: int | None = None
    left: int | None = None
    can_go_back: bool = True
    answered: Callable[[T], tuple[Effect, ...]] | None = None

    def asked(self, **how: Any) -> Screen:
        """A screen with this question's words; only the very first one has no way back."""
        title = self.title
        if title is None and self.number is not None and self.left is not None:
            title = progress(self.number, self.left)
        back = self.can_go_back
        return Screen(self.text, title=title, brief=self.brief, can_go_back=back, **how)

    @abstractmethod
    def read(self, reply: Reply) -> Json:
        """The answer as it is to be stored; raises NotUnderstood."""

    @abstractmethod
    def screen(self) -> Screen:
        """The question as it is shown."""

    @abstractmethod
    def said(self, answer: T) -> Sayable:
        """An answer in words, for the page where answers are checked."""

    def said_briefly(self, answer: T) -> Sayable:
        """The same where every letter costs money."""
        return self.said(answer)

    @abstractmethod
    def samples(self) -> tuple[Json, ...]:
        """Answers that between them lead along every way out of here; for walking all paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Step[str]):
    """
    A place to read and choose. Values in `asides` show something and leave the page open;
    values in `answers` are stored and lead on; values that begin with `@` leave the flow
    (`@menu`, `@again`, `@operator`, `@flow.NAME`), with `!` change the answer named behind it.
    """

    screen: Screen
    asides: Mapping[str, Callable[[], Screen]] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    ends: bool = False

    def recall(self, stored: Json) -> str:
        if stored not in self.answers:
            raise ValueError(stored)
        return cast("str", stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Step[T]):
    """Something known at once that must not change under a talk: noted when first met."""

    note: Callable[[], Json]
    parse: Callable[[Json], T]

    def recall(self, stored: Json) -> T:
        return self.parse(stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Step[None]):
    """Effects in mid-flow: they happen once, when the flow first comes by."""

    effects: tuple[Effect, ...]

    def recall(self, stored: Json) -> None:
        if stored is not True:
            raise ValueError(stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Step[T]):
    """
    A reading that takes time: `what` with `arguments`, fetched outside any transaction.
    Stored is `{"value": …, "as_of": …}` or `{"error": …}`.
    """

    what: str
    arguments: tuple[str, ...] = ()
    fresh: bool = False  # fetched again when the person asks for it
    parse: Callable[[Json], T]

    def recall(self, stored: Json) -> T:
        if not isinstance(stored, dict):
            raise ValueError(stored)
        return self.parse(stored)
