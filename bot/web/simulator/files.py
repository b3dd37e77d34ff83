"""Pictures and documents that the bot has sent: in memory, the oldest make room."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

_ROOM = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    name: str
    content_type: str
    data: bytes
    width: int = 0
    height: int = 0


class Files:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = 0
        self._size = 0
        self._held: OrderedDict[str, Stored] = OrderedDict()

    def keep(self, file: Stored) -> str:
        """Hold the file; gives the `file_id` under which it can be sent again and shown."""
        self._count += 1
        file_id = f"{self._prefix}-{self._count}"
        self._held[file_id] = file
        self._size += len(file.data)
        while self._size > _ROOM and len(self._held) > 1:
            _, oldest = self._held.popitem(last=False)
            self._size -= len(oldest.data)
        return file_id

    def get(self, file_id: str) -> Stored | None:
        return self._held.get(file_id)
