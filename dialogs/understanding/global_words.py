"""Words that are understood before any open question, and the names of the services.

Only a whole message counts, never a beginning of one: "стоп хабарлама келмейді" is a question.
"""

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache

from rapidfuzz.distance import OSA

from dialogs.understanding.folding import fold, skeleton, skeletons
from dialogs.understanding.lexicon import load

_SHORTEST_WITH_TYPO = 5
_ENDING_SIGNS = " .!,;:…"
_QUOTES = "\"'()[]"
_COMMAND = re.compile(r"(/[a-z_]+)(?:@\w+)?(?: (.*))?")
_WITH_ARGUMENT = "/lang"
_WITH_PAYLOAD = "/start"
_SIGNS = frozenset("*#?")


class GlobalWord(Enum):
    """What a whole message can ask for anywhere in a talk."""

    LANGUAGE_KK = "language_kk"
    LANGUAGE_RU = "language_ru"
    LANGUAGE = "language"
    HELP = "help"
    MENU = "menu"
    BACK = "back"
    CANCEL = "cancel"
    STOP = "stop"
    START = "start"
    OPERATOR = "operator"
    NOT_ME = "not_me"
    DELETE_DATA = "delete_data"
    MY_DATA = "my_data"
    VERIFY = "verify"
    EXPLAIN = "explain"


def read_global(text: str) -> GlobalWord | None:
    """Return what the whole message asks for, or None. No digit and no beginning counts."""
    folded = fold(text)
    if folded.startswith("/"):
        meaning = _commands().get(_command(folded))
    elif folded in _SIGNS:
        meaning = _commands().get(folded)
    else:
        meaning = _meaning(_bare(folded), "globals")
    return None if meaning is None else GlobalWord(meaning)


def read_service(text: str) -> str | None:
    """Return the service that the whole message names, or None.

    Services are eligibility, contract, status, payments, reminders and operator.
    """
    return _meaning(_bare(fold(text)), "services")


def _bare(folded: str) -> str:
    return folded.strip(_QUOTES + _ENDING_SIGNS)


def _command(folded: str) -> str:
    """Return a Telegram command without the bot's name; only /lang has an argument that counts."""
    found = _COMMAND.fullmatch(folded)
    if found is None:
        return folded
    name, argument = found.groups()
    if name == _WITH_ARGUMENT and argument:
        return f"{name} {argument}"
    return name if not argument or name == _WITH_PAYLOAD else folded


@cache
def _commands() -> Mapping[str, str]:
    lists: Mapping[str, list[str]] = load("global_words")["globals"]
    return {
        fold(word): meaning
        for meaning, listed in lists.items()
        for word in listed
        if word.startswith("/") or word in _SIGNS
    }


@cache
def _table(group: str) -> Mapping[str, str]:
    """Return skeletons and what they mean; raise ValueError when one would mean two things."""
    table: dict[str, str] = {}
    for meaning, listed in load("global_words")[group].items():
        for word in listed:
            for form in skeletons(word) if not word.startswith("/") else ():
                if form and table.setdefault(form, meaning) != meaning:
                    raise ValueError(f"{word!r} means {meaning} and {table[form]}")
    return table


def _meaning(bare: str, group: str) -> str | None:
    """Return what the words mean, exactly or with one error in a word of five letters or more."""
    if any(char.isdigit() or char in "?+*/#" for char in bare):
        return None
    table = _table(group)
    forms = tuple(form for form in skeletons(bare) if form)
    if not forms:
        return None
    exact = next((table[form] for form in forms if form in table), None)
    if exact is not None or _known_elsewhere(forms, group):
        return exact
    if (plain := _without_optional(forms[0])) in table:
        return table[plain]
    strict = load("global_words")["exact_only"]
    near = {
        meaning
        for word, meaning in table.items()
        if meaning not in strict and any(_one_error(form, word) for form in forms)
    }
    return near.pop() if len(near) == 1 else None


def _without_optional(form: str) -> str:
    optional = {skeleton(word) for word in load("global_words")["optional"]}
    return " ".join(word for word in form.split(" ") if word not in optional)


def _known_elsewhere(forms: tuple[str, ...], group: str) -> bool:
    """Tell whether the message is exactly another known word: then it is no misspelling."""
    other = "services" if group == "globals" else "globals"
    return any(form in _table(other) or form in _no_errors() for form in forms)


@cache
def _no_errors() -> frozenset[str]:
    return frozenset(form for word in load("global_words")["no_error"] for form in skeletons(word))


def _one_error(form: str, word: str) -> bool:
    """Tell whether the phrases agree but for one error in one of the long words."""
    written, listed = form.split(" "), word.split(" ")
    if len(written) != len(listed):
        return False
    different = [(a, b) for a, b in zip(written, listed, strict=True) if a != b]
    return len(different) == 1 and _near(*different[0])


def _near(written: str, listed: str) -> bool:
    return len(listed) >= _SHORTEST_WITH_TYPO and OSA.distance(written, listed) == 1
