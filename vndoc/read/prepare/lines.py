"""Lines of print on a map of ink: how much stands above and below their middle bands, and how high the bands are.

The map is cut into blocks, the blocks into pieces of lines where rows are white. The middle band of a piece is its rows with
at least half of the ink of its fullest ones: about the height of an x, or of a capital in a line of capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from vndoc.read.prepare.ink import Ink
from vndoc.read.runs import runs_of

LINE_INCHES = (0.07, 0.5)
"""Heights of a line of print, from 5 to 36 points."""

BLOCK_INCHES = 2.0
"""Width of a block: as wide as a table's column, so narrow that skew does not close the white between lines."""

WHITE = 0.01
"""Rows with less ink than this share of the block's width are white."""


class Piece(NamedTuple):
    """Ink above and below the middle band of a piece of a line, in pixels, and the band's height in points."""

    above: float
    below: float
    band: float


def pieces(ink: Ink) -> Iterator[Piece]:
    """The pieces of lines of a map, block by block."""
    least, most = (inches * ink.dpi for inches in LINE_INCHES)
    width = max(1, round(BLOCK_INCHES * ink.dpi))
    for x in range(0, ink.there.shape[1], width):
        rows = ink.there[:, x : x + width].sum(axis=1).astype(np.float64)
        inked = np.convolve(rows, np.ones(3) / 3, "same") > width * WHITE
        for start, end in runs_of(inked):
            if not least <= end - start <= most:
                continue
            line = rows[start:end]
            full = np.sort(line)[-max(1, len(line) // 4) :].mean()
            band = np.flatnonzero(line > full / 2)
            height = 72.0 * len(band) / ink.dpi
            yield Piece(float(line[: band[0]].sum()), float(line[band[-1] + 1 :].sum()), height)
