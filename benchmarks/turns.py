"""What one inbound turn costs: webhook JSON in, committed, reply out to a local Bot API sink.

The bots run one after another, round by round, on a core of their own (a database server on the
same one); the load generator and the sink have the other. Usage: `python benchmarks/turns.py`,
`--help` tells the rest, README.md beside this file tells what the columns mean.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from support.load import Crowd, arrive, drain, listen, rehearse, saturate, spread
from support.process import NotStarted, Program, cpu_seconds, environment, pin, resident_mib
from support.table import Row, Sample, as_json, as_text, percentile
from support.talk import OffScript, Press, Turn
from support.variants import BASE, BENCHMARKS, SECRET, Place, Started, Variant, variants

TOGETHER = 24  # turns under way at saturation
SHARE = 0.7  # of the saturated rate, for the latencies


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things last, in seconds; `budget` is for the rounds of the whole run."""

    rounds: int
    people: int
    warm_up: float
    saturated: float
    arriving: float
    budget: float


@dataclass(slots=True)
class Contender:
    variant: Variant
    row: Row
    started: Started
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class Sink:
    program: Program
    events: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.program.port}"


def cores() -> tuple[int, int]:
    """(for the bot, for the load); the same one where there is only one."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[-1], allowed[0]


@contextmanager
def sink(folder: Path, core: int) -> Iterator[Sink]:
    events = folder / "events"
    log = folder / "sink.log"
    command = [sys.executable, "-m", "support.sink", "--events", str(events), "--core", str(core)]
    program = Program.start(command, port=0, log=log, folder=BENCHMARKS, env=environment())
    try:
        for _ in range(100):
            time.sleep(0.1)
            if log.read_text().endswith("\n"):
                break
        port = int(log.read_text())
        yield Sink(Program(program.process, port, log), events)
    finally:
        program.stop()


def talk_of(plan: Sequence[Turn]) -> list[str]:
    lines = []
    for turn in plan:
        act = turn.act
        said = f"[{act.label}]" if isinstance(act, Press) else act.text
        lines.append(f"{said} -> {' '.join(turn.calls)}")
    return lines


async def learn(contender: Contender) -> None:
    """Rehearse twice: cold, then warm; the second gives the plan (as far as it came)."""
    crowd, variant = contender.crowd, contender.variant
    plan: list[Turn] = []
    try:
        await rehearse(crowd, variant.decide, variant.settle, plan)
        plan.clear()
        await rehearse(crowd, variant.decide, variant.settle, plan)
        crowd.plan = plan
    except OffScript as problem:
        contender.row.note = f"off the script: {problem}"
    contender.row.talk = talk_of(plan)


@dataclass(frozen=True, slots=True)
class Reading:
    """The meters at one moment, or how far they moved: seconds and counts."""

    wall: float
    turns: float
    calls: float
    bot: float
    database: float
    load: float

    def since(self, earlier: "Reading") -> "Reading":
        pairs = zip(astuple(self), astuple(earlier), strict=True)
        return Reading(*(new - old for new, old in pairs))


def read(contender: Contender, sink_pid: int) -> Reading:
    crowd, started = contender.crowd, contender.started
    return Reading(
        wall=time.monotonic(),
        turns=crowd.done,
        calls=crowd.calls,
        bot=cpu_seconds(started.program.process.pid),
        database=cpu_seconds(started.database) if started.database else 0.0,
        load=time.process_time() + cpu_seconds(sink_pid),
    )


async def measure(contender: Contender, pace: Pace, number: int, sink_pid: int) -> Sample:
    crowd = contender.crowd
    failed = crowd.failed
    await saturate(crowd, pace.warm_up, TOGETHER)
    begun = read(contender, sink_pid)
    await saturate(crowd, pace.saturated, TOGETHER)
    full = read(contender, sink_pid).since(begun)
    await drain(crowd)
    if not full.turns:
        raise OffScript("no turn was finished at saturation")
    begun = read(contender, sink_pid)
    await arrive(crowd, SHARE * full.turns / full.wall, pace.arriving, number)
    easy = read(contender, sink_pid).since(begun)
    turns = full.turns + easy.turns
    has_database = contender.started.database is not None
    return Sample(
        cpu_ms=1000 * (full.bot + easy.bot) / turns,
        cpu_ms_saturated=1000 * full.bot / full.turns,
        cpu_ms_at_70=1000 * easy.bot / max(easy.turns, 1),
        database_cpu_ms=1000 * (full.database + easy.database) / turns if has_database else None,
        turns_per_second=full.turns / full.wall,
        busy=(full.bot + full.database) / full.wall,
        load_busy=full.load / full.wall,
        calls_per_turn=(full.calls + easy.calls) / turns,
        p50_ms=1000 * percentile(crowd.latencies, 0.5),
        p99_ms=1000 * percentile(crowd.latencies, 0.99),
        memory_mib=resident_mib(contender.started.program.process.pid),
        failed=crowd.failed - failed,
    )


async def rounds(contenders: Sequence[Contender], pace: Pace, sink_pid: int) -> None:
    """Round by round, each beginning with another variant, within the budget of time."""
    begun = time.monotonic()
    for number in range(pace.rounds):
        shift = number % max(len(contenders), 1)
        for contender in [*contenders[shift:], *contenders[:shift]]:
            if time.monotonic() - begun > pace.budget:
                contender.row.note = contender.row.note or "fewer rounds: the time was up"
            elif not contender.row.note:
                try:
                    contender.row.samples.append(await measure(contender, pace, number, sink_pid))
                except OffScript as problem:
                    contender.row.note = str(problem)
        _say(f"round {number + 1} of {pace.rounds}")


def start(variant: Variant, place: Place, row: Row, stack: ExitStack) -> Started | None:
    try:
        started = variant.start(place)
    except (NotStarted, OSError) as problem:
        row.note = f"did not start: {problem}"
        return None
    stack.callback(started.stop)
    pin(started.program.process.pid, cores()[0])
    if started.database:
        pin(started.database, cores()[0])
    return started


async def run(
    chosen: Sequence[Variant], pace: Pace, extra: dict[str, str], stack: ExitStack
) -> list[Row]:
    """All rows, in order. What was started is stopped by `stack`, so outside of the loop."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, _interrupt)
    rows = [Row(variant.name) for variant in chosen]
    # PostgreSQL opens the folder to others when run as root: it holds nothing but this run
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-turns-")))
    receiver = stack.enter_context(sink(folder, cores()[1]))
    place = Place(receiver.url, folder, extra)
    _say(f"starting {len(chosen)} bots")
    starts = [
        asyncio.to_thread(start, variant, place, row, stack)
        for variant, row in zip(chosen, rows, strict=True)
    ]
    begun = await asyncio.gather(*starts)
    os.sched_setaffinity(0, {cores()[1]})
    triples = zip(chosen, rows, begun, strict=True)
    contenders = [
        Contender(variant, row, started, Crowd(started.program.port, SECRET, number))
        for number, (variant, row, started) in enumerate(triples, start=1)
        if started
    ]
    await contest(contenders, pace, receiver)
    return rows


