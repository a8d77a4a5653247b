"""Blocks of text → pieces at places on A4 pages, as a typist sets an official document.

Lengths are in points from the top left corner; `y` is the baseline. Widths come from the Tinos fonts, which measure like
Times New Roman.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont

from samples.texts import Block, Centred, Columns, Paragraph, Style

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 85.0, 57.0, 57.0, 57.0
"""Margins: 30 mm on the left, 20 mm elsewhere."""
INDENT = 36.0
LEADING = 1.32
FONTS = Path("/usr/share/fonts/truetype/croscore")
FILES: dict[Style, str] = {
    "regular": "Tinos-Regular.ttf",
    "bold": "Tinos-Bold.ttf",
    "italic": "Tinos-Italic.ttf",
    "bold-italic": "Tinos-BoldItalic.ttf",
}


class Piece(NamedTuple):
    """Words of one style at a place; `x1 > x` and an empty text is a rule. `spacing` is added to each space."""

    x: float
    y: float
    text: str
    style: Style = "regular"
    size: float = 14.0
    spacing: float = 0.0
    x1: float = 0.0


Page = list[Piece]


@cache
def _font(style: Style) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / FILES[style], 1000)


def width(text: str, style: Style, size: float) -> float:
    """Length of a text in points."""
    return _font(style).getlength(text) * size / 1000


class _Setter:
    def __init__(self) -> None:
        self.pages: list[Page] = [[]]
        self.y = TOP

    def line(self, size: float) -> float:
        """Baseline of a new line; a new page where the old one is full."""
        self.y += size * LEADING
        if self.y > HEIGHT - BOTTOM:
            self.pages.append([])
            number = str(len(self.pages))
            self.pages[-1].append(Piece((WIDTH - width(number, "regular", 13)) / 2, TOP - 14, number, size=13))
            self.y = TOP + size * LEADING
        return self.y

    def centred(self, block: Centred) -> None:
        y = self.line(block.size)
        x = LEFT + (WIDTH - LEFT - RIGHT - width(block.text, block.style, block.size)) / 2
        self.pages[-1].append(Piece(x, y, block.text, block.style, block.size))
        self.y += block.after

    def columns(self, block: Columns) -> None:
        size = 13.0 if block.left_centred else 12.0
        rows = max(len(block.left), len(block.right))
        if self.y + rows * size * LEADING + 8 > HEIGHT - BOTTOM:
            self.y = HEIGHT
        self.y += 0 if block.left_centred else 8
        top = self.line(size)
        middle = LEFT + (WIDTH - LEFT - RIGHT) * block.share
        self._column(block.left, LEFT - 20 * block.left_centred, middle, top, size, block.left_centred)
        self._column(block.right, middle, WIDTH - RIGHT + 20 * block.left_centred, top, 13.0, True)
        self.y = top + (rows - 1) * 13.0 * LEADING + (14 if block.left_centred else 0)

    def _column(self, lines: list[tuple[Style, str]], x0: float, x1: float, y: float, size: float, centred: bool) -> None:
        for style, text in lines:
            if text == "_":
                third = (x1 - x0) / 3
                self.pages[-1].append(Piece(x0 + third, y - size * 0.9, "", x1=x1 - third))
                y += size * 0.4
                continue
            x = (x0 + x1 - width(text, style, size)) / 2 if centred else x0
            if text:
                self.pages[-1].append(Piece(x, y, text, style, size))
            y += size * LEADING

    def paragraph(self, block: Paragraph) -> None:
        words = _styled(block)
        size, room = 14.0, WIDTH - LEFT - RIGHT
        start = 0
        while start < len(words):
            x = LEFT + (INDENT if start == 0 else 0)
            end, used = start + 1, width(words[start][1], words[start][0], size)
            space = width(" ", "regular", size)
            while end < len(words):
                more = space + width(words[end][1], words[end][0], size)
                if used + more > LEFT + room - x:
                    break
                used, end = used + more, end + 1
            y = self.line(size)
            spacing = 0.0 if end == len(words) else (LEFT + room - x - used) / max(end - start - 1, 1)
            self._set(words[start:end], x, y, size, space, spacing)
            start = end
        self.y += 4

    def _set(self, words: list[tuple[Style, str]], x: float, y: float, size: float, space: float, spacing: float) -> None:
        """Set a line of words: a piece for each run of one style."""
        at = 0
        while at < len(words):
            style = words[at][0]
            end = at
            while end < len(words) and words[end][0] == style:
                end += 1
            text = " ".join(word for _, word in words[at:end])
            self.pages[-1].append(Piece(x, y, text, style, size, spacing))
            x += sum(width(word, style, size) for _, word in words[at:end]) + (end - at) * (space + spacing)
            at = end


def _styled(block: Paragraph) -> list[tuple[Style, str]]:
    """Words of a paragraph with their styles."""
    out: list[tuple[Style, str]] = []
    for k, part in enumerate(block.text.split("**")):
        style: Style = "bold" if k % 2 else block.style
        out += [(style, word) for word in part.split()]
    return out


def lay_out(blocks: list[Block]) -> list[Page]:
    """Pages of a document."""
    setter = _Setter()
    for block in blocks:
        if isinstance(block, Centred):
            setter.centred(block)
        elif isinstance(block, Columns):
            setter.columns(block)
        else:
            setter.paragraph(block)
    return setter.pages
