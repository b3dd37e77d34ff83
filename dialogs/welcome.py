"""The first words: one message in two languages, then the consent."""

from dialogs import consent
from dialogs.case import Case
from dialogs.effects import LanguageChosen
from dialogs.questions import Choice
from dialogs.screen import Option
from dialogs.text import Plain, _, lines

KAZAKH, RUSSIAN = Plain("Қазақша"), Plain("Русский")
LANGUAGE = Choice(
    key="language",
    title=Plain("АӘК боты · Бот АСП"),
    text=lines(
        Plain("Сәлеметсіз бе! Бот атаулы әлеуметтік көмек туралы айтады. Тілді таңдаңыз."),
        Plain(""),
        Plain("Здравствуйте! Бот расскажет об адресной социальной помощи. Выберите язык."),
    ),
    brief=Plain("АӘК боты / Бот АСП. Тіл / Язык:"),
    options=(
        Option("kk", KAZAKH, ("қазақша", "каз", "қаз", "qazaqsha", "kz", "kk", "казахский")),
        Option("ru", RUSSIAN, ("русский", "рус", "орысша", "ru", "по-русски")),
    ),
    columns=2,
    can_go_back=False,
    answered=lambda language: (LanguageChosen(language),),
)
LANGUAGE_AGAIN = Choice(
    key="language",
    text=_("Choose a language."),
    explanation=_("The bot speaks Kazakh and Russian. You can change it at any time."),
    options=LANGUAGE.options,
    columns=2,
    answered=LANGUAGE.answered,
)


async def welcome(case: Case) -> None:
    """Language and consent; then the menu opens, whatever the answer was."""
    await LANGUAGE
    if not case.consented:
        await consent.DATA


async def language(_case: Case) -> None:
    """Another language, chosen at any time."""
    await LANGUAGE_AGAIN
