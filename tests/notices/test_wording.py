"""What stands on a lock screen, in the words of the real catalogs; and what its button does."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.catalogs import LANGUAGES, words
from bot.channels.sms.view import compose as sms
from bot.channels.telegram.view import compose as telegram
from bot.notices.wording import DUE, RENEWAL, RETURNED, SENT, reminder
from dialogs.reply import Pressed
from dialogs.text import ShortDay
from tests.notices.files import HEAD, due_in, payment, reminders, subscribed
from tests.proof.world import Citizen, World, told
from tests.support.stores import TODAY

KINDS = (DUE, SENT, RETURNED, RENEWAL)
DAY = ShortDay(date(2026, 8, 25))
POVERTY = re.compile(
    r"бедн|малоимущ|малообеспеч|нужда|нищ|социальн|пособи|помощ|АСП"
    r"|кедей|аз қамт|тұрмысы төмен|мұқтаж|әлеуметтік|жәрдем|көмек|АӘК",
    re.IGNORECASE,
)
MONEY = re.compile(r"тенге|теңге|₸|сумм|сома", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_tells_a_bystander_nothing(kind: str, language: str) -> None:
    screen = reminder(kind, DAY if kind == DUE else None)
    for body in (telegram(screen, words(language)), sms(screen, words(language))):
        text = str(body["text"])
        assert screen.text.render(words("ru" if language == "kk" else "kk")) != text
        assert not POVERTY.search(text)
        assert not MONEY.search(text)
        assert re.findall(r"\d+", text) == (["25"] if kind == DUE else [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_its_button_is_one_of_the_menu(kind: str, language: str) -> None:
    [[button]] = telegram(reminder(kind, DAY), words(language))["rows"]
    flow = "eligibility" if kind == RENEWAL else "payments"
    assert button["callback_data"] == f"m:menu:@flow.{flow}"


def test_a_payment_without_a_day_has_no_wording() -> None:
    with pytest.raises(KeyError):
        reminder(DUE)


async def test_what_is_written_is_in_the_language_of_the_address(
    small_world: World, tmp_path: Path
) -> None:
    await small_world.load(tmp_path, payments=HEAD + payment("sent", TODAY))
    for address, word in (("5550000000001", "қаз"), ("5550000000002", "рус")):
        await (await subscribed(small_world, address)).does(word)
        await small_world.planner.plan(TODAY)
        await small_world.outbox.once()
        await small_world.settle()
    texts = [body["text"] for _, body, key in small_world.telegram.sent if "payment:" in key]
    assert texts == [told("The payment was sent to your account.", "kk")], "once, to the first"


async def test_the_button_opens_the_payments_from_wherever_the_person_is(
    world: World, tmp_path: Path
) -> None:
    await world.load(tmp_path, payments=HEAD + due_in(2))
    citizen = await subscribed(world)
    await world.planner.plan(TODAY)
    await citizen.does("#", "@flow.eligibility")
    citizen.hears()
    press = Pressed("m", "menu", "@flow.payments")
    for _ in range(2):
        await world.take("telegram", citizen.address, press)
        assert "48" in citizen.hears()[-1], "the sum is shown to the person who asks"
    stranger = Citizen(world, "5550000000009")
    await stranger.arrives()
    stranger.hears()
    await world.take("telegram", stranger.address, press)
    assert told("First the bot must know that it is you.") in stranger.hears()[-1]
    assert len(await reminders(world)) == 1
