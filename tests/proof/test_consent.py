"""The ledger of consents: what was agreed to, in which words, when; and what was taken back."""

from datetime import timedelta

from bot.asker import Asker
from bot.clock import to_millis
from dialogs.consent import DATA_VERSION, IIN_VERSION, REMINDERS_VERSION
from tests.proof.world import OWNER, PHONE, Citizen, World


async def test_every_consent_is_written_with_its_version_language_channel_and_time(
    world: World,
) -> None:
    begun = world.at
    citizen = await Citizen(world).arrives()
    world.at += timedelta(minutes=5)
    await citizen.proves()
    await citizen.does("қаз", "switch", "yes")
    first, second, third = await world.rows("consents")
    assert (first["kind"], first["version"], first["language"]) == ("data", DATA_VERSION, "ru")
    assert (first["channel"], first["at"]) == ("telegram", to_millis(begun))
    assert (second["kind"], second["version"]) == ("iin", IIN_VERSION)
    assert second["at"] == to_millis(begun + timedelta(minutes=5))
    assert (third["kind"], third["version"]) == ("reminders", REMINDERS_VERSION)
    assert third["language"] == "kk", "in the words that were agreed to"
    assert {row["withdrawn_at"] for row in (first, second, third)} == {None}
    assert len({row["person_id"] for row in (first, second, third)}) == 1


async def test_nothing_is_stored_of_who_does_not_consent(world: World) -> None:
    citizen = Citizen(world)
    await citizen.does("/start", "ru", "no", "@flow.payments", "no")
    assert await world.rows("consents") == []
    assert await world.rows("proofs") == []


async def test_reminders_off_withdraws_their_consent_and_no_other(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does("switch", "yes", "@menu", "@flow.payments")
    world.at += timedelta(minutes=1)
    await citizen.does("switch")
    withdrawn = {row["kind"]: row["withdrawn_at"] for row in await world.rows("consents")}
    assert withdrawn == {"data": None, "iin": None, "reminders": to_millis(world.at)}


async def test_not_me_withdraws_the_consent_for_reminders(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does("switch", "yes", "НЕ Я", "yes")
    withdrawn = {row["kind"]: row["withdrawn_at"] for row in await world.rows("consents")}
    assert withdrawn["reminders"] == to_millis(world.at)


async def test_consenting_again_is_another_row(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does("switch", "yes", "@menu", "@flow.payments", "switch")
    await citizen.does("@menu", "@flow.payments", "switch", "yes")
    rows = [row for row in await world.rows("consents") if row["kind"] == "reminders"]
    assert [row["withdrawn_at"] is None for row in rows] == [False, True]


async def test_a_stop_as_the_very_first_message_is_heard(world: World) -> None:
    await Citizen(world).does("СТОП")
    [address] = await world.rows("addresses")
    assert address["opted_out"] == "reminders"


async def test_the_person_of_a_first_contact_is_the_person_of_all_that_follows(
    world: World,
) -> None:
    await Citizen(world).says("привет")
    await world.codes.send(Asker("telegram", "1", 1, "r1", "ru"), OWNER, PHONE)
    rows = await world.rows("addresses")
    assert {row["channel"] for row in rows} == {"telegram", "sms"}
    assert all(row["person_id"] == row["id"] for row in rows)
