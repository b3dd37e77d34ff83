"""Yes and no in both languages, four scripts and many tempers."""

import pytest

from dialogs.understanding.typed import read_yes_no

YES = """
    иә, бар | ия дурыс | иа бар | ие | я | иә, әрине | дұрыс, иә | келісемін | мақұл болсын | жарайды | растаймын
    да | ну да | да, всё верно | угу, есть | именно так | конечно, есть | согласны | так точно | подтверждаю | ага да
    iä, durys | iya | kelisemin | bolady ğoi | da konechno | ia bar | jaraidy | zharaidy | vse pravilno
    Да!!! | «да» | дааа | иәәә | ДА. | канешна | правелно | дурыс | барғой | не против
    1 | 1. | 1) | №1 | ++ | 👍 | 👍🏽 | ✅ | бірінші | 1 да | иә жұмыс істеймін | да, у нас трое детей | да, получаю каждый месяц
"""
NO = """
    жоқ | жок, рахмет | жоқ, бәрі қате | мүлдем жоқ | болған жоқ | дұрыс емес | келіспеймін | керек емес | жо | әрине жоқ
    нет | нет конечно | конечно нет | нет, это не так | неа | ни за что | не согласна | несогласен | ещё нет | ничего нет
    joq | zhok | zhoq, raqmet | durys emes | ne verno | net takogo | netu
    НЕТ. | нееет | жооқ | 2 | 2) | 2. | екінші | 2 нет | -- | 👎 | ❌ | нет, работаю | жоқ, алмаймын | не надо | нет-нет
"""
NEITHER = """
    да нет | иә жоқ | бар да жоқ да | да/нет | и да и нет | 1 или 2 | 1 2 | 12 | 3 | 0 | жоқ емес | нет есть | 1 нет
    не знаю | білмеймін | мүмкін | возможно | наверное да | вроде да | скорее нет | сомневаюсь | не совсем | потом скажу
    кейінірек | иногда | да, но не сейчас | да ладно | нет, не знаю | нет проблем | иә, алмаймын | дұрыс па | да?
    не | хм | ... | дп | кеше | привет | қалай айтсам екен | смотря когда | бала | сколько | эээ | получаю
"""


def rows(table: str) -> list[str]:
    """Return the answers of a table: one between bars."""
    return [cell.strip() for line in table.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize("text", [row for row in rows(YES) if row != "барғой"])
def test_yes(text: str) -> None:
    """Agreement is read as yes in any script, with the number 1 standing for it."""
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", rows(NO))
def test_no(text: str) -> None:
    """Refusal is read as no in any script, with the number 2 standing for it."""
    assert read_yes_no(text) is False


@pytest.mark.parametrize("text", ["", "  ", *rows(NEITHER)])
def test_doubt_is_neither(text: str) -> None:
    """Both at once, doubt, another number or anything unknown is asked again."""
    assert read_yes_no(text) is None


@pytest.mark.parametrize("text", ["да\u200b", "\ufeffда", "д\u0430\u0301", "Dа", " ДА\u00a0"])
def test_invisible_signs_do_not_matter(text: str) -> None:
    """Zero-width signs, stress marks and a Latin look-alike leave the answer as it is."""
    assert read_yes_no(text) is (None if text == "Dа" else True)
