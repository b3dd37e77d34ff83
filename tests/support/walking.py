"""All sample paths of a flow: every way that sample answers lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dialogs.backend import Application, ApplicationState, PaymentState
from dialogs.case import Case
from dialogs.replay import Place, replay
from dialogs.screen import Screen
from dialogs.services import SERVICES
from dialogs.steps import Act, Fact, Json, Lookup, Page, Question, Step
from tests.support.registers import APPLICATION, CONTRACT, payment, payments, reading
from tests.support.talk import NOON

Answers = Mapping[str, Json]
FAILURES: tuple[Json, ...] = tuple(
    {"error": why} for why in ("unavailable", "unknown", "refused", "bad_answer")
)
UNDONE = replace(CONTRACT, signed_on=None, obligations=())


def _applications() -> Iterator[Application]:
    for state in ApplicationState:
        yield replace(APPLICATION, state=state, act_by=date(2026, 5, 20))
    for ground in (*range(1, 7), None):
        yield replace(APPLICATION, state=ApplicationState.REFUSED, ground=ground)


READINGS: Mapping[str, Sequence[Json]] = {
    "check_number": ({"value": "yes"}, {"value": "no"}, {"value": "locked"}, *FAILURES[:1]),
    "send_code": ({"value": "sent"}, {"value": "locked"}, *FAILURES[:1]),
    "check_code": ({"value": "yes"}, {"value": "no"}, {"value": "locked"}, *FAILURES[:1]),
    "applications": (
        reading(()),
        *(reading((one, APPLICATION)) for one in _applications()),
        *FAILURES,
    ),
    "contract": (reading(None), reading(CONTRACT), reading(UNDONE), *FAILURES),
    "payments": (
        payments(),
        payments(payment(PaymentState.DUE, 6), payment(PaymentState.SENT, 5)),
        payments(payment(PaymentState.DUE, 6, day=date(2026, 6, 5))),
        payments(payment(PaymentState.SENT, 5, day=date(2026, 5, 5)), at=NOON - timedelta(days=2)),
        *(
            payments(payment(PaymentState.RETURNED, 5, reason=reason))
            for reason in ("account_closed", "wrong_account", "foreign_account", "other")
        ),
        *FAILURES,
    ),
}


@dataclass(slots=True)
class Walker:
    """Walks a flow in one world. A proof makes the world one in which it is proved."""

    flow: str
    case: Case
    _seen: list[tuple[dict[str, Json], Place]] = field(default_factory=list)

    def places(self) -> list[tuple[dict[str, Json], Place]]:
        """Every set of answers that leads to an open step (or the end), and that place."""
        if not self._seen:
            self._walk({})
        return self._seen

    def stops(self) -> list[dict[str, Json]]:
        return [answers for answers, _place in self.places()]

    def steps(self) -> list[Step[Any]]:
        """Every step that is ever open, once for each way to it."""
        return [place.step for _answers, place in self.places() if place.step is not None]

    def screens(self) -> Iterator[tuple[Step[Any], Screen]]:
        """Every screen of the flow: questions, explanations, pages and what is beside them."""
        for step in self.steps():
            if isinstance(step, Question):
                yield step, step.screen()
                if step.explanation is not None:
                    yield step, Screen(step.explanation)
            elif isinstance(step, Page):
                yield step, step.screen
                for aside in step.asides.values():
                    yield step, aside()

    def _walk(self, answers: dict[str, Json]) -> None:
        place = replay(lambda: SERVICES[self.flow].flow(self.case), answers)
        self._seen.append((answers, place))
        step = place.step
        if step is not None:
            for stored in _ways(step):
                self._walk({**answers, step.key: stored})


def _ways(step: Step[Any]) -> Sequence[Json]:
    match step:
        case Question():
            return step.samples()
        case Page(answers=answers):
            return answers
        case Lookup(what=what):
            return READINGS[what]
        case Fact(note=note):
            return (note(),)
        case Act():
            return (True,)
    raise AssertionError(step)
