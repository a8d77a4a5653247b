"""Pieces of a picture under one another: what stands in the cells of its tables, one cell a paragraph.

Engines look for columns of text on a page; in tables they lose lone digits, take lines for letters, and words of two cells for
one line. So the cells are cut out along their sides, with the lines white, and put under one another on pictures of their own,
which are read as one block of text each; the rest of the page is read without them. Words come back where they stand.

In: a sheet and its ruling; out: the rest of the sheet, and stacks; then words of a stack, and out: words of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image as images
from PIL.Image import Image

from vndoc.document import Box
from vndoc.read.engine import EngineWord
from vndoc.read.grids import SAME
from vndoc.read.rules import Ruling, nearest
from vndoc.read.strokes import Stroke
from vndoc.read.unruled import Pixels, without_lines, without_lines_across

DARK = 128
"""Grey below which a pixel is ink."""

LEAST_POINTS = 2.5
"""Points of the least thing in a cell that is more than a speck: a dash is as wide, a digit as high."""

LEAST_INK = 0.5
"""Ink of it, in square points."""

ENDS = 2.0
"""Points by which lines stand out of their table."""

EDGE = 0.3
"""Points beside a line that are its edge."""

GAP_POINTS = 8.0
"""Points between pieces, less than between paragraphs: an engine that sees one block drops nothing of it."""

MARGIN_POINTS = 12.0
"""Points of white around a stack."""

MOST_POINTS = 3_000.0
"""Height of a stack in points; a page's cells under one another are 1,500. Engines do not read pictures of any height."""


class Piece(NamedTuple):
    """Where the corner of a piece was on the sheet, and the rows that it has on its stack, in pixels."""

    x: int
    y: int
    top: int
    bottom: int


class Stack(NamedTuple):
    """A picture of pieces under one another, and the piece that stands at each height, from top to bottom."""

    picture: Image
    pieces: tuple[Piece, ...]


class Cut(NamedTuple):
    """Pixels, and where their corner was on the sheet."""

    x: int
    y: int
    pixels: Pixels


def cut_tables(sheet: Image, dpi: float, ruling: Ruling) -> tuple[Image, list[Stack]]:
    """The sheet without its tables, and what stands in their cells; the sheet itself where there are none.

    Args:
        sheet: grey, upright.
        dpi: its resolution.
        ruling: its lines and tables, in points of the sheet.
    """
    if not ruling.tables:
        return sheet, []
    points = 72.0 / dpi
    boxes = [box for table in ruling.tables for box in table.boxes]
    across, down = _sides(ruling.across, boxes), _sides(ruling.down, [_turned(box) for box in boxes])
    pixels = without_lines(np.asarray(sheet), across, down, points)
    cuts: list[Cut] = []
    for box in boxes:
        cut = _cut(pixels, box, ruling, points)
        if cut is not None:
            cuts.append(cut)
    return images.fromarray(pixels), stacked(cuts, dpi)


def cut_out(pixels: Pixels, box: Box) -> Cut:
    """What stands in a box of a sheet."""
    x0, top, x1, bottom = (round(v) for v in box)
    return Cut(x0, top, pixels[top:bottom, x0:x1])


def stacked(cuts: Sequence[Cut], dpi: float) -> list[Stack]:
    """Pieces under one another, on as many pictures as it takes."""
    gap, margin, most = (round(p * dpi / 72.0) for p in (GAP_POINTS, MARGIN_POINTS, MOST_POINTS))
    columns: list[list[tuple[Piece, Pixels]]] = []
    y = most + 1
    for cut in cuts:
        height = cut.pixels.shape[0]
        if y + height > most:
            columns.append([])
            y = margin
        columns[-1].append((Piece(cut.x, cut.y, y, y + height), cut.pixels))
        y += height + gap
    out: list[Stack] = []
    for column in columns:
        width = max(pixels.shape[1] for _, pixels in column)
        page = np.full((column[-1][0].bottom + margin, width + 2 * margin), 255, dtype=np.uint8)
        for piece, pixels in column:
            page[piece.top : piece.bottom, margin : margin + pixels.shape[1]] = pixels
        out.append(Stack(images.fromarray(page), tuple(piece for piece, _ in column)))
    return out


