"""Boxes: what lies inside what, the text of table cells from the words in them, and the numbers of many boxes rounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from vndoc.document import Box, Cell
from vndoc.pages import SourceWord, Table

SLACK = 2.0
"""Points by which the middle of a word may lie outside its table's cell: lines have a width, and bend."""


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes (at least one).

    >>> union([(0, 1, 2, 3), (1, 0, 4, 2)])
    (0, 0, 4, 3)
    """
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes have a place in common; edges that touch are none.

    >>> meet((0, 0, 2, 2), (1, 1, 3, 3)), meet((0, 0, 2, 2), (2, 0, 3, 2))
    (True, False)
    """
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def fill_cells(table: Table, words: Sequence[SourceWord]) -> Table:
    """The table with the text of the words that lie in its cells, a line of a cell for each row of the source."""
    return msgspec.structs.replace(table, cells=cells_with(table, [(word.text, word.box, word.row) for word in words]))


def cells_with(table: Table, words: Sequence[tuple[str, Box, int]]) -> tuple[Cell, ...]:
    """The cells of a table with the text of words: (text, box, number of the line)."""
    cells: list[dict[int, list[str]]] = [{} for _ in table.cells]
    for text, box, row in words:
        if cell_of(box, [table.box]) == 0 and (number := cell_of(box, table.boxes)) >= 0:
            cells[number].setdefault(row, []).append(text)
    return tuple(
        msgspec.structs.replace(cell, text="\n".join(" ".join(row) for row in rows.values()))
        for cell, rows in zip(table.cells, cells, strict=True)
    )


def cell_of(box: Box, cells: Sequence[Box]) -> int:
    """Number of the cell that the middle of a box lies in, or beside by no more than `SLACK`; -1 where there is none.

    >>> cells = [(0, 0, 10, 10), (10, 0, 20, 10)]
    >>> cell_of((9, 4, 13, 8), cells), cell_of((18, 9, 22, 13), cells), cell_of((30, 0, 40, 10), cells)
    (1, 1, -1)
    """
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for number, (x0, top, x1, bottom) in enumerate(cells):
        if x0 < x < x1 and top < y < bottom:
            return number
    nearest, least = -1, SLACK
    for number, (x0, top, x1, bottom) in enumerate(cells):
        off = max(x0 - x, x - x1, top - y, y - bottom)
        if off <= least:
            nearest, least = number, off
    return nearest


def rounded(values: ArrayLike, digits: int) -> list[float]:
    """Numbers, each as `round` makes it a float; `round` itself takes a third of a microsecond for one, this a fiftieth.

    Moved by as many places, a number is off by less than `_NEAR_HALF`: the integer next to it is the right one, unless it lies
    about halfway between two. These, the huge ones and those that are no numbers are left to `round`.

    >>> rounded([2.675, -0.001, 1e22, 7], 2)
    [2.67, -0.0, 1e+22, 7.0]
    """
    array = np.asarray(values, np.float64)
    power = 10.0**digits
    with np.errstate(over="ignore", invalid="ignore"):
        moved = array * power
        whole = np.rint(moved)
        is_sure = (np.abs(moved) < _HUGE) & (np.abs(moved - whole) < 0.5 - _NEAR_HALF)
        out: list[float] = (whole / power).tolist()
    for place in np.flatnonzero(~is_sure).tolist():
        out[place] = round(float(array[place]), digits)
    return out


_HUGE = 2.0**32
_NEAR_HALF = 1e-6


ALIKE = 0.025
"""Share of a table's width by which the lines between its columns stand elsewhere on the next page at most."""

AS_WIDE = 0.06
"""Share of its width by which a table is wider or narrower there."""

SAME_LINES = 0.75
"""Share of the lines between the columns of the table with fewer of them that stand at one place in both."""


def go_on(above: Table, below: Table) -> bool:
    """Whether two tables are one that is parted by the end of a page: their columns are as wide.

    >>> def table(*edges):
    ...     boxes = tuple((a, 0.0, b, 9.0) for a, b in zip(edges, edges[1:]))
    ...     return Table((edges[0], 0.0, edges[-1], 9.0), tuple(Cell(0, n, "") for n in range(len(boxes))), boxes)
    >>> go_on(table(10, 30, 90), table(20, 41, 100)), go_on(table(10, 30, 90), table(10, 50, 90))
    (True, False)
    """
    widths = above.box[2] - above.box[0], below.box[2] - below.box[0]
    if not min(widths) > 0 or abs(widths[0] - widths[1]) > AS_WIDE * max(widths):
        return False
    few, many = sorted((edges(above)[1:-1], edges(below)[1:-1]), key=len)
    same = sum(any(abs(x - y) <= ALIKE for y in many) for x in few)
    return bool(few) and same >= SAME_LINES * len(few) and len(many) - len(few) <= 2


def edges(table: Table) -> list[float]:
    """Where the lines between a table's columns stand, from 0 at its left side to 1 at its right; those of a scan may bend."""
    left, width = table.box[0], max(table.box[2] - table.box[0], 1.0)
    found: dict[int, list[float]] = {}
    for cell, box in zip(table.cells, table.boxes, strict=False):
        found.setdefault(cell.column, []).append(box[0])
        found.setdefault(cell.column + cell.columns, []).append(box[2])
    return [(sum(places) / len(places) - left) / width for _, places in sorted(found.items())]
