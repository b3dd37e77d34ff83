"""Button presses that wait for `answerCallbackQuery`."""

from __future__ import annotations

from collections import OrderedDict

from bot.web.simulator.errors import bad_request

_KEPT = 1000


class Presses:
    """Each press may be answered once, by its id; the oldest are forgotten."""

    def __init__(self, first_id: int) -> None:
        self._next = first_id
        self._open: OrderedDict[str, int] = OrderedDict()

    def open(self, chat: int) -> str:
        """Remember a press in that chat; gives the id of its query."""
        query = str(self._next)
        self._next += 1
        self._open[query] = chat
        if len(self._open) > _KEPT:
            self._open.popitem(last=False)
        return query

    def answer(self, query: str) -> int:
        """The chat of the press; ApiError if it is unknown or was answered before."""
        chat = self._open.pop(query, None)
        if chat is None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        return chat
