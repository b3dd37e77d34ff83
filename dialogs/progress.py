"""Where in a form a person is."""

from dialogs.text import Sayable, _


def progress(number: int, left: int) -> Sayable:
    """The number of the question, and how many may follow."""
    if left == 0:
        return _("Question {number}, the last one", number=number)
    return _("Question {number}, at most {left} left", number=number, left=left)
