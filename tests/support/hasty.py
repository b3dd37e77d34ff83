"""A planted fault: the product, but an update is acknowledged before it is committed.

`python -m tests.support.hasty run`. It shows that the judge of the kill test sees such a loss.
"""

from collections.abc import Sequence

from bot.__main__ import main
from bot.channels.telegram.decode import Update
from bot.channels.telegram.polling import Polling

_take_all = Polling._take_all  # noqa: SLF001  # the very place where the promise is kept


async def _acknowledged_first(self: Polling, updates: Sequence[Update]) -> list[int]:
    if updates:
        offset = max(update.update_id for update in updates) + 1
        await self._api.call("getUpdates", {"offset": offset, "timeout": 0})
    return await _take_all(self, updates)


if __name__ == "__main__":
    Polling._take_all = _acknowledged_first  # type: ignore[method-assign]  # noqa: SLF001
    main()
