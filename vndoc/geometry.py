"""Boxes: what lies inside what, and the text of table cells from the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vndoc.document import Box, Cell
from vndoc.pages import SourceWord, Table


def covers(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box lies in another.

    >>> covers((0, 0, 10, 10), (8, 8, 11, 11)), covers((0, 0, 10, 10), (8, 8, 14, 11))
    (True, False)
    """
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes (at least one).

    >>> union([(0, 1, 2, 3), (1, 0, 4, 2)])
    (0, 0, 4, 3)
    """
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def fill_cells(table: Table, words: Sequence[SourceWord]) -> Table:
    """The table with the text of the words that lie in its cells, a line of a cell for each row of the source."""
    return msgspec.structs.replace(table, cells=cells_with(table, [(word.text, word.box, word.row) for word in words]))


def cells_with(table: Table, words: Sequence[tuple[str, Box, int]]) -> tuple[Cell, ...]:
    """The cells of a table with the text of words: (text, box, number of the line)."""
    near = [word for word in words if covers(table.box, word[1])]
    cells = []
    for cell, box in zip(table.cells, table.boxes, strict=True):
        rows: dict[int, list[str]] = {}
        for text, where, row in near:
            if covers(box, where):
                rows.setdefault(row, []).append(text)
        cells.append(msgspec.structs.replace(cell, text="\n".join(" ".join(row) for row in rows.values())))
    return tuple(cells)
