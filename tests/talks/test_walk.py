"""C1: all sample paths of every flow are walked, on several days, for several people."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from bot.channels.telegram.view import keyboard
from dialogs import phrases
from dialogs.reply import Kind
from dialogs.services import SERVICES
from dialogs.steps import Page, Question
from dialogs.text import Counted, Text
from dialogs.welcome import LANGUAGE
from tests.support.catalogs import catalog
from tests.support.talk import ENGLISH
from tests.support.worlds import screens, walkers

LONGEST_RUN = "r999999999"


def test_the_walk_comes_by_everywhere() -> None:
    keys = {(flow, key) for flow, key, _screen in screens()}
    assert {flow for flow, _key in keys} == set(SERVICES)
    assert len(keys) > 45


def test_every_stop_has_a_way_out() -> None:
    for walker in walkers():
        for step in walker.steps():
            if isinstance(step, Question):
                # Nothing lies before the greeting: leaving it would leave the language unknown.
                assert step.screen().can_go_back is (step is not LANGUAGE)
            if isinstance(step, Page) and not step.answers and step.key != "menu":
                values = {option.value for option in step.screen.options}
                assert "@menu" in values, step.key


def test_every_option_of_a_page_leads_somewhere() -> None:
    ways = {"@menu", "@operator", "@again", "@retry"}
    for walker in walkers():
        for step in walker.steps():
            if not isinstance(step, Page):
                continue
            asked = {key for answers, _ in walker.places() for key in answers}
            for option in step.screen.options:
                value = option.value
                known = value in step.asides or value in step.answers or value in ways
                flow = value.removeprefix("@flow.").removeprefix("@back.")
                changes = value.startswith("!") and value[1:] in asked
                assert known or flow in SERVICES or changes, (step.key, value)


def test_every_question_explains_itself() -> None:
    for walker in walkers():
        for step in walker.steps():
            if isinstance(step, Question) and walker.flow != "welcome":
                assert step.explanation is not None, (walker.flow, step.key)


def test_no_button_is_too_long_for_telegram() -> None:
    for _flow, key, screen in screens():
        for row in keyboard(screen.at(LONGEST_RUN, key), ENGLISH):
            for button in row:
                assert len(button["callback_data"].encode()) <= 64


def msgids(value: object) -> Iterator[str]:
    """Every message id in a screen, however deep."""
    if isinstance(value, Text):
        yield value.msgid
    if isinstance(value, Counted):
        yield value.one
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from msgids(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from msgids(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from msgids(inner)


def all_msgids() -> set[str]:
    found = {msgid for _flow, _key, screen in screens() for msgid in msgids(screen)}
    said = [value for name, value in vars(phrases).items() if name.isupper()]
    return found | {msgid for value in said for msgid in msgids(value)}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_stop_has_its_text_in_the_language(language: str) -> None:
    known = {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in catalog(language)
        if message.id and not message.fuzzy
    }
    assert len(all_msgids()) > 150
    missing = sorted(msgid for msgid in all_msgids() if not known.get(msgid))
    assert missing == []


def test_what_can_not_be_read_has_its_words() -> None:
    assert set(phrases.UNREADABLE) == set(Kind)
