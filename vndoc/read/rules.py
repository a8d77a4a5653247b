"""Ruled lines of a picture, and the tables that they make.

In: a grey picture that is upright and nearly straight, its resolution; out: its lines, and tables with their cells, in points
of that picture; and a page with them, where its source told of none.

`strokes` finds the lines, `grids` makes tables of them: as if the page were straight, and all lines level. Then each cell is
moved where it stands on the page, and its sides are put on the lines that are there: copies are bent, not only turned.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from vndoc.document import Box
from vndoc.geometry import union
from vndoc.pages import Rule, SourcePage, Table
from vndoc.read.grids import SAME, find_tables
from vndoc.read.prepare.place import Place
from vndoc.read.strokes import STRAIGHT, Map, Stroke, strokes_of

_log = logging.getLogger(__name__)

MAP_DPI = 140
"""Resolution at which lines are looked for, at the least: hair lines of 0.25 points are half a pixel there, grey enough to be
seen. Half of 225, which scans of 200 are read at, is too coarse."""

DARK = 160
"""Grey from which a pixel is ink on that map: thin lines fade when a picture is made smaller, paper is lighter than 200."""

LONG = 100.0
"""Points of the lines that tell how askew a page is."""

INSIDE = 3.0
"""Points from the sides of a cell within which its own lines stand."""

ACROSS = (1.5, 3.0)
"""Points above and below a line at which letters that stand across it have ink; lines are thinner, print keeps off them."""

CROSSED = 0.02
"""Share of a cell's width that letters across it have ink at: one letter does."""

STEEPEST = 0.04
"""By how much the lines of a table slope at most on a sheet that is nearly straight, beside what a line may lie off: strokes of
signatures slope more."""

MOST_LINES = 400
"""Lines of a page that are looked at; a page of squared paper is none of ours."""


class Ruling(NamedTuple):
    """Lines from left to right, lines from top to bottom (as `Stroke` of the map turned over), and the tables that they make.

    `slope` is by how much most long lines fall from left to right.
    """

    across: tuple[Stroke, ...] = ()
    down: tuple[Stroke, ...] = ()
    tables: tuple[Table, ...] = ()
    slope: float = 0.0

    def rules(self) -> list[Rule]:
        """The lines as rules, from top to bottom."""
        rules = {Rule(s.x0, s.middle - s.half, s.x1, s.middle + s.half) for s in self.across}
        rules |= {Rule(s.middle - s.half, s.x0, s.middle + s.half, s.x1) for s in self.down}
        return sorted(rules, key=lambda r: (r.top, r.x0, r.bottom, r.x1))


