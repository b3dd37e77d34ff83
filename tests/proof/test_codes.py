"""One-time codes: sent once, to the number that the register knows, and good for one person."""

import asyncio
import re
from datetime import timedelta

from bot.asker import Asker
from bot.channels import TryLater
from bot.clock import to_millis
from bot.outbox.letter import LEASE_MS
from dialogs.steps import Lookup
from tests.proof.world import OTHER, OWNER, PHONE, STRANGER, Citizen, World, told

NOBODY_ELSE = "5550009998887"
SIX_DIGITS = re.compile(r"\b\d{6}\b")


async def code_sent(world: World, address: str = PHONE) -> str:
    """The newest code on a phone."""
    await world.settle()
    [code] = SIX_DIGITS.findall(world.sms.texts(address)[-1])
    return str(code)


def wrong(code: str, nth: int = 1) -> str:
    """A code that it is not."""
    return f"{(int(code) + nth) % 1_000_000:06}"


def asker_of(run: str = "r1", address: str = NOBODY_ELSE) -> Asker:
    return Asker("telegram", address, int(address), run, "ru")


async def test_a_code_goes_to_the_first_number_of_the_person_and_opens_the_data(
    world: World,
) -> None:
    citizen = await Citizen(world).arrives()
    await citizen.asks_for_code()
    code = await code_sent(world)
    assert len(world.sms.sent) == 1
    citizen.hears()
    await citizen.says(f" {code[:3]} {code[3:]} ")
    assert told("There are no payments in the ministry's system.") in citizen.hears()[-1]
    [proof] = await world.rows("proofs")
    assert proof["way"] == "code"


async def test_only_a_digest_of_the_code_is_kept_and_the_text_goes_with_the_sending(
    world: World,
) -> None:
    await (await Citizen(world).arrives()).asks_for_code()
    code = await code_sent(world)
    [kept] = await world.rows("codes")
    assert len(kept["digest"]) == 32
    assert code.encode() not in kept["digest"]
    [letter] = [row for row in await world.rows("letters") if row["lane"] == 1]
    assert (letter["state"], letter["body"]) == ("sent", None)
    assert letter["expires_at"] - to_millis(world.at) == 10 * 60 * 1000


async def test_a_code_lives_ten_minutes(world: World) -> None:
    asker = asker_of()
    await world.codes.send(asker, OWNER, PHONE)
    code = await code_sent(world)
    world.at += timedelta(minutes=10)
    assert await world.codes.check(asker, OWNER, code) == "no"
    world.at -= timedelta(milliseconds=1)
    assert await world.codes.check(asker, OWNER, code) == "yes"


async def test_five_wrong_tries_lock_this_address_for_this_iin_for_an_hour(world: World) -> None:
    asker, other = asker_of(), asker_of(address="5550004445556")
    await world.codes.send(asker, OWNER, PHONE)
    code = await code_sent(world)
    said = [await world.codes.check(asker, OWNER, wrong(code, nth)) for nth in range(1, 6)]
    assert said == ["no", "no", "no", "no", "locked"]
    assert await world.codes.check(asker, OWNER, code) == "locked", "the right one comes too late"
    assert await world.codes.send(asker, OWNER, PHONE) == "locked"

    assert await world.codes.send(other, OWNER, PHONE) == "sent"
    assert await world.codes.check(other, OWNER, await code_sent(world)) == "yes"
    assert await world.codes.send(asker_of("r2"), OTHER, PHONE) == "sent"

    world.at += timedelta(hours=1)
    assert await world.codes.send(asker_of("r3"), OWNER, PHONE) == "sent"
    assert await world.codes.check(asker, OWNER, await code_sent(world)) == "yes"


async def test_a_right_code_counts_in_one_run_only(world: World) -> None:
    first, second = asker_of(), asker_of("r2")
    await world.codes.send(first, OWNER, PHONE)
    code = await code_sent(world)
    assert await world.codes.check(first, OWNER, code) == "yes"
    assert await world.codes.check(second, OWNER, code) == "no"


async def test_a_right_code_asked_about_again_after_a_crash_is_still_right(world: World) -> None:
    asker = asker_of()
    await world.codes.send(asker, OWNER, PHONE)
    code = await code_sent(world)
    assert await world.codes.check(asker, OWNER, code) == "yes"
    assert await world.codes.check(asker, OWNER, code) == "yes", "the talk had not learned it"


async def test_a_code_is_good_for_its_address_and_iin_only(world: World) -> None:
    asker, other = asker_of(), asker_of(address="5550004445556")
    await world.codes.send(asker, OWNER, PHONE)
    code = await code_sent(world)
    assert await world.codes.check(other, OWNER, code) == "no"
    assert await world.codes.check(asker, OTHER, code) == "no"


async def test_the_code_of_a_second_run_replaces_the_first(world: World) -> None:
    first, second = asker_of(), asker_of("r2")
    await world.codes.send(first, OWNER, PHONE)
    old = await code_sent(world)
    await world.codes.send(second, OWNER, PHONE)
    new = await code_sent(world)
    assert await world.codes.check(second, OWNER, old) == ("yes" if old == new else "no")
    assert await world.codes.check(second, OWNER, new) == "yes"


async def test_three_codes_an_hour_for_a_pair_and_no_more(world: World) -> None:
    for nth in range(1, 4):
        assert await world.codes.send(asker_of(f"r{nth}"), OWNER, PHONE) == "sent"
    assert await world.codes.send(asker_of("r4"), OWNER, PHONE) == "locked"
    other = asker_of("r4", address="5550004445556")
    assert await world.codes.send(other, OWNER, PHONE) == "sent"
    await world.settle()
    assert len(world.sms.sent) == 4
    world.at += timedelta(hours=1)
    assert await world.codes.send(asker_of("r5"), OWNER, PHONE) == "sent"


