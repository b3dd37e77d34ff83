"""The picture of income and line: right size, honest scale, readable, the same every time."""

from io import BytesIO
from itertools import combinations, pairwise

import pytest
from PIL import Image

from bot.channels.picture import (
    FAINT,
    GROUND,
    HEIGHT,
    INCOME,
    INK,
    LINE,
    SMALLEST_TYPE,
    WIDTH,
    Label,
    draw,
    layout,
)

KAZAKH = {
    "language": "kk",
    "line_label": "Кедейлік шегі",
    "income_label": "Отбасыңыздың жан басына шаққандағы кірісі",
    "unit": "теңге, айына",
    "caption": "",
}
RUSSIAN = {
    "language": "ru",
    "line_label": "Черта бедности",
    "income_label": "Доход Вашей семьи на одного человека",
    "unit": "тенге в месяц",
    "caption": "",
}
VALUES = [
    ("0", "45500"),
    ("1", "45500"),
    ("28000", "38724"),
    ("28000.49", "38724.00"),
    ("45500", "45500"),
    ("45501", "45500"),
    ("2275000", "45500"),
    ("333333333", "45500"),
    ("0", "1000000"),
]
LETTERS = "әғқңөұүіһӘҒҚҢӨҰҮІҺёЁ₸–"


def picture(income: str, line: str, words: dict[str, str] = KAZAKH) -> dict[str, str]:
    return words | {"income": income, "line": line}


def image(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def overlap(one: Label, other: Label) -> bool:
    a, b = one.box, other.box
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_it_is_a_png_of_a_phones_width() -> None:
    found = image(draw(picture("28000", "38724")))
    assert (found.format, found.size) == ("PNG", (WIDTH, HEIGHT))


def test_equal_input_gives_equal_bytes_and_other_sums_another_picture() -> None:
    first = draw(picture("28000", "38724"))
    assert draw(picture("28000", "38724")) == first
    others = [("28001", "38724"), ("28000", "38725"), ("0", "38724")]
    assert len({first, *(draw(picture(*each)) for each in others)}) == 4
    assert draw(picture("28000", "38724", RUSSIAN)) != first


@pytest.mark.parametrize("words", [KAZAKH, RUSSIAN], ids=["kk", "ru"])
@pytest.mark.parametrize(("income", "line"), VALUES)
def test_every_label_is_inside_and_none_covers_another(
    income: str, line: str, words: dict[str, str]
) -> None:
    labels = layout(picture(income, line, words)).labels
    for label in labels:
        left, top, right, bottom = label.box
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH, label.text
        assert bottom <= HEIGHT, label.text
    assert not [pair for pair in combinations(labels, 2) if overlap(*pair)]


def test_a_long_label_gets_smaller_type_but_stays_inside() -> None:
    long = picture("100", "45500") | {"income_label": "Отбасының " * 6}
    label = next(each for each in layout(long).labels if each.text.startswith("Отбасының"))
    assert SMALLEST_TYPE <= label.font.size < 32
    assert label.box[2] <= WIDTH


@pytest.mark.parametrize(("income", "line"), VALUES)
def test_the_scale_begins_at_zero_and_is_one_for_both(income: str, line: str) -> None:
    placed = layout(picture(income, line))
    tenge_by_pixel = float(line) / (placed.line - placed.zero)
    drawn = (placed.income - placed.zero) * tenge_by_pixel
    # A small income is drawn four pixels wide, so that it is seen.
    assert drawn == pytest.approx(float(income)) or placed.income - placed.zero == 4
    assert placed.zero <= placed.income <= placed.end
    assert placed.zero < placed.line <= placed.end


def test_no_income_has_no_bar() -> None:
    placed = layout(picture("0", "45500"))
    assert placed.income == placed.zero
    bar = image(draw(picture("0", "45500"))).crop((0, 210, WIDTH, 290))
    colours = {colour for _, colour in bar.getcolors(WIDTH * HEIGHT) or []}
    assert tuple(bytes.fromhex(INCOME[1:])) not in colours


def test_income_and_line_are_told_apart_without_colour() -> None:
    """In grey, the line still is a dashed mark: it changes along its length."""
    grey = image(draw(picture("60000", "45500"))).convert("L")
    x = round(layout(picture("60000", "45500")).line)
    column = [grey.getpixel((x, y)) for y in range(190, 300)]
    assert len(set(column)) > 1
    assert sum(a != b for a, b in pairwise(column)) >= 8


@pytest.mark.parametrize("colour", [INK, FAINT, INCOME, LINE])
def test_ink_has_the_contrast_that_wcag_asks_for(colour: str) -> None:
    assert (luminance(GROUND) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("letter", LETTERS)
def test_the_font_has_every_letter(letter: str) -> None:
    for label in layout(picture("28000", "38724")).labels:
        assert bytes(label.font.getmask(letter)) != bytes(label.font.getmask("\U000fffff"))


def test_sums_are_grouped_and_rounded_half_up() -> None:
    said = [label.text for label in layout(picture("1234567.5", "45499.49")).labels]
    assert "1\u00a0234\u00a0568" in said
    assert "45\u00a0499" in said
