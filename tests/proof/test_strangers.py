"""Nobody learns from the bot whether somebody is known."""

from dataclasses import dataclass

from bot.asker import Asker
from bot.storage.query import Query
from tests.proof.world import OWNER, PHONE, STRANGER, Citizen, World, told


@dataclass(frozen=True)
class Seen:
    """What one asker could notice, and what it cost."""

    texts: list[str]
    statements: list[Query]
    letters: int
    addresses: int


async def ask(world: World, address: str, *acts: str) -> Seen:
    """From the menu on, by one-time code; then these replies."""
    citizen = Citizen(world, address)
    await citizen.arrives()
    citizen.hears()
    await world.settle()
    letters, addresses = len(await world.rows("letters")), len(await world.rows("addresses"))
    world.database.executed.clear()
    await citizen.does("@flow.payments", "other", "yes", *acts)
    executed = [query for query in world.database.executed if not _of_the_outbox(query)]
    await world.settle()
    return Seen(
        texts=citizen.hears(),
        statements=executed,
        letters=len(await world.rows("letters")) - letters,
        addresses=len(await world.rows("addresses")) - addresses,
    )


def _of_the_outbox(query: Query) -> bool:
    """It settles letters in its own time, after the asker was answered."""
    text, _ = query.for_sqlite({})
    return text.startswith("UPDATE letters")


async def test_known_and_unknown_iins_get_the_same_words_rows_and_statements(
    world: World,
) -> None:
    guesses = ("000000", "000001", "000002", "000003", "000004")
    known = await ask(world, "5550000000001", OWNER, *guesses)
    unknown = await ask(world, "5550000000002", STRANGER, *guesses)
    assert known.texts == unknown.texts
    assert told("Too many wrong tries.") in known.texts[-1]
    assert (known.letters, known.addresses) == (unknown.letters, unknown.addresses)
    assert len(known.statements) == len(unknown.statements)


async def test_they_do_so_again_when_the_addresses_are_known(world: World) -> None:
    for address, iin in (("5550000000001", OWNER), ("5550000000002", STRANGER)):
        await ask(world, address, iin)
    known = await ask(world, "5550000000003", OWNER)
    unknown = await ask(world, "5550000000004", STRANGER)
    assert known.texts == unknown.texts
    assert len(known.statements) == len(unknown.statements)


async def test_only_the_known_one_is_sent_anything(world: World) -> None:
    await ask(world, "5550000000001", OWNER)
    await ask(world, "5550000000002", STRANGER)
    assert [whom for whom, _, _ in world.sms.sent] == [PHONE]
    void = [row for row in await world.rows("letters") if row["reason"] == "void"]
    assert [(row["state"], row["body"]) for row in void] == [("cancelled", None)]


async def test_a_wrong_number_tells_no_more_than_an_unknown_iin(world: World) -> None:
    seen = []
    for address, iin in (("5550000000001", OWNER), ("5550000000002", STRANGER)):
        citizen = Citizen(world, address)
        await citizen.arrives()
        citizen.hears()
        await citizen.does("@flow.payments")
        world.database.executed.clear()
        await citizen.shares("+77059998877")
        await citizen.does("yes", iin)
        executed = [one for one in world.database.executed if not _of_the_outbox(one)]
        seen.append((citizen.hears(), len(executed)))
    assert seen[0] == seen[1]


async def test_beyond_the_codes_of_an_hour_known_and_unknown_still_look_alike(
    world: World,
) -> None:
    for nth in range(5):
        for iin, phone in ((OWNER, PHONE), (STRANGER, None)):
            asker = Asker("telegram", "1", 7_000_000_000 + nth, "r1", "ru")
            await world.codes.send(asker, iin, phone)
    known = await ask(world, "5550000000001", OWNER)
    unknown = await ask(world, "5550000000002", STRANGER)
    assert len(world.sms.sent) == 5
    assert known.texts == unknown.texts
    assert (known.letters, known.addresses) == (unknown.letters, unknown.addresses)
    assert len(known.statements) == len(unknown.statements)
