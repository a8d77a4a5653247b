"""Ruled lines of a picture, and the tables that they make.

In: a grey picture that is upright and nearly straight, its resolution; out: rules, and tables with their cells, in points of
that picture. A line is looked for strip by strip: in each strip across its direction it is a short thick or thin run of ink
that fills the strip, and runs of neighbouring strips at nearly one height are one line. So a line may slope or sag a little,
and may be broken where the scan is poor; letters are too short to fill strips in a row.

`grids` makes tables of the lines.
"""

from __future__ import annotations

import logging
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from vndoc.document import Box
from vndoc.geometry import union
from vndoc.pages import Rule, SourcePage, Table
from vndoc.read.grids import find_tables
from vndoc.read.prepare.place import Place

_log = logging.getLogger(__name__)

Map = NDArray[np.bool_]

MAP_DPI = 150
"""Resolution at which lines are looked for: hair lines of 0.25 points are half a pixel there, grey enough to be seen."""

DARK = 160
"""Grey from which a pixel is ink on that map: thin lines fade when a picture is made smaller, paper is lighter than 200."""

STRIP = 12.0
"""Points of a strip's width: wider than the strokes of letters, so that a row of letters leaves gaps in it."""

FULL = 0.9
"""Share of a strip's width that a line fills."""

WORN = 0.6
"""Share that is enough in strips of a line that fills half of its strips: thin lines of poor scans are broken."""

GAP = 2
"""Strips that may be missing one after the other within a line."""

STRAIGHT = 2.0
"""Points by which a line may lie off the straight one through it: the rims of seals and the strokes of pens lie further off."""

LONG = 100.0
"""Points of the lines that tell how askew a page is."""

THICKEST = 4.0
"""Points of the thickest line; double borders are two lines."""

DRIFT = 1.5
"""Points by which a line may move from one strip to the next: 7 degrees."""

SHORTEST = 30.0
"""Points of the shortest line: the sides of a table's cells are that long, the strokes of headings in 30-point letters not."""

MOST_CHAINS = 20_000
"""Runs of ink that are followed; a page of dense print has 2,000."""

MOST_LINES = 400
"""Lines of a page that are looked at; a page of squared paper is none of ours."""


def find_ruling(picture: Image, dpi: float) -> tuple[list[Rule], list[Table]]:
    """Rules and tables of a picture, in its points (1/72 inch).

    >>> from PIL import Image as images, ImageDraw
    >>> picture = images.new("L", (600, 600), 255)
    >>> for box in ((100, 100, 300, 200), (300, 100, 500, 200)):
    ...     ImageDraw.Draw(picture).rectangle(box, outline=0, width=2)
    >>> rules, tables = find_ruling(picture, 150)
    >>> len(rules), [(c.row, c.column) for c in tables[0].cells]
    (5, [(0, 0), (0, 1)])
    """
    times = max(1, round(dpi / MAP_DPI))
    small = picture.convert("L").reduce(times) if times > 1 else picture.convert("L")
    there = np.asarray(small) < DARK
    points = 72.0 * times / dpi
    across, down = _lines(there, points), _lines(there.T, points)
    if len(across) + len(down) > MOST_LINES:
        return [], []
    rules = {Rule(s.x0, s.middle - s.half, s.x1, s.middle + s.half) for s in across}
    rules |= {Rule(s.middle - s.half, s.x0, s.middle + s.half, s.x1) for s in down}
    slopes = [s.slope for s in across if s.x1 - s.x0 >= LONG]
    slope = float(np.median(slopes)) if slopes else 0.0
    level = [(s.x0, y, s.x1, y) for s in across for y in [s.middle - slope * (s.x0 + s.x1) / 2]]
    upright = [(x, s.x0, x, s.x1) for s in down for x in [s.middle + slope * (s.x0 + s.x1) / 2]]
    tables = [_askew(table, slope) for table in find_tables(level, upright)]
    return sorted(rules, key=lambda r: (r.top, r.x0, r.bottom, r.x1)), tables


def with_rules(page: SourcePage, picture: Image, dpi: float, place: Place) -> SourcePage:
    """The page with the rules and tables of its picture, where its source told of none.

    Args:
        page: as its source has it.
        picture: of the page, made ready.
        dpi: its resolution.
        place: from points of the picture to the page.
    """
    if page.rules or page.tables:
        return page
    pixels = dpi / 72.0
    try:
        rules, tables = find_ruling(picture, dpi)
    except Exception:  # a page without its lines is better than a page that is not read
        _log.info("page %d: no ruled lines could be had", page.number, exc_info=True)
        return page

    def on_page(box: Box) -> Box:
        """The box around the same middle, as wide and as high: what is a little askew is not made larger."""
        x, y = place.point((box[0] + box[2]) / 2 * pixels, (box[1] + box[3]) / 2 * pixels)
        across, down = (box[2] - box[0]) * pixels / 2, (box[3] - box[1]) * pixels / 2
        lies = abs(place.b) > abs(place.a)
        wide, high = (abs(place.b) * down, abs(place.d) * across) if lies else (abs(place.a) * across, abs(place.e) * down)
        return x - wide, y - high, x + wide, y + high

    moved = [Table(union(boxes), table.cells, boxes) for table in tables for boxes in [tuple(map(on_page, table.boxes))]]
    found = (Rule(*on_page((r.x0, r.top, r.x1, r.bottom))) for r in rules)
    return msgspec.structs.replace(page, rules=tuple(found), tables=tuple(moved))


