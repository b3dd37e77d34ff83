"""The regions of Kazakhstan: names for display, and the reading of what people call them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from rapidfuzz.distance import OSA

from dialogs.understanding.folding import fold, skeleton, skeletons, words
from dialogs.understanding.lexicon import load

_LISTS: Any = load("regions")
_ADJECTIVE = re.compile(r"sk(?:aia|oi|uiu|oe|ogo|ii|i|aa|ai|ia)$")
_DOTTED_LETTER = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_SEPARATOR = re.compile(r"[,;/()]")
_SHORTEST_WITH_TYPO = 5
_LONG_ENOUGH_FOR_TWO = 9
_LONGEST = 12  # words
_FILLER = "filler"


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region's name in both languages, as shown to people."""

    kk: str
    ru: str


REGIONS: Mapping[str, RegionName] = MappingProxyType(
    {code: RegionName(entry["kk"], entry["ru"]) for code, entry in _LISTS["regions"].items()}
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A name, and what the message says it is: region, city, district, or nothing ("")."""

    name: str
    sort: str


def read_region(text: str) -> str | None:
    """Return the ISO 3166-2 code of the one region that is meant, or None in doubt.

    A town stands for its region; Алматы alone is the city. Abbreviations are looked up before
    any letters are merged, since СҚО and ШҚО would become one word.
    """
    folded = _DOTTED_LETTER.sub(r"\1", fold(text))
    if "?" in folded or any(char.isdigit() for char in folded):
        return None
    if len(words(folded)) > _LONGEST:
        return None
    parts = [part for part in _SEPARATOR.split(folded) if words(part)]
    places = [place for part in parts for place in _places(words(part))]
    named = [place for place in places if skeleton(place.name) not in _sorts("country")]
    codes = {_code(place) or _code_of_both(place) for place in named}
    return codes.pop() if len(codes) == 1 else None


@cache
def _sorts(group: str) -> frozenset[str]:
    return frozenset(form for word in _LISTS[group] for form in skeletons(word))


@cache
def _signposts() -> Mapping[str, tuple[str, bool]]:
    """Return the words for region, city and district, and whether they only stand after a name."""
    table: dict[str, tuple[str, bool]] = {}
    for group in ("region", "city", "district", "region_after", "city_after"):
        for form in _sorts(group):
            table[form] = (group.removesuffix("_after"), group.endswith("_after"))
    return table


def _places(spoken: tuple[str, ...]) -> Iterator[_Place]:
    """Yield the places of one part of the message, each with its signpost."""
    name: list[str] = []
    waiting = ""
    for word in spoken:
        form = skeleton(word)
        sort, after = _signposts().get(form, ("", False))
        if not sort:
            if form not in _sorts(_FILLER):
                name.append(word)
        elif name:
            yield _Place(" ".join(name), waiting or sort)
            name, waiting = [], sort if waiting and not after else ""
        else:
            waiting = sort
    if name or waiting:
        yield _Place(" ".join(name), waiting)


def _code(place: _Place) -> str | None:
    short = _short_names().get(place.name)
    if short is not None:
        return short
    for form in _forms(place):
        if place.sort == "district" and form in _joined("not_as_district"):
            return None
        moved = _moved(place.sort).get(form)
        code = moved if moved is not None else _names().get(form)
        if code is not None:
            return code or None
    return None if place.sort == "district" else _nearest(place)


def _code_of_both(place: _Place) -> str | None:
    """Return the region of two names in a row that stand for the same one (Тараз Жамбыл)."""
    spoken = place.name.split(" ")
    for cut in range(1, len(spoken)):
        first = _code(_Place(" ".join(spoken[:cut]), ""))
        second = _code(_Place(" ".join(spoken[cut:]), place.sort))
        if first is not None and first == second:
            return first
    return None


@cache
def _short_names() -> Mapping[str, str]:
    regions = _LISTS["regions"].items()
    return {fold(short): code for code, entry in regions for short in entry["short"]}


@cache
def _names() -> Mapping[str, str]:
    """Return every name without spaces, adjectives evened out, and the region it stands for.

    Raises ValueError when a name is claimed by two regions.
    """
    table: dict[str, str] = {}
    for code, entry in _LISTS["regions"].items():
        for name in (*entry["names"], *entry["towns"]):
            for form in map(_bare, skeletons(name)):
                if table.setdefault(form, code) != code:
                    raise ValueError(f"{name!r} is claimed by {code} and {table[form]}")
    return table


@cache
def _joined(group: str) -> frozenset[str]:
    return frozenset(_bare(form) for name in _LISTS[group] for form in skeletons(name))


@cache
def _moved(sort: str) -> Mapping[str, str]:
    table: Mapping[str, str] = _LISTS.get(f"as_{sort}", {})
    return {_bare(form): code for name, code in table.items() for form in skeletons(name)}


def _bare(form: str) -> str:
    return _ADJECTIVE.sub("sk", form.replace(" ", ""))


@cache
def _case_ending() -> re.Pattern[str]:
    endings = {skeleton(ending) for ending in _LISTS["cases"]}
    return re.compile(f"^(.{{3,}}?)({'|'.join(sorted(endings))})$")


def _forms(place: _Place) -> Iterator[str]:
    """Yield the name as it stands, then without a Kazakh case ending (Астанада)."""
    for form in skeletons(place.name):
        bare = _bare(form)
        yield bare
        if place.sort == "district":
            yield bare.removesuffix("sk")
        ending = _case_ending().match(bare)
        if ending is not None:
            stem, spoken = ending.groups()
            yield stem
            yield stem + spoken[0]  # Шымкенттен: the skeleton keeps one т of two


def _nearest(place: _Place) -> str | None:
    """Return the region of the one name within a typing error (two in long names)."""
    form = _bare(skeleton(place.name))
    near = [
        (OSA.distance(form, name), _moved(place.sort).get(name, code))
        for name, code in _names().items()
        if len(name) >= _SHORTEST_WITH_TYPO
        and OSA.distance(form, name) <= (2 if len(name) >= _LONG_ENOUGH_FOR_TWO else 1)
    ]
    least = min((distance for distance, _ in near), default=0)
    codes = {code for distance, code in near if distance == least}
    return (codes.pop() or None) if len(codes) == 1 else None