def put_back(words: Sequence[EngineWord], stack: Stack, dpi: float, first: int) -> Iterator[EngineWord]:
    """Words of a stack where they stand on the sheet, each piece's lines as lines of their own.

    Args:
        words: as an engine read them on the stack.
        stack: what it read.
        dpi: the sheet's resolution.
        first: number of the first line.
    """
    margin = round(MARGIN_POINTS * dpi / 72.0)
    rows: dict[tuple[int, int], int] = {}
    for word in words:
        middle = (word.box[1] + word.box[3]) / 2
        number = min(range(len(stack.pieces)), key=lambda i: _off(stack.pieces[i], middle))
        piece = stack.pieces[number]
        x, y = piece.x - margin, piece.y - piece.top
        box = (word.box[0] + x, word.box[1] + y, word.box[2] + x, word.box[3] + y)
        yield msgspec.structs.replace(word, box=box, row=first + rows.setdefault((number, word.row), len(rows)))


def _off(piece: Piece, y: float) -> float:
    return max(piece.top - y, y - piece.bottom, 0.0)


def _sides(lines: Sequence[Stroke], boxes: Sequence[Box]) -> list[Stroke]:
    """What of lines stands along the upper and lower sides of cells: where cells are joined, a line may run on into letters."""
    runs: dict[Stroke, list[tuple[float, float]]] = {}
    for x0, top, x1, bottom in boxes:
        for place in (top, bottom):
            if (line := nearest(lines, place, (x0 + x1) / 2)) is not None:
                runs.setdefault(line, []).append((x0 - ENDS, x1 + ENDS))
    out: list[Stroke] = []
    for line, found in runs.items():
        joined: list[tuple[float, float]] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((start, end))
        out += [line._replace(x0=a, x1=b, middle=line.at((a + b) / 2)) for a, b in joined]
    return out


def _turned(box: Box) -> Box:
    return box[1], box[0], box[3], box[2]


def _cut(pixels: Pixels, box: Box, ruling: Ruling, points: float) -> Cut | None:
    """What stands in a cell, taken off the pixels, which are white there then; None where it is empty."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    height, width = pixels.shape

    def side(lines: Sequence[Stroke], number: int, slope: float, at: NDArray[np.int64]) -> NDArray[np.float64]:
        """Pixels at which a side of the cell stands (left, top, right, bottom), for each row or column, within its line."""
        place, along = box[number], middle[1 - number % 2]
        inwards = 0.0
        if (line := nearest(lines, place, along)) is not None:
            place, slope, inwards = line.at(along), line.slope, line.half + EDGE
        place += inwards if number < 2 else -inwards
        return np.asarray((place + slope * (at * points - along)) / points, dtype=np.float64)

    left, right = max(0, int((box[0] - SAME) / points)), min(width, int((box[2] + SAME) / points) + 1)
    top, bottom = max(0, int((box[1] - SAME) / points)), min(height, int((box[3] + SAME) / points) + 1)
    xs, ys = np.arange(left, right), np.arange(top, bottom)
    if not xs.size or not ys.size:
        return None
    here = ys[:, None] >= side(ruling.across, 1, ruling.slope, xs)[None, :]
    here &= ys[:, None] < side(ruling.across, 3, ruling.slope, xs)[None, :]
    here &= xs[None, :] >= side(ruling.down, 0, -ruling.slope, ys)[:, None]
    here &= xs[None, :] < side(ruling.down, 2, -ruling.slope, ys)[:, None]
    part = pixels[top:bottom, left:right]
    cell = without_lines_across(np.where(here, part, 255).astype(np.uint8), ruling.slope, points)
    part[here] = 255
    ink = cell < DARK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size or ink.sum() * points * points < LEAST_INK:
        return None
    y0, y1, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    if max(y1 - y0, x1 - x0) * points < LEAST_POINTS:
        return None
    return Cut(left + x0, top + y0, cell[y0:y1, x0:x1])
