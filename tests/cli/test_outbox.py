"""`orleu outbox`: counts and lists without personal data; sending again."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.outbox.letter import Lane
from bot.storage.database import Row, Tx
from bot.storage.open import locate, open_database
from bot.storage.query import Query
from bot.storage.tables import letters
from tests.cli.calling import Orleu

COLUMNS = [column for column in letters.c if column.name not in {"reference", "leased_until"}]
ADD = Query(insert(letters).values({column.name: None for column in COLUMNS}))
ALL = Query(select(letters).order_by(letters.c.id))
BODY = b"sealed: +77011234567"
Written = Callable[[], list[Row]]


def letter(number: int, lane: Lane, state: str, body: bytes | None = BODY) -> dict[str, object]:
    return {
        "id": number,
        "key": f"letter:{number}",
        "lane": lane,
        "channel": "sms",
        "address_id": 7,
        "body": body,
        "state": state,
        "due_at": 1_786_500_000_000,
        "expires_at": 1_786_500_060_000,
        "begun_at": 1_786_500_000_000,
        "attempts": 3,
        "reason": "404 no such number" if state == "refused" else None,
        "created_at": 1_786_500_000_000,
        "settled_at": None,
    }


@pytest.fixture
def written(run: Orleu, folder: Path) -> Written:
    """Six letters in the database; a call gives them as they are now."""
    assert run("outbox").stdout == "No letters.\n"
    url = f"sqlite:///{folder}/data/orleu.db"
    made = [
        letter(1, Lane.REPLY, "sent"),
        letter(2, Lane.REPLY, "sent"),
        letter(3, Lane.REMINDER, "refused"),
        letter(4, Lane.CODE, "unknown", body=None),
        letter(5, Lane.CAMPAIGN, "expired"),
        letter(6, Lane.REPLY, "waiting"),
    ]

    async def with_open(work: Callable[[Tx], object]) -> object:
        database = await open_database(locate(url))
        try:
            return await database.run(work)  # type: ignore[arg-type]  # any work
        finally:
            await database.close()

    async def add(tx: Tx) -> None:
        for each in made:
            await tx.run(ADD, **each)

    asyncio.run(with_open(add))
    return lambda: list(asyncio.run(with_open(lambda tx: tx.all(ALL))))  # type: ignore[call-overload]  # rows


def test_letters_are_counted_by_lane_and_state(run: Orleu, written: Written) -> None:
    assert len(written()) == 6
    assert run("outbox").stdout.splitlines() == [
        "reply\tsent\t2",
        "reply\twaiting\t1",
        "code\tunknown\t1",
        "reminder\trefused\t1",
        "campaign\texpired\t1",
    ]
    told = json.loads(run("outbox", "--json").stdout)
    assert told[0] == {"lane": "reply", "state": "sent", "letters": 2}


def test_a_state_is_listed_with_reasons_and_without_persons(run: Orleu, written: Written) -> None:
    assert written()
    result = run("outbox", "--state", "refused", "--json")
    [told] = json.loads(result.stdout)
    assert told["id"] == 3
    assert told["reason"] == "404 no such number"
    assert told["due_at"].endswith("+05:00")
    assert not {"body", "address_id", "address"} & set(told)
    assert "7701" not in result.stdout + run("outbox", "--state", "sent").stdout
    assert len(run("outbox", "--state", "sent").stdout.splitlines()) == 2


def test_a_letter_that_did_not_arrive_waits_again(run: Orleu, written: Written) -> None:
    result = run("outbox", "retry", "3", "5")
    assert (result.exit_code, result.stdout) == (0, "3\twaiting\n5\twaiting\n")
    for each in written()[2], written()[4]:
        assert (each["state"], each["attempts"], each["begun_at"]) == ("waiting", 0, None)
        assert each["expires_at"] is None, "else it would expire at once"
        assert each["due_at"] > 1_786_500_000_000


def test_what_arrived_waits_or_was_a_code_is_left_alone(run: Orleu, written: Written) -> None:
    before = [tuple(each) for each in written()]
    result = run("outbox", "retry", "1", "4", "6", "99", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"waiting": [], "left": [1, 4, 6, 99]}
    assert [tuple(each) for each in written()] == before


@pytest.mark.parametrize(
    "words", [("--state", "lost"), ("retry",), ("retry", "x"), ("retry", "0"), ("resend",)]
)
def test_wrong_usage_exits_with_2(run: Orleu, words: tuple[str, ...]) -> None:
    assert run("outbox", *words).exit_code == 2
