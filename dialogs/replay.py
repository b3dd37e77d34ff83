"""Where is this person in this flow? Found by running it again over the answers."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.steps import Json, Step

Flow = Callable[[], Coroutine[Any, Any, None]]


class FlowError(Exception):
    """A flow is written wrongly; never a person's fault."""


@dataclass(frozen=True, slots=True)
class Place:
    """The first step without an answer (None at the flow's end), and the steps before it."""

    step: Step[Any] | None
    path: tuple[Step[Any], ...]


def replay(flow: Flow, answers: Mapping[str, Json]) -> Place:
    """Run the flow over the stored answers; raises FlowError if it awaits anything but steps."""
    script = flow()
    path: list[Step[Any]] = []
    seen: set[str] = set()
    given: object = None
    try:
        while True:
            step = script.send(given)
            if not isinstance(step, Step):
                raise FlowError(f"a flow may only await steps, not {step!r}")
            if step.key in seen:
                raise FlowError(f"{step.key} is asked twice in one flow")
            try:
                given = step.recall(answers[step.key])
            except (KeyError, ValueError):
                return Place(step, tuple(path))
            seen.add(step.key)
            path.append(step)
    except StopIteration:
        return Place(None, tuple(path))
    finally:
        script.close()
