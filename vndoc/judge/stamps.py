"""Is what lies over an image a stamp alone: a signature box, a portal's or a scanner's mark, a page number?

Such words say nothing of what the image shows. They are few, and they stand close together or on the margin; most give
themselves away by what they say (`dictionaries/stamp_phrases.tsv`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from vndoc.alphabet import fold_key
from vndoc.pages import Reading
from vndoc.resources import table

MAX_WORDS = 48
"""Words of a signature box, or of a portal's stamp and its number, at most; boxes with all names of a certificate have 45."""

MAX_UNKNOWN = 20
"""Words at most of a stamp that does not say what it is."""

MAX_CHUNKS = 12
"""What stands between white space, numbers included, of a page with hardly a word: more are a table."""

COMPACT = 0.08
"""Share of the page that the box around a stamp's words takes at most: six lines as wide as half of it (set by judgement)."""

MARGINS = 0.07, 0.1
"""Shares of the page's width and height on each side that hold no lines of a text."""

DOCUMENTS = regex.compile(r"\b(?:(?:noi[ ]?nhan){e<=1}|kinh[ ]?gui)\b")
"""What no stamp says, without marks: a page may hold the end of a document alone, or the beginning of a short one."""

LONG = 8
"""Signs of a phrase from which on one of them may be misread; a shorter one would be found in other words."""


@lru_cache(maxsize=1)
def _phrases() -> regex.Pattern[str]:
    """What gives a stamp away, without marks."""
    keys = [fold_key(row[0]) for row in table("stamp_phrases")]
    long = "|".join(regex.escape(key) for key in keys if len(key) >= LONG)
    short = "|".join(regex.escape(key) + (r"\b" if key[-1].isalnum() else "") for key in keys if len(key) < LONG)
    return regex.compile(rf"(?:{long}){{e<=1}}|\b(?:{short})")


def is_stamp(reading: Reading, lines: Sequence[str], words: int, width: float, height: float) -> bool:
    """Whether a layer over an image is a stamp alone.

    Args:
        reading: the layer.
        lines: text of its rows.
        words: how many words with letters it has.
        width: of the page.
        height: of the page.
    """
    if words > MAX_WORDS:
        return False
    text = " ".join(lines)
    if len(text.split()) > 2 * MAX_WORDS:
        return False
    key = fold_key(text)
    if DOCUMENTS.search(key):
        return False
    if _phrases().search(key):
        return True
    return words <= MAX_UNKNOWN and reading.kind == "layer" and _stands_apart(reading, width, height)


def _stands_apart(reading: Reading, width: float, height: float) -> bool:
    """Whether all words stand on the margin or within a small box."""
    if width <= 0 or height <= 0:
        return False
    across, down = MARGINS[0] * width, MARGINS[1] * height
    boxes = [word.box for word in reading.words]
    inside = [b for b in boxes if b[3] > down and b[1] < height - down and b[2] > across and b[0] < width - across]
    if not inside:
        return True
    x0, top, x1, bottom = (f(b[i] for b in inside) for i, f in enumerate((min, min, max, max)))
    return (x1 - x0) * (bottom - top) <= COMPACT * width * height