def _askew(table: Table, slope: float) -> Table:
    """A table of the straightened page where it stands on the page: each cell is moved, none is turned."""

    def moved(box: Box) -> Box:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        dx, dy = -slope * y, slope * x
        return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy

    boxes = tuple(moved(box) for box in table.boxes)
    return Table(union(boxes), table.cells, boxes)


class _Stroke(NamedTuple):
    """A line from x0 to x1, the height of its middle, half its thickness, and by how much it falls on its way."""

    x0: float
    x1: float
    middle: float
    half: float
    slope: float


class _Link(NamedTuple):
    """What a line is in one strip: the strip's number, the line's middle and thickness, whether it fills the strip."""

    strip: int
    middle: float
    thick: float
    is_full: bool


def _lines(there: Map, points: float) -> list[_Stroke]:
    """Lines from left to right, in points."""
    strip = max(2, round(STRIP / points))
    out = []
    for chain in _chains(there, strip, points):
        if (chain[-1].strip - chain[0].strip + 1) * strip * points < SHORTEST or 2 * sum(c.is_full for c in chain) < len(chain):
            continue
        at = np.array([(link.strip + 0.5) * strip for link in chain])
        middles = np.array([link.middle for link in chain])
        slope = float(((at - at.mean()) * (middles - middles.mean())).sum() / max(((at - at.mean()) ** 2).sum(), 1e-9))
        off = np.abs(middles - middles.mean() - slope * (at - at.mean())).max()
        if off * points > STRAIGHT:
            continue
        x0 = _end(there, chain[0], chain[0].strip * strip, -1, strip)
        x1 = _end(there, chain[-1], (chain[-1].strip + 1) * strip - 1, 1, strip) + 1
        middle = float(middles.mean() + slope * ((x0 + x1) / 2 - at.mean()))
        half = float(np.median([link.thick for link in chain])) / 2
        out.append(_Stroke(x0 * points, x1 * points, middle * points, half * points, slope))
    return out


def _chains(there: Map, strip: int, points: float) -> list[list[_Link]]:
    """Runs of ink in neighbouring strips at nearly one height."""
    count = there.shape[1] // strip
    if not count:
        return []
    thick = there.copy()
    thick[1:] |= there[:-1]
    share = thick[:, : count * strip].reshape(there.shape[0], count, strip).mean(axis=2)
    growing: list[list[_Link]] = []
    done: list[list[_Link]] = []
    for number in range(count):
        links = _links(share[:, number], number, THICKEST / points)
        taken: set[_Link] = set()
        for chain in growing:
            last = chain[-1]
            reach = DRIFT / points * (number - last.strip)
            near = [link for link in links if link not in taken and abs(link.middle - last.middle) <= reach]
            if near:
                best = min(near, key=lambda link: abs(link.middle - last.middle))
                taken.add(best)
                chain.append(best)
        done += [chain for chain in growing if number - chain[-1].strip > GAP]
        growing = [chain for chain in growing if number - chain[-1].strip <= GAP]
        growing += [[link] for link in links if link not in taken and link.is_full]
        if len(growing) + len(done) > MOST_CHAINS:
            return []
    return done + growing


def _links(share: NDArray[np.float64], strip: int, most: float) -> list[_Link]:
    """Runs of ink across one strip that are no thicker than a line."""
    steps = np.diff(np.concatenate(([False], share >= WORN, [False])).astype(np.int8))
    starts, ends = np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist()
    return [
        _Link(strip, (a + b - 1) / 2, float(b - a - 1), bool((share[a:b] >= FULL).any()))
        for a, b in zip(starts, ends, strict=True)
        if b - a - 1 <= most
    ]


def _end(there: Map, link: _Link, x: int, step: int, most: int) -> int:
    """Where a line ends that goes on beyond its last strip."""
    top = max(0, round(link.middle - link.thick / 2 - 1))
    rows = there[top : round(link.middle + link.thick / 2 + 1) + 1]
    for _ in range(most):
        if not 0 <= x + step < there.shape[1] or not rows[:, x + step].any():
            break
        x += step
    return x
