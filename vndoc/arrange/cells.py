"""Rows that lie in tables found on the page.

In: visual rows and the page's tables; out: for each row, whether it is a table's. Their lines keep their order, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.arrange.rows import Row
from vndoc.pages import Table

SLACK = 2.0
"""Points by which a word may stick out of its table's outermost lines."""


def in_tables(rows: Sequence[Row], tables: Sequence[Table]) -> list[bool]:
    """Whether most words of each row lie in a table."""
    return [any(_inside(row, table) for table in tables) for row in rows]


def _inside(row: Row, table: Table) -> bool:
    x0, top, x1, bottom = table.box
    count = 0
    for spot in row.spots:
        box = spot.word.box
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        count += x0 - SLACK <= x <= x1 + SLACK and top - SLACK <= y <= bottom + SLACK
    return 2 * count > len(row.spots)
