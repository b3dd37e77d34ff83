"""Words and what they mean, found by their skeleton, exactly or with one typing error."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from dialogs.understanding.folding import skeletons

_Meaning = TypeVar("_Meaning")

SHORTEST_WITH_TYPO = 5
_LONG = 6
_NEAR = 2


class Vocabulary(Generic[_Meaning]):
    """A table from skeletons to meanings.

    Raises ValueError when one skeleton is given two meanings: the list would be a lottery.
    """

    def __init__(self, entries: Iterable[tuple[str, _Meaning]]) -> None:
        self._meanings: dict[str, _Meaning] = {}
        for written, meaning in entries:
            for form in skeletons(written):
                if self._meanings.setdefault(form, meaning) != meaning:
                    raise ValueError(f"{written!r} means {meaning!r} and {self._meanings[form]!r}")
        self.longest_phrase = max((form.count(" ") + 1 for form in self._meanings), default=0)

    def exact(self, written: str) -> _Meaning | None:
        """Return the meaning of the word or phrase as it stands."""
        found = (self._meanings.get(form) for form in skeletons(written))
        return next((meaning for meaning in found if meaning is not None), None)

    def find(self, written: str) -> _Meaning | None:
        """Return the meaning, allowing one typing error in words of five letters or more.

        Two meanings equally near are doubt, and so is a second long word two errors away.
        """
        known = self.exact(written)
        return known if known is not None else self._nearest(written)

    def _nearest(self, written: str) -> _Meaning | None:
        forms = tuple(skeletons(written))
        if len(forms[0]) < SHORTEST_WITH_TYPO - 1:
            return None
        near = [
            (distance, len(word), meaning)
            for form in forms
            for word, meaning in self._meanings.items()
            if (distance := OSA.distance(form, word, score_cutoff=_NEAR)) <= _NEAR
        ]
        best = [
            m for distance, length, m in near if distance == 1 and length >= SHORTEST_WITH_TYPO
        ]
        if not best:
            return None
        rivals = (m for distance, length, m in near if distance == 1 or length >= _LONG)
        return best[0] if all(rival == best[0] for rival in rivals) else None


def phrases(groups: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield (word or phrase, group) pairs of a word list."""
    for group, members in groups.items():
        for member in members:
            yield member, group
