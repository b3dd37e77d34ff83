"""One of several offered options, named by its number, its place, its label or own words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from dialogs.understanding.folding import skeleton, words
from dialogs.understanding.lexicon import load
from dialogs.understanding.numerals import Numeral, add_up
from dialogs.understanding.ordinals import cardinal, ordinal

Options = Sequence[tuple[str, Sequence[str]]]

_LONGEST = 20  # words
_LIKE_THE_LABEL = 88
_CLEARLY_LIKER = 6
_SHORTEST_FUZZY_LABEL = 5
_SHORTEST_TELLING_WORD = 4
_SHORTEST_STEM_WITH_TYPO = 6
_SHORTEST_WORD_WITH_TYPO = 5
_NOT = skeleton("не")
_NOT_AFTER = skeleton("емес")
# A Kazakh verb in the negative: істемеймін, алмаймын, барған жоқ is caught by its жоқ.
_KAZAKH_NEGATIVE = re.compile(r"^.{2,}[mbp][ae](?:im|is|id|i$|d[ie]|g[ae]n|sp[ie]n)|^istem")


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a message as skeletons, and whether anything in it is negated.

    `claimed` leaves out what is denied on the spot ("не болею", "мүгедек емес").
    """

    forms: tuple[str, ...]
    claimed: tuple[str, ...]
    negated: bool


def read_choice(text: str, options: Options) -> str | None:
    """Return the key of the one option that is meant, or None in doubt.

    `options` are (key, labels) in the order in which they were offered, counted from 1.
    """
    spoken = words(text)
    said = _said(spoken)
    if not spoken or len(spoken) > _LONGEST or "?" in text or _doubtful(said):
        return None
    place = _place(spoken)
    if place is not None:
        return options[place - 1][0] if 1 <= place <= len(options) else None
    if any(word.isdigit() for word in spoken) and not _cues(said, options):
        return None
    return (
        _labelled(said, options)
        or _cued(said, options)
        or _alike(said, options)
        or _told_by_label_words(said, options)
    )


def _said(spoken: Sequence[str]) -> _Said:
    forms = tuple(part for word in spoken for part in _unglued(skeleton(word)))
    denied = any(form in _forms_of("negations") or _KAZAKH_NEGATIVE.match(form) for form in forms)
    return _Said(forms, tuple(_claimed(forms)), denied)


def _unglued(form: str) -> tuple[str, ...]:
    rest = form.removeprefix(_NOT)
    glued = rest != form and rest.startswith(tuple(_forms_of("glued_not")))
    return (_NOT, rest) if glued else (form,)


def _claimed(forms: tuple[str, ...]) -> Iterator[str]:
    for before, form, after in zip(("", *forms), forms, (*forms[1:], ""), strict=False):
        if before not in _forms_of("not_before") and not after.startswith(_NOT_AFTER):
            yield form


@cache
def _forms_of(group: str) -> frozenset[str]:
    return frozenset(skeleton(word) for word in load("choices")[group])


def _doubtful(said: _Said) -> bool:
    pairs = (" ".join(pair) for pair in zip(said.forms, said.forms[1:], strict=False))
    return not _forms_of("doubt").isdisjoint((*said.forms, *pairs))


def _place(spoken: Sequence[str]) -> int | None:
    """Return the number if the message is nothing but one number or ordinal (3, үшінші, №3)."""
    skipped = _forms_of("number_words")
    rest = [word for word in spoken if skeleton(word) not in skipped]
    if rest and rest[0].isdigit():
        tail = rest[1:]
        ended = not tail or (len(tail) == 1 and skeleton(tail[0]) in _endings())
        return int(rest[0]) if ended and len(rest[0]) <= 3 else None  # noqa: PLR2004  # digits
    numerals: list[Numeral] = []
    for word in rest:
        numeral = ordinal(word) or cardinal(word)
        if numeral is None:
            return None
        numerals.append(numeral)
    value = add_up(numerals)
    return None if value is None else int(value)


@cache
def _endings() -> frozenset[str]:
    return frozenset(skeleton(ending) for ending in load("dates")["after_digits"])


def _labelled(said: _Said, options: Options) -> str | None:
    """Return the option with exactly this label, or a comma-separated part of one."""
    whole = " ".join(said.forms)
    keys = {
        key
        for key, labels in options
        for label in labels
        if whole in (skeleton(label), *(skeleton(part) for part in label.split(",")))
    }
    return keys.pop() if len(keys) == 1 else None


