"""How wide text is in Times, and the size that the text of pages is printed in.

Widths are those of Adobe's font metrics of Times Roman in thousandths of the size; of accents the horn alone changes them.
Columns of tables are cut by them, and the type size of a scan is its line's width over the width of its letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from vndoc.document import Page, Role

POINTS_A_MM = 72 / 25.4

_WIDTHS = {
    letter: width
    for letters, width in (
        ("ijlt/\\:;", 278), (" .,", 250), ("frI()[]-!|", 333), ("szJ", 389), ("aceg?", 444), ("FPS", 556), ("ELTZ", 611),
        ("BCR", 667), ("wADGHKNOQUVXYđĐ", 722), ("m", 778), ("%", 833), ("M", 889), ("W", 944),
    )
    for letter in letters
}  # fmt: skip
_USUAL = 500
"""Of figures and all letters not named."""

HORN = "\N{COMBINING HORN}"
HORNED = 60
"""How much wider ư and ơ are than u and o."""

BOLD = 1.1
"""How much wider bold type is."""

SIZES = (12, 13, 14)
"""Points of the text of official documents: 13 or 14 by decree 30, 12 in older ones."""

TABLE_SIZES = (8, 9, 10, 11, 12, 13)
"""Points of the type of tables."""

LONG_LINE = 45
"""Characters of a line that tells its size: short ones are headings, and widths of few letters vary."""

LONG_CELL = 12
"""Characters of a line of a table that tells its size: columns are narrow, and lines are not stretched."""

ENOUGH_CELLS = 4
"""Lines of tables that tell a size together."""

ENOUGH = 8
"""Lines that tell a size together."""

UNSTRETCHED = 0.3
"""Justified lines are stretched; the share of lines below the one that tells the size. Of sixteen files typeset in 14 points it
told 14.0 to 14.3 (2026-11-29)."""


def width_of(text: str, size: float) -> float:
    """Millimetres of a text on one line.

    >>> round(width_of("Nghiêng", 12), 1)
    14.1
    """
    return sum(map(_width, text)) / 1000 * size / POINTS_A_MM


def _width(letter: str) -> int:
    if letter in _WIDTHS or letter.isascii():
        return _WIDTHS.get(letter, _USUAL)
    parts = unicodedata.normalize("NFD", letter)
    return _WIDTHS.get(parts[0], _USUAL) + (HORNED if HORN in parts else 0)


def printed_size(pages: Iterable[Page]) -> int | None:
    """Points in which the text of pages is printed, one of `SIZES`; None where too few lines tell it."""
    return _nearest([size for page in pages for size in _sizes(page, "body", LONG_LINE)], SIZES, ENOUGH)


def printed_size_of_tables(pages: Iterable[Page]) -> int | None:
    """Points in which the tables of pages are printed, one of `TABLE_SIZES`; None where too few lines tell it."""
    return _nearest([size for page in pages for size in _sizes(page, "table", LONG_CELL)], TABLE_SIZES, ENOUGH_CELLS)


def _nearest(found: list[float], known: Sequence[int], enough: int) -> int | None:
    if len(found) < enough:
        return None
    size = sorted(found)[int(len(found) * UNSTRETCHED)]
    return min(known, key=lambda one: abs(one - size))


def _sizes(page: Page, role: Role, long: int) -> list[float]:
    """The size of each long line of a page's text, or of its tables."""
    out = []
    for line in page.lines:
        if line.role == role and line.box is not None and len(line.text) >= long:
            width = sum(map(_width, line.text))
            if width:
                out.append((line.box[2] - line.box[0]) / width * 1000)
    return out


def longest_word(lines: Sequence[str], size: float) -> float:
    """Millimetres of the widest word, which no column should break. Dots and lines to be filled in may break."""
    return max(
        (width_of(word, size) for line in lines for word in line.replace("-", "- ").split() if not _to_fill(word)), default=0.0
    )


def _to_fill(word: str) -> bool:
    """Whether a word is mostly dots or lines.

    >>> _to_fill("........"), _to_fill("1.000.000")
    (True, False)
    """
    return sum(map(str.isalnum, word)) * 2 < len(word) > 4
