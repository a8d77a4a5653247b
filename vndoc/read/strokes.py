"""Ruled lines of a picture: where each of them runs, and where it has ink.

In: a map of ink and how many points a pixel of it has; out: lines from left to right, in points. A line is looked for strip by
strip: in each strip across its direction it is a short thick or thin run of ink that fills the strip, and runs of neighbouring
strips at nearly one height are one line. So a line may slope or sag a little, and may be broken where the scan is poor; letters
are too short to fill strips in a row. Lines from top to bottom are those of the map turned over (`numpy` calls it transposed).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.read.runs import runs_of

Map = NDArray[np.bool_]

STRIP = 12.0
"""Points of a strip's width: wider than the strokes of letters, so that a row of letters leaves gaps in it."""

FULL = 0.9
"""Share of a strip's width that a line fills."""

WORN = 0.6
"""Share that is enough in strips of a line that fills half of its strips: thin lines of poor scans are broken."""

GAP = 2
"""Strips that may be missing one after the other within a line."""

BREAK = 4.0
"""Points without ink that a line has only where it ends and begins anew: cells are joined across it there."""

STRAIGHT = 2.0
"""Points by which a line may lie off the straight one through it: the rims of seals and the strokes of pens lie further off."""

RUN_INTO = 0.25
"""Share of a line's strips, at its ends, that are let go where a pen or a seal runs into it."""

LONG_RUN = 8
"""Strips of a line that is worth letting something go: shorter arcs of seals would be straight too."""

THICKEST = 6.5
"""Points of the thickest line: frames of a thick line and a thin one are printed up to 4, and run together in a copy."""

THIN = 2.5
"""Points up to which any run of ink across a strip may be a line's; thicker ones are solid, as rows of bold letters are not."""

SOLID = 0.95
"""Share of a strip's width that half of the rows of a thick line fill."""

DRIFT = 1.5
"""Points by which a line may move from one strip to the next: 7 degrees."""

SHORTEST = 30.0
"""Points of the shortest line: the sides of a table's cells are that long, the strokes of headings in 30-point letters not."""

MOST_CHAINS = 20_000
"""Runs of ink that are followed; a page of dense print has 2,000."""


class Stroke(NamedTuple):
    """A line from x0 to x1, the height of its middle, half its thickness, by how much it falls on its way, where it has ink."""

    x0: float
    x1: float
    middle: float
    half: float
    slope: float
    spans: tuple[tuple[float, float], ...]

    def at(self, x: float) -> float:
        """Its height at a place, within its ends or beyond them.

        >>> Stroke(0.0, 100.0, 50.0, 0.5, 0.01, ()).at(0.0)
        49.5
        """
        return self.middle + self.slope * (x - (self.x0 + self.x1) / 2)


class _Link(NamedTuple):
    """What a line is in one strip: the strip's number, the line's middle and thickness, whether it fills the strip."""

    strip: int
    middle: float
    thick: float
    is_full: bool


def strokes_of(there: Map, points: float) -> list[Stroke]:
    """Lines from left to right, in points.

    >>> there = np.zeros((40, 100), dtype=bool)
    >>> there[20, 10:90] = True
    >>> [(s.x0, s.x1, s.middle) for s in strokes_of(there, 1.0)]
    [(10.0, 90.0, 20.5)]
    """
    strip = max(2, round(STRIP / points))
    out = []
    for chain in _chains(there, strip, points):
        straight = _straight(chain, strip, points)
        if straight is None:
            continue
        chain, slope = straight
        middle = float(np.mean([link.middle for link in chain]))
        centre = float(np.mean([(link.strip + 0.5) * strip for link in chain]))
        x0 = _end(there, chain[0], chain[0].strip * strip, -1, strip)
        x1 = _end(there, chain[-1], (chain[-1].strip + 1) * strip - 1, 1, strip) + 1
        middle += slope * ((x0 + x1) / 2 - centre)
        half = float(np.median([link.thick for link in chain])) / 2
        line = Stroke(x0 * points, x1 * points, middle * points, half * points, slope, ())
        out.append(line._replace(spans=_spans(there, line, points)))
    return out


def _straight(chain: list[_Link], strip: int, points: float) -> tuple[list[_Link], float] | None:
    """The straight part of a chain, and by how much it falls; None where it is too short or too bent."""
    part = chain
    while True:
        length = (part[-1].strip - part[0].strip + 1) * strip * points if part else 0.0
        if length < SHORTEST or 2 * sum(link.is_full for link in part) < len(part):
            return None
        at = np.array([(link.strip + 0.5) * strip for link in part])
        middles = np.array([link.middle for link in part])
        at, middles = at - at.mean(), middles - middles.mean()
        slope = float((at * middles).sum() / max((at**2).sum(), 1e-9))
        off = np.abs(middles - slope * at) * points
        if off.max() <= STRAIGHT:
            return part, slope
        if len(chain) - len(part) + 1 > RUN_INTO * len(chain) or len(part) <= LONG_RUN:
            return None
        part = part[1:] if off[0] > off[-1] else part[:-1]


def _spans(there: Map, line: Stroke, points: float) -> tuple[tuple[float, float], ...]:
    """Where a line has ink, from and to; gaps shorter than `BREAK` are none."""
    xs = np.arange(max(0, round(line.x0 / points)), min(there.shape[1], round(line.x1 / points)))
    middle = (line.middle + line.slope * (xs * points - (line.x0 + line.x1) / 2)) / points
    reach = round((line.half + STRAIGHT / 2) / points)
    inked = np.zeros(len(xs), dtype=bool)
    for off in range(-reach, reach + 1):
        inked |= there[np.clip(np.rint(middle).astype(int) + off, 0, there.shape[0] - 1), xs]
    places = np.flatnonzero(inked)
    if not places.size:
        return ()
    breaks = np.flatnonzero(np.diff(places) * points > BREAK)
    starts, ends = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(places) - 1]))
    return tuple((float(xs[places[a]]) * points, float(xs[places[b]] + 1) * points) for a, b in zip(starts, ends, strict=True))


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
        links = _links(share[:, number], number, THIN / points, THICKEST / points)
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


def _links(share: NDArray[np.float64], strip: int, thin: float, most: float) -> list[_Link]:
    """Runs of ink across one strip that are no thicker than a line."""
    return [
        _Link(strip, (a + b - 1) / 2, float(b - a - 1), bool((share[a:b] >= FULL).any()))
        for a, b in runs_of(share >= WORN)
        if b - a - 1 <= (most if 2 * np.count_nonzero(share[a:b] >= SOLID) >= b - a else thin)
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
