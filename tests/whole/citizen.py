"""Somebody who talks with the bot: finds buttons by what they carry, not by what they say."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.telegram_double import TelegramDouble
from tests.support.telegram_state import Message
from tests.support.telegram_user import TelegramUser

PATIENCE = 60.0  # seconds, for the slowest machine
FAMILY: Mapping[str, str] = {
    "region": ":KZ-27",
    "members": ":4",
    "income": "150 000",
    "line_told": "0",
    "children_1_to_6": ":1",
    "able_bodied": ":2",
    "sanction": ":none",
    "review": ":ok",
}
"""Answers to the check by step; one with a colon is a button's end."""


@dataclass(slots=True)
class Citizen:
    """A person of the double, and the newest message that came to them."""

    user: TelegramUser
    newest: Message | None = None
    picture: Message | None = None
    review: Message | None = None
    menu: Message | None = None

    @classmethod
    def of(cls, telegram: TelegramDouble, person: int) -> "Citizen":
        return cls(telegram.user(person))

    async def hears(self, n: int = 1) -> list[Message]:
        heard = await self.user.hears(n, timeout=PATIENCE)
        self.newest = heard[-1]
        self.menu = next((m for m in reversed(heard) if step_of(m) == "menu"), self.menu)
        return heard

    async def catches_up(self) -> list[Message]:
        """All that came and nobody listened to yet."""
        return await self.hears(len(self.user.unheard))

    async def says(self, text: str, n: int = 1) -> list[Message]:
        """Write, and hear the `n` messages of the answer."""
        await self.user.says(text)
        return await self.hears(n)

    async def presses(self, end: str, n: int = 1) -> list[Message]:
        """Press the newest message's button whose data ends so, and hear the answer."""
        assert self.newest is not None
        await self.user.presses(carrying(self.newest, end), self.newest)
        return await self.hears(n)

    async def consents(self) -> None:
        """Agree to the use of the IIN, if that is the open question."""
        if step_of(self.newest) == "iin_consent":
            await self.presses(":yes")

    async def presses_on_menu(self, end: str) -> list[Message]:
        """As `presses`, on the menu wherever it stands: its buttons always work."""
        assert self.menu is not None
        await self.user.presses(carrying(self.menu, end), self.menu)
        return await self.hears()

    async def answers(self, answer: str, n: int = 1) -> list[Message]:
        return await (self.presses(answer, n) if answer.startswith(":") else self.says(answer, n))

    async def reaches_menu(self, language: str = "ru") -> None:
        """From the first word to the menu, with consent."""
        await self.says("/start")
        await self.presses(f":{language}")
        await self.presses(":yes")
        assert step_of(self.newest) == "menu"

    async def checks(self, family: Mapping[str, str] = FAMILY) -> list[str]:
        """The check from the menu to its result; the steps that were asked, in order."""
        await self.presses(":@flow.eligibility")
        return await self.goes_on(family)

    async def goes_on(self, family: Mapping[str, str] = FAMILY) -> list[str]:
        """From an open question of the check to its result; the steps that were asked."""
        asked = []
        while (step := step_of(self.newest)) != "result":
            asked.append(step)
            self.review = self.newest if step == "review" else self.review
            await self.answers(family[step.partition(".")[0]])
            if self.newest is not None and self.newest.photo is not None:
                self.picture = self.newest
                await self.hears()
        return asked


def step_of(message: Message | None) -> str:
    """The step that the message's buttons belong to; empty without buttons."""
    rows = message.buttons if message is not None else []
    return rows[0][0][1].split(":")[1] if rows else ""


def carrying(message: Message, end: str) -> str:
    """The data of the button that ends so."""
    there = [data for row in message.buttons for _, data in row]
    found = [data for data in there if data.endswith(end)]
    assert len(found) == 1, f"{end!r} is not once among {there}"
    return found[0]
