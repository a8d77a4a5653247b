"""Cells of a table, whatever their numbers claim, as rows with few enough columns to write.

Row and column numbers come from pages; they may have holes or be huge. Only rows and columns where a cell starts are kept, so
the size of the grid depends on the number of cells alone. Cells beyond the most columns go on in the last column: no text is
lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from vndoc.document import Cell

MAX_COLUMNS = 100
"""More columns than any printed page has."""


class Placed(NamedTuple):
    """A cell in the grid: its column from 0, how many columns and rows it covers."""

    column: int
    text: str
    columns: int = 1
    rows: int = 1


def grid(cells: Iterable[Cell], most: int = MAX_COLUMNS) -> tuple[list[list[Placed]], int]:
    """Rows of cells from left to right, and the number of columns, `most` at the most.

    >>> grid([Cell(0, 5, "b"), Cell(0, 2, "a"), Cell(10**9, 2, "c", columns=10**9)])
    ([[Placed(column=0, text='a', columns=1, rows=1), Placed(column=1, text='b', columns=1, rows=1)],
      [Placed(column=0, text='c', columns=2, rows=1)]], 2)
    """
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    row_starts = sorted({cell.row for cell in ordered})
    row_at = {row: i for i, row in enumerate(row_starts)}
    starts = sorted({cell.column for cell in ordered})
    width = min(len(starts), most)
    column_at = {column: min(i, width - 1) for i, column in enumerate(starts)}
    rows: list[list[Placed]] = [[] for _ in row_starts]
    busy = [0] * width
    for cell in ordered:
        row, column = row_at[cell.row], column_at[cell.column]
        placed = rows[row]
        if (placed and placed[-1].column + placed[-1].columns > column) or busy[column] > row:
            _append(placed, column, cell.text)
            continue
        columns = max(bisect_left(starts, cell.column + cell.columns) - column, 1)
        free = range(column, min(column + columns, width))
        columns = next((at - column for at in free if busy[at] > row), len(free))
        deep = max(bisect_left(row_starts, cell.row + cell.rows) - row, 1)
        for at in range(column, column + columns):
            busy[at] = row + deep
        placed.append(Placed(column, cell.text, columns, deep))
    return rows, width


def _append(placed: list[Placed], column: int, text: str) -> None:
    """Put the text of a cell without a place of its own into the cell before it."""
    if placed:
        placed[-1] = placed[-1]._replace(text=f"{placed[-1].text}\n{text}")
    else:
        placed.append(Placed(column, text))
