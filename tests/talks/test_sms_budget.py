"""What a text may cost as SMS: two segments for a question, three for a result or a duty."""

import pytest

from bot.channels.sms.segments import count
from bot.channels.sms.view import compose
from dialogs import phrases
from dialogs.screen import note
from dialogs.steps import Page, Question
from tests.support.catalogs import words_of
from tests.support.worlds import walkers

QUESTION, RESULT = 2, 3
ONLY_ON_TELEGRAM = {"contact"}


def over(language: str) -> dict[str, int]:
    """Every text above its budget, with its segments."""
    words = words_of(language)
    found = {}
    for walker in walkers():
        for step, screen in walker.screens():
            if step.key in ONLY_ON_TELEGRAM:
                continue
            asks = isinstance(step, Question) and (screen.options or screen.can_go_back)
            text = compose(screen, words)["text"]
            segments = count(text).segments
            if segments > (QUESTION if asks else RESULT):
                found[f"{walker.flow}/{step.key}: {text}"] = segments
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_screen_is_above_its_budget(language: str) -> None:
    assert over(language) == {}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_short_notes_stay_short(language: str) -> None:
    said = (
        phrases.NOT_UNDERSTOOD,
        phrases.CHOOSE,
        phrases.CANCELLED,
        phrases.STOPPED,
        phrases.STARTED,
        phrases.STARTED_WITHOUT_REMINDERS,
        phrases.OLD_BUTTON,
        phrases.STILL_LOOKING,
        *phrases.UNREADABLE.values(),
    )
    costs = {one.msgid: count(compose(note(one), words_of(language))["text"]) for one in said}
    assert {msgid: cost for msgid, cost in costs.items() if cost.segments > QUESTION} == {}


def test_pages_and_questions_are_both_walked() -> None:
    kinds = {type(step) for walker in walkers() for step in walker.steps()}
    assert any(issubclass(kind, Page) for kind in kinds)
    assert any(issubclass(kind, Question) for kind in kinds)
