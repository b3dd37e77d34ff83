"""Who is asking? By one's own number, or by a code; never a word to a stranger."""

import json

import msgspec
import pytest

from dialogs.effects import Proved
from dialogs.steps import Json
from tests.support.registers import IIN, PHONE, applications
from tests.support.talk import Conversation, known

STATUS = "Status of my application"
RIGHT = "135791"


def checks(_iin: str, code: str) -> Json:
    return {"value": "yes" if code == RIGHT else "no"}


def asking(**how: object) -> Conversation:
    registry: dict[str, Json] = {
        "check_number": {"value": "yes"},
        "send_code": {"value": "sent"},
        "check_code": checks,
        "applications": applications(),
    }
    registry.update(how.pop("registry", {}))  # type: ignore[call-overload]  # a dict of answers
    return known(registry=registry, **how).presses(STATUS)


def kept(talk: Conversation) -> str:
    """All that the database would hold of the talk."""
    return json.dumps(msgspec.json.decode(msgspec.json.encode(talk.talk)))


def test_ones_own_contact_and_the_iin() -> None:
    talk = asking().bot("First the bot must know that it is you")
    assert talk.said.screens[0].asks_contact is not None
    talk.shares(PHONE).bot("Consent for the IIN").presses("Yes").bot("Write your IIN")
    talk.citizen(IIN).bot("Application № A-100")
    assert Proved(IIN, "contact") in talk.effects
    assert ("check_number", (IIN, PHONE)) in talk.asked


def test_what_a_proof_was_made_of_is_forgotten_at_once() -> None:
    talk = asking().shares(PHONE).presses("Yes").citizen(IIN)
    assert IIN not in kept(talk)
    assert PHONE not in kept(talk)
    assert set(talk.answers) == {"applications"}
    talk = asking().presses("I can't share it").presses("Yes").citizen(IIN).citizen(RIGHT)
    talk.bot("Application № A-100")
    assert IIN not in kept(talk)
    assert RIGHT not in kept(talk)


def test_it_is_forgotten_in_the_very_turn_of_the_proof() -> None:
    talk = asking(asleep={"applications"}).shares(PHONE).presses("Yes").citizen(IIN)
    assert talk.proved
    assert IIN not in kept(talk)
    assert PHONE not in kept(talk)


@pytest.mark.parametrize("way_out", ["#", "төлем", "отмена", "келісімшарт"])
def test_what_was_told_for_a_proof_is_forgotten_when_it_is_left(way_out: str) -> None:
    talk = asking().presses("I can't share it").presses("Yes").citizen(IIN).citizen("111111")
    assert IIN in kept(talk)
    talk.citizen(way_out)
    assert IIN not in kept(talk)
    assert "111111" not in kept(talk)


def test_the_menu_button_forgets_it_too() -> None:
    talk = known(registry={"check_number": {"value": "no"}, "send_code": {"value": "sent"}})
    menu = talk.button("Payments and reminders")
    talk.presses(STATUS).shares(PHONE).presses("Yes").citizen(IIN).press(menu)
    assert IIN not in kept(talk)


def test_after_a_proof_nobody_is_asked_again() -> None:
    talk = asking().shares(PHONE).presses("Yes").citizen(IIN).citizen("#").presses(STATUS)
    talk.bot("Application № A-100").citizen("*").bot("Menu")


def test_somebody_elses_contact_is_refused() -> None:
    talk = asking().shares("+77019999999", own=False)
    talk.bot("This is somebody else's number", "Share your phone number")
    assert talk.asked == []


def test_a_number_typed_is_no_proof() -> None:
    asking().citizen("87010000001").bot("Press the button below")


def test_a_number_unknown_for_this_iin_leads_to_the_code() -> None:
    talk = asking(registry={"check_number": {"value": "no"}}).shares(PHONE).presses("Yes")
    talk.citizen(IIN).bot("If the ministry knows a number for this IIN, a code was sent")


def test_without_codes_an_unknown_number_leads_to_the_centre() -> None:
    talk = asking(codes=False, registry={"check_number": {"value": "no"}}).shares(PHONE)
    talk.presses("Yes").citizen(IIN).bot("Without a proof the bot shows nothing", "1414")
    talk.presses("Try again").bot("Share your phone number")


