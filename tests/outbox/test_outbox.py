"""Letters on their way: order, retries, leases, what a crash leaves, who wants none."""

import asyncio
from functools import partial

import pytest

from bot.channels import Refused, Stopped, TryLater
from bot.outbox.letter import LEASE_MS, Lane
from bot.outbox.retry import FIRST_SECONDS, MOST_ATTEMPTS
from bot.storage import letters as rows
from bot.storage.database import DatabaseDown, Work
from tests.outbox.post import Post


async def test_one_address_in_order_and_others_beside_it(post: Post) -> None:
    for n in range(4):
        await post.put(f"a{n}", "1")
        await post.put(f"b{n}", "2")
    assert await post.round() == 8
    for chat, name in (("1", "a"), ("2", "b")):
        assert [text for to, text in post.box.sent if to == chat] == [
            f"{name}{n}" for n in range(4)
        ]
    assert set(await post.states()) == {"sent"}


async def test_who_waits_for_an_answer_goes_first(post: Post) -> None:
    for lane, chat in (
        (Lane.CAMPAIGN, "4"),
        (Lane.REMINDER, "3"),
        (Lane.CODE, "2"),
        (Lane.REPLY, "1"),
    ):
        await post.put(lane.name, chat, lane)
    await post.round()
    assert [text for _, text in post.box.sent] == ["REPLY", "CODE", "REMINDER", "CAMPAIGN"]


async def test_a_failure_is_tried_again_when_it_is_due(post: Post) -> None:
    post.box.troubles["x"] = [TryLater(why="500")]
    await post.put("x")
    await post.round()
    assert await post.states() == ["waiting"]
    assert await post.round() == 0
    post.later(FIRST_SECONDS * 1.3)
    assert await post.round() == 1
    [row] = await post.rows()
    assert (row["state"], row["attempts"], row["reference"]) == ("sent", 2, "1")


async def test_what_the_provider_asks_for_is_obeyed(post: Post) -> None:
    post.box.troubles["x"] = [TryLater(after=40, why="429")]
    await post.put("x")
    await post.round()
    [row] = await post.rows()
    assert row["due_at"] == post.millis + 40_000


async def test_at_some_point_it_is_given_up(post: Post) -> None:
    post.box.troubles["x"] = [TryLater(why="500")] * 99
    await post.put("x")
    while await post.states() == ["waiting"]:
        assert await post.round() == 1
        post.later(3600)
    [row] = await post.rows()
    assert (row["state"], row["attempts"]) == ("refused", MOST_ATTEMPTS)


async def test_what_is_behind_a_failure_stays_behind_it(post: Post) -> None:
    post.box.troubles["a"] = [TryLater(why="500")]
    for text in "abc":
        await post.put(text)
    await post.round()
    assert post.box.sent == []
    post.later(60)
    await post.round()
    assert [text for _, text in post.box.sent] == ["a", "b", "c"]


async def test_a_new_letter_does_not_pass_one_that_waits_to_be_tried_again(post: Post) -> None:
    post.box.troubles["a"] = [TryLater(why="500")]
    await post.put("a")
    await post.round()
    await post.put("b")  # the answer to what the person wrote meanwhile
    await post.round()
    post.later(60)
    await post.round()
    assert [text for _, text in post.box.sent] == ["a", "b"]


async def test_nobody_takes_what_is_leased_to_another(post: Post) -> None:
    await post.put("x", leased=True)
    assert await post.round() == 0
    post.later(LEASE_MS / 1000)
    assert await post.round() == 1
    assert [text for _, text in post.box.sent] == ["x"]


async def test_what_a_dead_process_left_is_taken_back_at_once(post: Post) -> None:
    await post.put("x", leased=True)
    await post.outbox.take_back()
    assert await post.round() == 1


async def test_two_processes_send_each_letter_once(post: Post) -> None:
    for n in range(40):
        await post.put(f"{n}", str(n % 7))
    other = post.another()
    counts = await asyncio.gather(post.outbox.once(), other.once())
    await asyncio.gather(post.outbox.drain(), other.drain())
    assert sum(counts) == 40
    assert sorted(int(text) for _, text in post.box.sent) == list(range(40))


