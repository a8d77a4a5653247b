"""A picture without its ruled lines: engines take them for letters, and columns beside them for one line.

In: a grey picture and its lines; out: its pixels with the lines white. Along a line, in each column of pixels, the run of ink
at the line's height is made white where it is no thicker than the line; longer runs are letters that cross it, and stay whole.
What no line was found for, as it is worn, is looked for once more within the cells.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vndoc.read.strokes import STRAIGHT, Stroke

Pixels = NDArray[np.uint8]

DARK = 170
"""Grey from which a pixel is ink: the grey edges of a line are the line's."""

THICKER = 0.75
"""Points by which a line may be thicker in places than it is on the whole."""

THIN = 1.5
"""Points of the thickness of a line within a cell."""

ACROSS = 0.4
"""Share of a cell's width that such a line has ink on. At 0.3 the feet of letters side by side are taken for one (L as I.)."""


def without_lines(pixels: Pixels, across: Sequence[Stroke], down: Sequence[Stroke], points: float) -> Pixels:
    """A copy of the pixels with lines white.

    Args:
        pixels: grey, rows from the top.
        across: lines from left to right, in points.
        down: lines from top to bottom, as `Stroke` of the picture turned over.
        points: of a pixel.

    >>> sheet = np.full((20, 50), 255, dtype=np.uint8)
    >>> sheet[10, 5:45] = 0
    >>> int(without_lines(sheet, [Stroke(5.0, 45.0, 10.0, 0.5, 0.0, ())], [], 1.0).min())
    255
    """
    out = pixels.copy()
    for line in across:
        _white(out, line, points)
    turned = out.T
    for line in down:
        _white(turned, line, points)
    return out


def without_lines_across(cell: Pixels, slope: float, points: float) -> Pixels:
    """A cell's pixels with the thin lines white that run through it: row lines that are worn, rules under a number.

    Args:
        cell: grey, as wide as it is on the sheet.
        slope: by how much lines fall on their way.
        points: of a pixel.

    >>> cell = np.full((20, 50), 255, dtype=np.uint8)
    >>> cell[10, 5:45] = cell[2:8, 20] = 0
    >>> np.unique(np.nonzero(without_lines_across(cell, 0.0, 1.0) < 255)[0]).tolist()
    [2, 3, 4, 5, 6, 7]
    """
    height, width = cell.shape
    ink = cell < DARK
    thickest = max(1, int(THIN / points))
    thin = ink & (_run(ink) + _run(ink[::-1])[::-1] - 1 <= thickest)
    falls = np.rint(slope * (np.arange(width) - width / 2)).astype(int)
    rows = np.clip(np.arange(height)[:, None] + falls[None, :], 0, height - 1)
    level = np.take_along_axis(thin, rows, axis=0)
    near = level.copy()
    near[1:] |= level[:-1]
    near[:-1] |= level[1:]
    lines = near.mean(axis=1) >= ACROSS
    if not lines.any():
        return cell
    lines[1:] |= lines[:-1].copy()
    lines[:-1] |= lines[1:].copy()
    out = cell.copy()
    down, along = np.nonzero(level & lines[:, None])
    out[rows[down, along], along] = 255
    return out


def _white(pixels: Pixels, line: Stroke, points: float) -> None:
    """Make one line white, in place."""
    height, width = pixels.shape
    xs = np.arange(max(0, int(line.x0 / points) - 1), min(width, int(line.x1 / points) + 2))
    if not xs.size:
        return
    middle = np.rint((line.middle + line.slope * (xs * points - (line.x0 + line.x1) / 2)) / points).astype(int)
    thickest = int((2 * line.half + THICKER) / points) + 2
    near = int(STRAIGHT / points) + 1
    offs = np.arange(-near - thickest, near + thickest + 1)[:, None]
    rows = np.clip(middle[None, :] + offs, 0, height - 1)
    ink = pixels[rows, xs[None, :]] < DARK
    above, below = _run(ink), _run(ink[::-1])[::-1]
    is_line = ink & (above + below - 1 <= thickest) & (np.abs(offs + (below - above) / 2) <= near)
    is_line[1:] |= is_line[:-1].copy()
    is_line[:-1] |= is_line[1:].copy()
    down, along = np.nonzero(is_line)
    pixels[rows[down, along], xs[along]] = 255


def _run(ink: NDArray[np.bool_]) -> NDArray[np.int32]:
    """For each pixel, the pixels of ink in a row that end with it, counted down its column."""
    out = np.zeros(ink.shape, dtype=np.int32)
    run = np.zeros(ink.shape[1], dtype=np.int32)
    for number, row in enumerate(ink):
        run = np.where(row, run + 1, 0).astype(np.int32)
        out[number] = run
    return out
