"""Yes and no as people write them; both at once, or doubt, is neither."""

import re
from collections.abc import Iterator
from functools import cache

from dialogs.understanding.folding import fold, skeleton, words
from dialogs.understanding.lexicon import load
from dialogs.understanding.vocabulary import Vocabulary, phrases

_GROUPS = ("agree", "boost", "refuse", "doubt", "filler", "denied", "not")
# A first word set off by a sign, or иә, which nothing else begins with.
_FIRST_CLAUSE = re.compile(r"^(?:[^,.!;:]+[,.!;:]|и[ая]\b)")
_NOT_SET_OFF = re.compile(r"\bне ?[,.;!]")  # "не, есть" denies and affirms
# A Kazakh verb in the negative (алмаймын, істемедім), which a "yes" before it would contradict.
_KAZAKH_NEGATIVE = re.compile(r"[mbp][ae](?:i|g|d|sp)")
_LONGEST_TAIL = 8
_LONGEST = 12
_I = "я"  # alone it is a spelling of иә, beside other words it is the Russian "I"
_SKIN_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")


@cache
def _vocabulary() -> Vocabulary[str]:
    lists = load("yes_no")
    return Vocabulary(phrases({group: lists[group] for group in _GROUPS}))


def read_yes_no(text: str) -> bool | None:
    """Return True for yes, False for no, None in doubt. The options are numbered 1 yes, 2 no."""
    folded = fold(text)
    signed = _sign(folded)
    if signed is not None:
        return signed
    if "?" in folded or _NOT_SET_OFF.search(folded):
        return None
    spoken = words(folded)
    if len(spoken) > _LONGEST:
        return None
    groups = [group for group in _groups(spoken) if group != "filler"]
    if "unknown" not in groups:
        return _verdict(groups)
    return _first_clause(folded, groups)


def _sign(folded: str) -> bool | None:
    compact = _SKIN_TONES.sub("", folded).replace(" ", "").rstrip("!")
    if compact in load("yes_no")["thumbs_up"]:
        return True
    if compact in load("yes_no")["thumbs_down"]:
        return False
    return None


def _verdict(groups: list[str]) -> bool | None:
    """Judge groups that are all known."""
    said = _after_negation(groups)
    if not said or "doubt" in said or {"agree", "refuse"} <= set(said):
        return None
    return "refuse" not in said


def _after_negation(groups: list[str]) -> list[str]:
    """Return agree, boost, refuse and doubt, with не and емес applied to the word beside them."""
    said: list[str] = []
    negated = False
    for group in groups:
        if group == "denied":
            before = said.pop() if said else "agree"
            said.append("doubt" if before == "refuse" else "refuse")
        elif group == "not":
            negated = True
        else:
            said.append(_negation_of(group) if negated else group)
            negated = False
    return [*said, "doubt"] if negated else said


def _negation_of(group: str) -> str:
    return "refuse" if group in {"agree", "boost"} else "doubt"


def _groups(spoken: tuple[str, ...]) -> Iterator[str]:
    """Yield the group of each word or phrase, the longest phrase first."""
    rest = [word for word in spoken if word != _I] or list(spoken)
    while rest:
        for length in range(min(_vocabulary().longest_phrase, len(rest)), 0, -1):
            phrase = " ".join(rest[:length])
            group = _vocabulary().exact(phrase) if length > 1 else _vocabulary().find(phrase)
            if group is not None:
                break
        else:
            length, group = 1, "unknown"
        yield group
        del rest[:length]


def _first_clause(folded: str, groups: list[str]) -> bool | None:
    """Trust a clear "yes," or "no," before other words that do not contradict it."""
    clause = _FIRST_CLAUSE.match(folded)
    tail = words(folded[clause.end() :]) if clause else ()
    if clause is None or "doubt" in groups or len(tail) > _LONGEST_TAIL:
        return None
    answer = _verdict([g for g in _groups(words(clause.group())) if g != "filler"])
    tail_groups = set(_groups(tail))
    denies = not {"refuse", "denied", "not"}.isdisjoint(tail_groups) or any(
        _KAZAKH_NEGATIVE.search(skeleton(w)) for w in tail
    )
    if (answer is True and denies) or (answer is False and "agree" in tail_groups):
        return None
    return answer