async def test_a_letter_that_waits_longer_than_its_lease_is_sent_once(post: Post) -> None:
    post.box.gate.clear()
    await post.put("first")
    await post.put("second")
    await post.outbox.once()  # both are taken; the first is under way
    for _ in range(3):
        post.later(LEASE_MS / 1000 + 1)
        await post.outbox.once()
    post.box.gate.set()
    await post.outbox.drain()
    await post.round()
    assert [text for _, text in post.box.sent] == ["first", "second"]


async def test_a_code_whose_fate_is_unknown_is_never_sent_again(post: Post) -> None:
    await post.put("123456", lane=Lane.CODE, leased=True)
    post.later(LEASE_MS / 1000)
    await post.round()
    [row] = await post.rows()
    assert (row["state"], row["body"], post.box.sent) == ("unknown", None, [])


async def test_a_code_that_was_sent_is_blanked(post: Post) -> None:
    await post.put("123456", lane=Lane.CODE)
    await post.round()
    [row] = await post.rows()
    assert (row["state"], row["body"], len(post.box.sent)) == ("sent", None, 1)


async def test_a_code_that_has_expired_is_not_sent_and_blanked(post: Post) -> None:
    await post.put("123456", lane=Lane.CODE, expires_at=post.millis + 1000)
    post.later(2)
    await post.round()
    [row] = await post.rows()
    assert (row["state"], row["body"], post.box.sent) == ("expired", None, [])


@pytest.mark.parametrize("address", [{"opted_out": "reminders"}, {"state": "blocked"}])
async def test_who_wants_nothing_unasked_gets_answers_only(
    post: Post, address: dict[str, str]
) -> None:
    await post.put("answer")
    for lane in (Lane.REMINDER, Lane.CAMPAIGN):
        await post.put(lane.name, lane=lane)
    await post.set("7", **address)  # after they were planned: the door decides
    await post.round()
    assert [text for _, text in post.box.sent] == ["answer"]
    assert await post.states() == ["sent", "refused", "refused"]


async def test_somebody_who_is_gone_is_written_down(post: Post) -> None:
    post.box.troubles["x"] = [Stopped("blocked")]
    await post.put("x")
    await post.round()
    await post.put("later", lane=Lane.REMINDER)
    await post.round()
    assert await post.states() == ["stopped", "refused"]


async def test_a_letter_at_fault_stops_no_other(post: Post) -> None:
    post.box.troubles["bad"] = [RuntimeError("ours")]
    post.box.troubles["never"] = [Refused("400 " + "x" * 300)]
    await post.put("unsealable", body=b"no seal")
    await post.put("gone", body=None)
    for text in ("bad", "never", "good"):
        await post.put(text)
    await post.round()
    assert await post.states() == ["refused"] * 4 + ["sent"]


class Counting:
    """The store's database, which counts transactions and may be down for some of them."""

    def __init__(self, post: Post, down: int = 0) -> None:
        self._run = post.store.database.run
        self.engine = post.store.database.engine
        self.runs, self.down = 0, down

    async def run(self, work: Work[object], **how: bool) -> object:
        self.runs += 1
        if self.down:
            self.down -= 1
            raise DatabaseDown("full")
        return await self._run(work, **how)

    async def close(self) -> None:
        """The store closes it."""


async def test_results_are_written_in_groups(post: Post) -> None:
    for n in range(60):
        await post.put(f"{n}", str(n))
    await post.outbox.once()
    counting = Counting(post)
    post.outbox._database = counting  # type: ignore[assignment]  # noqa: SLF001
    await post.outbox.drain()
    assert set(await post.states()) == {"sent"}
    assert counting.runs < 30


async def test_results_outlive_a_database_that_is_down(post: Post) -> None:
    await post.put("x")
    await post.outbox.once()
    post.outbox._database = Counting(post, down=1)  # type: ignore[assignment]  # noqa: SLF001
    await post.outbox.drain()
    assert await post.states() == ["sent"]


async def test_a_key_stands_in_the_books_once(post: Post) -> None:
    values = {"key": "payment:1:due", "lane": Lane.REMINDER, "channel": "telegram", "body": b""}
    times = dict.fromkeys(("due_at", "created_at"), 1) | {"expires_at": None}
    address = await post.address("7")
    for number in (1, 2):
        values |= {"id": number, "address_id": address, **times}
        await post.store.database.run(partial(_add_once, values=dict(values)))
    assert len(await post.rows()) == 1


async def _add_once(tx: object, values: dict[str, object]) -> None:
    await tx.run(rows.ADD_ONCE, **values)  # type: ignore[attr-defined]
