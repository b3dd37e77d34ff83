"""Nothing that a person says, and no secret, stands in a log or readable in the database."""

import pytest

from tests.support.waiting import until
from tests.whole.conftest import TOKEN, Served
from tests.whole.register import OWNER, PHONE, STRANGER, load_register

pytestmark = pytest.mark.asyncio(loop_scope="session")
CHAT = 7_301_902_577
TEXTS = ("құпия-сөз-маркер", "секретные слова 4711", "900 555 444")
OTHER_PHONE = "+77019998877"


async def test_markers_are_found_nowhere(served: Served) -> None:
    await load_register(served.service, served.today)
    citizen = served.citizen(CHAT)
    await citizen.reaches_menu()
    for text in TEXTS[:2]:
        await served.settled(await citizen.user.says(text))
    await citizen.catches_up()
    await citizen.presses_on_menu(":@flow.eligibility")
    await citizen.presses(":KZ-35")
    await citizen.presses(":2")
    for text in (TEXTS[2], f"вот мой ИИН {OWNER} и телефон {PHONE}"):
        await served.settled(await citizen.user.says(text))
    for kind in ("500", "403 blocked", "drop"):
        served.telegram.fail("sendMessage", kind, chat=CHAT)
        served.telegram.fail("answerCallbackQuery", kind)
        await citizen.user.says(f"{TEXTS[0]} {kind} {STRANGER}")
    await citizen.user.shares_contact(OTHER_PHONE)
    await served.telegram.updates.put_raw(
        {"update_id": 999_000_001, "message": {"text": TEXTS[0]}}
    )
    await until(lambda: not served.telegram.updates.pending)
    await until(lambda: not served.rows("SELECT 1 FROM letters WHERE state='waiting'"))
    assert found(served) == {}


def found(served: Served) -> dict[str, list[str]]:
    """Which markers stand where."""
    secret = TOKEN.partition(":")[2]
    numbers = [number.removeprefix("+7") for number in (PHONE, OTHER_PHONE)]
    markers = [OWNER, STRANGER, str(CHAT), secret, *numbers, *TEXTS]
    folder = served.service.database.parent
    files = [
        path for path in folder.parent.rglob("*") if path.suffix in {".txt", ".db", ".db-wal"}
    ]
    files += [path for path in folder.iterdir() if path not in files]
    held = {path.name: path.read_bytes() for path in files}
    assert {"stdout.txt", "stderr.txt", "orleu.db", "orleu.db-wal"} <= set(held)
    return {
        name: marks
        for name, content in held.items()
        if (marks := [marker for marker in markers if marker.encode() in content])
    }
