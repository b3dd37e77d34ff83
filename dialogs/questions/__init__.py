"""The kinds of question: each reads what people press and type, or says what it expects."""

from dialogs.questions.choices import Choice, Region, YesNo, region_name
from dialogs.questions.identity import Code, Contact, Iin
from dialogs.questions.numbers import Day, Money, Number

__all__ = [
    "Choice",
    "Code",
    "Contact",
    "Day",
    "Iin",
    "Money",
    "Number",
    "Region",
    "YesNo",
    "region_name",
]
