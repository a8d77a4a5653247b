"""A black seal taken from the print that it touches: ink that hangs together and is higher than letters are.

In: a piece of a sheet; out: the same with that ink white. Letters that the rim runs through go with it; what is left of their
line can be read, where the whole could not.
"""

from __future__ import annotations

import numpy as np

from vndoc.read.sets import DisjointSets
from vndoc.read.stack import DARK
from vndoc.read.unruled import Pixels

HIGH = 20.0
"""Points of height above which ink is no letter: capitals of 14 points with their marks are 14 high."""

WIDE = 80.0
"""Points of width above which ink is no letter, nor several that touch: lines drawn under a signature."""


def without_rims(pixels: Pixels, points: float) -> Pixels:
    """The piece without its seal.

    Args:
        pixels: grey.
        points: of a pixel.

    >>> piece = np.full((60, 60), 255, dtype=np.uint8)
    >>> piece[5:50, 10:12] = piece[20:30, 40:44] = 0
    >>> [int((part == 0).sum()) for part in (piece, without_rims(piece, 1.0))]
    [130, 40]
    """
    runs, sets = _runs(pixels < DARK)
    boxes: dict[int, tuple[int, int, int, int]] = {}
    for number, (row, start, end) in enumerate(runs):
        root = sets.root(number)
        old = boxes.get(root, (row, start, row, start))
        boxes[root] = (min(old[0], row), min(old[1], start), max(old[2], row + 1), max(old[3], end))
    out = pixels.copy()
    for number, (row, start, end) in enumerate(runs):
        top, left, bottom, right = boxes[sets.root(number)]
        if (bottom - top) * points > HIGH or (right - left) * points > WIDE:
            out[row, start:end] = 255
    out[(out >= DARK) & (pixels < 255)] = 255  # the grey edges of what is gone
    return out


def _runs(ink: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> tuple[list[tuple[int, int, int]], DisjointSets[int]]:
    """Runs of ink (row, start, end), and which of them hang together."""
    runs: list[tuple[int, int, int]] = []
    sets = DisjointSets[int]()
    above: list[int] = []
    for row in range(len(ink)):
        steps = np.flatnonzero(np.diff(np.concatenate(([False], ink[row], [False])).astype(np.int8))).tolist()
        here = list(range(len(runs), len(runs) + len(steps) // 2))
        runs += [(row, start, end) for start, end in zip(steps[::2], steps[1::2], strict=True)]
        for number in here:
            _, start, end = runs[number]
            for other in above:
                if runs[other][1] <= end and start <= runs[other][2]:
                    sets.join(number, other)
        above = here
    return runs, sets
