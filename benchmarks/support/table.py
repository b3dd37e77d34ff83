"""The figures of a run: medians over its rounds, as text and as JSON."""

import os
import platform
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

MIN_BUSY = 0.85  # below it the bot was not what limited the turns per second


@dataclass(frozen=True, slots=True)
class Sample:
    """One round of one variant. CPU in ms a turn, latencies in ms, memory in MiB.

    `cpu_ms` and `database_cpu_ms` are over both windows, the saturated one and that at 70 %.
    """

    cpu_ms: float
    cpu_ms_saturated: float
    cpu_ms_at_70: float
    database_cpu_ms: float | None
    turns_per_second: float
    busy: float
    load_busy: float
    calls_per_turn: float
    p50_ms: float
    p99_ms: float
    memory_mib: float
    failed: int


@dataclass(slots=True)
class Row:
    """One variant: its samples, or why there are none."""

    name: str
    note: str = ""
    talk: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    def middle(self, name: str) -> float | None:
        values = [getattr(sample, name) for sample in self.samples]
        return median(values) if values and None not in values else None


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def ratio(row: Row, base: Row | None) -> float | None:
    """CPU a turn against the base's, round by round, then the median: drifts cancel out."""
    if base is None:
        return None
    pairs = zip(row.samples, base.samples, strict=False)
    values = [one.cpu_ms / other.cpu_ms for one, other in pairs if other.cpu_ms]
    return median(values) if values else None


_COLUMNS = (
    ("CPU ms/turn", "cpu_ms", "{:.2f}"),
    ("full", "cpu_ms_saturated", "{:.2f}"),
    ("at 70 %", "cpu_ms_at_70", "{:.2f}"),
    ("+database", "database_cpu_ms", "{:.2f}"),
    ("calls/turn", "calls_per_turn", "{:.1f}"),
    ("turns/s", "turns_per_second", "{:.0f}"),
    ("core busy", "busy", "{:.0%}"),
    ("p50 ms", "p50_ms", "{:.1f}"),
    ("p99 ms", "p99_ms", "{:.1f}"),
    ("MiB", "memory_mib", "{:.0f}"),
)


def _cells(row: Row, base: Row | None) -> list[str]:
    times = ratio(row, base)
    cells = [row.name, "-" if times is None else f"{times:.2f}"]
    for _, name, form in _COLUMNS:
        value = row.middle(name)
        cells.append("-" if value is None else form.format(value))
    return cells


def _remarks(row: Row) -> list[str]:
    remarks = [f"{row.name}: {row.note}"] if row.note else []
    failed = sum(sample.failed for sample in row.samples)
    if failed:
        remarks.append(f"{row.name}: {failed} turns were refused, lost or off the script")
    busy = row.middle("busy")
    if busy is not None and busy < MIN_BUSY:
        load = row.middle("load_busy") or 0
        remarks.append(
            f"{row.name}: its core was only {busy:.0%} busy at saturation (the generator's "
            f"{load:.0%}): it waits, or the machine was shared; read its CPU, not its turns/s"
        )
    return remarks


def machine() -> dict[str, Any]:
    model = "unknown"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
    }


def as_text(rows: Sequence[Row], base_name: str) -> str:
    base = next((row for row in rows if row.name == base_name), None)
    head = ["variant", "x echo", *(title for title, _, _ in _COLUMNS)]
    lines = [head, *(_cells(row, base) for row in rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(head))]
    text = [
        "  ".join(
            cell.ljust(width) if not index else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    text.insert(1, "-" * len(text[0]))
    info = machine()
    rounds = max((len(row.samples) for row in rows), default=0)
    text.append(
        f"\nMedians of {rounds} interleaved rounds; {info['date']}, {info['cores']} x "
        f"{info['processor']}, {info['memory_gib']} GiB, Python {info['python']}. "
        f"'x echo': CPU a turn against {base_name}. Latency at 70 % of each one's own turns/s."
    )
    text += [remark for row in rows for remark in _remarks(row)]
    return "\n".join(text)


def as_json(rows: Sequence[Row], base_name: str) -> dict[str, Any]:
    base = next((row for row in rows if row.name == base_name), None)
    return {
        "machine": machine(),
        "rows": [
            {
                "name": row.name,
                "note": row.note,
                "times_base": ratio(row, base),
                "medians": {name: row.middle(name) for name in Sample.__slots__},
                "talk": row.talk,
                "rounds": [asdict(sample) for sample in row.samples],
            }
            for row in rows
        ],
    }
