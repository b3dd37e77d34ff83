"""Failures that a test orders from a double, used up in the order in which they were ordered."""

from dataclasses import dataclass

KINDS = ("429", "403 blocked", "403 deactivated", "500", "timeout", "drop")


@dataclass(slots=True)
class Planned:
    """What the next `times` calls of `method` ("*": of any) to `chat` (None: any) come to."""

    method: str
    kind: str
    times: int
    retry_after: int
    chat: int | None


class Failures:
    """The orders that are still open."""

    def __init__(self) -> None:
        self._open: list[Planned] = []

    def plan(self, planned: Planned) -> None:
        """Raises ValueError for a kind that no double knows."""
        if planned.kind not in KINDS:
            raise ValueError(f"no such failure: {planned.kind!r}; there are {', '.join(KINDS)}")
        self._open.append(planned)

    def take(self, method: str, chat: int | None = None) -> Planned | None:
        """The failure that meets this call, counted down; None when it may go well."""
        for planned in self._open:
            if planned.method.lower() not in ("*", method.lower()):
                continue
            if planned.chat is not None and planned.chat != chat:
                continue
            planned.times -= 1
            if planned.times <= 0:
                self._open.remove(planned)
            return planned
        return None

    @property
    def still_open(self) -> int:
        """How many failing calls are still to come; a test ends with none."""
        return sum(planned.times for planned in self._open)
