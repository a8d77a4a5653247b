"""Ruled lines and tables of born-digital pages. In: a page's painted lines and rectangles; out: rules and tables with cells.

Tables are pdfplumber's, from ruling lines alone: tables without lines are recognised later, from the words. Rules are the
lines themselves, those of tables and the short ones of a letterhead.
"""

# ruff: noqa: ANN401 (pdfplumber has no types)
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.layout import LTCurve, LTFigure, LTLine, LTRect

from vndoc.document import Box, Cell
from vndoc.geometry import union
from vndoc.pages import Rule, Table

SHORTEST = 12.0
"""Points of the shortest line that is a rule; the shortest of letterheads has some 30, a dash of text 6."""

THICKEST = 3.0
"""Points up to which a filled rectangle is a line."""

MAX_RULES = 2000
"""Rules of a page that are kept: a table of 100 rows and 10 columns drawn cell by cell."""

MAX_EDGES = 1500
"""Edges up to which tables are looked for; pdfplumber compares each with each."""

SAME_EDGE = 3.0
"""Points within which edges of cells are one (pdfplumber's own tolerance for joining lines)."""


def find_rules(layout: Any, x: float, y: float) -> list[Rule]:
    """Rules of a page that pdfminer has laid out; (x, y) is the page's visible top left corner there."""
    out: list[Rule] = []
    for x0, y0, x1, y1 in _lines(layout):
        rule = Rule(x0 - x, y - y1, x1 - x, y - y0)
        if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= SHORTEST:
            out.append(rule)
        if len(out) >= MAX_RULES:
            break
    return sorted(set(out), key=lambda r: (r.top, r.x0, r.bottom, r.x1))


def _lines(layout: Any) -> Iterator[Box]:
    """Horizontal and vertical lines: lines, thin rectangles, and the sides of framed ones."""
    pending = [layout]
    while pending:
        for item in pending.pop():
            if isinstance(item, LTFigure):
                pending.append(item)
            elif isinstance(item, (LTLine, LTRect)) and (item.stroke or item.fill):
                x0, y0, x1, y1 = item.bbox
                if min(x1 - x0, y1 - y0) <= THICKEST:
                    yield x0, y0, x1, y1
                elif isinstance(item, LTRect) and item.stroke:
                    yield from ((x0, y1, x1, y1), (x0, y0, x1, y0), (x0, y0, x0, y1), (x1, y0, x1, y1))
            elif isinstance(item, LTCurve) and (item.stroke or item.fill):
                x0, y0, x1, y1 = item.bbox
                if min(x1 - x0, y1 - y0) <= THICKEST:
                    yield x0, y0, x1, y1


def find_tables(page: Any, rules: list[Rule], dx: float, dy: float) -> list[Table]:
    """Tables of a pdfplumber page with at least two cells; (dx, dy) moves its frame to that of the visible page."""
    across = sum(rule.x1 - rule.x0 > rule.bottom - rule.top for rule in rules)
    if min(across, len(rules) - across) < 2 or len(page.edges) > MAX_EDGES:
        return []
    found = []
    for table in page.find_tables():
        boxes = [(c[0] - dx, c[1] - dy, c[2] - dx, c[3] - dy) for c in table.cells if c]
        if len(boxes) > 1:
            found.append(grid(boxes))
    return found


def grid(boxes: list[Box]) -> Table:
    """The table that cells at these places make, their texts empty.

    >>> table = grid([(0, 0, 10, 10), (10, 0, 20, 10), (0, 10, 20, 20)])
    >>> [(c.row, c.column, c.rows, c.columns) for c in table.cells]
    [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2)]
    """
    boxes = sorted(boxes, key=lambda b: (b[1], b[0]))
    xs = _places([x for b in boxes for x in (b[0], b[2])])
    ys = _places([y for b in boxes for y in (b[1], b[3])])
    cells = []
    for x0, top, x1, bottom in boxes:
        column, row = xs[x0], ys[top]
        cells.append(Cell(row, column, "", max(1, ys[bottom] - row), max(1, xs[x1] - column)))
    order = sorted(range(len(cells)), key=lambda i: (cells[i].row, cells[i].column))
    return Table(union(boxes), tuple(cells[i] for i in order), tuple(boxes[i] for i in order))


def _places(values: list[float]) -> dict[float, int]:
    """Number of the grid line that each value stands on."""
    out: dict[float, int] = {}
    number, last = -1, float("-inf")
    for value in sorted(set(values)):
        if value - last > SAME_EDGE:
            number += 1
        out[value], last = number, value
    return out
