"""Proof by the own number: shared on Telegram, the sender's on SMS."""

from datetime import timedelta

import pytest

from tests.proof.world import OTHER, OWNER, PHONE, SECOND_PHONE, STRANGER, Citizen, World, told

PAGE = told("There are no payments in the ministry's system.")
ELSEWHERE = "+77059998877"


async def reaches_the_data(citizen: Citizen) -> bool:
    return any(PAGE in text for text in citizen.hears())


@pytest.mark.parametrize("phone", ["77015550101", "+77015550101", "87015550101", SECOND_PHONE])
async def test_every_spelling_of_a_known_number_proves(small_world: World, phone: str) -> None:
    citizen = await Citizen(small_world).arrives()
    await citizen.proves(OWNER, phone)
    assert await reaches_the_data(citizen)
    [proof] = await small_world.rows("proofs")
    assert proof["way"] == "contact"
    assert OWNER.encode() not in proof["iin"]


async def test_somebody_elses_contact_is_refused_kindly(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.does("@flow.payments")
    citizen.hears()
    await citizen.shares(PHONE, own=False)
    assert told("This is somebody else's number.") in citizen.hears()[0]
    await citizen.shares(PHONE)
    await citizen.does("yes", OWNER)
    assert await reaches_the_data(citizen)


async def test_a_shared_number_proves_each_of_its_people_and_nobody_else(world: World) -> None:
    for address, iin in (("5550000000001", OWNER), ("5550000000002", OTHER)):
        citizen = await Citizen(world, address).arrives()
        await citizen.proves(iin, PHONE)
        assert await reaches_the_data(citizen)
    stranger = await Citizen(world, "5550000000003").arrives()
    await stranger.proves(STRANGER, PHONE)
    assert not await reaches_the_data(stranger)


@pytest.mark.parametrize("sender", [PHONE, PHONE.removeprefix("+"), "8" + PHONE[2:]])
async def test_on_sms_the_sender_is_the_proof(small_world: World, sender: str) -> None:
    citizen = await Citizen(small_world, sender, "sms").does("привет", "2", "1", "4", "1", OWNER)
    assert await reaches_the_data(citizen)


async def test_a_strange_number_falls_back_to_a_code(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.proves(OWNER, ELSEWHERE)
    assert told("If the ministry knows a number for this IIN") in citizen.hears()[-1]
    await world.settle()
    assert [whom for whom, _, _ in world.sms.sent] == [PHONE]


async def test_wrong_numbers_lock_the_pair_and_time_opens_it(world: World) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.proves(OWNER, ELSEWHERE)
    for _ in range(4):
        await citizen.does("#", "@flow.payments")
        await citizen.shares(ELSEWHERE)
        await citizen.does(OWNER)
    assert told("Too many wrong tries.") in citizen.hears()[-1]
    await citizen.does("#", "@flow.payments")
    await citizen.shares(PHONE)
    await citizen.does(OWNER)
    assert not await reaches_the_data(citizen), "not even the right number, for an hour"
    other = await Citizen(world, "5550000000002").arrives()
    await other.proves()
    assert await reaches_the_data(other)
    world.at += timedelta(hours=1)
    await citizen.does("#", "@flow.payments")
    await citizen.shares(PHONE)
    await citizen.does(OWNER)
    assert await reaches_the_data(citizen)


async def test_a_proof_serves_180_days_then_is_asked_for_again(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    for days, serves in ((179, True), (1, False)):
        world.at += timedelta(days=days)
        citizen.hears()
        await citizen.does("#", "@flow.payments")
        assert await reaches_the_data(citizen) is serves
    await citizen.shares(PHONE)
    await citizen.does(OWNER)
    assert await reaches_the_data(citizen)
    assert len(await world.rows("proofs")) == 1


async def test_not_me_separates_number_and_person(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does("switch", "yes")
    citizen.hears()
    await citizen.does("НЕ Я")
    assert await world.rows("proofs"), "one confirmation first"
    await citizen.does("yes")
    assert await world.rows("proofs") == []
    [address] = [row for row in await world.rows("addresses") if row["channel"] == "telegram"]
    assert address["reminders"] == 0
    await citizen.does("@menu", "@flow.payments")
    assert not await reaches_the_data(citizen)


async def test_after_not_me_the_way_back_does_not_lead_to_the_data(world: World) -> None:
    citizen = await (await Citizen(world).arrives()).proves()
    await citizen.does("НЕ Я", "yes")
    citizen.hears()
    await citizen.does("*", "no", "*", "#")
    assert not await reaches_the_data(citizen)
