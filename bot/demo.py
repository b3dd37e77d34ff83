"""What `orleu run` brings along when no real channel is on: invented people, example lines."""

from collections.abc import Mapping
from datetime import date

from bot.backend.loading.store import Store
from bot.backend.sample.cases import PARTS
from bot.backend.sample.making import load_sample
from bot.backend.sample.people import everybody
from bot.storage.database import Tx
from bot.storage.kept import ADD, READ
from bot.web.simulator import SimPerson
from dialogs.eligibility.quarter import Quarter

# What has happened to the application of each part of the invented people.
ABOUT: Mapping[str, tuple[str, str]] = {
    "conditional": ("көмек тағайындалды, келісімшарт бар", "помощь назначена, есть контракт"),
    "unconditional": ("шартсыз көмек тағайындалды", "назначена безусловная помощь"),
    "received": ("өтініш қабылданды", "заявление принято"),
    "checks": ("деректер тексерілуде", "данные проверяются"),
    "survey": ("комиссия келеді", "придёт комиссия"),
    "to_sign": ("келісімшартқа қол қою керек", "нужно подписать контракт"),
    "refused": ("көмек тағайындалмады", "отказано"),
    "suspended": ("төлем тоқтатыла тұр, мерзім өтті", "выплата приостановлена, есть просрочка"),
    "ended": ("мерзімі аяқталды", "срок закончился"),
    "returned": ("төлем банктен қайтты", "выплату вернул банк"),
}


def demo_people(on: date) -> list[SimPerson]:
    """One invented person for each fate of an application."""
    chosen = {PARTS[who.part]: who for who in reversed(everybody(on)) if who.phones}
    return [
        SimPerson(
            name=f"№ {number}",
            iin=chosen[part].iin,
            phone=chosen[part].phones[0],
            about={"kk": ABOUT[part][0], "ru": ABOUT[part][1]},
        )
        for number, part in enumerate(PARTS, start=1)
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
