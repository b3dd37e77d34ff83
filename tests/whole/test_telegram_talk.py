"""A real start and a citizen's way: the process by its public command, beside the double."""

import io
import json
import re

import pytest
from PIL import Image

from tests.support.telegram_state import Message
from tests.whole.citizen import FAMILY, Citizen, step_of
from tests.whole.conftest import Served
from tests.whole.register import OWNER, PHONE, STRANGER, load_register

pytestmark = pytest.mark.asyncio(loop_scope="session")
LINES = "region,quarter,subsistence_minimum,median_income,poverty_line,source\n"


def plain(citizen: Citizen) -> str:
    """The newest text with plain spaces."""
    assert citizen.newest is not None
    return citizen.newest.text.replace("\u00a0", " ")


async def wanted_quarter(served: Served, region: str) -> str | None:
    """The first quarter of applications that lacks figures of the region."""
    told = json.loads((await served.service.orleu("lines", "missing", "--json")).out)
    return next((row["quarter"] for row in told if row["region"] == region), None)


async def test_the_bot_introduces_itself_in_both_languages(served: Served) -> None:
    await served.introduced()
    profile = served.telegram.methods.profile
    by_language = {language: commands for (_scope, language), commands in profile.commands.items()}
    assert set(by_language) == {"", "kk", "ru"}
    names = [[one["command"] for one in commands] for commands in by_language.values()]
    assert names[0] == names[1] == names[2]
    assert by_language["kk"] != by_language["ru"]
    for what in ("description", "short_description"):
        assert profile.texts[what, "kk"] != profile.texts[what, "ru"]


async def test_the_first_message_is_in_both_languages(served: Served) -> None:
    [first] = await served.citizen(7101).says("/start")
    assert "Сәлеметсіз бе" in first.text
    assert "Здравствуйте" in first.text


async def test_without_a_line_there_is_all_but_the_amount(served: Served) -> None:
    assert await wanted_quarter(served, "KZ-35")  # nobody loads this one here
    citizen = served.citizen(7102)
    await citizen.reaches_menu()
    asked = await citizen.checks({**FAMILY, "region": ":KZ-35"})
    assert "line_told" in asked
    assert "обусловленная" in plain(citizen)  # the kind
    assert "выплата" in plain(citizen)  # for which months
    assert "карьерный центр" in plain(citizen)
    assert "тенге в месяц." not in plain(citizen)
    await citizen.presses(":@flow.contract")  # the duties are told without a proof
    await citizen.presses(":family")
    assert step_of(citizen.newest) == "about"


async def test_the_line_that_the_centre_told_gives_an_amount(served: Served) -> None:
    citizen = served.citizen(7103)
    await citizen.reaches_menu()
    asked = await citizen.checks({**FAMILY, "region": ":KZ-35", "line_told": "50 000"})
    assert "line_told" in asked
    assert "50 000 тенге" in plain(citizen)


async def test_a_loaded_line_counts_at_the_next_turn(served: Served) -> None:
    citizen = served.citizen(7104)
    await citizen.reaches_menu("kk")
    quarter = await wanted_quarter(served, "KZ-27")
    assert quarter is not None
    await citizen.presses(":@flow.eligibility")
    file = served.service.folder / "lines.csv"
    file.write_text(f"{LINES}KZ-27,{quarter},,,51234,order 5\n", encoding="utf-8")
    starts = served.service.starts
    loaded = await served.service.orleu("lines", "load", str(file))
    assert loaded.code == 0, loaded.err
    for answer in (":KZ-27", ":4", "150000"):
        await citizen.answers(answer)
    assert step_of(citizen.newest) != "line_told"
    await citizen.goes_on()
    assert "51 234" in plain(citizen)
    assert served.service.starts == starts
    assert await wanted_quarter(served, "KZ-27") != quarter
    the_picture_is_readable(citizen.picture)


def the_picture_is_readable(picture: Message | None) -> None:
    """As wide as a phone, its words in the caption."""
    assert picture is not None
    assert picture.photo is not None
    width, height = Image.open(io.BytesIO(picture.photo)).size
    assert width >= 600
    assert height <= 2 * width
    assert "51" in picture.caption


async def asked_for_contact(citizen: Citizen) -> None:
    """From the menu to the question for the own number; consent is given where it is asked."""
    await citizen.presses(":@flow.status")
    await citizen.consents()
    assert citizen.newest is not None
    assert citizen.newest.request_contact


async def proves(citizen: Citizen, phone: str, iin: str) -> None:
    """From the menu through the contact and the IIN to what the look-up brings."""
    await asked_for_contact(citizen)
    await citizen.user.shares_contact(phone)
    await citizen.hears()
    await citizen.consents()
    await citizen.says(iin)


async def test_own_contact_opens_status_payments_and_contract(served: Served) -> None:
    await load_register(served.service, served.today)
    citizen = served.citizen(7105)
    await citizen.reaches_menu()
    await proves(citizen, PHONE.removeprefix("+"), OWNER)
    assert citizen.newest is not None
    assert "A-77" in citizen.newest.text
    assert "45 121" in plain(citizen)
    await citizen.presses(":@menu")
    await citizen.presses(":@flow.payments")
    assert "45 121" in plain(citizen)
    await citizen.presses(":@menu")
    await citizen.presses(":@flow.contract")
    await citizen.presses(":own")
    assert "C-9" in citizen.newest.text
    calendar, _ = await citizen.presses(":ics", 2)
    assert calendar.filename.endswith(".ics")
    assert b"BEGIN:VEVENT" in (calendar.document or b"")


async def test_somebody_elses_contact_proves_nothing(served: Served) -> None:
    citizen = served.citizen(7106)
    await citizen.reaches_menu()
    await asked_for_contact(citizen)
    for how in ({"own": False}, {"with_id": False}):
        await served.settled(await citizen.user.shares_contact(PHONE, **how))
        told = await citizen.catches_up()
        assert len(told) >= 2  # why not, and the question again
        assert any(message.request_contact for message in told)
        assert not any(step_of(message).startswith("iin") for message in told)


async def test_a_known_and_an_unknown_iin_get_the_same_words(served: Served) -> None:
    await load_register(served.service, served.today)
    told = []
    for person, iin in ((7107, OWNER), (7108, STRANGER)):
        citizen = served.citizen(person)
        await citizen.reaches_menu()
        await proves(citizen, "+77019999999", iin)
        assert citizen.newest is not None
        assert step_of(citizen.newest) == "no_way"
        told.append(citizen.newest.text)
    assert told[0] == told[1]


async def test_without_a_contact_the_way_is_told_before_an_iin_is_asked(served: Served) -> None:
    citizen = served.citizen(7109)
    await citizen.reaches_menu()
    await asked_for_contact(citizen)
    assert citizen.newest is not None
    [other] = citizen.newest.keyboard[1]
    await citizen.says(other)
    assert step_of(citizen.newest) == "no_way"


async def test_the_doctor_lists_what_must_be_loaded_by_region(served: Served) -> None:
    told = (await served.service.orleu("doctor")).out
    assert len(set(re.findall(r"lines (KZ-\d\d):", told))) >= 19
    assert re.search(r"centres: none in KZ-10, .*orleu centres load", told)
