"""`orleu plan`: what the running service plans, by hand."""

import asyncio
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import orleu
from bot.effects import Doer
from bot.security.keys import keys_in
from bot.storage.addresses import new_address
from bot.storage.database import Tx, Write
from bot.storage.open import locate, open_database
from dialogs.effects import Consented, ConsentKind, Proved, RemindersSet
from tests.notices.files import HEAD, due_in
from tests.proof.world import OWNER, PEOPLE
from tests.support.stores import TODAY

ADDRESS = 77


async def _subscribe(folder: Path) -> None:
    """Somebody in the database, as the effects of a talk write them."""
    keys = keys_in(folder / "data")
    doer = Doer(keys, ADDRESS, ADDRESS, "telegram", "ru", 0)
    effects = (
        Consented(ConsentKind.DATA, "1"),
        Proved(OWNER, "contact"),
        RemindersSet(on=True, version="1"),
    )
    group: list[Write] = [new_address(keys, "telegram", "123", ADDRESS, 0), *doer.writes(effects)]
    database = await open_database(locate(f"sqlite:///{folder}/data/orleu.db"))

    async def work(tx: Tx) -> None:
        await tx.write(group)

    try:
        await database.run(work)
    finally:
        await database.close()


def _run(*line: str) -> str:
    result = CliRunner().invoke(orleu, line, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_planned_twice_is_planned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("ORLEU_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    for name, text in (("people", PEOPLE), ("payments", HEAD + due_in(2))):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    _run("registry", "load", "people.csv", "payments.csv")
    asyncio.run(_subscribe(tmp_path))
    assert _run("plan", "--on", TODAY.isoformat()) == "due: 1\n1 new\n"
    assert _run("plan", "--on", TODAY.isoformat()).splitlines()[-1] == "0 new"