def find_ruling(picture: Image, dpi: float) -> Ruling:
    """Lines and tables of a picture, in its points (1/72 inch); none where they cannot be had.

    >>> from PIL import Image as images, ImageDraw
    >>> picture = images.new("L", (600, 600), 255)
    >>> for box in ((100, 100, 300, 200), (300, 100, 500, 200)):
    ...     ImageDraw.Draw(picture).rectangle(box, outline=0, width=2)
    >>> ruling = find_ruling(picture, 150)
    >>> len(ruling.rules()), [(c.row, c.column) for c in ruling.tables[0].cells]
    (5, [(0, 0), (0, 1)])
    """
    try:
        times = max(1, int(dpi // MAP_DPI))
        small = picture.convert("L").reduce(times) if times > 1 else picture.convert("L")
        there = np.asarray(small) < DARK
        points = 72.0 * times / dpi
        across, down = strokes_of(there, points), strokes_of(there.T, points)
        if len(across) + len(down) > MOST_LINES:
            return Ruling()
        slopes = [s.slope for s in across if s.x1 - s.x0 >= LONG]
        slope = float(np.median(slopes)) if slopes else 0.0
        flat, steep = ([s for s in some if abs(s.slope) <= STEEPEST + STRAIGHT / (s.x1 - s.x0)] for some in (across, down))
        level = [(a + off, at, b + off, at) for s in flat for at, off in [_level(s, slope)] for a, b in s.spans]
        upright = [(at, a + off, at, b + off) for s in steep for at, off in [_level(s, -slope)] for a, b in s.spans]
        found = find_tables(
            level,
            upright,
            lambda y, x0, x1: _is_free(there, points, slope, y, x0, x1),
            lambda x, y0, y1: _is_free(there.T, points, -slope, x, y0, y1),
        )
        tables = tuple(_askew(table, slope, across, down) for table in found)
        return Ruling(tuple(across), tuple(down), tables, slope)
    except Exception:  # a page without its lines is better than a page that is not read
        _log.info("no ruled lines could be had", exc_info=True)
        return Ruling()


def with_rules(page: SourcePage, ruling: Ruling, dpi: float, place: Place) -> SourcePage:
    """The page with the rules and tables of its picture, where its source told of none.

    Args:
        page: as its source has it.
        ruling: of its picture, made ready.
        dpi: the picture's resolution.
        place: from pixels of the picture to the page.
    """
    if page.rules or page.tables:
        return page
    pixels = dpi / 72.0

    def on_page(box: Box) -> Box:
        """The box around the same middle, as wide and as high: what is a little askew is not made larger."""
        x, y = place.point((box[0] + box[2]) / 2 * pixels, (box[1] + box[3]) / 2 * pixels)
        across, down = (box[2] - box[0]) * pixels / 2, (box[3] - box[1]) * pixels / 2
        lies = abs(place.b) > abs(place.a)
        wide, high = (abs(place.b) * down, abs(place.d) * across) if lies else (abs(place.a) * across, abs(place.e) * down)
        return x - wide, y - high, x + wide, y + high

    moved = [Table(union(boxes), t.cells, boxes) for t in ruling.tables for boxes in [tuple(map(on_page, t.boxes))]]
    found = (Rule(*on_page((r.x0, r.top, r.x1, r.bottom))) for r in ruling.rules())
    return msgspec.structs.replace(page, rules=tuple(found), tables=tuple(moved))


def nearest(lines: Sequence[Stroke], place: float, along: float) -> Stroke | None:
    """The line that stands at a place of the other direction, seen from a point along it; None where there is none.

    >>> line = Stroke(0.0, 100.0, 50.0, 0.5, 0.0, ())
    >>> nearest([line], 52.0, 30.0) is line, nearest([line], 70.0, 30.0) is None
    (True, True)
    """
    here = [line for line in lines if line.x0 - SAME <= along <= line.x1 + SAME and abs(line.at(along) - place) <= SAME]
    return min(here, key=lambda line: abs(line.at(along) - place), default=None)


def _is_free(there: Map, points: float, slope: float, y: float, x0: float, x1: float) -> bool:
    """Whether no letters stand across a height of the straightened page: ink right above and right below it."""
    xs = np.arange(max(0, round((x0 + INSIDE) / points)), min(there.shape[1], round((x1 - INSIDE) / points)))
    if not xs.size:
        return True
    middle = np.rint((y + slope * xs * points) / points).astype(int)
    near, far = (max(1, round(distance / points)) for distance in ACROSS)

    def inked(sign: int) -> NDArray[np.bool_]:
        rows = [np.clip(middle + sign * off, 0, there.shape[0] - 1) for off in range(near, far + 1)]
        return np.asarray(np.logical_or.reduce([there[row, xs] for row in rows]))

    return bool((inked(-1) & inked(1)).mean() < CROSSED)


def _level(line: Stroke, slope: float) -> tuple[float, float]:
    """Where a line stands once the page is straight, and by how much it moves along itself then."""
    return line.middle - slope * (line.x0 + line.x1) / 2, slope * line.middle


def _askew(table: Table, slope: float, across: Sequence[Stroke], down: Sequence[Stroke]) -> Table:
    """A table of the straightened page where it stands on the page: each cell is moved, its sides put on the lines there."""

    def moved(box: Box) -> Box:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        left, top, right, bottom = box[0] - slope * y, box[1] + slope * x, box[2] - slope * y, box[3] + slope * x
        x, y = (left + right) / 2, (top + bottom) / 2
        xs = [line.at(y) if (line := nearest(down, at, y)) is not None else at for at in (left, right)]
        ys = [line.at(x) if (line := nearest(across, at, x)) is not None else at for at in (top, bottom)]
        return (xs[0], ys[0], xs[1], ys[1]) if xs[0] < xs[1] and ys[0] < ys[1] else (left, top, right, bottom)

    boxes = tuple(moved(box) for box in table.boxes)
    return Table(union(boxes), table.cells, boxes)
