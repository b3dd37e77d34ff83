"""The catalogs: every sentence of the code in both languages, in the words of the guide."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dialogs.understanding.global_words import GlobalWord, read_global, read_service

ROOT = Path(__file__).parents[1]
POT = ROOT / "locales" / "messages.pot"
LANGUAGES = {"kk": 2, "ru": 3}  # and how many plural forms each has
Key = str | tuple[str, ...]

# Only values and signs: there is nothing to translate in them.
SAME_IN_ALL = {
    "{name}: {answer}",
    "{place} {name}: {answer}",
    "{name}: {value}",
    "{step} [{law}]",
    "• {duty}.",
}
PLACEHOLDER = re.compile(r"\{(\w*)\}")
MIXED = re.compile(r"[A-Za-z][А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]|[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі][A-Za-z]")
ENDING = re.compile(r"\}(?:-?[^\W\d_])")
LINK = re.compile(r"https?:|www\.|\.com|\.ru\b|t\.me|(?<!egov)\.kz|egov\.kz/")
LONGEST_SENTENCE = 15  # words
LONGEST_BUTTON = 40  # characters

FORBIDDEN = {
    "kk": (
        r"\bсен(?:і|ің|ен|імен)?\b|\bсаған\b|\bсіз(?:ді|дің|ге|ден|бен)?\b(?!\s+деп)",  # noqa: RUF001  # Cyrillic
        r"\bмүгедек(?!ті)",  # noqa: RUF001  # Cyrillic
        r"болып табылады|жүзеге асыр|осыған байланысты|шеңберінде|тиісті түрде|жүгіну|жүгініңіз",
        r"көрсетілетін қызмет|еңбекке қабілетті|материалдық жағдай|жан басына",
        r"₸|\u202f|\bтг\b|KZT",  # noqa: RUF001  # Cyrillic
    ),
    "ru": (
        r"\bты\b|\bтебе\b|\bтебя\b|\bтво[йяеи]\w*|\bв(?:ы|ам|ас|ами)\b|\bваш\w*",
        r"[Ии]нвалид(?!ност)",
        r"надлежащ|осуществл|в связи с|в рамках|услугополучат|обратиться с заявлением",
        r"трудоспособн|среднедушев|обследование материального|\bявляется\b",
        r"\bпонял\b|\bпоняла\b|\bсоглас(?:ен|на)\b|\bпроверял\b|\bготова?\b",  # noqa: RUF001  # Cyrillic
        r"₸|\u202f|\bтг\b|KZT|казахских тенге",  # noqa: RUF001  # Cyrillic
    ),
}
# A word of the sentence, and the term that it must have in each language (glossary).
TERMS = {
    "social contract": ("келісімшарт", "контракт"),
    "individual plan": ("жеке жоспар", "индивидуальн"),
    "identity card": ("жеке куәлі", "удостоверени"),
    "poverty line": ("кедейлік шегі", "черт"),
    "targeted social assistance": ("таулы әлеуметтік көмек", "дресная социальная помощь"),
    "IIN": ("ЖСН", "ИИН"),
    "subsistence minimum": ("ең төменгі күнкөріс деңгей", "прожиточн"),
    "median income": ("медиандық табыс", "медианн"),
    "consultant": ("консультант", "консультант"),
    "supplement": ("қосымша төлем", "дополнительн"),
    "unified contact centre": ("ірыңғай байланыс орталығы", "диный контакт-центр"),
    "complain": ("шағым", "жалоб"),
    "suspended": ("уақытша тоқтатылды", "риостановлена"),
    "All your personal data": ("дербес дерек", "ерсональные данные"),
    "tenge": ("теңге", "тенге"),
    "egov.kz": ("egov.kz", "egov.kz"),
    "1414": ("1414", "1414"),
}
# What a keyword of a sentence must be understood as in the translations.
KEYWORDS = {
    "CHECK": "eligibility",
    "DUTIES": "contract",
    "STATUS": "status",
    "PAYMENT": "payments",
    "CENTRE": "operator",
    "STOP": GlobalWord.STOP,
    "START": GlobalWord.START,
    "OPERATOR": GlobalWord.OPERATOR,
    "DELETE MY DATA": GlobalWord.DELETE_DATA,
}


def catalog(language: str) -> Catalog:
    path = ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


CATALOGS = {language: catalog(language) for language in LANGUAGES}


def messages(source: Catalog) -> Iterator[Message]:
    return (message for message in source if message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation, or its plural forms; empty strings where there is none."""
    found = message.string
    if isinstance(found, str):
        return (found,)
    return tuple(found or ("",))


def key_of(message: Message) -> Key:
    found = message.id
    return found if isinstance(found, str) else tuple(found)


def in_code() -> set[Key]:
    """What the code says today."""
    found: set[Key] = set()
    for room in ("bot", "dialogs"):
        for _file, _line, said, _notes, _context in extract_from_dir(
            ROOT / room, [("**.py", "python")], keywords={"_": None, "_n": (1, 2)}
        ):
            found.add(said if isinstance(said, str) else tuple(said))
    return found


