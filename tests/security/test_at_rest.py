"""After whole conversations nothing that points to a person lies open: in no column, in no log."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.notices.files import HEAD, due_in
from tests.proof.world import OWNER, PHONE, SECOND_PHONE, STRANGER, Citizen, World

CHAT, SENDER = "7730551122334", SECOND_PHONE
TYPED = ("менің құпия сөзім", "мой тайный текст", "secret words of mine", "314159", "271828")
MARKERS = (OWNER, STRANGER, PHONE, SECOND_PHONE, PHONE[1:], SECOND_PHONE[1:], CHAT, *TYPED)


async def whole_conversations(world: World, folder: Path) -> None:
    """Every kind of thing that people tell a bot, on both channels."""
    await world.load(folder, payments=HEAD + due_in(2))
    citizen = await Citizen(world, CHAT).arrives()
    await citizen.does(*TYPED[:3], "@flow.eligibility", "Ақмола", "4", "314159", TYPED[0])
    await citizen.does("#", "@flow.payments", "other", "yes", STRANGER, "271828", "#")
    await citizen.does("@flow.payments", "other", OWNER)
    await world.settle()
    code = world.sms.texts(PHONE)[-1].split(": ")[1][:6]
    await citizen.does(code, "switch", "yes", "@menu", "@flow.status", "#", "@flow.contract")
    sms = Citizen(world, SENDER, "sms")
    await sms.does("привет", "2", "1", TYPED[1], "3", "1", OWNER, "#", TYPED[2])
    await world.settle()
    assert (await world.planner.plan(world.at.date()))["due"] == 1
    await world.outbox.once()
    await world.settle()
    assert len(await world.rows("proofs")) == 2


def as_bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def spellings(marker: str) -> Iterator[bytes]:
    """The marker as itself and as simple codings would write it."""
    plain = marker.encode()
    yield plain
    yield plain.hex().encode()
    yield base64.b64encode(plain).rstrip(b"=")
    yield marker.encode("utf-16-le")
    yield marker.encode("unicode_escape")


def found_in(content: bytes) -> set[str]:
    return {m for m in MARKERS if any(spelling in content for spelling in spellings(m))}


def content_of(folder: Path) -> bytes:
    """The database's files, its journal too."""
    return b"".join(path.read_bytes() for path in folder.glob("orleu.db*"))


async def test_no_marker_is_in_any_column_of_any_table(world: World, tmp_path: Path) -> None:
    await whole_conversations(world, tmp_path)
    tables = await world.everything()
    assert sum(len(rows) for rows in tables.values()) > 50
    open_ = {
        (table, column): found
        for table, rows in tables.items()
        for row in rows
        for column, value in row.items()
        if (found := found_in(as_bytes(value)))
    }
    assert open_ == {}


async def test_nor_is_one_in_the_files_of_the_embedded_database(
    small_world: World, tmp_path: Path
) -> None:
    await whole_conversations(small_world, tmp_path)
    content = content_of(tmp_path)
    assert b"telegram" in content, "these are the files"
    assert found_in(content) == set()


async def test_no_log_names_anybody(world: World, tmp_path: Path, lines: io.StringIO) -> None:
    await whole_conversations(world, tmp_path)
    world.telegram.fails.append(ValueError(f"{CHAT} {TYPED[0]}"))
    await Citizen(world, CHAT).says("#")
    await world.settle()
    told = lines.getvalue().encode()
    assert b"letter_failed" in told, "the log is listened to"
    assert found_in(told) == set()


async def test_the_search_would_find_a_marker(small_world: World) -> None:
    await Citizen(small_world, CHAT).arrives()
    [row] = await small_world.rows("addresses")
    assert found_in(small_world.keys.open(row["sealed"], b"address")) == {CHAT}
    assert found_in(base64.b64encode(PHONE.encode())) == {PHONE}
