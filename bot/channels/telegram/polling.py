"""Long polling of our own: the offset moves only after everything below it is committed."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

import msgspec

from bot.channels import Refused, Stopped, TryLater
from bot.channels.telegram.api import BotApi, NotServed, Unchanged
from bot.channels.telegram.decode import Update, decode_update, decode_updates

POLL_SECONDS = 25
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
Take = Callable[[Update], Awaitable[None]]
logger = logging.getLogger(__name__)


class Polling:
    """Reads updates and hands them to `take`, which returns once an update is committed."""

    def __init__(self, api: BotApi, take: Take) -> None:
        self._api = api
        self._take = take
        self._offset = 0

    async def run(self) -> None:
        """Until cancelled. The offset is not kept: what comes twice is known by its id."""
        pause = 1.0
        while True:
            try:
                await self.once()
                pause = 1.0
            except (TryLater, Refused, Stopped, Unchanged) as error:
                pause = getattr(error, "after", None) or min(pause * 2, 30)
                logger.warning("polling_failed", extra={"why": str(error), "pause": pause})
                await asyncio.sleep(pause)
            except NotServed:
                logger.error("token_refused")  # noqa: TRY400  # no trace: it holds the token
                await asyncio.sleep(60)

    async def once(self, patience: int = POLL_SECONDS) -> None:
        """One round: fetch, commit each update, confirm by the next round's offset."""
        call = {"offset": self._offset, "timeout": patience, "allowed_updates": WANTED}
        found = decode_updates(await self._api.call("getUpdates", call, patience=patience + 10))
        updates = [_decoded(raw) for raw in found]
        await self._take_all([update for update in updates if update is not None])
        ids = [update.update_id for update in updates if update is not None]
        if ids:
            self._offset = max(ids) + 1

    async def _take_all(self, updates: list[Update]) -> None:
        async with asyncio.TaskGroup() as group:
            for mine in _by_chat(updates):
                group.create_task(self._in_order(mine))

    async def _in_order(self, updates: list[Update]) -> None:
        for update in updates:
            await self._take(update)


def _decoded(raw: msgspec.Raw) -> Update | None:
    with contextlib.suppress(msgspec.ValidationError):
        return decode_update(raw)
    logger.error("update_not_read")
    return None


def _by_chat(updates: list[Update]) -> list[list[Update]]:
    chats: dict[int, list[Update]] = {}
    for update in updates:
        chats.setdefault(_chat(update), []).append(update)
    return list(chats.values())


def _chat(update: Update) -> int:
    message = update.message or update.edited_message
    if message is not None:
        return message.chat.id
    return update.callback_query.sender.id if update.callback_query else 0
