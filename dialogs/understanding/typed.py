"""The readers of typed answers, in one place.

Each returns the value, or None when the message is not understood beyond doubt: then the
question is asked again.
"""

from dialogs.understanding.choices import read_choice
from dialogs.understanding.dates import read_date, read_day
from dialogs.understanding.iin import read_iin
from dialogs.understanding.integers import read_integer
from dialogs.understanding.money import read_money
from dialogs.understanding.phones import read_phone
from dialogs.understanding.regions import read_region
from dialogs.understanding.yes_no import read_yes_no

__all__ = [
    "read_choice",
    "read_date",
    "read_day",
    "read_iin",
    "read_integer",
    "read_money",
    "read_phone",
    "read_region",
    "read_yes_no",
]
