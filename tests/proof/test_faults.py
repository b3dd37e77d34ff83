"""A fault of ours in a turn: the person is told, nothing is lost, the others go on."""

from typing import Any

import pytest

from dialogs.reply import Typed
from dialogs.talk import Turn
from tests.proof.world import Citizen, World, told

POISON = "poison"
hear = Turn.hear


def poisoned(turn: Turn, reply: Any, message_id: str = "") -> Any:
    if reply == Typed(POISON):
        raise ZeroDivisionError(reply)
    return hear(turn, reply, message_id)


async def test_the_person_is_told_and_the_answers_stay(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Turn, "hear", poisoned)
    citizen = await Citizen(world).arrives()
    await citizen.does("@flow.eligibility", "Ақмола")
    citizen.hears()
    await citizen.says(POISON)
    [said] = citizen.hears()
    assert told("Something went wrong on our side.") in said
    assert "turn_failed" in caplog.text

    await citizen.says("4")
    assert told("What did the whole family receive") in citizen.hears()[-1]


async def test_a_first_message_can_be_at_fault_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turn, "hear", poisoned)
    citizen = Citizen(world, "5550007778889")
    await citizen.says(POISON)
    assert told("Something went wrong on our side.", "kk") in citizen.hears()[-1]
    await citizen.says("салем")
    assert "Тілді таңдаңыз" in citizen.hears()[-1]
