"""Regions by name, abbreviation, former name, centre or town."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.regions import REGIONS
from dialogs.understanding.typed import read_region
from tests.understanding.tables import pairs, rows


@pytest.mark.parametrize(
    ("text", "code"),
    pairs("region", "kazakh")
    + pairs("region", "russian")
    + pairs("region", "latin")
    + pairs("region", "typing_errors"),
)
def test_a_region(text: str, code: str) -> None:
    """Whatever people call it, in either language and any script."""
    assert read_region(text) == f"KZ-{code}"


@pytest.mark.parametrize("text", ["", *rows("region", "doubt")])
def test_a_doubtful_place_is_not_read(text: str) -> None:
    """Other countries, two places, districts of many homes and compass points are asked again."""
    assert read_region(text) is None


def test_there_are_twenty_regions_in_the_order_of_their_codes() -> None:
    """Seventeen regions and three cities, each with both names."""
    assert len(REGIONS) == 20
    assert list(REGIONS) == sorted(REGIONS)
    assert REGIONS["KZ-27"].kk == "Батыс Қазақстан облысы"
    assert REGIONS["KZ-27"].ru == "Западно-Казахстанская область"


@given(st.sampled_from(sorted(REGIONS)), st.sampled_from([str, str.upper, str.lower]))
def test_every_displayed_name_reads_as_its_region(code: str, case: type[str]) -> None:
    """What the bot shows, it understands."""
    assert read_region(case(REGIONS[code].kk)) == code
    assert read_region(case(REGIONS[code].ru)) == code


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be typed breaks the reader."""
    code = read_region(text)
    assert code is None or code in REGIONS
