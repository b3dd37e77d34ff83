"""Long polling of our own: the offset moves only after everything below it is committed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from bot.channels import Refused, Stopped, TryLater
from bot.channels.telegram.api import BotApi, NotServed, Unchanged
from bot.channels.telegram.decode import Update, decode_number, decode_update, decode_updates
from bot.storage.database import DatabaseDown

POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
MOST_TRIES = 3  # of an update that is at fault itself; then it must not hold up the others
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
Take = Callable[[Update], Awaitable[None]]
logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """Some updates could not be committed; they come again."""


class Polling:
    """Reads updates and hands them to `take`, which returns once an update is committed."""

    def __init__(self, api: BotApi, take: Take) -> None:
        self._api = api
        self._take = take
        self._offset = 0
        self._faults: dict[int, int] = {}

    async def run(self) -> None:
        """Until cancelled. The offset is not kept: what comes twice is known by its id."""
        pause = 1.0
        hooked = True
        while True:
            try:
                if hooked:  # Telegram answers getUpdates only where no webhook is set
                    await self._api.call("deleteWebhook", {})
                    hooked = False
                await self.once()
                pause = 1.0
            except (TryLater, Refused, Stopped, Unchanged, NotTaken) as error:
                pause = getattr(error, "after", None) or min(pause * 2, LONGEST_PAUSE)
                logger.warning("polling_failed", extra={"why": str(error), "pause": pause})
                await asyncio.sleep(pause)
            except NotServed:
                logger.error("token_refused")  # noqa: TRY400  # no trace: it holds the token
                await asyncio.sleep(60)

    async def once(self, patience: int = POLL_SECONDS) -> None:
        """
        One round: fetch, commit each update, confirm by the next round's offset.

        Raises NotTaken if the database took some of them not; all below those are confirmed.
        """
        call = {"offset": self._offset, "timeout": patience, "allowed_updates": WANTED}
        found = decode_updates(await self._api.call("getUpdates", call, patience=patience + 10))
        if not found:
            return
        updates = [update for raw in found if (update := _decoded(raw)) is not None]
        left = await self._take_all(updates)
        self._offset = min(left, default=max(decode_number(raw).update_id for raw in found) + 1)
        self._faults = {number: tries for number, tries in self._faults.items() if number in left}
        if left:
            raise NotTaken(f"{len(left)} chats wait")

    async def _take_all(self, updates: Sequence[Update]) -> list[int]:
        """Chats beside each other; the first update of each chat that was not taken comes back."""
        left = await asyncio.gather(*(self._in_order(mine) for mine in _by_chat(updates)))
        return [number for number in left if number is not None]

    async def _in_order(self, updates: Sequence[Update]) -> int | None:
        for update in updates:
            try:
                await self._take(update)
            except DatabaseDown:
                return update.update_id
            except Exception as error:  # noqa: BLE001  # whatever it is, the others must go on
                if not self._given_up(update.update_id, error):
                    return update.update_id
        return None

    def _given_up(self, number: int, error: Exception) -> bool:
        tries = self._faults[number] = self._faults.get(number, 0) + 1
        logger.error("update_failed", exc_info=error, extra={"tries": tries})
        return tries >= MOST_TRIES


def _decoded(raw: msgspec.Raw) -> Update | None:
    try:
        return decode_update(raw)
    except msgspec.ValidationError:
        logger.error("update_not_read")  # noqa: TRY400  # a trace may hold what was written
        return None


def _by_chat(updates: Sequence[Update]) -> list[list[Update]]:
    chats: dict[int, list[Update]] = {}
    for update in updates:
        chats.setdefault(_chat(update), []).append(update)
    return list(chats.values())


def _chat(update: Update) -> int:
    told = update.message or update.edited_message or update.my_chat_member
    if told is not None:
        return told.chat.id
    return update.callback_query.sender.id if update.callback_query else 0
