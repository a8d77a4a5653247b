"""What is dark on a picture: a grey picture with coloured ink taken out, and a small map of its ink to measure lines on.

Coloured ink (seals, pens) fades to the brightness of its strongest channel, so that red over black leaves the black.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image as images
from PIL import ImageChops as chops
from PIL.Image import Image

Map = NDArray[np.bool_]

COLOUR_SPREAD = 60
"""A pixel is coloured where its strongest and weakest channel differ by more; well above the tint of old paper and the fringes
that JPEG leaves around print, well below the red of seals and the blue of pens."""

COLOUR_SHARE = 0.25
"""With more coloured pixels than this a page is not black on white (a cover, a photograph): its colours are left alone."""

MAP_DPI = 100
"""Resolution of the map of ink: 12-point lines are 20 pixels apart there, marks 1 or 2 pixels large, and it takes 10 ms."""

DARK = (90, 200)
"""The grey below which a pixel is ink is Otsu's (1979), but within these: an empty page has no ink."""

RULE_INCHES = 0.6
"""Longer straight runs of ink are ruled lines or the edges of a black margin; letters of text are not that long."""


class Ink(msgspec.Struct, frozen=True):
    """Where there is ink, rows from the top; ruled lines and black margins taken out. `dpi` is the map's resolution."""

    there: Map
    dpi: float

    def turned(self, quarters: int) -> Ink:
        """The same turned counter-clockwise."""
        return Ink(np.rot90(self.there, quarters), self.dpi)


def grey(picture: Image) -> Image:
    """The picture in grey, without coloured ink.

    >>> grey(images.new("RGB", (2, 1), (220, 40, 40))).getpixel((0, 0))
    220
    """
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    colour = picture.convert("RGB")
    plain = colour.convert("L")
    red, green, blue = colour.split()
    strongest = chops.lighter(chops.lighter(red, green), blue)
    spread = chops.subtract(strongest, chops.darker(chops.darker(red, green), blue))
    count = sum(spread.histogram()[COLOUR_SPREAD + 1 :])
    if not count or COLOUR_SHARE < count / (colour.width * colour.height) < 1.0:
        return plain
    coloured = spread.point([0] * (COLOUR_SPREAD + 1) + [255] * (255 - COLOUR_SPREAD))
    return images.composite(strongest, plain, coloured)


def ink_of(picture: Image, dpi: int) -> Ink:
    """The map of a grey picture's ink.

    >>> ink_of(images.new("L", (300, 300), 255), 300).there.any()
    np.False_
    """
    times = max(1, round(dpi / MAP_DPI))
    small = np.asarray(picture.reduce(times) if times > 1 else picture)
    there = small <= min(max(_otsu(small), DARK[0]), DARK[1])
    length = max(2, round(RULE_INCHES * dpi / times))
    return Ink(there & ~_long(_thick(there), length) & ~_long(_thick(there.T), length).T, dpi / times)


def _otsu(pixels: NDArray[np.uint8]) -> int:
    """The grey that divides the pixels into two groups that differ most."""
    counts = np.bincount(pixels.ravel(), minlength=256).astype(np.float64)
    below = counts.cumsum()
    mass = (counts * np.arange(256)).cumsum()
    apart = below * (below[-1] - below)
    between = (mass[-1] * below / max(below[-1], 1.0) - mass) ** 2
    return int(np.divide(between, apart, out=np.zeros_like(between), where=apart > 0).argmax())


def _thick(there: Map) -> Map:
    """Ink with the rows above and below it, so that a line that is not quite level stays one run."""
    out = there.copy()
    out[1:] |= there[:-1]
    out[:-1] |= there[1:]
    return out


def _long(there: Map, length: int) -> Map:
    """Pixels that belong to horizontal runs of at least this length."""
    height, width = there.shape
    if width < length:
        return np.zeros_like(there)
    total = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(there, axis=1, out=total[:, 1:])
    starts = (total[:, length:] - total[:, :-length]) == length
    change = np.zeros((height, width + 1), dtype=np.int32)
    change[:, : width - length + 1] += starts
    change[:, length:] -= starts
    return np.asarray(change.cumsum(axis=1)[:, :width] > 0)