def said() -> Iterator[tuple[str, str, str]]:
    """Language, the English sentence and its translation; each plural form by itself."""
    for language, source in CATALOGS.items():
        for message in messages(source):
            key = key_of(message)
            for form in forms_of(message):
                yield language, key if isinstance(key, str) else key[-1], form


SAID = tuple(said())
EACH = pytest.mark.parametrize("language", LANGUAGES)


def wrong_of(language: str, pattern: str) -> list[str]:
    return [text for spoken, _id, text in SAID if spoken == language and re.search(pattern, text)]


def test_the_template_is_fresh() -> None:
    with POT.open("rb") as file:
        template = read_po(file)
    assert {key_of(one) for one in messages(template)} == in_code()


@EACH
def test_nothing_is_missing_and_nothing_is_left_over(language: str) -> None:
    assert {key_of(one) for one in messages(CATALOGS[language])} == in_code()
    assert not CATALOGS[language].obsolete


@EACH
def test_every_form_is_filled(language: str) -> None:
    forms = LANGUAGES[language]
    assert CATALOGS[language].num_plurals == forms
    for message in messages(CATALOGS[language]):
        assert not message.fuzzy, message.id
        assert len(forms_of(message)) == (1 if isinstance(message.id, str) else forms)
        assert all(forms_of(message)), message.id


@EACH
def test_the_header_is_filled_in(language: str) -> None:
    header = str(CATALOGS[language].header_comment) + str(CATALOGS[language].mime_headers)
    assert not re.search("FULL NAME|EMAIL@ADDRESS|FIRST AUTHOR|LL@li.org|VERSION", header)
    assert CATALOGS[language].project == "orleu"


def test_placeholders_are_the_same() -> None:
    different = [
        text
        for _language, msgid, text in SAID
        if sorted(PLACEHOLDER.findall(msgid)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert not different


def test_no_ending_hangs_on_a_value() -> None:
    assert not [text for _language, _id, text in SAID if ENDING.search(text)]


def test_every_sentence_is_translated() -> None:
    same = {msgid for _language, msgid, text in SAID if msgid == text}
    assert same == SAME_IN_ALL


def test_no_word_mixes_two_scripts() -> None:
    assert not [text for _language, _id, text in SAID if MIXED.search(text)]


def test_no_links_but_the_bare_portal() -> None:
    assert not [text for _language, _id, text in SAID if LINK.search(text)]


@pytest.mark.parametrize(
    ("language", "pattern"), [(kk_ru, one) for kk_ru, all_ in FORBIDDEN.items() for one in all_]
)
def test_words_that_we_do_not_use(language: str, pattern: str) -> None:
    assert not wrong_of(language, pattern)


@pytest.mark.parametrize("term", TERMS)
def test_terms_are_those_of_the_glossary(term: str) -> None:
    met = [
        (language, text) for language, msgid, text in SAID if term in PLACEHOLDER.sub("", msgid)
    ]
    assert met, "no sentence has this term any more"
    wanted = dict(zip(LANGUAGES, TERMS[term], strict=True))
    assert not [text for language, text in met if wanted[language].lower() not in text.lower()]


def test_russian_has_no_kazakh_letters() -> None:
    """But for the name of the language."""
    for language, _id, text in SAID:
        if language == "ru":
            assert not re.search("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]", text.replace("Қазақша – ҚАЗ", "")), text


def test_sentences_are_short() -> None:
    long = [
        sentence
        for _language, _id, text in SAID
        for sentence in re.split(r"[.!?:;]\s|\n", text)
        if len(re.findall(r"[^\W_]+", sentence)) > LONGEST_SENTENCE
    ]
    assert not long


@pytest.mark.parametrize("keyword", KEYWORDS)
@EACH
def test_keywords_are_understood(language: str, keyword: str) -> None:
    shown = [
        text
        for spoken, msgid, text in SAID
        if spoken == language and re.search(rf"\b{keyword}\b", msgid)
    ]
    assert shown
    for text in shown:
        capitals = re.findall(r"\b[^\W\da-zа-яёәғқңөұүһі_]{3,}(?: [^\W\da-zа-я_]{3,})?\b", text)
        words = {word for found in capitals for word in (found, *found.split())}
        understood = {read_global(word) for word in words} | {read_service(w) for w in words}
        assert KEYWORDS[keyword] in understood, text


def labels() -> Iterator[str]:
    """The texts of the buttons, and the names of questions, which stand on "Change: …" too."""
    for path in [*(ROOT / "dialogs").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            named = [word.value for word in node.keywords if word.arg == "name"]
            option = node.args[1:2] if node.func.id == "Option" else []
            for value, prefix in [(one, "") for one in option] + [(o, "Change: ") for o in named]:
                if isinstance(value, ast.Call) and isinstance(value.args[0], ast.Constant):
                    yield prefix + str(value.args[0].value)


@EACH
def test_buttons_are_short(language: str) -> None:
    told = {msgid: text for spoken, msgid, text in SAID if spoken == language}
    change = told["Change: {name}"].replace("{name}", "")
    for label in sorted(set(labels())):
        name = label.removeprefix("Change: ")
        text = change + told[name] if name != label and name in told else told.get(label, "")
        assert len(text) <= LONGEST_BUTTON, text
