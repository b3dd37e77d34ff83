"""Processes under measurement: start, pin to a core, read CPU and memory from /proc, stop."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_LIBRARY_PROXIES = re.compile(r"_proxy$", re.IGNORECASE)


class NotStarted(Exception):
    """The program ended or did not open its port in time; the message has its last words."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without proxies (loopback only) and without our own settings."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not _LIBRARY_PROXIES.search(key) and not key.startswith("ORLEU_")
    }
    return kept | dict(extra or {})


def _stat(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def family(pid: int) -> list[int]:
    """The process and all its living descendants."""
    found = [pid]
    for parent in found:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in path.read_text().split()]
            except OSError:
                continue
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of the process, its living descendants and its dead ones."""
    ticks = 0
    for member in family(pid):
        if fields := _stat(member):
            ticks += sum(int(value) for value in fields[11:15])
    return ticks / _TICK


def resident_mib(pid: int) -> float:
    """Resident memory of the process and its descendants."""
    pages = 0
    for member in family(pid):
        if fields := _stat(member):
            pages += int(fields[21])
    return pages * _PAGE / 2**20


def pin(pid: int, core: int) -> None:
    """Bind every thread of the process and its descendants to one core."""
    for member in family(pid):
        for task in Path(f"/proc/{member}/task").glob("*"):
            try:
                os.sched_setaffinity(int(task.name), {core})
            except ProcessLookupError:
                continue


@dataclass(frozen=True, slots=True)
class Program:
    """A started program that listens on a port of 127.0.0.1 and writes its output to a file."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @classmethod
    def start(
        cls,
        command: Sequence[str],
        *,
        port: int,
        log: Path,
        folder: Path,
        env: Mapping[str, str] | None = None,
    ) -> "Program":
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return cls(process, port, log)

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else "no output"

    def wait_ready(self, seconds: float, path: str = "") -> None:
        """Until the port is open (and GET `path`, if given, says 200). Raises NotStarted."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if (status := self.process.poll()) is not None:
                raise NotStarted(f"exit status {status}: {self.last_words()}")
            if self._answers(path):
                return
            time.sleep(0.1)
        raise NotStarted(f"not ready within {seconds:.0f} s: {self.last_words()}")

    def _answers(self, path: str) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                if not path:
                    return True
                line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                return b" 200 " in line.recv(64)
        except OSError:
            return False

    def stop(self) -> None:
        """End it politely, then by force; its whole group, which it leads."""
        for sign, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(patience)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.process.poll()
