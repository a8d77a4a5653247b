"""Rows that lie in tables found on the page, cell by cell.

In: visual rows and the page's tables; out: rows, those of a table cut into the lines of its cells, and which of them are a
table's. Cells are read row by row, and each to its end before the next: a visual row of a table holds pieces of several texts.
Tables whose cells are not known keep their visual rows. No spot is lost or doubled.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.arrange.rows import Row, Spot
from vndoc.geometry import SLACK, cell_of
from vndoc.pages import Table

UNSURE = 0.5
"""An engine's confidence in the words of a table below which it is none; those of worn ones have 0.7."""

FEWEST = 2
"""Cells with words that a table has; lines that cross around nothing, or around a seal's specks, are no table."""


def by_cells(rows: Sequence[Row], tables: Sequence[Table]) -> tuple[list[Row], list[bool]]:
    """The rows with those of tables cut into lines of cells, and for each whether it is a table's."""
    owner = [next((n for n, table in enumerate(tables) if _inside(row, table)), -1) for row in rows]
    lines = {
        n: _lines([row for row, number in zip(rows, owner, strict=True) if number == n], tables[n]) for n in set(owner) - {-1}
    }
    out: list[Row] = []
    tabled: list[bool] = []
    for row, n in zip(rows, owner, strict=True):
        found = lines.get(n)
        if found is None:
            out.append(row)
            tabled.append(n >= 0 and not tables[n].boxes)
        else:  # all lines of a table stand where its first row does
            out += found
            tabled += [True] * len(found)
            found.clear()
    return out, tabled


def _lines(rows: Sequence[Row], table: Table) -> list[Row] | None:
    """The lines of a table's cells; None where its rows stay as they are."""
    cells: dict[int, list[list[Spot]]] = {}
    for row in rows:
        here: dict[int, list[Spot]] = {}
        for spot in row.spots:
            here.setdefault(cell_of(spot.word.box, table.boxes), []).append(spot)
        for number, spots in here.items():
            cells.setdefault(number, []).append(spots)
    within = {n: [s for spots in lines for s in spots] for n, lines in cells.items() if n >= 0}
    printed = [n for n, spots in within.items() if not all(s.noise for s in spots)]
    if len(printed) < FEWEST or _is_unsure([s for spots in within.values() for s in spots]):
        return None
    return [Row(spots) for number in sorted(cells, key=lambda n: n if n >= 0 else len(table.boxes)) for spots in cells[number]]


def _is_unsure(spots: Sequence[Spot]) -> bool:
    """Whether an engine was unsure of words, as of what it made of a seal's lines and a signature's."""
    sure = [(s.word.confidence, len(s.word.text)) for s in spots if s.word.confidence is not None]
    return sum(c * n for c, n in sure) < UNSURE * sum(n for _, n in sure)


def _inside(row: Row, table: Table) -> bool:
    """Whether most words of a row lie in a table."""
    x0, top, x1, bottom = table.box
    count = 0
    for spot in row.spots:
        box = spot.word.box
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        count += x0 - SLACK <= x <= x1 + SLACK and top - SLACK <= y <= bottom + SLACK
    return 2 * count > len(row.spots)
