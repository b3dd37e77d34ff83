"""The load generator: a crowd that follows a plan, as fast as it can or at a given rate.

A turn begins when its update is due and is over when the webhook was acknowledged and every
planned call has reached the sink. Its latency is the time from due to the last shown call (by
the sink's clock, which is this machine's): waiting to be sent counts, so a slow bot can't hide
behind a patient generator.
"""

import asyncio
import json
import random
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.sink import CALLS_A_CHAT
from support.talk import Act, Decider, OffScript, Press, Turn, buttons, words
from support.wire import Door

MOST_UNDER_WAY = 2000  # arrivals beyond it count as lost
PATIENCE = 8.0  # seconds after which a turn counts as lost
MOST_TURNS = 60
MOST_REPEATS = 12  # of one prompt; an echo says the same all the time
CHATS = 1_000_000  # chat ids of one crowd begin at its number times this


@dataclass(slots=True)
class Person:
    """One chat: where it stands in the plan and what came back in the turn under way."""

    chat: int
    step: int = 0
    due: float = 0.0
    shown_at: float = 0.0
    left: int = 0
    acknowledged: bool = True
    busy: bool = False
    newest: int = 1
    calls: list[str] = field(default_factory=list)
    messages: dict[int, str] = field(default_factory=dict)


class Crowd:
    """The people who talk with one bot."""

    def __init__(self, port: int, secret: str, number: int) -> None:
        self.number = number
        self.door = Door(port, secret)
        self.plan: Sequence[Turn] = ()
        self.people: dict[int, Person] = {}
        self.ready: deque[Person] = deque()
        self.latencies: list[float] = []
        self.done = self.under_way = self.refused = self.lost = self.off_script = 0
        self.calls = 0
        self.on_done = lambda: None
        self._chat = number * CHATS
        self._update = 0
        self._who = '"id":%d,"first_name":"Aigul","last_name":"Bench","username":"u%d"'

    @property
    def failed(self) -> int:
        return self.refused + self.lost + self.off_script

    def add(self) -> Person:
        self._chat += 1
        person = self.people[self._chat] = Person(self._chat)
        return person

    def heard(self, at: float, method: str, chat: int, message_id: int, message: str) -> None:
        """A call about this chat reached the sink."""
        self.calls += 1
        person = self.people.get(chat)
        if person is None:
            return
        person.calls.append(method)
        if message_id:
            person.messages[message_id] = message
            person.newest = max(person.newest, message_id)
        if method != "answerCallbackQuery":
            person.shown_at = at
        person.left -= 1
        self._check(person)

    def say(self, person: Person, act: Act, due: float) -> None:
        """Post one update. `left` must have been set to the number of calls to wait for."""
        body = self._body(person, act)
        person.due, person.busy, person.acknowledged = due, True, False
        person.calls, person.messages = [], {}
        self.under_way += 1

        def answered(status: int) -> None:
            person.acknowledged = True
            if status != 200:  # noqa: PLR2004 - HTTP's OK
                self.refused += 1
                self._leave(person)
            else:
                self._check(person)

        self.door.post(body, answered)

    def take_turn(self, person: Person, due: float) -> None:
        turn = self.plan[person.step]
        person.left = len(turn.calls)
        try:
            self.say(person, turn.act, due)
        except OffScript:
            self.off_script += 1
            self._leave(person)

    def _body(self, person: Person, act: Act) -> bytes:
        self._update += 1
        who = "{" + self._who % (person.chat, person.chat)
        start = f'{{"update_id":{self._update},'
        if isinstance(act, Press):
            message, data = _button(person.messages, act)
            query = person.chat * CALLS_A_CHAT + self._update % CALLS_A_CHAT
            return (
                f'{start}"callback_query":{{"id":"{query}","from":{who},"is_bot":false,'
                f'"language_code":"ru"}},"message":{message},"chat_instance":"{person.chat}",'
                f'"data":{json.dumps(data)}}}}}'
            ).encode()
        person.newest += 1
        command = ',"entities":[{"type":"bot_command","offset":0,"length":6}]'
        return (
            f'{start}"message":{{"message_id":{person.newest},"from":{who},"is_bot":false,'
            f'"language_code":"ru"}},"chat":{who},"type":"private"}},"date":{int(time.time())},'
            f'"text":{json.dumps(act.text)}{command if act.text.startswith("/") else ""}}}}}'
        ).encode()

    def _check(self, person: Person) -> None:
        if not person.busy or not person.acknowledged or person.left > 0:
            return
        person.busy = False
        self.under_way -= 1
        self.done += 1
        self.latencies.append(person.shown_at - person.due)
        person.step += 1
        if person.step >= len(self.plan):
            del self.people[person.chat]
            person = self.add()
        self.ready.append(person)
        self.on_done()

    def _leave(self, person: Person) -> None:
        """Give this one up, and let somebody new come."""
        if self.people.pop(person.chat, None) is None:
            return
        if person.busy:
            person.busy = False
            self.under_way -= 1
        self.ready.append(self.add())
        asyncio.get_running_loop().call_soon(self.on_done)

    def give_up(self, patience: float) -> None:
        """Count turns that have waited longer than `patience` seconds as lost."""
        limit = time.monotonic() - patience
        for person in [one for one in self.people.values() if one.busy and one.due < limit]:
            self.lost += 1
            self._leave(person)


