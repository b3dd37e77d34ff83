"""What one process has in its hands: letters under its lease, and addresses that must wait."""

from collections.abc import Iterable, Sequence

from bot.outbox.letter import LEASE_MS, Letter

MARGIN_MS = 1000  # a lease counts as over a little early: its end is another's beginning


class Held:
    """Letters are ours while their lease lasts; a claim of one that we hold only renews it."""

    def __init__(self) -> None:
        self._until: dict[int, int] = {}
        self._again_at: dict[int, int] = {}

    def take(self, letters: Iterable[Letter], now: int) -> list[Letter]:
        """Note the leases, which begin now; those letters come back that we did not hold yet."""
        until = now + LEASE_MS - MARGIN_MS
        new = []
        for letter in letters:
            if letter.id not in self._until:
                new.append(letter)
            self._until[letter.id] = until
        return new

    def is_ours(self, letter: Letter, now: int) -> bool:
        """May it be sent? Once the lease is over, somebody else may have it."""
        return self._until.get(letter.id, 0) > now

    def let_go(self, letters: Iterable[Letter]) -> None:
        """They are settled, or given back."""
        for letter in letters:
            self._until.pop(letter.id, None)

    def postponed(self, address_id: int, again_at: int) -> None:
        """An earlier letter to this address is tried again later; newer ones stay behind it."""
        self._again_at[address_id] = again_at

    def behind(self, address_id: int) -> int | None:
        """When the letter is due that a new one to this address must not pass."""
        return self._again_at.get(address_id)

    def claimed(self, letters: Sequence[Letter], now: int) -> None:
        """What was postponed to these addresses and has become due is on its way again."""
        for letter in letters:
            if self._again_at.get(letter.address_id, now) <= now:
                self._again_at.pop(letter.address_id, None)