async def contest(contenders: Sequence[Contender], pace: Pace, receiver: Sink) -> None:
    crowds = {contender.crowd.number: contender.crowd for contender in contenders}
    listener = asyncio.create_task(listen(receiver.events, crowds))
    try:
        _say("rehearsing the talks")
        await asyncio.gather(*map(learn, contenders))
        for contender in contenders:
            if contender.crowd.plan:
                await spread(contender.crowd, pace.people, pace.warm_up * 8)
        await rounds(contenders, pace, receiver.program.process.pid)
    finally:
        listener.cancel()
        with suppress(asyncio.CancelledError):
            await listener
        for contender in contenders:
            contender.crowd.door.close()


def _interrupt() -> None:
    for task in asyncio.all_tasks():
        task.cancel()


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="one short round, within 60 s")
    parser.add_argument("--rounds", type=int, help="default 5, with --quick 1")
    parser.add_argument(
        "--users", type=int, help="people in one bot's crowd; default 64, quick 24"
    )
    parser.add_argument(
        "--only", action="append", default=[], help="variants with this in the name"
    )
    parser.add_argument("--talk", action="store_true", help="also print the rehearsed talks")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument(
        "--until",
        default="review:ok",
        help="end our talk at this callback data (regex); '' goes on to the picture",
    )
    parser.add_argument(
        "--ours-env", action="append", default=[], metavar="NAME=VALUE", help="settings of ours"
    )
    return parser.parse_args()


def main() -> int:
    options = _arguments()
    pace = Pace(options.rounds or 5, options.users or 64, 0.5, 3.2, 4.5, 260)
    if options.quick:
        pace = Pace(options.rounds or 1, options.users or 24, 0.3, 1.2, 1.5, 40)
    chosen = [
        variant
        for variant in variants(options.until)
        if not options.only or any(part in variant.name for part in options.only)
    ]
    extra = dict(pair.split("=", 1) for pair in options.ours_env)
    try:
        with ExitStack() as stack:
            rows = asyncio.run(run(chosen, pace, extra, stack))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
    if options.json:
        print(json.dumps(as_json(rows, BASE), ensure_ascii=False, indent=1))
        return 0
    print(as_text(rows, BASE))
    if options.talk:
        print("".join(f"\n{row.name}\n  " + "\n  ".join(row.talk) + "\n" for row in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
