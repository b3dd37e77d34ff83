"""The ten-step form that the peers fill in, so that all of them ask the same.

Ten answers lead to one result, as long and as wide as a real check of eligibility: seven steps
have buttons (one of them twenty), three are typed. Texts have the length of real prompts, in
Russian, since Cyrillic costs more bytes than Latin on the wire.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One question. No options: the answer is typed."""

    key: str
    text: str
    options: tuple[tuple[str, str], ...] = ()


def _numbered(prefix: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{prefix}{number}", name) for number, name in enumerate(names, start=1))


_REGIONS = (
    "Абайская область",
    "Акмолинская область",
    "Актюбинская область",
    "Алматинская область",
    "Атырауская область",
    "Западно-Казахстанская область",
    "Жамбылская область",
    "Жетысуская область",
    "Карагандинская область",
    "Костанайская область",
    "Кызылординская область",
    "Мангистауская область",
    "Павлодарская область",
    "Северо-Казахстанская область",
    "Туркестанская область",
    "Улытауская область",
    "Восточно-Казахстанская область",
    "Астана",
    "Алматы",
    "Шымкент",
)

STEPS = (
    Step(
        "language",
        "Сәлем! Тілді таңдаңыз.\n"  # two strings: an escape would join the words
        "Здравствуйте! Выберите язык.",
        (("kk", "Қазақша"), ("ru", "Русский")),
    ),
    Step(
        "consent",
        "Чтобы посчитать, мне понадобятся несколько ответов о вашей семье. Они хранятся "
        "зашифрованными и никому не передаются. Вы согласны?",
        (("agree", "Согласен"), ("refuse", "Не согласен")),
    ),
    Step("region", "В каком регионе вы живёте?", _numbered("r", _REGIONS)),
    Step(
        "members",
        "Сколько человек в вашей семье? Считайте супругов, несовершеннолетних детей и студентов "
        "очного отделения до 23 лет. Напишите число, например: 5",
    ),
    Step(
        "income",
        "Какой доход получила вся семья за прошлый квартал, то есть за три месяца? Сложите "
        "зарплаты, пенсии, алименты и помощь. Напишите сумму в тенге, например: 150000",
    ),
    Step(
        "children",
        "Сколько детей от одного года до семи лет? Напишите число, например: 2",
    ),
    Step(
        "able",
        "Сколько человек в семье могут работать?",
        _numbered("a", ("Никто", "Один", "Двое", "Трое или больше")),
    ),
    Step(
        "care",
        "Кто-то из них ухаживает за ребёнком до трёх лет или за человеком с инвалидностью?",
        (("yes", "Да"), ("no", "Нет")),
    ),
    Step(
        "measures",
        "Отказывался ли кто-то в семье от мер занятости за последние шесть месяцев?",
        (("no", "Нет"), ("yes", "Да"), ("unknown", "Не знаю")),
    ),
    Step(
        "check",
        "Проверьте ответы. Всё верно? Если нет, можно вернуться и исправить любой из них.",
        (("right", "Всё верно"), ("wrong", "Исправить")),
    ),
)

RESULT = (
    "Предварительный результат: скорее всего, помощь положена. На каждого члена семьи пришлось "
    "10 000 тенге в месяц, это ниже черты бедности вашего региона. Примерная сумма: 94 000 тенге "
    "в месяц до конца квартала. Решение принимает центр карьеры по месту жительства."
)

HINT = "Напишите, пожалуйста, одно число, например: 5"
BACK = ("back", "Назад")


def typed(text: str) -> int | None:
    """The number in a typed answer, or None."""
    digits = text.replace(" ", "")
    return int(digits) if digits.isdecimal() else None
