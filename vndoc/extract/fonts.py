"""Fonts of a PDF through pdfminer, without the maps that have no end.

In: the specification of a font; out: pdfminer's font, from the cache where it is there.
"""

# ruff: noqa: ANN401 (pdfminer's own signatures)
from __future__ import annotations

import logging
from typing import Any
from weakref import WeakKeyDictionary

import regex
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, PSLiteral

from vndoc.extract.inflate import MAX_CONTENT, inflated
from vndoc.extract.letters import Glyphs

MAX_CODES = 200_000
"""Codes in the ranges of a font's maps; the largest true ones have the 65,536 codes of two bytes."""


MOST_FONTS = 100
"""Fonts of a file, and their specifications, that are kept; in one that was put together each page may have its own."""

_METRICS = ("FirstChar", "LastChar", "Widths", "FontBBox", "FontMatrix", "W", "W2", "DW", "DW2")
LEFT_OUT = ((), ("FontDescriptor",), ("FontDescriptor", *_METRICS), ("FontDescriptor", *_METRICS, "ToUnicode", "Encoding"))
"""What a font that pdfminer cannot make is tried without, one after the other: letters matter more than their sizes."""

PLAIN = {"Type": LIT("Font"), "Subtype": LIT("Type1"), "BaseFont": LIT("Helvetica")}
"""Stands for a font that cannot be made at all."""

_log = logging.getLogger(__name__)


class Fonts(PDFResourceManager):
    """Fonts of a document. Endless maps are left out; the maps of OCR layers (a code is its own character) are not unrolled.

    A broken font costs its own letters, or their places: never the page.
    """

    def __init__(self) -> None:
        """Of a document that is just opened."""
        super().__init__()
        self._glyphs: WeakKeyDictionary[PDFFont, Glyphs] = WeakKeyDictionary()

    def glyphs(self, font: PDFFont) -> Glyphs:
        """The glyphs of a font, those that were asked for on other pages with them."""
        glyphs = self._glyphs.get(font)
        if glyphs is None:
            glyphs = self._glyphs[font] = Glyphs(font)
        return glyphs

    def get_font(self, objid: Any, spec: Any) -> PDFFont:
        """The font of a specification, from the cache where it is there."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        while len(self._cached_fonts) >= MOST_FONTS:  # those that a page still uses stay with it
            del self._cached_fonts[next(iter(self._cached_fonts))]
        for keys in LEFT_OUT:
            try:
                return super().get_font(objid, _checked({key: value for key, value in spec.items() if key not in keys}))
            except Exception:  # whatever pdfminer stumbles over
                _log.debug("font %s", objid, exc_info=True)
        return super().get_font(objid, PLAIN)


def _checked(spec: dict[str, Any]) -> dict[str, Any]:
    """A specification without maps and widths that have no end."""
    for key in ("ToUnicode", "Encoding"):
        value = resolve1(spec.get(key))
        if isinstance(value, PDFStream):
            if not _is_sane_map(value):
                del spec[key]
            elif key == "ToUnicode" and _is_identity(value) and isinstance(spec.get("Encoding"), PSLiteral):
                spec[key] = LIT("Identity-H")
    for key in ("W", "W2"):
        if key in spec and not _are_sane_widths(resolve1(spec[key])):
            del spec[key]
    return spec


_RANGES = regex.compile(rb"begin(?:bf|cid|notdef)range(?P<body>.*?)end(?:bf|cid|notdef)range", regex.DOTALL)
_RANGE = regex.compile(
    rb"""
    < (?P<first> [0-9A-Fa-f\s]+ ) > \s* < (?P<last> [0-9A-Fa-f\s]+ ) > \s*
    (?: < (?P<to> [0-9A-Fa-f\s]+ ) > | \d+ | \[ [^]]* \] )
    """,
    regex.VERBOSE,
)
_SINGLES = regex.compile(rb"beginbfchar")


def _map_ranges(stream: PDFStream) -> list[tuple[int, int, int | None]] | None:
    """(first, last, first target) of a map's ranges; None where there is too much of it."""
    if inflated(stream, MAX_CONTENT) > MAX_CONTENT:
        return None
    out = []
    for section in _RANGES.finditer(stream.get_data()):
        for match in _RANGE.finditer(section["body"]):
            first, last, to = (b"".join(match[k].split()) if match[k] else b"" for k in ("first", "last", "to"))
            if max(len(first), len(last)) > 16:
                return None
            out.append((int(first, 16), int(last, 16), int(to, 16) if to and len(to) <= 8 else None))
    return out


def _is_sane_map(stream: PDFStream) -> bool:
    ranges = _map_ranges(stream)
    return ranges is not None and sum(max(0, last - first + 1) for first, last, _ in ranges) <= MAX_CODES


def _is_identity(stream: PDFStream) -> bool:
    """Whether a map gives each two-byte code the character of that number, as the fonts of OCR layers do."""
    return _map_ranges(stream) == [(0, 0xFFFF, 0)] and not _SINGLES.search(stream.get_data())


def _are_sane_widths(widths: Any) -> bool:
    """Whether a CID font's widths (``first last width`` or ``first [width ...]``) cover a true number of codes."""
    total = 0
    pending: list[object] = []
    for value in widths if isinstance(widths, list) else ():
        value = resolve1(value)
        if isinstance(value, list):
            total, pending = total + len(value), []
            continue
        pending.append(value)
        if len(pending) == 3:
            first, last, _ = pending
            if isinstance(first, int) and isinstance(last, int):
                total += max(0, last - first)
            pending = []
    return total <= MAX_CODES
