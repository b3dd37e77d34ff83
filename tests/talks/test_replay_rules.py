"""The rules that make replay safe, each with its test (rule 3 has test_recorded.py)."""

import ast
import asyncio
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.backend import PaymentState
from dialogs.effects import Effect, RemindersSet
from dialogs.questions import Number, YesNo
from dialogs.replay import FlowError, replay
from dialogs.services import SERVICES
from dialogs.steps import Act, Lookup, Question
from dialogs.text import Plain
from tests.support.registers import IIN, payment, payments
from tests.support.talk import Conversation, checking, known, later, reference
from tests.support.walking import Walker

DIALOGS = Path(__file__).parents[2] / "dialogs"
SIZE = Number(key="size", text=Plain("?"), at_least=1, at_most=9)


# -- 1: a flow awaits only steps ------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_flow_that_waits_for_anything_else_is_refused(seconds: int) -> None:
    async def flow() -> None:
        await SIZE
        await asyncio.sleep(seconds)

    async def main() -> None:
        with pytest.raises(FlowError, match="only await steps"):
            replay(flow, {"size": 3})

    asyncio.run(main())


# -- 2: no clock, chance, environment or settings -------------------------------------------------


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"


def test_dialogs_know_no_clock_no_chance_no_environment() -> None:
    forbidden = {"time", "random", "secrets", "uuid", "os", "socket", "bot"}
    forbidden |= {".now", ".today", ".utcnow", ".environ", ".getenv"}
    files = list(DIALOGS.rglob("*.py"))
    assert len(files) > 50
    for path in files:
        found = forbidden & set(names(ast.parse(path.read_text(encoding="utf-8"))))
        # Day.today is the field of a question, not a clock.
        assert found - {".today"} == set(), path
        assert "date.today(" not in path.read_text(encoding="utf-8")


def test_the_same_answers_lead_to_the_same_place() -> None:
    case = known().case()
    answers = {"region": "KZ-11", "members": 3}
    places = [replay(lambda: SERVICES["eligibility"].flow(case), answers) for _ in range(3)]
    assert len({place.step.key for place in places if place.step is not None}) == 1


# -- 4: answers are read back through their question ----------------------------------------------

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["value", "error", "as_of", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@cache
def walked(flow: str) -> Walker:
    return Walker(flow, Conversation().case())


@pytest.mark.parametrize("flow", sorted(SERVICES))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_stored_a_flow_stops_at_a_step_and_never_fails(
    flow: str, data: st.DataObject
) -> None:
    walker = walked(flow)
    answers = dict(walker.stops()[data.draw(st.integers(0, len(walker.stops()) - 1))])
    if answers:
        answers[data.draw(st.sampled_from(sorted(answers)))] = data.draw(junk)
    replay(lambda: SERVICES[flow].flow(walker.case), answers)


def test_an_answer_that_no_longer_fits_is_asked_again() -> None:
    talk = checking().citizen("Ақмола").citizen("4").bot("Question 3")
    talk.talk.answers["eligibility"]["members"] = 99
    talk.citizen("көмек").bot("How many people")
    talk.talk.answers["eligibility"]["region"] = "KZ-99"
    talk.citizen("көмек").bot("In which region")


# -- 5: a reading is fetched once, and forgotten with any earlier answer --------------------------


def test_a_reading_is_fetched_once() -> None:
    talk = known(proved=True, registry={"payments": payments(payment(PaymentState.DUE, 6))})
    talk.presses("Payments and reminders").citizen("көмек").citizen("?").citizen("орысша")
    assert [what for what, _arguments in talk.asked] == ["payments"]


def test_a_reading_is_forgotten_with_an_earlier_answer() -> None:
    registry = {"check_number": {"value": "no"}, "send_code": {"value": "sent"}}
    talk = known(registry=registry).presses("Status of my application").shares("+77010000001")
    talk.presses("Yes").citizen(IIN).bot("a code was sent").citizen("*").bot("Write your IIN")
    assert set(talk.answers) == {"contact"}  # neither check nor code sent outlives the answer
    talk.citizen(IIN)
    assert [what for what, _ in talk.asked] == ["check_number", "send_code"] * 2


def test_a_failed_flow_of_readings_never_waits_inside() -> None:
    lookup = Lookup(key="x", what="applications", parse=lambda found: found["value"])

    async def flow() -> None:
        await lookup

    assert replay(flow, {}).step is lookup
    assert replay(flow, {"x": {"value": 1}}).step is None


# -- 6: no key twice in one run -------------------------------------------------------------------


def test_a_key_asked_twice_is_refused() -> None:
    async def flow() -> None:
        await SIZE
        await SIZE

    with pytest.raises(FlowError, match="asked twice"):
        replay(flow, {"size": 3})


# -- 7: no try/finally in a flow, nothing done twice ----------------------------------------------


def test_no_flow_cleans_up_after_itself() -> None:
    for path in DIALOGS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AsyncFunctionDef):
                assert not any(isinstance(one, ast.Try) for one in ast.walk(node)), path


# -- 8: what is to be done is done once, in the turn that saves it --------------------------------


def test_an_act_happens_once_however_often_the_flow_is_replayed() -> None:
    talk = known(proved=True, registry={"payments": payments()})
    talk.presses("Payments and reminders").presses("Turn reminders on").presses("Yes")
    talk.citizen("көмек").citizen("?").citizen("ҚАЗ")
    assert [one for one in talk.effects if isinstance(one, RemindersSet)] == [
        RemindersSet(on=True, version="reminders-1")
    ]


def test_replaying_alone_does_nothing() -> None:
    done: list[Effect] = []

    async def flow() -> None:
        if await YesNo(key="sure", text=Plain("?")):
            await Act(key="done", effects=(RemindersSet(on=True),))

    place = replay(flow, {"sure": True})
    assert isinstance(place.step, Act)
    assert done == []


# -- 9: a finished result stays as it was ---------------------------------------------------------


def test_a_finished_result_keeps_answers_day_and_outcome() -> None:
    talk = checking()
    for answer in ("Ақмола", "1", "900 000", "да"):
        talk.citizen(answer)
    answers, before = dict(talk.answers), talk.text
    talk = later(talk, on=date(2027, 2, 1), reference=reference(()))
    talk.citizen("көмек")
    assert talk.answers == answers
    assert talk.rendered(talk.said.screens[-1]) == before


def test_every_question_of_every_flow_reads_back_its_samples() -> None:
    for flow in SERVICES:
        for step in walked(flow).steps():
            if isinstance(step, Question):
                for stored in step.samples():
                    step.recall(stored)
