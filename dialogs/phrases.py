"""Sentences that more than one part of a talk says."""

from dialogs.case import Case
from dialogs.reply import Kind
from dialogs.screen import Option, Screen, note
from dialogs.state import MENU_RUN
from dialogs.text import Sayable, Text, _, _n, lines, paragraphs

MISSES_BEFORE_PERSON = 3
PERSON = "person"

CHOOSE = _("Please choose one of the answers: press it or send its number.")
NOT_UNDERSTOOD = _(
    "Sorry, this was not understood. Menu – #. If you need a person, write OPERATOR."
)
LANGUAGE_CHANGED = _("The language is changed: English.")
CANCELLED = _("Stopped. Your answers are not kept.")
STOPPED = _(
    "Reminders are off. Answers to your questions still come. To get reminders again, send START. "
    "To stop everything, send DELETE MY DATA."
)
STARTED = _("Messages are on. To turn them off, send STOP.")
STARTED_WITHOUT_REMINDERS = _("Messages are on. Reminders are turned on under PAYMENT.")
OLD_BUTTON = _("This button is from an earlier message. Here is where we are now.")
ALREADY_HEARD = _("This answer is already taken.")
CHANGE = _("Change the answer")
EDITED_TOO_LATE = _(
    "You have changed an earlier message. To change an answer, go back with * or choose it on "
    "the page with your answers."
)
STILL_LOOKING = _("One moment, please: the data is still being fetched.")
ASIDE_LEFT = _("More – another number. Menu – #.")
HELP = paragraphs(
    _(
        "The bot checks whether your family may get targeted social assistance, explains the "
        "social contract, tells the status of your application and your payments."
    ),
    _(
        "Send one word: CHECK, DUTIES, STATUS, PAYMENT or CENTRE.\n"
        "* – back, # – menu, ? – help with the question.\n"
        "Stop messages – STOP. Қазақша – ҚАЗ. По-русски – РУС.\n"  # noqa: RUF001  # Russian
        "A person – OPERATOR."
    ),
)
HELP_BRIEF = _(
    "Send one word: CHECK, DUTIES, STATUS, PAYMENT or CENTRE. * – back, # – menu. "
    "Stop messages – STOP."
)
VERIFY = _(
    "The bot never asks for money, card numbers or codes of eGov and banks. It sends its own "
    "code only when you ask for it. Check the bot's name at 1414."
)

UNREADABLE = {
    Kind.PHOTO: _("The bot can't read pictures. Please answer with a button or in words."),
    Kind.VOICE: _(
        "The bot can't hear voice messages yet. Please answer with a button or in words."
    ),
    Kind.STICKER: _("Thank you! Please answer with a button or in words."),
    Kind.LOCATION: _(
        "The bot doesn't need your location. Please answer with a button or in words."
    ),
    Kind.OTHER: _("The bot can read only text. Please answer with a button or in words."),
}

FAULT = _(
    "Something went wrong on our side. Your answers are kept. Please write again, or call 1414."
)
FORGOTTEN = _("Your earlier answers were deleted: the bot keeps them 30 days.")
ERASED = _(
    "Your data is deleted from the bot. It will not write to this number any more. To begin anew, "
    "write to it."
)
GROUP = _("Personal questions are answered only in a private chat. Write to the bot there.")


def started(case: Case) -> Text:
    """Messages are on again; reminders only if they were turned on before."""
    return STARTED if case.reminders_on else STARTED_WITHOUT_REMINDERS


def already_answered(answer: Sayable) -> Sayable:
    return _("This question is already answered: {answer}.", answer=answer)


def resume(question: int | None, left: int | None, *, finished: bool) -> Screen:
    """A form was left some time ago, at a question or (None) at the page with the answers."""
    go_on = _("Continue")
    if finished:
        text: Sayable = _("You have made this check before.")
        go_on = _("Show the result")
    elif question is None:
        text = _("You stopped at the page with your answers.")
    else:
        text = lines(
            _("You stopped at question {number}.", number=question),
            _n("At most {n} more question.", "At most {n} more questions.", n=left)
            if left
            else None,
        )
    return Screen(
        text,
        options=(
            Option("continue", go_on, ("продолжить", "жалғастыру", "да", "иә")),
            Option("over", _("Start over"), ("сначала", "басынан", "нет", "жоқ")),
        ),
    )


def person(case: Case) -> Screen:
    """How to reach a human: the region's centre if it is known, the contact centre always."""
    centres = case.reference.centres_in(case.region) if case.region else ()
    if not centres:
        find = Option("@flow.centres", _("Find my centre"))
        return Screen(
            _(
                "A specialist of the career centre can help you. Unified contact centre: 1414, "
                "free of charge."
            ),
            # Where a number is the answer to the open question, it can't choose this.
            options=(find,) if case.region is None and case.reference.centres else (),
            lists_options=False,
        ).at(MENU_RUN, PERSON)
    centre = centres[0]
    return note(
        lines(
            _("Career centre: {centre}", centre=centre.name),
            _("Address: {address}", address=centre.address),
            _("Phone: {phone}, {hours}", phone=centre.phone, hours=centre.hours),
            _("Unified contact centre: 1414."),
        ),
        brief=_(
            "Career centre: {phone}, {hours}. Unified contact centre: 1414.",
            phone=centre.phone,
            hours=centre.hours,
        ),
    )
