"""Rule 3: keys are for life. Answers as released versions kept them still lead where they led."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dialogs.reply import Typed
from dialogs.services import SERVICES
from dialogs.state import Talk
from dialogs.talk import Turn
from tests.support.talk import ENGLISH, Conversation, figures, reference

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))


def told(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def turn_of(recorded: Any) -> Turn:
    on = date.fromisoformat(recorded["on"])
    rows = figures(on) if recorded["line_loaded"] else ()
    world = Conversation(on=on, reference=reference(rows), proved=recorded["proved"])
    world.talk = msgspec.convert(recorded["talk"], Talk)
    return Turn(world.talk, world.case(), SERVICES, ENGLISH)


def test_there_are_recorded_talks_of_every_flow_that_asks() -> None:
    flows = {told(path)["talk"]["flow"] for path in RECORDED}
    assert flows >= {"welcome", "eligibility", "contract", "status", "payments", "erase"}


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_talk_still_leads_to_its_stop(path: Path) -> None:
    recorded = told(path)
    place = turn_of(recorded).place()
    assert place.step is not None
    assert place.step.key == recorded["stop"]
    assert [step.key for step in place.path] == recorded["path"]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_talk_can_be_spoken_to(path: Path) -> None:
    assert turn_of(told(path)).hear(Typed("көмек")).screens
