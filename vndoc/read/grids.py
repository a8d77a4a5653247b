"""Ruled lines become tables with cells.

In: lines from left to right and from top to bottom; out: tables. Lines that cross, directly or through others, are one table's.
Its cells are the fields of the grid that all its lines make, put together where no line parts them. A line that is broken comes
in pieces, all at one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from vndoc.document import Box, Cell
from vndoc.pages import Table
from vndoc.read.sets import DisjointSets

SAME = 6.0
"""Points within which lines are one line of a grid: double borders, and what a crooked scan moves along a column."""

TOUCH = 6.0
"""Points by which lines may miss each other where they should meet."""

LEFT = 0.2
"""Share of a table's width that is left of a worn line at least."""

BORDER = 0.6
"""Share of a field's side that a line covers where it parts two cells."""

LEAST = (80.0, 18.0)
"""Width and height in points of the smallest table: one row over the third of a page."""

MOST_FIELDS = 20_000
"""Fields of a grid; a table of a page has 1,000."""

_Line = tuple[float, float, float]
"""Where a line stands, and from where to where it goes."""

_Field = tuple[int, int]
"""Row and column."""

IsFree = Callable[[float, float, float], bool]
"""Whether nothing is printed across a height (the first number), from one place to another."""


def find_tables(
    across: Sequence[Box], down: Sequence[Box], is_free: IsFree | None = None, is_clear: IsFree | None = None
) -> list[Table]:
    """Tables with at least two cells, from top to bottom.

    Args:
        across: lines from left to right.
        down: lines from top to bottom.
        is_free: whether nothing is printed across a height, from one place to another: lines of which parts alone are left run
            through there. Without it they end where they end.
        is_clear: the same of a place from left to right, from one height to another: a line between columns runs on through a
            row that it misses between others, where that row has other such lines. Without it no gap is closed.

    >>> across = [(0.0, y, 100.0, y) for y in (0.0, 20.0, 40.0)]
    >>> down = [(0.0, 0.0, 0.0, 40.0), (50.0, 20.0, 50.0, 40.0), (100.0, 0.0, 100.0, 40.0)]
    >>> [(c.row, c.column, c.columns) for c in find_tables(across, down)[0].cells]
    [(0, 0, 2), (1, 0, 1), (1, 1, 1)]
    """
    found = [table for some, others in _groups(across, down) if (table := _table(some, others, is_free, is_clear))]
    return sorted(found, key=lambda t: (t.box[1], t.box[0]))


