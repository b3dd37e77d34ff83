"""The laws that an estimate of today cites, as they are called in each language."""

from collections.abc import Mapping

from dialogs.text import Plain, Sayable, Text, _

# By what parameters/*.yaml says; what an operator loaded is shown as it was loaded.
LAWS: Mapping[str, Text] = {
    "Order of 19.05.2023 No. 160 as amended by order of 20.12.2024 No. 473": _(
        "order of 19.05.2023 No. 160, as amended by order of 20.12.2024 No. 473"
    ),
    "Social Code art. 120; order of 19.05.2023 No. 160 as amended by order of 20.12.2024 "
    "No. 473": _("Social Code art. 120, order of 19.05.2023 No. 160"),
    "Social Code art. 127 p. 2; order of 26.05.2023 No. 181": _(
        "Social Code art. 127 p. 2, order of 26.05.2023 No. 181"
    ),
    "Social Code of 20.04.2023 No. 224-VII": _("Social Code of 20.04.2023 No. 224-VII"),
    "republican budget law for 2025": _("republican budget law for 2025"),
    "republican budget law for 2026": _("republican budget law for 2026"),
    "Social Code art. 121": _("Social Code art. 121"),
    "Social Code art. 120-122": _("Social Code art. 120–122"),
    "Social Code art. 128(4)": _("Social Code art. 128(4)"),
    "Social Code art. 128(5)": _("Social Code art. 128(5)"),
    "told by the person": _("as you were told"),
    "invented for the demonstration": _("invented for the demonstration"),
}


def law(cites: str) -> Sayable:
    """A law or source in the person's language."""
    return LAWS.get(cites) or Plain(cites)
