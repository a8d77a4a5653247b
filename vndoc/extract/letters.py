"""What the codes of a font stand for.

In: codes and strings of a font; out: their texts and widths, kept for the next page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress, count
from math import inf
from typing import NamedTuple

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined

from vndoc.fonts import code_page_of

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph that the font gives no character for."""

MOST_KEPT = 20_000
"""Strings that are kept taken apart (half a kilobyte each); OCR layers show a word at a time, most of them often."""

Glyph = tuple[str, float, bool]
"""A glyph's text, its width in shares of the font size, and whether it is white space."""


class Shown(NamedTuple):
    """A string taken apart: its codes, their widths, and its words and spaces: text, index of the first code, number of codes.

    `narrowest` is the least width in a word.
    """

    codes: Sequence[int]
    widths: tuple[float, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    counts: tuple[int, ...]
    narrowest: float


class Letters:
    """The glyphs of a font that were asked for, and its strings. The font itself is given each time: it owns its letters."""

    __slots__ = ("glyphs", "singles", "strings")

    def __init__(self) -> None:
        self.glyphs: dict[int, Glyph] = {}
        self.strings: dict[bytes, Shown] = {}
        self.singles: dict[int, Shown] = {}

    def glyph(self, font: PDFFont, code: int) -> Glyph:
        """A glyph, taken from the font."""
        text = _text_of(font, code)
        glyph = self.glyphs[code] = text, font.char_width(code), text.isspace()
        return glyph

    def string(self, font: PDFFont, shown: bytes) -> Shown:
        """A string, taken apart."""
        string = self.strings.get(shown)
        if string is None:
            if len(self.strings) >= MOST_KEPT:
                self.strings.clear()
            codes = tuple(font.decode(shown))
            for code in codes:
                if code not in self.glyphs:
                    self.glyph(font, code)
            string = self.strings[shown] = take_apart(codes, self.glyphs)
        return string

    def single(self, code: int) -> Shown:
        """A string of one code, which was in a string already."""
        string = self.singles.get(code)
        if string is None:
            string = self.singles[code] = take_apart((code,), self.glyphs)
        return string


def take_apart(
    codes: Sequence[int], glyphs: Mapping[int, Glyph], size: float = 1.0, scaling: float = 1.0, least: float = -inf
) -> Shown:
    """A string in words and spaces; a character that is less wide than `least` at a size and stretch is a piece of its own."""
    if not codes:
        return Shown((), (), (), (), (), inf)
    texts, widths, spaces = zip(*[glyphs[code] for code in codes], strict=True)
    is_apart = (
        spaces if least == -inf else [w * size * scaling < least or space for w, space in zip(widths, spaces, strict=True)]
    )
    pieces: list[tuple[str, int, int]] = []
    narrowest, start = inf, 0
    for end in (*compress(count(), is_apart), len(codes)):
        if end > start:
            pieces.append(("".join(texts[start:end]), start, end - start))
            narrowest = min(narrowest, *widths[start:end])
        if end < len(codes):
            pieces.append((texts[end], end, 1))
        start = end + 1
    words, starts, counts = zip(*pieces, strict=True)
    return Shown(codes, widths, words, starts, counts, narrowest)


def _text_of(font: PDFFont, code: int) -> str:
    """What a font's glyph stands for."""
    try:
        text = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        return UNKNOWN
    if code == 0xAD and not font.is_multibyte():  # a hyphen in WinAnsi (a space for pdfminer), ư in TCVN3
        spaced = text.isspace() and getattr(font, "unicode_map", None) is None
        if spaced or (text == "-" and code_page_of(str(font.fontname))):
            return "\N{SOFT HYPHEN}"
    return str(text)
