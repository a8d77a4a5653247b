"""Cells of a table, whatever their numbers claim, as rows with few enough columns to write.

Row and column numbers come from pages; they may have holes or be huge. Only rows and columns where a cell starts are kept, so
the size of the grid depends on the number of cells alone. Cells beyond the most columns go on in the last column: no text is
lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
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


MOST_HEAD_ROWS = 4
"""Rows that name the columns: titles over several columns, titles below them."""


def head_rows(rows: Sequence[Sequence[Placed]]) -> int:
    """How many rows name the columns: the first with what it reaches down to, and the numbers of columns; none without words.

    >>> head_rows([[Placed(0, "TT", rows=2), Placed(1, "Vốn", 2)], [Placed(1, "Tổng"), Placed(2, "Dư")], [Placed(0, "Hồ")]])
    2
    """
    if len(rows) < 2 or not any(any(map(str.isalpha, cell.text)) for cell in rows[0]):
        return 0
    deep = max(cell.rows for cell in rows[0])
    if any(cell.columns > 1 for cell in rows[0]):
        deep = max(deep, 2)
    if deep < len(rows) and len(rows[deep]) > 1 and all(_is_column_number(cell.text) for cell in rows[deep]):
        deep += 1
    return deep if deep < len(rows) and deep <= MOST_HEAD_ROWS else 0


def _is_column_number(text: str) -> bool:
    """Whether a cell holds the number of its column.

    >>> [text for text in ("(1)", "(3)=(1)+(2)", "A", "12", "Cộng", "1.200") if _is_column_number(text)]
    ['(1)', '(3)=(1)+(2)', 'A', '12']
    """
    text = text.strip()
    if text.isdecimal():
        return len(text) <= 2
    if text.startswith("("):
        return not any(map(str.isalpha, text)) and len(text) <= 20
    return not text or (len(text) == 1 and text.isupper())


def is_figure(text: str) -> bool:
    """Whether a cell holds a number alone, which is set at the right edge of its column.

    >>> is_figure("1.250,5"), is_figure("(12)"), is_figure("3 km"), is_figure("")
    (True, True, False, False)
    """
    bare = text.strip("()-–+% \n")
    return any(map(str.isdigit, bare)) and all(c.isdigit() or c in ".,/ " for c in bare)


def _append(placed: list[Placed], column: int, text: str) -> None:
    """Put the text of a cell without a place of its own into the cell before it."""
    if placed:
        placed[-1] = placed[-1]._replace(text=f"{placed[-1].text}\n{text}")
    else:
        placed.append(Placed(column, text))