def test_without_codes_and_contact_the_way_is_told_before_an_iin_is_asked() -> None:
    talk = asking(codes=False).presses("I can't share it").bot("Without a proof", "1414")
    talk.bot_does_not_say("IIN")
    assert "iin" not in talk.answers


def test_the_button_of_the_contact_keyboard_comes_as_a_text() -> None:
    asking(codes=False).citizen("I can't share it").bot("Without a proof")


def test_no_consent_for_the_iin() -> None:
    talk = asking().shares(PHONE).presses("No").bot("Without the IIN the bot can't show")
    talk.presses("Centre's phone").bot("1414")
    assert talk.talk.iin_consented is None


def test_an_iin_with_an_error() -> None:
    talk = asking().shares(PHONE).presses("Yes").citizen("900101300018")
    talk.bot("There is an error in the IIN", "Write your IIN")


def test_a_wrong_code_and_then_the_right_one() -> None:
    talk = asking().presses("I can't share it").presses("Yes").citizen(IIN).bot("six digits")
    talk.citizen("12345").bot("The code is six digits")
    talk.citizen("111111").bot("The code is not right").citizen(RIGHT).bot("Application № A-100")
    assert Proved(IIN, "code") in talk.effects


def test_five_wrong_codes_lock() -> None:
    talk = asking().presses("I can't share it").presses("Yes").citizen(IIN)
    for wrong in ("111111", "111112", "111113", "111114"):
        talk.citizen(wrong).bot("The code is not right")
    talk.citizen("111115").bot("Too many wrong tries", "one hour")
    assert Proved(IIN, "code") not in talk.effects


@pytest.mark.parametrize(
    "registry",
    [
        {"check_number": {"value": "locked"}},
        {"check_number": {"value": "no"}, "send_code": {"value": "locked"}},
    ],
)
def test_a_lock_is_told_with_a_way_out(registry: dict[str, Json]) -> None:
    talk = asking(registry=registry).shares(PHONE).presses("Yes").citizen(IIN)
    talk.bot("Too many wrong tries", "career centre").presses("Centre's phone").bot("1414")


@pytest.mark.parametrize("what", ["check_number", "send_code", "check_code"])
def test_no_answer_can_be_tried_again_and_nothing_is_lost(what: str) -> None:
    talk = asking(registry={"check_number": {"value": "no"}, what: {"error": "unavailable"}})
    talk.shares(PHONE).presses("Yes").citizen(IIN)
    if what == "check_code":
        talk.citizen(RIGHT)
    talk.bot("can't be fetched now", "Nothing you entered is lost")
    talk.registry |= {"check_number": {"value": "yes"}, "check_code": {"value": "yes"}}
    talk.registry["send_code"] = {"value": "sent"}
    talk.presses("Try again").bot("If the ministry" if what == "send_code" else "A-100")


def test_by_sms_the_number_one_writes_from_counts() -> None:
    talk = asking(telegram=False).presses("Yes")
    talk.bot("compares the number you write from", "IIN").citizen(IIN).bot("A-100")
    assert ("check_number", (IIN, "")) in talk.asked


def test_by_sms_from_an_unknown_number_a_code_goes_to_the_known_one() -> None:
    talk = asking(telegram=False, registry={"check_number": {"value": "no"}}).presses("Yes")
    talk.citizen(IIN).bot("a code was sent").citizen(RIGHT).bot("A-100")


def test_another_iin_asks_for_another_code() -> None:
    talk = asking().presses("I can't share it").presses("Yes").citizen(IIN).citizen("111111")
    for _step in range(2):
        talk.citizen("*")
    talk.bot("Write your IIN").citizen(IIN)
    talk.bot("a code was sent")
    assert [what for what, _arguments in talk.asked].count("send_code") == 2
    assert "111111" not in kept(talk)


def test_the_wait_for_an_answer_is_said() -> None:
    talk = asking(asleep={"applications"}).shares(PHONE).presses("Yes").citizen(IIN)
    assert talk.said.screens == []
    talk.citizen("алло").bot("still being fetched")
    talk.asleep.clear()
    talk.learns("applications", applications()).bot("A-100")


def test_an_answer_that_comes_too_late_is_not_shown_elsewhere() -> None:
    talk = asking(asleep={"applications"}).shares(PHONE).presses("Yes").citizen(IIN)
    talk.citizen("#").bot("Menu")
    before = len(talk.shown)
    talk.learns("applications", applications())
    assert len(talk.shown) == before
