"""The outside world for demos and tests: `Simulator` and what it needs."""

from bot.web.simulator.people import SimClock, SimPerson
from bot.web.simulator.simulator import PREFIX, Simulator

__all__ = ["PREFIX", "SimClock", "SimPerson", "Simulator"]
