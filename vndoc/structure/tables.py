"""Cells of the tables, by the place of the first of their lines.

In: pages with their tables, and the pieces; out: cells filled with repaired lines. A table that nothing fits keeps its lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.document import Cell
from vndoc.geometry import cells_with
from vndoc.pages import ArrangedPage, Table
from vndoc.structure.pieces import Flow, Piece

Tables = dict[tuple[int, int], tuple[Cell, ...]]


def find_tables(pages: Sequence[ArrangedPage], run: Flow) -> Tables:
    """Cells of each table, by the place of the first of its lines."""
    out: Tables = {}
    previous: Piece | None = None
    count: dict[int, int] = {}
    by_number = {page.number: page for page in pages if page.tables}
    for piece in run.pieces:
        page = by_number.get(piece.page)
        if page and piece.role == "table" and (previous is None or previous.role != "table" or previous.page != piece.page):
            n = count.get(piece.page, 0)
            count[piece.page] = n + 1
            table = next((t for t in page.tables if piece.box and t.box[1] - 4 <= piece.box[1] <= t.box[3] + 4), None)
            if table is None and n < len(page.tables):
                table = page.tables[n]
            if table:
                out[piece.place] = _filled(table, page)
        previous = piece
    return out


def _filled(table: Table, page: ArrangedPage) -> tuple[Cell, ...]:
    """The cells of a table with its repaired lines, each of which lies in one; as they were where these have no places."""
    if len(table.boxes) != len(table.cells):
        return table.cells
    lines = [(line.text, line.box, i) for i, line in enumerate(page.lines) if line.role == "table" and line.box]
    cells = cells_with(table, lines)
    return cells if any(cell.text for cell in cells) else table.cells
