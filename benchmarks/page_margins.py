"""A step that was tried and is no part of vndoc: black margins of a scan, where the paper ends early, become white.

What is dark in one run from an edge of the picture inwards is margin, if the run is longer than letters that touch the edge
are. A ruled line that runs into the edge goes with it: no engine reads it.
"""

from __future__ import annotations

import numpy as np
from PIL import Image as images
from PIL.Image import Image

from vndoc.read.prepare.ink import MAP_DPI, Map

DARK = 110
"""Grey below which a margin is dark; paper in shadow is lighter."""

LEAST_INCHES = 0.12
"""Shorter runs from the edge are letters and scraps."""

MOST_SHARE = 0.35
"""A page that is darker from its edges inwards than this share of it is no page with margins: it is left alone."""

FRINGE = 2
"""Pixels of the small map around a margin that go with it, for its ragged edge."""


def without_margins(picture: Image, dpi: int) -> Image:
    """The grey picture with its black margins in white; the same picture where it has none.

    >>> page = images.new("L", (400, 600), 255)
    >>> page.paste(0, (0, 0, 90, 600))
    >>> without_margins(page, 100).getpixel((40, 300))
    255
    """
    times = max(1, round(dpi / MAP_DPI))
    small = np.asarray(picture.reduce(times) if times > 1 else picture)
    margin = _from_edges(small <= DARK, max(2, round(LEAST_INCHES * dpi / times)))
    share = float(margin.mean()) if margin.size else 0.0
    if not 0.0 < share <= MOST_SHARE:
        return picture
    mask = images.fromarray(_wider(margin)).resize(picture.size, images.Resampling.NEAREST)
    out = picture.copy()
    out.paste(255, mask=mask)
    return out


def _from_edges(dark: Map, least: int) -> Map:
    """Dark pixels in runs of at least this length that start at an edge."""
    found = np.zeros_like(dark)
    for quarter in range(4):
        seen = np.rot90(dark, quarter)
        run = np.logical_and.accumulate(seen, axis=1)
        run &= (run.sum(axis=1) >= least)[:, None]
        found |= np.rot90(run, -quarter)
    return found


def _wider(margin: Map) -> Map:
    """The margin and its fringe."""
    out = margin
    for _ in range(FRINGE):
        wide = out.copy()
        wide[1:] |= out[:-1]
        wide[:-1] |= out[1:]
        wide[:, 1:] |= out[:, :-1]
        wide[:, :-1] |= out[:, 1:]
        out = wide
    return out
