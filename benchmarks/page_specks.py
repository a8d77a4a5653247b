"""A step that was tried and is no part of vndoc: specks of dust become white, spots of ink that fit into a small window alone.

The window is smaller than any sign of print, so that stops, the dots of i and the marks under ạ and ọ stay.
"""

from __future__ import annotations

import numpy as np
from PIL import Image as images
from PIL.Image import Image

from vndoc.read.prepare.ink import Map

INCHES = 0.01
"""Side of the window, 3 pixels at 300 dpi; a stop in 9-point print is 5 pixels there, the dot of its i 4."""

DARK = 160
"""Grey below which a pixel is ink: the fringes of letters are lighter."""


def without_specks(picture: Image, dpi: int) -> Image:
    """The grey picture without specks.

    >>> page = images.new("L", (40, 40), 255)
    >>> page.paste(0, (10, 10, 12, 12))
    >>> page.paste(0, (20, 20, 26, 26))
    >>> made = without_specks(page, 300)
    >>> made.getpixel((10, 10)), made.getpixel((22, 22))
    (255, 0)
    """
    side = max(1, round(INCHES * dpi))
    pixels = np.asarray(picture)
    if min(pixels.shape) < side + 2:
        return picture
    ink = pixels < DARK
    alone = _any(ink, side + 2, side + 2)
    ring = _any(ink, 1, side + 2)
    alone &= ~(ring[: len(alone)] | ring[side + 1 :][: len(alone)])
    ring = _any(ink, side + 2, 1)
    alone &= ~(ring[:, : alone.shape[1]] | ring[:, side + 1 :][:, : alone.shape[1]])
    if not alone.any():
        return picture
    out = pixels.copy()
    for y, x in np.argwhere(alone):
        out[y + 1 : y + 1 + side, x + 1 : x + 1 + side] = 255
    return images.fromarray(out)


def _any(ink: Map, rows: int, columns: int) -> Map:
    """Whether there is ink in the window of this size that starts at each pixel."""
    height, width = ink.shape[0] - rows + 1, ink.shape[1] - columns + 1
    out = np.zeros((height, ink.shape[1]), dtype=bool)
    for y in range(rows):
        out |= ink[y : y + height]
    wide = np.zeros((height, width), dtype=bool)
    for x in range(columns):
        wide |= out[:, x : x + width]
    return wide
