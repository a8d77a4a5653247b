"""Places of the characters that a PDF's strings show.

In: the state of the text when a string is shown; out: its characters with boxes and baselines, in points from the top left
corner of the visible page.

Characters of a string stand side by side by definition, so a word within one string is kept as one value (see `placing`): its
box is the union of its first and last character's, what it would be if each were kept alone (a test compares the two). This
holds for text that runs from left to right and slopes little. `apart` makes single characters of it again.
"""

# ruff: noqa: ANN401 (pdfminer's own types)
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pdfminer.utils import apply_matrix_rect

from vndoc.document import Box
from vndoc.extract.letters import Glyph

UPRIGHT = 8.0
"""Degrees that a line of upright text may slope (crooked scans); beyond it the text has its own direction (stamps)."""

DOUBLE = 0.12
"""A character that comes again this close (in font sizes) is printed twice to look bold; two letters l are 0.25 apart."""

LEAST_NEAR = 0.1
"""Points that it may be off at least."""


NEW = tuple.__new__
"""Makes a named tuple without the call that names its fields."""


class Char(NamedTuple):
    """A character: box and baseline in points from the top left corner, font size, and the direction of its line in degrees.

    Several characters that one string shows side by side may be one value: `letters` of them, the last one's baseline lying
    `drift` points below the first one's; `source` is what `apart` makes single ones of.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    angle: float
    font: str
    letters: int = 1
    drift: float = 0.0
    source: Source | None = None


class Pen:
    """What the strings of a line have in common.

    Attributes:
        joins: whether several characters can be one value.
        narrowest: advance in text space below which a character could be taken for a double of its neighbour.
    """

    __slots__ = ("angle", "font", "glyphs", "high", "joins", "left", "low", "matrix", "narrowest", "size", "top")

    def __init__(
        self, font: str, glyphs: dict[int, Glyph], matrix: Any, low: float, font_size: float, corner: tuple[float, float]
    ) -> None:
        """Make it ready.

        Args:
            font: the font's name.
            glyphs: the font's glyphs by their codes.
            matrix: from text space to pdfminer's frame, without the offset.
            low: lower edge of characters above the baseline.
            font_size: the size in text space.
            corner: the page's left and upper edge in pdfminer's frame.
        """
        a, b, c, d = matrix
        self.font, self.glyphs, self.matrix = font, glyphs, matrix
        self.left, self.top = corner
        self.low, self.high = low, low + font_size
        if b == 0 and c == 0:
            self.angle, self.size = (0.0 if a >= 0 else 180.0), abs(d * font_size)
        else:
            self.angle, self.size = math.degrees(math.atan2(b, a)), math.hypot(c, d) * abs(font_size)
        self.joins = a > 0 and -UPRIGHT <= self.angle <= UPRIGHT
        self.narrowest = near(self.size) / a if self.joins else math.inf

    def one(self, text: str, spot: Spot, x: float, advance: float) -> Char:
        """The character that stands at a place in text space, in any direction."""
        a, b, c, d = self.matrix
        _, e, f, y, _, _ = spot
        return self.across(text, x * a + y * c + e, x * b + y * d + f, (0.0, self.low, advance, self.high))

    def across(self, text: str, x: float, y: float, box: Box) -> Char:
        """The character at a place of pdfminer's frame with this box around it in text space."""
        x0, y0, x1, y1 = apply_matrix_rect((*self.matrix, x, y), box)
        left, top = self.left, self.top
        return Char(text, x0 - left, top - y1, x1 - left, top - y0, top - y, self.size, self.angle, self.font)


Spot = tuple[Pen, float, float, float, float, float]
"""Where a string is shown: pen, offset of text space in pdfminer's frame, height in text space, font size, scaling."""

Source = tuple[Spot, Sequence[int], int, float]
"""What several characters come from: their string's spot and codes, the first one's index, and its place in text space."""


def apart(char: Char) -> Iterator[Char]:
    """The characters that one value stands for, each alone."""
    if char.source is None or char.letters == 1:
        yield char
        return
    spot, codes, start, x = char.source
    pen, _, _, _, size, scaling = spot
    for code in codes[start : start + char.letters]:
        text, width, _ = pen.glyphs[code]
        advance = width * size * scaling
        yield pen.one(text, spot, x, advance)
        x += advance


def near(size: float) -> float:
    """Points within which a character of a size comes again where it is printed twice."""
    return max(LEAST_NEAR, DOUBLE * size)
