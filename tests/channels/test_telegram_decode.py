"""What an update means: JSON as the Bot API writes it, read by the channel."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels import Heard
from bot.channels.telegram.decode import InGroup, Reachable, decode_update, heard_in
from dialogs.reply import Edited, Kind, Pressed, Reply, SharedContact, Typed, Unreadable

AT = datetime(2026, 8, 12, 7, tzinfo=UTC)
ME = {"id": 7, "is_bot": False, "first_name": "A"}
CHAT = {"id": 7, "type": "private"}
GROUP = {"id": -40, "type": "group", "title": "G"}
MESSAGE = {"message_id": 3, "from": ME, "chat": CHAT, "date": 1}
ONE = {"file_id": "a", "file_unique_id": "b"}


def heard(kind: str, body: dict[str, Any]) -> Heard | InGroup | Reachable | None:
    text = json.dumps({"update_id": 9, kind: body})
    return heard_in(decode_update(text.encode()), "123456", AT)


def reply(**content: Any) -> Reply:
    found = heard("message", MESSAGE | content)
    assert isinstance(found, Heard)
    assert (found.channel, found.account, found.address) == ("telegram", "123456", "7")
    assert (found.message_id, found.said_in) == ("9", "3")
    return found.reply


def test_a_text_is_typed() -> None:
    assert reply(text="сәлем") == Typed("сәлем")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [ONE]}, Kind.PHOTO),
        ({"photo": [ONE], "caption": "why", "caption_entities": []}, Kind.PHOTO),
        ({"voice": ONE | {"duration": 3}}, Kind.VOICE),
        ({"sticker": ONE | {"type": "regular"}}, Kind.STICKER),
        ({"location": {"latitude": 51.1, "longitude": 71.4}}, Kind.LOCATION),
        ({"video": ONE}, Kind.OTHER),
        ({"document": ONE}, Kind.OTHER),
        ({"poll": {"id": "1", "question": "?"}}, Kind.OTHER),
        ({}, Kind.OTHER),
    ],
)
def test_what_holds_no_text_is_named(content: dict[str, Any], kind: Kind) -> None:
    assert reply(**content) == Unreadable(kind)


@pytest.mark.parametrize(
    ("more", "own"),
    [
        ({"user_id": 7}, True),
        ({"user_id": 8}, False),
        ({}, False),
    ],
)
def test_a_contact_is_own_only_with_the_senders_id(more: dict[str, int], *, own: bool) -> None:
    card = {"phone_number": "77015550101", "first_name": "A", **more}
    assert reply(contact=card) == SharedContact("77015550101", own=own)


def test_a_forwarded_own_contact_is_not_own() -> None:
    card = {"phone_number": "1", "first_name": "A", "user_id": 7}
    origin = {"type": "user", "date": 1, "sender_user": ME}
    assert reply(contact=card, forward_origin=origin) == SharedContact("1", own=False)


def test_an_edited_text_names_the_message() -> None:
    found = heard("edited_message", MESSAGE | {"text": "new", "edit_date": 2})
    assert isinstance(found, Heard)
    assert found.reply == Edited("new", "3")
    assert heard("edited_message", MESSAGE | {"photo": [ONE]}) is None


@pytest.mark.parametrize("value", ["yes", "@flow.status", "!review", "<"])
def test_a_press_carries_run_step_and_value(value: str) -> None:
    under = MESSAGE | {"from": {"id": 123456, "is_bot": True, "first_name": "b"}}
    query = {"id": "77", "from": ME, "message": under, "data": f"r2:income.2026Q2:{value}"}
    found = heard("callback_query", query)
    assert isinstance(found, Heard)
    assert found.reply == Pressed("r2", "income.2026Q2", value)
    assert (found.press, found.address) == ("77", "7")


def test_a_press_under_a_message_that_telegram_no_longer_shows_is_heard() -> None:
    found = heard("callback_query", {"id": "77", "from": ME, "data": "m:menu:x"})
    assert isinstance(found, Heard)
    assert found.address == "7"


def test_odd_button_data_never_fails() -> None:
    for data in ("", ":", "a", "a:b", "a:b:c:d"):
        assert isinstance(heard("callback_query", {"id": "1", "from": ME, "data": data}), Heard)


def test_others_read_along_in_groups_and_business_chats() -> None:
    assert heard("message", MESSAGE | {"chat": GROUP, "text": "hi"}) == InGroup("-40")
    assert heard("message", MESSAGE | {"chat": GROUP, "photo": [ONE]}) is None
    business = {"business_connection_id": "x", "text": "hi"}
    assert heard("message", MESSAGE | business) is None
    for kind in ("supergroup", "channel"):
        there = {"chat": GROUP | {"type": kind}, "text": "hi", "message_thread_id": 12}
        assert heard("message", MESSAGE | there) == InGroup("-40", 12)
    assert heard("channel_post", {"message_id": 3, "chat": GROUP | {"type": "channel"}}) is None
    for word in ("/leave", "/stop@orleu_bot"):
        assert heard("message", MESSAGE | {"chat": GROUP, "text": word}) == InGroup(
            "-40", leave=True
        )
    press = {"id": "1", "from": ME, "data": "a:b:c", "message": MESSAGE | {"chat": GROUP}}
    assert heard("callback_query", press) is None


@pytest.mark.parametrize(("status", "yes"), [("kicked", False), ("member", True)])
def test_blocking_and_coming_back(status: str, *, yes: bool) -> None:
    change = {"chat": CHAT, "from": ME, "date": 1}
    change |= {"new_chat_member": {"user": ME, "status": status}}
    assert heard("my_chat_member", change) == Reachable("7", yes=yes)
    assert heard("my_chat_member", change | {"chat": GROUP}) is None


def test_kinds_that_nobody_asked_for_mean_nothing() -> None:
    assert heard("poll_answer", {"poll_id": "1"}) is None
