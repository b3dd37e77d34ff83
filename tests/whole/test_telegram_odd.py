"""What goes wrong between a person and the bot: doubles, old buttons, groups, failures."""

import asyncio
from functools import partial
from typing import Any

import pytest

from tests.support.waiting import until
from tests.whole.citizen import carrying, step_of
from tests.whole.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")
MANY = (  # what is said in one second: answers, slips, global words, nonsense
    *("KZ-27?", "Орал", "3", "*", "4", "?", "*", "5", "150 000", "*"),
    *("0", "#", "1", "да", "#", "абракадабра", "/verify", "#", "/verify", "#"),
)


async def test_an_update_that_comes_twice_is_answered_once(served: Served) -> None:
    citizen = served.citizen(7201)
    await citizen.reaches_menu()
    await citizen.says("/verify")
    said = served.telegram.log.of("update", kind="message")[-1]
    again = {"update_id": said["update_id"], "message": said["body"]}
    await served.telegram.updates.put_raw(again)
    await citizen.presses_on_menu(":@flow.contract")
    assert step_of(citizen.newest) == "about"
    assert citizen.user.unheard == []


async def test_an_old_button_gets_the_open_question(served: Served) -> None:
    citizen = served.citizen(7202)
    [first] = await citizen.says("/start")
    await citizen.presses(":ru")
    await citizen.presses(":yes")
    await citizen.presses(":@flow.eligibility")
    await citizen.user.presses(carrying(first, ":kk"), first)
    note, again = await citizen.hears(2)
    assert note.buttons == []
    assert step_of(again) == "region"


async def test_a_slipped_finger_counts_once(served: Served) -> None:
    citizen = served.citizen(7203)
    await citizen.reaches_menu()
    await citizen.presses(":@flow.eligibility")
    await citizen.presses(":KZ-35")
    await citizen.user.press_again()
    await citizen.presses(":4")
    assert step_of(citizen.newest).startswith("income")
    assert citizen.user.unheard == []
    await until(lambda: len(citizen.user.toasts) == 1)


async def test_twenty_messages_in_a_second_are_as_twenty_one_by_one(served: Served) -> None:
    hasty, patient = served.citizen(7204), served.citizen(7205)
    for each in (hasty, patient):
        await each.reaches_menu()
        await each.presses(":@flow.eligibility")
    last = None
    for text in MANY:
        last = await hasty.user.says(text)
    for text in MANY:
        await served.settled(await patient.user.says(text))
    await served.settled(last)
    at_once, one_by_one = ([m.text for m in each.user.unheard] for each in (hasty, patient))
    assert at_once == one_by_one
    assert len(at_once) >= len(MANY)


async def test_a_group_gets_only_the_neutral_invitation(served: Served) -> None:
    citizen, group = served.citizen(7206), -4206
    await citizen.user.in_group("сколько мне заплатят?", group)
    await until(lambda: bool(served.telegram.messages(group)))
    [message] = served.telegram.messages(group)
    assert message.markup is None
    kazakh, russian = message.text.splitlines()
    assert kazakh != russian
    assert served.telegram.messages(7206) == []

    await citizen.user.in_group("а мне?", group)
    await citizen.user.in_group("/leave", group)
    await until(lambda: bool(served.telegram.sent("leaveChat", chat=group)))
    assert len(served.telegram.messages(group)) == 1, "once an hour is enough"


async def test_an_edited_answer_counts_anew_while_it_is_the_newest(served: Served) -> None:
    citizen = served.citizen(7207)
    await citizen.reaches_menu()
    await citizen.presses(":@flow.eligibility")
    await citizen.presses(":KZ-35")
    [income] = await citizen.says("4")
    await citizen.user.sends_edited("5")
    [again] = await citizen.hears()
    assert step_of(again) == step_of(income)
    await citizen.goes_on()
    assert citizen.review is not None
    assert ": 5" in citizen.review.text


async def test_a_correction_that_comes_too_late_is_told(served: Served) -> None:
    citizen = served.citizen(7208)
    await citizen.reaches_menu()
    await citizen.says("/verify")
    await citizen.user.sends_edited("другое")
    note, menu = await citizen.hears(2)
    assert note.text
    assert step_of(menu) == "menu"


async def test_what_cannot_be_read_is_answered_and_the_question_stays(served: Served) -> None:
    citizen = served.citizen(7209)
    await citizen.reaches_menu()
    await citizen.presses(":@flow.eligibility")
    user = citizen.user
    notes = set()
    for send in (user.sends_photo, user.sends_voice, user.sends_sticker, user.sends_location):
        await send()
        note, question = await citizen.hears(2)
        assert step_of(question) == "region"
        notes.add(note.text)
    assert len(notes) == 4


async def test_failures_of_telegram_delay_an_answer_and_lose_none(served: Served) -> None:
    """One chat each, all at once: the time-out takes as long as the bot waits for an answer."""
    kinds = {7210: "429", 7211: "500", 7212: "timeout", 7213: "drop"}
    citizens = {chat: served.citizen(chat) for chat in kinds}
    for citizen in citizens.values():
        await citizen.says("/start")
    for chat, kind in kinds.items():
        served.telegram.fail("sendMessage", kind, retry_after=3, chat=chat)
    for citizen in citizens.values():
        await citizen.user.says("рус")
    await asyncio.gather(*(each.user.hears(1, timeout=60) for each in citizens.values()))
    await until(lambda: len(calls(served, 7213)) == 3)  # it was carried out, yet not answered
    for chat in (7210, 7211, 7212):
        assert [line["outcome"] for line in calls(served, chat)][1:] == [kinds[chat], "accepted"]
    _, refused, accepted = calls(served, 7210)
    assert accepted["at"] - refused["at"] >= 3


def calls(served: Served, chat: int) -> list[dict[str, Any]]:
    return served.telegram.log.of("request", method="sendMessage", chat=chat)


def states(served: Served) -> list[str]:
    """The states of all addresses, in the order in which they came."""
    return [state for (state,) in served.rows("SELECT state FROM addresses ORDER BY id")]


def are_blocked(served: Served, number: int) -> bool:
    return states(served).count("blocked") == number


async def test_who_blocks_the_bot_is_known_and_found_again(served: Served) -> None:
    citizen = served.citizen(7214)
    await citizen.reaches_menu()
    blocked = states(served).count("blocked")
    await citizen.user.blocks()
    await until(lambda: states(served).count("blocked") == blocked + 1)
    await citizen.user.unblocks()
    await until(lambda: states(served).count("blocked") == blocked)


async def test_a_refusal_marks_the_chat_until_the_person_writes_again(served: Served) -> None:
    for chat, kind in ((7215, "403 blocked"), (7216, "403 deactivated")):
        citizen = served.citizen(chat)
        await citizen.reaches_menu()
        blocked = states(served).count("blocked")
        served.telegram.fail("sendMessage", kind, chat=chat)
        await citizen.user.says("/verify")
        await until(partial(are_blocked, served, blocked + 1))
        await citizen.says("/verify")
        assert states(served).count("blocked") == blocked
