"""Identities made by us, in the order of time: rows name each other before they exist."""

import secrets
import threading
import time

RANDOM_BITS = 20


class Ids:
    """63 bits: milliseconds since 1970, then chance; never twice and never backwards here."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        with self._lock:
            fresh = (time.time_ns() // 1_000_000) << RANDOM_BITS | secrets.randbits(RANDOM_BITS)
            self._last = max(self._last + 1, fresh)
            return self._last


next_id = Ids().next
