"""The product as an operator runs it: a process of its own, started by its public command.

async with Service(tmp_path, ORLEU_TELEGRAM_TOKEN=…, ORLEU_TELEGRAM_API=telegram.url) as service:
    …
    await service.kill()      # SIGKILL, nothing is said to the process
    await service.start()     # again, on the same data
"""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import ClientSession

TOP = Path(__file__).resolve().parents[2]
READY_WITHIN = 40.0  # seconds
STOPS_WITHIN = 30.0
ADDRESS = ("Health: ", "Open ")  # what stands before the URL on the standard output


class NotReady(Exception):
    """The process ended or stayed silent; the text is what it wrote."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that ran to its end."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Service:
    """`python -m MODULE COMMAND` in `folder`, with only the settings that are given."""

    folder: Path
    settings: dict[str, str]
    module: str = "bot"
    command: str = "run"
    url: str = ""
    starts: int = 0
    _process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    @classmethod
    def speaking_to(cls, folder: Path, telegram_url: str, **settings: str) -> Self:
        """For the double's bot, on any free port."""
        given = {
            "ORLEU_TELEGRAM_TOKEN": "123456:TEST",
            "ORLEU_TELEGRAM_API": telegram_url,
            "ORLEU_HTTP_PORT": "0",
        }
        return cls(folder, given | settings)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self.kill()

    @property
    def database(self) -> Path:
        """The embedded database's file."""
        return self.folder / "data" / "orleu.db"

    @property
    def written(self) -> str:
        """All that was ever written to the standard streams, over all starts."""
        return self._out.read_text() + self._err.read_text()

    @property
    def _out(self) -> Path:
        return self.folder / "stdout.txt"

    @property
    def _err(self) -> Path:
        return self.folder / "stderr.txt"

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ORLEU_")}
        return kept | {"PYTHONPATH": str(TOP), "PYTHONUNBUFFERED": "1"} | self.settings

    async def start(self) -> None:
        """Returns when it is ready to serve; raises NotReady."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.starts += 1
        before = self._out.stat().st_size if self._out.exists() else 0
        with self._out.open("ab") as out, self._err.open("ab") as err:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", self.module, self.command),
                cwd=self.folder,
                env=self._environment(),
                stdout=out,
                stderr=err,
            )
        try:
            async with asyncio.timeout(READY_WITHIN):
                self.url = await self._address(before)
                await self._answers()
        except TimeoutError:
            await self.kill()
            raise NotReady(self.written) from None

    async def _address(self, before: int) -> str:
        assert self._process is not None
        while True:
            for line in self._out.read_bytes()[before:].decode().splitlines(keepends=True):
                told = next((line[len(each) :] for each in ADDRESS if line.startswith(each)), "")
                if told.endswith("\n"):
                    return told.strip().rpartition("/")[0]
            if self._process.returncode is not None:
                raise NotReady(self.written)
            await asyncio.sleep(0.05)

    async def _answers(self) -> None:
        async with ClientSession() as session, session.get(f"{self.url}/readyz") as answer:
            if not answer.ok:
                raise NotReady(await answer.text())

    async def kill(self) -> None:
        """SIGKILL; fine when it is dead already."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self, sign: str = "SIGTERM") -> int:
        """Ask it to end; its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.Signals[sign])
        async with asyncio.timeout(STOPS_WITHIN):
            return await self._process.wait()

    async def orleu(self, *arguments: str) -> Ended:
        """Another command beside the running service, with the same settings."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self.folder,
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert process.returncode is not None
        return Ended(process.returncode, out.decode(), err.decode())
