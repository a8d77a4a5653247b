"""Print that an engine passed over: lone page numbers, lines beside a seal.

In: a sheet and the words that were read on it; out: the places of short and long pieces of lines that no word covers. The sheet
is looked at in small squares: those with ink that no word has and that are no specks make islands, letters of a line together.
An island as high as a line of print is one; seals, signatures and pictures are higher, leftovers of letters lower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from vndoc.document import Box
from vndoc.geometry import meet
from vndoc.read.engine import EngineWord
from vndoc.read.runs import runs_of
from vndoc.read.sets import DisjointSets
from vndoc.read.unruled import Pixels

Map = NDArray[np.bool_]

_Box = tuple[int, int, int, int]
"""First row, first column, last row and last column (each the one after it) in squares."""

DARK = 128
"""Grey below which a pixel is ink."""

SQUARE = 1.5
"""Points of a square's side: between lines, and between marks and letters, there is as much white."""

INKED = 0.08
"""Share of a square that is ink where it counts."""

AROUND = (1.5, 2.5)
"""Points around a word's box, beside it and above and below, that are its own: marks lie outside the boxes of some engines."""

WORD_GAP = 3
"""Squares between letters and words of a line."""

HEIGHTS = (5.0, 17.0)
"""Points of a piece's height: digits of small print, capitals with their marks."""

LINE = 40.0
"""Points of a line that stands anywhere; shorter pieces are taken at the head and the foot of a page alone."""

OUTER = 1 / 6
"""Share of the page's height that is its head, or its foot."""

FREE = 8.0
"""Points above and below a short piece, for a `LINE` to its sides, that are free of other print; its own height is all free."""

WIDE = 100.0
"""Points of the width of lines that touch a seal."""

ROWS = 0.25
"""Share of the width of such lines that is inked in each of their rows: the rims and arms of seals are less."""

SEVERAL = 40.0
"""Points of the height of such lines: there may be three, an office over two of them."""

DUST = 0.5
"""Share of a short piece's squares that may be inked around it: no page is without dust."""

FULL = 0.12
"""Share of a piece's squares that are inked: lines of print have a third, scribbles less."""

MOST = 40
"""Pieces of a page; a page of which more was passed over is no page of print."""


def passed_over(pixels: Pixels, words: Sequence[EngineWord], points: float) -> tuple[list[Box], Pixels]:
    """Places of the print that no word covers, in pixels, from top to bottom; and the sheet without what words cover.

    Args:
        pixels: the sheet, grey, that was read.
        words: what was read.
        points: of a pixel.

    >>> sheet = np.full((400, 300), 255, dtype=np.uint8)
    >>> sheet[10:18, 150:155] = 0
    >>> [tuple(round(v) for v in box) for box in passed_over(sheet, [], 1.0)[0]]
    [(150, 10, 156, 18)]
    """
    squares, side = squares_of(pixels, points)
    if not squares.size:
        return [], pixels
    left = squares.copy()
    for x0, top, x1, bottom in _own(words, points):
        left[max(0, int(top / side)) : int(bottom / side) + 1, max(0, int(x0 / side)) : int(x1 / side) + 1] = False
    left = _without_specks(left)
    unit = side * points
    boxes = islands(left)
    bands = [band for box in boxes for band in _bands(box, left, unit)]
    found = bands + [box for box in boxes if _is_print(box, left, squares, unit) and not any(meet(box, b) for b in bands)]
    places: list[Box] = [(c0 * side, r0 * side, c1 * side, r1 * side) for r0, c0, r1, c1 in found[:MOST]]
    if not places:
        return [], pixels
    rest = pixels.copy()
    for word in words:
        x0, top, x1, bottom = (max(0, round(v)) for v in word.box)
        rest[top:bottom, x0:x1] = 255
    return places, rest


def squares_of(pixels: Pixels, points: float) -> tuple[Map, int]:
    """Which small squares of a sheet have ink that is no speck, and the pixels of their side."""
    side = max(1, round(SQUARE / points))
    rows, columns = pixels.shape[0] // side, pixels.shape[1] // side
    dark = (pixels[: rows * side, : columns * side] < DARK).reshape(rows, side, columns, side)
    squares: Map = dark.mean(axis=(1, 3)) > INKED
    return _without_specks(squares), side


def _own(words: Sequence[EngineWord], points: float) -> Iterable[Box]:
    across, down = AROUND[0] / points, AROUND[1] / points
    for word in words:
        x0, top, x1, bottom = word.box
        yield x0 - across, top - down, x1 + across, bottom + down


def _without_specks(squares: Map) -> Map:
    """The squares that touch another one."""
    near = np.zeros(squares.shape, dtype=np.int8)
    wide = np.pad(squares, 1)
    for down in (0, 1, 2):
        for across in (0, 1, 2):
            if (down, across) != (1, 1):
                near += wide[down : down + squares.shape[0], across : across + squares.shape[1]]
    return squares & (near > 0)


def islands(squares: Map) -> list[_Box]:
    """Squares that hang together, from top to bottom."""
    runs: list[tuple[int, int, int]] = []
    joined = DisjointSets[int]()
    above: list[int] = []
    for row in np.flatnonzero(squares.any(axis=1)).tolist():
        here: list[int] = []
        for start, end in _runs(np.flatnonzero(squares[row]).tolist()):
            number = len(runs)
            runs.append((row, start, end))
            here.append(number)
            for other in above:
                r, a, b = runs[other]
                if r == row - 1 and a <= end and start <= b:
                    joined.join(number, other)
        above = here
    boxes: dict[int, _Box] = {}
    for number, (row, start, end) in enumerate(runs):
        root = joined.root(number)
        old = boxes.get(root, (row, start, row, start))
        boxes[root] = (min(old[0], row), min(old[1], start), max(old[2], row + 1), max(old[3], end))
    return sorted(boxes.values())


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of places in a row, with gaps of a word between them."""
    out: list[tuple[int, int]] = []
    for place in places:
        if out and place - out[-1][1] <= WORD_GAP:
            out[-1] = (out[-1][0], place + 1)
        else:
            out.append((place, place + 1))
    return out


def _bands(box: _Box, left: Map, unit: float) -> list[_Box]:
    """Lines that touch a seal or a signature: rows of a high island that are inked for most of its width."""
    r0, c0, r1, c1 = box
    if (r1 - r0) * unit <= HEIGHTS[1] or (c1 - c0) * unit < WIDE:
        return []
    inked = left[r0:r1, c0:c1].mean(axis=1) >= ROWS
    return [(r0 + a - 1, c0, r0 + b + 1, c1) for a, b in runs_of(inked) if HEIGHTS[0] <= (b - a) * unit <= SEVERAL]


def _is_print(box: _Box, left: Map, squares: Map, unit: float) -> bool:
    """Whether an island is a line of print, or a short piece alone at the head or the foot."""
    r0, c0, r1, c1 = box
    if not HEIGHTS[0] <= (r1 - r0) * unit <= HEIGHTS[1] or left[r0:r1, c0:c1].mean() < FULL:
        return False
    if (c1 - c0) * unit >= LINE:
        return True
    if not (r1 <= OUTER * len(squares) or r0 >= (1 - OUTER) * len(squares)):
        return False
    down, across = round(FREE / unit), round(LINE / unit)
    own = int(squares[r0:r1, c0:c1].sum())
    near = squares[max(0, r0 - down) : r1 + down, max(0, c0 - across) : c1 + across].sum() + squares[r0:r1].sum()
    return int(near) - 2 * own <= DUST * own
