"""What `orleu run` brings along when no real channel is on: invented people, example lines."""

from collections.abc import Sequence
from datetime import date

from bot.backend.loading.store import Store
from bot.backend.sample.making import load_sample
from bot.backend.sample.people import everybody
from bot.storage.database import Tx
from bot.storage.kept import ADD, READ
from bot.web.simulator import SimPerson
from dialogs.eligibility.quarter import Quarter

# What has happened to the application of each part of the invented people.
ABOUT: Sequence[tuple[str, str]] = (
    ("өтініш қабылданды", "заявление принято"),
    ("деректер тексерілуде", "данные проверяются"),
    ("комиссия келеді", "придёт комиссия"),
    ("келісімшартқа қол қою керек", "нужно подписать контракт"),
    ("көмек тағайындалды", "помощь назначена"),
    ("тағайындалды, төлем бар", "назначено, есть выплата"),
    ("бас тартылды", "отказано"),
    ("төлем тоқтатылды", "выплата приостановлена"),
    ("мерзімі аяқталды", "срок закончился"),
    ("өтініш жоқ", "заявления нет"),
)


def demo_people(on: date) -> list[SimPerson]:
    """One invented person for each fate of an application."""
    chosen = {who.part: who for who in reversed(everybody(on)) if who.phones}
    return [
        SimPerson(
            name=f"№ {part + 1}",
            iin=who.iin,
            phone=who.phones[0],
            about={"kk": ABOUT[part][0], "ru": ABOUT[part][1]},
        )
        for part, who in sorted(chosen.items())
    ]


async def bring_examples(store: Store, on: date) -> bool:
    """Load the sample once for each quarter; True if it was loaded now."""
    name = f"sample:{Quarter.of(on)}"

    async def known(tx: Tx) -> bool:
        return await tx.one(READ, name=name) is not None

    if await store.database.run(known):
        return False
    await load_sample(store, on)
    await store.database.run(lambda tx: tx.run(ADD, name=name, value=on.isoformat()))
    return True