async def test_a_sending_that_is_asked_for_again_sends_nothing_and_costs_nothing(
    world: World,
) -> None:
    asker = asker_of()
    for _ in range(5):
        assert await world.codes.send(asker, OWNER, PHONE) == "sent"
    await world.settle()
    assert len(world.sms.sent) == 1
    assert await world.codes.send(asker_of("r2"), OWNER, PHONE) == "sent"
    await world.settle()
    assert len(world.sms.sent) == 2


async def test_a_code_whose_fate_a_crash_hides_is_never_sent_again(world: World) -> None:
    world.sends = False  # the process dies between the commit and the sending
    citizen = await Citizen(world).arrives()
    await citizen.asks_for_code()
    world.start()
    world.sends = True
    world.at += timedelta(milliseconds=LEASE_MS)
    await world.outbox.once()
    await world.settle()
    assert world.sms.sent == []
    [letter] = [row for row in await world.rows("letters") if row["lane"] == 1]
    assert (letter["state"], letter["body"]) == ("unknown", None)


async def test_a_code_that_the_gateway_did_not_take_goes_out_once_it_does(world: World) -> None:
    world.sms.fails.append(TryLater(None, "429"))
    await world.codes.send(asker_of(), OWNER, PHONE)
    await world.settle()
    assert world.sms.sent == []
    world.at += timedelta(seconds=5)
    await world.outbox.once()
    assert await world.codes.check(asker_of(), OWNER, await code_sent(world)) == "yes"


async def test_a_code_that_could_not_be_sent_in_its_time_is_not_sent_late(world: World) -> None:
    world.sms.fails.append(TryLater(None, "429"))
    await world.codes.send(asker_of(), OWNER, PHONE)
    await world.settle()
    world.at += timedelta(minutes=10)
    await world.outbox.once()
    await world.settle()
    [letter] = [row for row in await world.rows("letters") if row["lane"] == 1]
    assert (world.sms.sent, letter["state"], letter["body"]) == ([], "expired", None)


async def test_codes_for_one_phone_asked_for_at_the_same_moment_all_go_out(world: World) -> None:
    askers = [asker_of(address=str(7_000_000_000 + nth)) for nth in range(6)]
    iins = [OWNER, STRANGER] * 3
    said = await asyncio.gather(
        *(
            world.desk.fetch(
                Lookup(key="code_sent", what="send_code", arguments=(iin,), parse=str), asker
            )
            for asker, iin in zip(askers, iins, strict=True)
        )
    )
    assert said == [{"value": "sent"}] * 6
    await world.settle()
    assert len(world.sms.sent) == 3


async def test_one_address_can_not_have_codes_sent_to_ever_new_owners(world: World) -> None:
    # The desk has checked the IINs; here they only need to differ.
    said = [
        await world.codes.send(asker_of(f"r{nth}"), f"90010130{nth:04}", PHONE)
        for nth in range(1, 7)
    ]
    assert said == ["sent"] * 5 + ["locked"]
    world.at += timedelta(hours=1)
    assert await world.codes.send(asker_of("r7"), STRANGER, PHONE) == "sent"


async def test_an_iin_corrected_in_the_same_run_has_a_code_of_its_own(world: World) -> None:
    asker = asker_of()
    assert await world.codes.send(asker, OTHER, PHONE) == "sent"
    mistaken = await code_sent(world)
    assert await world.codes.send(asker, OWNER, PHONE) == "sent"
    code = await code_sent(world)
    assert len(world.sms.sent) == 2
    assert await world.codes.check(asker, OWNER, code) == "yes"
    assert await world.codes.check(asker, OTHER, code) == ("yes" if code == mistaken else "no")


async def test_five_codes_an_hour_for_one_person_whoever_asks(world: World) -> None:
    askers = [asker_of(address=str(7_000_000_000 + nth)) for nth in range(7)]
    said = [await world.codes.send(asker, OWNER, PHONE) for asker in askers]
    assert said == ["sent"] * 7, "the words tell nobody that the person is being asked about"
    await world.settle()
    assert len(world.sms.sent) == 5
    void = [row for row in await world.rows("letters") if row["reason"] == "void"]
    assert [(row["state"], row["body"]) for row in void] == [("cancelled", None)] * 2
    assert await world.codes.check(askers[6], OWNER, await code_sent(world)) == "no"
    assert await world.codes.send(asker_of(), OTHER, PHONE) == "sent"
    await world.settle()
    assert len(world.sms.sent) == 6, "others with the same phone are not slowed"

    world.at += timedelta(hours=1)
    assert await world.codes.send(asker_of("r2"), OWNER, PHONE) == "sent"
    assert await world.codes.check(asker_of("r2"), OWNER, await code_sent(world)) == "yes"


async def test_strangers_at_the_same_moment_get_no_more_codes_for_one_person(
    world: World,
) -> None:
    askers = [asker_of(address=str(7_000_000_000 + nth)) for nth in range(8)]
    await asyncio.gather(*(world.codes.send(asker, OWNER, PHONE) for asker in askers))
    await world.settle()
    assert len(world.sms.sent) == 5


async def test_a_sending_that_the_address_may_not_have_costs_the_pair_nothing(
    world: World,
) -> None:
    for nth in range(5):
        await world.codes.send(asker_of(f"r{nth}"), f"90010130{nth:04}", PHONE)
    world.at += timedelta(minutes=30)
    for nth in range(5, 8):
        assert await world.codes.send(asker_of(f"r{nth}"), OWNER, PHONE) == "locked"
    world.at += timedelta(minutes=30)
    assert await world.codes.send(asker_of("r9"), OWNER, PHONE) == "sent"
