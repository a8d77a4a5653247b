"""What the codes of a font stand for. In: a font; out: a table of its glyphs, filled as they are asked for."""

from __future__ import annotations

from weakref import ref

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined

from vndoc.fonts import code_page_of

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph that the font gives no character for."""

Glyph = tuple[str, float, bool]
"""A glyph's text, its width in shares of the font size, and whether it is white space."""


class Glyphs(dict[int, Glyph]):
    """The glyphs of a font by their codes. The font owns them, so that they go with it."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = ref(font)

    def __missing__(self, code: int) -> Glyph:
        font = self._font()
        if font is None:
            raise KeyError(code)
        text = _text_of(font, code)
        glyph = self[code] = text, font.char_width(code), text.isspace()
        return glyph


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
