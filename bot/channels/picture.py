"""The family's income per head beside the poverty line, as a PNG for a phone (see `draw`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontpkg_noto_sans import ROOT
from PIL import Image, ImageDraw, ImageFont

Box = tuple[float, float, float, float]
Font = ImageFont.FreeTypeFont

WIDTH, HEIGHT = 800, 500
MARGIN = 40
ROOM = WIDTH - 2 * MARGIN
GAP = 14
NO_BREAK_SPACE = "\u00a0"

# Each pair of ink and ground has a contrast of 4.5 or more (WCAG 2.2).
GROUND = "#FFFFFF"
INK = "#16202A"
FAINT = "#5A6672"
TRACK = "#E9EDF1"
INCOME = "#1F6F8B"
LINE = "#B3450B"

BAR_TOP, BAR_HEIGHT = 208, 84
BAR_BOTTOM = BAR_TOP + BAR_HEIGHT
MARK = 6  # width of the line's mark
BEYOND = 26  # how far it stands out of the bar
POINTER = 14
LEAST_BAR = 4  # so that a small income is seen to be there
REACH = Decimal("1.15")  # the scale goes a little beyond the larger of the two
SMALLEST_TYPE = 18


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its place: `at` is where its baseline begins."""

    text: str
    font: Font
    colour: str
    at: tuple[float, float]

    @property
    def box(self) -> Box:
        """What its ink covers."""
        left, top, right, bottom = self.font.getbbox(self.text, anchor="ls")
        x, y = self.at
        return (x + left, y + top, x + right, y + bottom)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in pixels; `zero` … `end` is the scale from 0."""

    zero: float
    end: float
    income: float
    line: float
    labels: tuple[Label, ...]


def draw(picture: Mapping[str, Any]) -> bytes:
    """A PNG of 800 by 500; equal input gives equal bytes. Runs in a thread: it takes a moment.

    `income` and `line` are decimal strings in tenge a month; `line_label`, `income_label` and
    `unit` come in the person's language. The scale begins at 0 and is the same for both.
    """
    placed = layout(picture)
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((placed.zero, BAR_TOP, placed.end, BAR_BOTTOM), fill=TRACK)
    if placed.income > placed.zero:
        pen.rectangle((placed.zero, BAR_TOP, placed.income, BAR_BOTTOM), fill=INCOME)
    _mark(pen, placed.line)
    _pointer(pen, placed.income)
    for label in placed.labels:
        pen.text(label.at, label.text, font=label.font, fill=label.colour, anchor="ls")
    written = BytesIO()
    image.save(written, "PNG", compress_level=3)  # a fifth of the time of "optimize"
    return written.getvalue()


def _mark(pen: ImageDraw.ImageDraw, x: float) -> None:
    """The line crosses the bar and is dashed: it is not told by colour alone."""
    top, bottom = BAR_TOP - BEYOND, BAR_BOTTOM + 8
    pen.rectangle((x - MARK, top, x + MARK, bottom), fill=GROUND)
    for dash in range(top, bottom, 20):
        pen.rectangle((x - MARK / 2, dash, x + MARK / 2, dash + 13), fill=LINE)


def _pointer(pen: ImageDraw.ImageDraw, x: float) -> None:
    """A triangle below the bar points to where the income ends."""
    top = BAR_BOTTOM + 14
    base = top + POINTER * 1.3
    pen.polygon(((x, top), (x - POINTER, base), (x + POINTER, base)), fill=INCOME)


def layout(picture: Mapping[str, Any]) -> Layout:
    """Place the two values on one scale, and their labels so that none leaves the picture."""
    income, line = Decimal(picture["income"]), Decimal(picture["line"])
    most = max(income, line, Decimal(1)) * REACH
    zero, end = float(MARGIN), float(WIDTH - MARGIN)
    income_at = _place(income, most, zero, end)
    if income > 0:
        income_at = max(income_at, zero + LEAST_BAR)
    line_at = _place(line, most, zero, end)
    over = (str(picture["line_label"]), str(picture["unit"]))
    under = (str(picture["income_label"]), str(picture["unit"]))
    above = _tag(over, line, LINE, line_at, BAR_TOP - 108)
    below = _tag(under, income, INCOME, income_at, BAR_BOTTOM + 80)
    return Layout(zero, end, income_at, line_at, (*above, *below))


def _place(value: Decimal, most: Decimal, zero: float, end: float) -> float:
    return zero + float(value / most) * (end - zero)


def _tag(
    words: tuple[str, str], value: Decimal, colour: str, at: float, baseline: float
) -> tuple[Label, Label, Label]:
    """Name, and below it sum and unit; centred on the value as far as the margins let them."""
    (name, unit), said = words, _grouped(value)
    label, amount = _fitted(name, 32, bold=False), _fitted(said, 60, bold=True)
    unit_after = amount.getlength(said) + GAP
    small = _fitted(unit, 28, bold=False, room=ROOM - unit_after)
    width = max(label.getlength(name), unit_after + small.getlength(unit))
    left = min(max(at - width / 2, MARGIN), WIDTH - MARGIN - width)
    below = baseline + 66
    return (
        Label(name, label, INK, (left, baseline)),
        Label(said, amount, colour, (left, below)),
        Label(unit, small, FAINT, (left + unit_after, below)),
    )


def _fitted(text: str, size: int, *, bold: bool, room: float = ROOM) -> Font:
    """The font at this size, or as much smaller as the text needs to fit."""
    font = _font(size, bold=bold)
    while font.getlength(text) > room and size > SMALLEST_TYPE:
        size -= 2
        font = _font(size, bold=bold)
    return font


def _grouped(value: Decimal) -> str:
    """Whole tenge in groups of three: 48 200."""
    whole = value.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole:,}".replace(",", NO_BREAK_SPACE)


@cache
def _font(size: int, *, bold: bool) -> Font:
    """Noto Sans: it has every Kazakh letter and the tenge sign."""
    path = Path(ROOT) / "files" / "NotoSans[wdth,wght].ttf"
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes(_axes(font, 700 if bold else 400))
    return font


def _axes(font: Font, weight: int) -> list[float]:
    """The font's own defaults, but for the weight."""
    axes = font.get_variation_axes()
    return [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
