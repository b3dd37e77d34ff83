"""What the channels bring: updates and texts become turns; groups get a neutral word."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.catalogs import words
from bot.channels import Heard, Refused, Stopped, TryLater
from bot.channels.telegram.api import BotApi, NotServed, Unchanged
from bot.channels.telegram.decode import CHANNEL, InGroup, Reachable, Update, heard_in
from bot.clock import Now
from bot.security.keys import Keys
from bot.storage import turns as rows
from bot.storage.database import Database, Tx
from bot.turn import Turns
from bot.web.sms import Incoming
from dialogs.phrases import GROUP
from dialogs.reply import Typed

Call = dict[str, Any]
AN_HOUR = timedelta(hours=1)


class TelegramEars:
    """Takes updates of one bot."""

    def __init__(
        self, turns: Turns, database: Database, keys: Keys, api: BotApi, account: str, now: Now
    ) -> None:
        self._turns, self._database, self._keys = turns, database, keys
        self._api, self._account, self._now = api, account, now
        self._invited: dict[int, datetime] = {}
        self._courtesies: set[asyncio.Task[None]] = set()

    async def take(self, update: Update) -> Call | None:
        """Returns after the commit; the call may travel in the webhook's answer."""
        heard = heard_in(update, self._account, self._now())
        match heard:
            case None:
                return None
            case InGroup():
                return self._in_group(heard)
            case Reachable(chat=chat, yes=yes):
                await self._database.run(lambda tx: self._reachable(tx, chat, yes=yes))
                return None
            case Heard():
                return await self._turn(heard)

    def _in_group(self, heard: InGroup) -> Call | None:
        """A neutral word, not more than one an hour; the bot goes when it is asked to."""
        chat = int(heard.chat)
        if heard.leave:
            return {"method": "leaveChat", "chat_id": chat}
        now = self._now()
        if now - self._invited.get(chat, now - AN_HOUR) < AN_HOUR:
            return None
        self._invited[chat] = now
        said = "\n".join(GROUP.render(words(language)) for language in ("kk", "ru"))
        thread = {"message_thread_id": heard.thread} if heard.thread is not None else {}
        return {"method": "sendMessage", "chat_id": chat, "text": said, **thread}

    async def take_polled(self, update: Update) -> None:
        """As `take`, for updates that have no answer to put a call in."""
        call = await self.take(update)
        if call is not None:  # not waited for: who is slow here must not hold up the others
            task = asyncio.create_task(self._courtesy(call))
            self._courtesies.add(task)
            task.add_done_callback(self._courtesies.discard)

    async def _courtesy(self, call: Call) -> None:
        """The answer itself goes its own way, whatever becomes of this."""
        with suppress(TryLater, Refused, Stopped, Unchanged, NotServed):
            await self._api.call(call.pop("method"), call, patience=5)

    async def _turn(self, heard: Heard) -> Call | None:
        done = await self._turns.take(heard)
        if heard.press is None:
            return None
        call: Call = {"method": "answerCallbackQuery", "callback_query_id": heard.press}
        if done is not None and done.said.toast is not None:
            call["text"] = done.said.toast.render(words(done.asker.language))
        return call

    async def _reachable(self, tx: Tx, chat: str, *, yes: bool) -> None:
        hashed = self._keys.hash(CHANNEL, chat)
        row = await tx.one(rows.ADDRESS_OF, channel=CHANNEL, hash=hashed)
        if row is not None:
            state = "open" if yes else "blocked"
            await tx.run(rows.SET_STATE, of_address=row["id"], to_state=state)


class SmsEars:
    """Takes incoming texts of one gateway account."""

    def __init__(self, turns: Turns, account: str, now: Now) -> None:
        self._turns, self._account, self._now = turns, account, now

    async def take(self, message: Incoming) -> None:
        """Returns after the commit."""
        reply = Typed(message.text)
        at = self._now()
        await self._turns.take(Heard("sms", self._account, message.sender, message.id, reply, at))
