"""The parts of the outside world, made together and passed around as one."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bot.web.simulator.files import Files
from bot.web.simulator.hub import Hub
from bot.web.simulator.people import SimClock
from bot.web.simulator.presses import Presses
from bot.web.simulator.sms import SmsGateway
from bot.web.simulator.updates import Updates
from bot.web.simulator.world import World

_ID_EPOCH_SECONDS = 1_600_000_000


@dataclass(frozen=True, slots=True)
class Parts:
    clock: SimClock
    hub: Hub
    files: Files
    updates: Updates
    presses: Presses
    sms: SmsGateway
    world: World


def make_parts(*, token: str, clock: SimClock) -> Parts:
    """A new world with nothing said in it; its numbers lie above those of every earlier one."""
    # The real clock, since the simulated one goes back at a restart and ids never may.
    started = time.time_ns() // 1_000_000
    hub = Hub()
    number = token.partition(":")[0]
    bot = {
        "id": int(number) if number.isdecimal() else 1,
        "is_bot": True,
        "first_name": "Өрлеу",
        "username": "orleu_simulator_bot",
    }
    return Parts(
        clock=clock,
        hub=hub,
        files=Files(f"sim-{started}"),
        updates=Updates(started),
        presses=Presses(started),
        sms=SmsGateway(clock=clock, hub=hub, first_id=started),
        world=World(bot=bot, clock=clock, hub=hub, first_message=_first_message(started)),
    )


def _first_message(started_ms: int) -> int:
    """Above every number of an earlier run (up to four messages a second), within 31 bits."""
    return (started_ms // 1000 - _ID_EPOCH_SECONDS) * 4