def _cues(said: _Said, options: Options) -> set[str]:
    """Return the offered keys whose own words stand in the message."""
    lists = load("choices")
    own: Mapping[str, Mapping[str, Any]] = lists["own_words"]
    keys = [key for key, _ in options if key in own]
    found = {key for key in keys if _says(said, own[key], typo=False)} or {
        key for key in keys if _says(said, own[key], typo=True)
    }
    implied = {lists["implies"].get(key) for key in found}
    return found - implied - _somebody_elses(said, found)


def _says(said: _Said, cues: Mapping[str, Sequence[str]], *, typo: bool) -> bool:
    if " ".join(said.forms) in {skeleton(whole) for whole in cues.get("exact", ())}:
        return True
    freely = (*cues.get("any", ()), *(() if said.negated else cues.get("plain", ())))
    if any(_hit(said.claimed, cue, typo=typo) for cue in freely):
        return True
    return said.negated and any(_hit(said.forms, cue, typo=typo) for cue in cues.get("not", ()))


def _somebody_elses(said: _Said, found: set[str]) -> set[str]:
    """Return the keys that may tell of a relative's life instead of the writer's own."""
    if any(_hit(said.forms, stem) for stem in load("choices")["adults"]):
        return found
    of_child = any(_hit(said.forms, stem) for stem in load("choices")["children"])
    return found - {"childcare"} if of_child and "childcare" not in found else set()


def _hit(forms: Sequence[str], cue: str, *, typo: bool = False) -> bool:
    """Tell whether every stem of the cue begins a word of its own."""
    left = list(forms)
    for stem in skeleton(cue).split(" "):
        begun = next((form for form in left if _begins(form, stem, typo=typo)), None)
        if begun is None:
            return False
        left.remove(begun)
    return True


def _begins(form: str, stem: str, *, typo: bool) -> bool:
    if len(stem) < _SHORTEST_TELLING_WORD - 1:
        return form == stem
    if form.startswith(stem):
        return True
    if not typo or len(stem) < _SHORTEST_STEM_WITH_TYPO:
        return False
    heads = (form[: len(stem) + more] for more in (-1, 0, 1))
    return any(OSA.distance(head, stem) <= 1 for head in heads)


def _cued(said: _Said, options: Options) -> str | None:
    found = _cues(said, options)
    return found.pop() if len(found) == 1 else None


def _alike(said: _Said, options: Options) -> str | None:
    """Return the option whose label is spelled clearly most like the message."""
    if len(_cues(said, options)) > 1:
        return None
    whole = " ".join(form for form in said.forms if form not in _forms_of("filler"))
    if len(whole) < _SHORTEST_FUZZY_LABEL:
        return None
    scored = sorted(
        ((max(_likeness(said, whole, label) for label in labels), key) for key, labels in options),
        reverse=True,
    )
    best, key = scored[0]
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    return key if best >= _LIKE_THE_LABEL and best - runner_up >= _CLEARLY_LIKER else None


def _likeness(said: _Said, whole: str, label: str) -> float:
    """Return 0…100; a negated message is never like a label that is not, nor the other way."""
    parts = [label, *label.split(",")]
    return max(
        fuzz.ratio(whole, skeleton(part)) if _same_sign(said, part) else 0.0 for part in parts
    )


def _told_by_label_words(said: _Said, options: Options) -> str | None:
    """Return the one option without own words whose label holds every word of the message."""
    content = [form for form in said.forms if form not in _forms_of("filler")]
    if not any(len(form) >= _SHORTEST_TELLING_WORD for form in content):
        return None
    keys = {
        key
        for key, labels in options
        for label in labels
        if all(_among(form, skeleton(label).split(" ")) for form in content)
        and _same_sign(said, label)
    }
    key = keys.pop() if len(keys) == 1 else None
    return None if key in load("choices")["own_words"] else key


def _among(form: str, label_words: Sequence[str]) -> bool:
    return any(
        form == word or (len(word) >= _SHORTEST_WORD_WITH_TYPO and OSA.distance(form, word) <= 1)
        for word in label_words
    )


def _same_sign(said: _Said, label: str) -> bool:
    """Tell whether message and label are both negated or both not, even if не is run together."""
    other = _said(words(label))
    glued = (said.forms[0].startswith(_NOT), other.forms[0].startswith(_NOT))
    return other.negated == said.negated and glued[0] == glued[1]
