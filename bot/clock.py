"""The time: the machine's own, or one that a test or the simulator moves."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")
Now = Callable[[], datetime]


def machine_time() -> datetime:
    """Now, in the country's one time zone."""
    return datetime.now(ALMATY)  # noqa: TID251  # the one place that asks the machine


def to_millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def from_millis(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, ALMATY)


class MovableClock:
    """A clock that goes on from wherever it was put."""

    def __init__(self, machine: Now = machine_time) -> None:
        self._machine = machine
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return self._machine() + self._ahead

    def put(self, at: datetime) -> None:
        self._ahead = at - self._machine()


def midday(day: date) -> datetime:
    """Noon of a day: what `ORLEU_TODAY` means."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=ALMATY)
