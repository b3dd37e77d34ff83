"""Which region a talk knows the person to live in."""

from collections.abc import Mapping

from dialogs.steps import Json


def region_known(answers: Mapping[str, Mapping[str, Json]]) -> str | None:
    """The region told in the check, else that of the newest application that is open."""
    told = answers.get("eligibility", {}).get("region")
    return told if isinstance(told, str) else _of_application(answers.get("status", {}))


def _of_application(answers: Mapping[str, Json]) -> str | None:
    match answers.get("applications"):
        case {"value": [{"region": str(region)}, *_]}:
            return region
    return None
