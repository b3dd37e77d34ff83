"""Every state of an application: what it means, who acts, until when."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dialogs.backend import AidKind, ApplicationState
from dialogs.readings import failed
from dialogs.steps import Json
from dialogs.text import Named
from tests.support.registers import APPLICATION, applications, reading
from tests.support.talk import NOON, Conversation, known, reference
from tests.support.worlds import CENTRE

STATES = {
    ApplicationState.RECEIVED: ("received", "the centre checks your data. You need do nothing"),
    ApplicationState.CHECKS: ("data is being checked", "You need do nothing."),
    ApplicationState.SURVEY: ("the commission's visit", "will come to your home", "Last day"),
    ApplicationState.TO_SIGN: ("contract to sign", "You must sign", "Last day: 2026-05-20."),
    ApplicationState.SUSPENDED: ("payment suspended", "Ask the career centre for the reason"),
    ApplicationState.ENDED: ("ended", "apply again for the new quarter"),
}


def asking(found: Json, **how: object) -> Conversation:
    talk = known(proved=True, registry={"applications": found}, **how)
    return talk.presses("Status of my application")


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_told_in_plain_words(state: ApplicationState) -> None:
    talk = asking(applications(state=state, act_by=date(2026, 5, 20)))
    talk.bot("Application № A-100: ", *STATES[state])
    assert talk.labels == ["Refresh", "Centre's phone", "Menu"]


def test_every_state_has_its_words() -> None:
    for state in ApplicationState:
        asking(applications(state=state)).bot("Application № A-100", "As of today, 12:00.")


def test_assigned() -> None:
    talk = asking(
        applications(
            state=ApplicationState.ASSIGNED,
            amount=Decimal(45_000),
            paid_until=date(2026, 6, 30),
            kind=AidKind.CONDITIONAL,
        )
    )
    talk.bot("assigned", "Every month: 45 000 tenge.", "Paid until: 2026-06-30", "Condition")
    asking(applications(state=ApplicationState.ASSIGNED)).bot("until the end of the quarter")


@pytest.mark.parametrize(
    ("ground", "reason", "way"),
    [
        (1, "above the poverty line", "apply again in the new quarter"),
        (2, "refused the visit", "let the commission visit you"),
        (3, "there is no need", "You may complain"),
        (4, "refused the offered measures", "6 months after the refusal"),
        (5, "was not fulfilled", "6 months after the end of that contract"),
        (6, "found to be wrong", "Put them right and apply again"),
        (None, "written in the notice", "Ask the centre"),
        (99, "written in the notice", "Ask the centre"),
    ],
)
def test_a_refusal_says_why_and_what_can_be_done(
    ground: int | None, reason: str, way: str
) -> None:
    talk = asking(applications(state=ApplicationState.REFUSED, ground=ground))
    talk.bot("refused", "Reason: ", reason, "What you can do: ", way, "you may complain")


def test_earlier_applications_on_request() -> None:
    old = replace(APPLICATION, number="A-50", state=ApplicationState.ENDED)
    talk = asking(reading((APPLICATION, old))).bot("A-100").presses("Application № A-50: ended")
    talk.bot("A-50", "The award has ended")


def test_no_application() -> None:
    talk = asking(reading(())).bot("has no application of yours")
    talk.presses("Check whether I may get assistance").bot("In which region")


def test_refresh_asks_again() -> None:
    talk = asking(applications()).bot("received")
    talk.registry["applications"] = applications(state=ApplicationState.CHECKS)
    talk.presses("Refresh").bot("data is being checked")


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("unavailable", "does not answer now"),
        ("refused", "does not answer now"),
        ("unknown", "doesn't find you"),
        ("bad_answer", "does not answer properly"),
    ],
)
def test_no_reading_is_told_as_it_is(why: str, told: str) -> None:
    talk = asking({"error": why}).bot(told)
    talk.registry["applications"] = applications()
    talk.presses("Try again").bot("A-100")


def test_of_an_earlier_day_only_the_day_is_said() -> None:
    asking(reading((APPLICATION,), NOON - timedelta(days=2))).bot("As of 2026-05-12.")


def test_the_time_is_the_countrys_own() -> None:
    late = (NOON + timedelta(hours=11)).astimezone(tz=None)
    asking(reading((APPLICATION,), late)).bot("As of today, 23:00.")


def test_the_centre_of_the_newest_application_is_told() -> None:
    found = reading((APPLICATION, replace(APPLICATION, number="A-1", region="KZ-39")))
    talk = asking(found, reference=reference(centres=(CENTRE,)))
    talk.presses("Centre's phone").bot("Карьерный центр Кокшетау", "+77162000000", "1414")
    talk.citizen("оператор").bot("Карьерный центр Кокшетау", "Application № A-100")


def test_the_region_of_the_check_goes_first() -> None:
    other = replace(CENTRE, code="c2", region="KZ-39", name=Named("Басқа", "Другой центр"))
    talk = known(
        proved=True,
        registry={"applications": applications(region="KZ-39")},
        reference=reference(centres=(CENTRE, other)),
    )
    talk.presses("Check whether I may get assistance").citizen("Ақмола").citizen("#")
    talk.presses("Status of my application").presses("Centre's phone")
    talk.bot("Карьерный центр Кокшетау").bot_does_not_say("Другой центр")


def test_a_failed_reading_tells_no_region() -> None:
    asking(failed("unavailable"), reference=reference(centres=(CENTRE,))).citizen("оператор").bot(
        "1414"
    )
    asking(reading(()), reference=reference(centres=(CENTRE,))).citizen("оператор").bot("1414")


def test_without_a_region_the_centre_can_be_found() -> None:
    talk = known(reference=reference(centres=(CENTRE,)))
    talk.presses("Career centre: talk to a person").bot("1414").presses("Find my centre")
    talk.bot("In which region").citizen("Ақмола").bot("Карьерный центр Кокшетау")
    assert talk.labels == ["Menu"]


def test_where_no_centres_are_loaded_none_is_offered() -> None:
    talk = known().presses("Career centre: talk to a person").bot("1414")
    assert talk.labels == []