def _button(messages: dict[int, str], act: Press) -> tuple[str, str]:
    for message in reversed(messages.values()):
        if message.count('"callback_data"') == act.buttons:
            return message, buttons(message)[act.index][1]
    raise OffScript(f"no message with {act.buttons} buttons")


async def rehearse(crowd: Crowd, decide: Decider, settle: float, plan: list[Turn]) -> None:
    """Walk the talk once, slowly, and write down its turns in `plan`.

    After each turn it waits until nothing came for `settle` seconds. Raises OffScript if the bot
    is silent, refuses, asks what the decider can't answer, or asks without end.
    """
    person = crowd.add()
    asked: Counter[str] = Counter()
    while (act := decide(len(plan), list(person.messages.values()))) is not None:
        prompt = " / ".join(words(message) for message in person.messages.values())
        asked[prompt] += 1
        if len(plan) >= MOST_TURNS or asked[prompt] > MOST_REPEATS:
            raise OffScript(f"asked again and again: {prompt[:300]}")
        person.left = MOST_TURNS  # never over by itself: the wait below ends the turn
        crowd.say(person, act, time.monotonic())
        await _settled(person, settle)
        if not person.acknowledged or not person.calls or person.chat not in crowd.people:
            raise OffScript(f"no answer to {act}")
        person.busy = False
        crowd.under_way -= 1
        plan.append(Turn(act, tuple(person.calls)))
    crowd.people.pop(person.chat, None)


async def _settled(person: Person, settle: float) -> None:
    deadline = time.monotonic() + PATIENCE
    count, since = 0, time.monotonic()
    while (now := time.monotonic()) < deadline:
        if len(person.calls) != count or not person.acknowledged:
            count, since = len(person.calls), now
        elif count and now - since >= settle:
            return
        await asyncio.sleep(0.01)


async def drain(crowd: Crowd) -> None:
    """Wait for the turns under way, at most PATIENCE; what is left then is lost."""
    crowd.on_done = lambda: None
    for _ in range(int(PATIENCE / 0.01)):
        if not crowd.under_way:
            break
        await asyncio.sleep(0.01)
    crowd.give_up(0)


async def spread(crowd: Crowd, people: int, seconds: float) -> None:
    """Bring the people to different steps, evenly, so that any window sees the whole talk."""
    deadline = time.monotonic() + seconds
    waiting = deque((crowd.add(), number % len(crowd.plan)) for number in range(people))
    while waiting and time.monotonic() < deadline:
        person, steps = waiting.popleft()
        if person.step >= steps or person.chat not in crowd.people:
            continue
        if person.busy or crowd.under_way >= MOST_UNDER_WAY:
            await asyncio.sleep(0.001)
        else:
            crowd.take_turn(person, time.monotonic())
        waiting.append((person, steps))
    await drain(crowd)
    crowd.ready = deque(crowd.people.values())


async def saturate(crowd: Crowd, seconds: float, together: int) -> None:
    """Keep `together` turns under way for `seconds`. The caller reads `done` and CPU around it."""
    crowd.latencies.clear()

    def top_up() -> None:
        while crowd.ready and crowd.under_way < together:
            crowd.take_turn(crowd.ready.popleft(), time.monotonic())

    crowd.on_done = top_up
    top_up()
    await asyncio.sleep(seconds)
    crowd.on_done = lambda: None


async def arrive(crowd: Crowd, rate: float, seconds: float, seed: int) -> None:
    """Turns fall due at random (Poisson) at `rate` a second, whether or not the bot keeps up."""
    dice = random.Random(seed)  # noqa: S311 - arrivals that can be repeated, no secret
    crowd.latencies.clear()
    due = time.monotonic()
    end = due + seconds
    while (due := due + dice.expovariate(rate)) < end:
        if (pause := due - time.monotonic()) > 0:
            await asyncio.sleep(pause)
        if crowd.under_way >= MOST_UNDER_WAY:
            crowd.lost += 1
            continue
        person = crowd.ready.popleft() if crowd.ready else crowd.add()
        crowd.take_turn(person, due)
    await drain(crowd)


async def listen(events: Path, crowds: dict[int, Crowd]) -> None:
    """Hand the sink's lines to the crowds that they are about; `crowds` are keyed by number."""
    reader, _ = await asyncio.open_unix_connection(events)
    rest = b""
    while data := await reader.read(1 << 18):
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            at, method, chat, message_id, message = line.decode().split("\t", 4)
            if crowd := crowds.get(int(chat) // CHATS):
                crowd.heard(float(at), method, int(chat), int(message_id), message)
