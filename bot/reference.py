"""The loaded lines, centres and figures, read again when an operator has loaded new ones."""

from bot.storage.database import Tx
from bot.storage.reference import load_reference
from dialogs.case import Reference
from dialogs.eligibility.parameters import Parameters


class ReferenceCache:
    """One snapshot, valid for one revision; `examples` lets invented lines and centres in."""

    def __init__(self, parameters: Parameters, *, examples: bool) -> None:
        self._parameters, self._examples = parameters, examples
        self._revision: str | None = None
        self._reference: Reference | None = None

    async def at(self, tx: Tx, revision: str | None) -> Reference:
        """The snapshot of this revision."""
        if self._reference is None or revision != self._revision:
            self._reference = await load_reference(tx, self._parameters, examples=self._examples)
            self._revision = revision
        return self._reference
