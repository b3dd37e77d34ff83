"""Whatever a person does, in whatever order: an answer, never an error, no proof kept."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.effects import Erased
from dialogs.reply import Kind, Pressed
from tests.support.registers import CONTRACT, IIN, PHONE, applications, payments, reading
from tests.support.talk import Conversation, figures, reference
from tests.support.walking import FAILURES, READINGS

WORDS = (
    *("/start", "1", "2", "3", "4", "0", "*", "#", "?", "иә", "жоқ", "Ақмола", "90 000", "150"),
    *("тіл", "ҚАЗ", "орысша", "стоп", "старт", "көмек", "оператор", "отмена", "мен емес"),
    *("деректерді жою", "мои данные", "статус", "төлем", "міндет", "тексеру", "ескерту"),
    *(IIN, "135791", "01.03.2026", "қалайсыз", "", "🙂", "x" * 500),
)
AT_MENU = ("/start", "2", "1")
CHECK = (*AT_MENU, "1", "Ақмола", "4", "90 000")
BEGINNINGS = (
    (),
    AT_MENU,
    CHECK,
    (*CHECK, "2", "1", "нет", "1", "1"),
    (*AT_MENU, "3", "1", "1", IIN),
    (*AT_MENU, "4", "1", "1", IIN, "135791"),
    (*AT_MENU, "2", "6", "1", "1", IIN, "135791"),
)
FORGED = (
    Pressed("", "", ""),
    Pressed("m", "menu", "@flow.nothing"),
    Pressed("r1", "review", "!x"),
)
Move = Callable[[Conversation], Conversation]


def _press(number: int) -> Move:
    def move(talk: Conversation) -> Conversation:
        shown = [
            Pressed(screen.run, screen.step, value)
            for screen in talk.shown[-6:]
            for value in (*(one.value for one in screen.options), "<")
        ]
        return talk.press((shown or list(FORGED))[number % max(1, len(shown))])

    return move


def _wait(days: int) -> Move:
    def move(talk: Conversation) -> Conversation:
        talk.quiet = timedelta(days=days)
        talk.on = min(talk.on + timedelta(days=days), date(2026, 12, 31))
        return talk.citizen("сәлем")

    return move


moves: st.SearchStrategy[Move] = st.one_of(
    st.sampled_from(WORDS).map(lambda text: lambda talk: talk.citizen(text)),
    st.integers(0, 60).map(_press),
    st.integers(0, 60).map(_press),
    st.sampled_from(WORDS).map(lambda text: lambda talk: talk.edits(text)),
    st.sampled_from(Kind).map(lambda kind: lambda talk: talk.sends(kind)),
    st.booleans().map(lambda own: lambda talk: talk.shares(PHONE, own=own)),
    st.sampled_from(FORGED).map(lambda button: lambda talk: talk.press(button)),
    st.sampled_from((0, 2, 60)).map(_wait),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), telegram=st.booleans(), codes=st.booleans())
def test_every_move_is_answered(data: st.DataObject, telegram: bool, codes: bool) -> None:  # noqa: FBT001  # drawn
    rows = [*figures(), *figures(date(2026, 8, 1), median=None)]
    registry = {
        what: data.draw(st.sampled_from(READINGS[what]), label=what)
        for what in ("check_number", "send_code", "check_code")
    }
    registry |= {
        "applications": data.draw(st.sampled_from((applications(), FAILURES[0]))),
        "contract": data.draw(st.sampled_from((reading(CONTRACT), reading(None)))),
        "payments": payments(),
    }
    talk = Conversation(
        telegram=telegram, codes=codes, reference=reference(rows), registry=registry
    )
    for text in data.draw(st.sampled_from(BEGINNINGS), label="beginning"):
        talk.citizen(text)
    for move in data.draw(st.lists(moves, min_size=8, max_size=30)):
        before = len(talk.effects)
        move(talk)
        erased = any(isinstance(one, Erased) for one in talk.effects[before:])
        assert talk.said.screens or talk.said.toast is not None or erased
        assert all(talk.rendered(screen).strip() for screen in talk.said.screens)
        assert len(talk.said.screens) <= 4
        kept = json.dumps(msgspec.json.decode(msgspec.json.encode(talk.talk)))
        if talk.proved or talk.talk.flow in {"menu", "eligibility"}:
            assert IIN not in kept
