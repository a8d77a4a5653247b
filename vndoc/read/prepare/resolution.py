"""The resolution that a page is read at: lower than it was drawn at, unless its print is small.

Tesseract's Vietnamese model reads letters best that are some 15 to 20 pixels high (an x), as 12 to 14 points are at 225 dpi;
drawn at 300 dpi and made smaller, the ragged edges of black-and-white scans become smooth besides. Nothing is made larger.
"""

from __future__ import annotations

import numpy as np
from PIL import Image as images
from PIL.Image import Image

from vndoc.read.prepare.ink import Ink
from vndoc.read.prepare.lines import pieces
from vndoc.read.prepare.place import Place

BEST_DPI = 225
"""For print of usual size; see docs/preparing.md for what was measured."""

USUAL_POINTS = 5.0
"""Height of the middle band of lines in 11-point print. Where a tenth of the lines is smaller, the page keeps more pixels."""


def reading_dpi(ink: Ink, dpi: int) -> int:
    """The resolution to read a page at, of those up to the one it was drawn at.

    >>> blank = Ink(np.zeros((100, 100), dtype=bool), 100.0)
    >>> reading_dpi(blank, 300), reading_dpi(blank, 150)
    (225, 150)
    """
    bands = [piece.band for piece in pieces(ink)]
    small = float(np.quantile(bands, 0.1)) if bands else USUAL_POINTS
    return min(dpi, round(BEST_DPI * max(1.0, USUAL_POINTS / max(small, 1.0))))


def scaled(picture: Image, dpi: int, wanted: int) -> tuple[Image, Place]:
    """The picture in the wanted resolution, and the way back."""
    if wanted == dpi or min(picture.size) < 2:
        return picture, Place()
    size = max(1, round(picture.width * wanted / dpi)), max(1, round(picture.height * wanted / dpi))
    made = picture.resize(size, images.Resampling.LANCZOS)
    return made, Place(a=picture.width / size[0], e=picture.height / size[1])