def _groups(across: Sequence[Box], down: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Lines that cross, directly or through others."""
    lines = [*across, *down]
    groups = DisjointSets[int]()
    for i, a in enumerate(across):
        for k, b in enumerate(down, len(across)):
            if _meet(a, b):
                groups.join(i, k)
    out: dict[int, tuple[list[Box], list[Box]]] = {}
    for i, line in enumerate(lines):
        out.setdefault(groups.root(i), ([], []))[i >= len(across)].append(line)
    return list(out.values())


def _meet(a: Box, b: Box) -> bool:
    x, y = (b[0] + b[2]) / 2, (a[1] + a[3]) / 2
    return a[0] - TOUCH <= x <= a[2] + TOUCH and b[1] - TOUCH <= y <= b[3] + TOUCH


def _table(across: Sequence[Box], down: Sequence[Box], is_free: IsFree | None, is_clear: IsFree | None = None) -> Table | None:
    """The table that lines make; None where they make fewer than two cells."""
    level = _held([((a[1] + a[3]) / 2, a[0], a[2]) for a in across], [((b[0] + b[2]) / 2, b[1], b[3]) for b in down])
    upright: list[_Line] = [((b[0] + b[2]) / 2, b[1], b[3]) for b in down]
    if len(level) < 2 or not upright:
        return None
    left, right = min(x for x, _, _ in upright), max(x for x, _, _ in upright)
    # tables without lines at their sides end where most of their lines from left to right do
    sides = [
        _middle([x0 for _, x0, _ in level if x0 < left - TOUCH]),
        _middle([x1 for _, _, x1 in level if x1 > right + TOUCH]),
    ]
    xs = _places([x for x, _, _ in upright] + [x for x in sides if x is not None])
    ys = _places([y for y, _, _ in level])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > MOST_FIELDS:
        return None
    if xs[-1] - xs[0] < LEAST[0] or ys[-1] - ys[0] < LEAST[1]:
        return None
    over = _parts(level, ys, xs)
    if is_free is not None:
        for number in _worn(level, ys, xs):
            y, row = ys[number], over[number]
            over[number] = [there or is_free(y, a, b) for there, (a, b) in zip(row, pairwise(xs), strict=True)]
    beside = _parts(upright, xs, ys)
    if is_clear is not None:
        for column, at in _gaps(beside, rows):
            beside[column][at] = is_clear(xs[column], ys[at], ys[at + 1])
    cells = _cells(rows, columns, over, beside)
    if len(cells) < 2:
        return None
    boxes = tuple((xs[c.column], ys[c.row], xs[c.column + c.columns], ys[c.row + c.rows]) for c in cells)
    return Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), boxes)


def _held(lines: Sequence[_Line], others: Sequence[_Line]) -> list[_Line]:
    """The lines without those that meet one line of the other direction where most meet several: words are underlined so."""
    met: dict[float, set[float]] = {}
    for where, start, end in lines:
        met.setdefault(where, set()).update(
            x for x, a, b in others if a - TOUCH <= where <= b + TOUCH and start - TOUCH <= x <= end + TOUCH
        )
    counts = sorted(map(len, met.values()))
    if not counts or counts[len(counts) // 2] < 2:
        return list(lines)
    return [line for line in lines if len(met[line[0]]) >= 2]


def _middle(values: Sequence[float]) -> float | None:
    return sorted(values)[len(values) // 2] if len(values) > 1 else None


def _places(values: Sequence[float]) -> list[float]:
    """Where the lines of a grid stand; lines near each other are one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= SAME:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _parts(lines: Sequence[_Line], places: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """For each place of the grid, which of the steps along it lines cover."""
    covered = [[0.0] * (len(steps) - 1) for _ in places]
    for where, start, end in lines:
        number = min(range(len(places)), key=lambda i: abs(places[i] - where))
        for k, (a, b) in enumerate(pairwise(steps)):
            covered[number][k] += max(0.0, min(b, end) - max(a, start))
    return [[c >= BORDER * (b - a) for c, (a, b) in zip(row, pairwise(steps), strict=True)] for row in covered]


def _worn(lines: Sequence[_Line], places: Sequence[float], ends: Sequence[float]) -> list[int]:
    """Places of lines of which parts alone are left: they end where no line of the other direction stands."""
    extent: dict[int, list[float]] = {}
    for where, start, end in lines:
        extent.setdefault(min(range(len(places)), key=lambda i: abs(places[i] - where)), []).extend((start, end))
    return [
        number
        for number, (first, *_, last) in ((number, sorted(values)) for number, values in extent.items())
        if last - first >= LEFT * (ends[-1] - ends[0]) and any(min(abs(x - e) for e in ends) > TOUCH for x in (first, last))
    ]


def _gaps(beside: Sequence[Sequence[bool]], rows: int) -> list[tuple[int, int]]:
    """(line between columns, row) where a line is missing that stands above and below, in rows that have other such lines.

    >>> _gaps([[True] * 3, [True, False, True], [True] * 3, [True] * 3], 3)
    [(1, 1)]
    """
    inner = range(1, len(beside) - 1)
    parted = [2 * sum([beside[k][row] for k in inner]) >= len(inner) for row in range(rows)]
    out: list[tuple[int, int]] = []
    for k in inner:
        present = [row for row in range(rows) if beside[k][row]]
        between = range(present[0], present[-1]) if present else range(0)
        out += [(k, row) for row in between if parted[row] and not beside[k][row]]
    return out


def _cells(rows: int, columns: int, over: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]]) -> list[Cell]:
    """Cells of a grid, row by row. Fields that are joined to no rectangle are joined within their rows alone."""
    for down in (True, False):
        fields = [(r, c) for r in range(rows) for c in range(columns)]
        joined = DisjointSets[_Field]()
        for r, c in fields:
            if c + 1 < columns and not beside[c + 1][r]:
                joined.join((r, c + 1), (r, c))
            if down and r + 1 < rows and not over[r + 1][c]:
                joined.join((r + 1, c), (r, c))
        groups: dict[_Field, list[_Field]] = {}
        for field in fields:
            groups.setdefault(joined.root(field), []).append(field)
        cells = [_cell(group) for group in groups.values()]
        if all(c.rows * c.columns == len(group) for c, group in zip(cells, groups.values(), strict=True)):
            break
    return sorted(cells, key=lambda c: (c.row, c.column))


def _cell(fields: Sequence[_Field]) -> Cell:
    rows, columns = [r for r, _ in fields], [c for _, c in fields]
    return Cell(min(rows), min(columns), "", max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
