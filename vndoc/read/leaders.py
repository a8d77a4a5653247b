"""Dotted lines of forms: rows of dots or dashes that are to be written on.

Engines take them for words, and lose the words beside them. In: a grey picture; out: the picture without them, and where they
stood. A dot or dash is ink no higher than a full stop with white above and below it; a leader is a row of them close together
with no letter between them. (A letter has ink above its foot, and its stem parts what is flat on its two sides.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image as images
from PIL.Image import Image

from vndoc.document import Box
from vndoc.geometry import union
from vndoc.read.runs import runs_of

Map = NDArray[np.bool_]

MAP_DPI = 150
"""Resolution at which leaders are looked for: the dots of 8-point print are two pixels there."""

DARK = 160
"""Grey below which a pixel is ink on that map."""

FLAT = 2.4
"""Points of the highest dot: full stops of 14-point print, blurred."""

CLEAR = 2.4
"""Points of white above and below a dot: more than between a letter and its mark, less than between lines."""

APART = 5.0
"""Points of white between dots."""

LEAST = 15.0
"""Points of the shortest leader."""

FEWEST = 6
"""Dots of one: three are a word's, and no six letters beside each other have a dot below."""

DOT = 1.15
"""Points of a dot's height; what is as flat in the letters of a logo, or of dust, is less."""

DASH = (2.5, 0.7)
"""Points of a dash's width and height."""

UNEVEN = (0.6, 0.36)
"""Deviation of the widths of dots, and of the steps from one to the next, as a share of their mean."""

MOST = 30
"""Dots of a leader that are told of; more say no more."""

LETTER = 8.0
"""Points of a letter's height in the box of a leader: what stands on one line has boxes of one height."""

EACH = 8.0
"""Points of a leader in which there is at least one dot, or dash with an end: a ruled line is one dash for all its length."""

SPARSE = 0.12
"""Share of ink below which a row is dust."""


class Leader(NamedTuple):
    """Dots or dashes as they are printed, and their box in pixels, as high as letters on their line."""

    text: str
    box: Box


def without_leaders(picture: Image, dpi: float) -> tuple[Image, list[Leader]]:
    """The picture without its leaders, and these from top to bottom.

    >>> sheet = images.new("L", (300, 100), 255)
    >>> for x in range(50, 250, 8):
    ...     sheet.paste(0, (x, 50, x + 3, 53))
    >>> without_leaders(sheet, 150)[1]
    [Leader(text='.........................', box=(50, 37, 245, 54))]
    """
    times = max(1, round(dpi / MAP_DPI))
    there = np.asarray(picture.reduce(times) if times > 1 else picture) < DARK
    points = 72.0 * times / dpi
    flat = _flat(there, max(1, round(FLAT / points)), max(1, round(CLEAR / points)))
    found = _leaders(flat, there, points)
    if not found:
        return picture, []
    pixels = np.asarray(picture).copy()
    for x0, top, x1, bottom in found:
        own = flat[top:bottom, x0:x1].repeat(times, axis=0).repeat(times, axis=1)
        part = pixels[top * times : bottom * times, x0 * times : x1 * times]
        wide = _wider(own, times)[: part.shape[0], : part.shape[1]]
        part[wide] = 255
    head = round(LETTER / points)
    leaders = [
        Leader(text, (x0 * times, (foot - head) * times, x1 * times, foot * times)) for (x0, _, x1, foot), text in found.items()
    ]
    return images.fromarray(pixels), leaders


def _flat(there: Map, high: int, clear: int) -> Map:
    """Ink of runs down a column that are no higher than a dot, with white above and below them."""
    height = there.shape[0]
    padded = np.pad(there, ((clear + 1, high + clear + 1), (0, 0)))
    out = np.zeros_like(padded)
    white = np.cumsum(np.pad(padded, ((1, 0), (0, 0))), axis=0, dtype=np.int32)
    for tall in range(1, high + 1):
        rows = np.arange(clear, clear + height + 1 + high - tall)
        full = white[rows + tall] - white[rows] == tall
        none = (white[rows] - white[rows - clear] == 0) & (white[rows + tall + clear] - white[rows + tall] == 0)
        starts = full & none
        for row in range(tall):
            out[rows + row] |= starts
    return out[clear + 1 : clear + 1 + height]


def _leaders(flat: Map, there: Map, points: float) -> dict[tuple[int, int, int, int], str]:
    """Boxes of rows of dots, in pixels of the map, and what is printed there."""
    apart, least = APART / points, LEAST / points
    lower = flat.copy()
    lower[:-1] |= flat[1:]
    stem = there & ~flat
    rows: list[tuple[int, int, int, int]] = []
    for row in np.flatnonzero(lower.sum(axis=1) >= SPARSE * least).tolist():
        places = np.flatnonzero(lower[row])
        stems = np.concatenate(([0], (stem[row] | stem[min(row + 1, len(stem) - 1)]).cumsum()))
        parted = (np.diff(places) > apart) | (stems[places[1:]] > stems[places[:-1]])
        cuts = np.flatnonzero(parted)
        for a, b in zip(np.concatenate(([0], cuts + 1)), np.concatenate((cuts, [len(places) - 1])), strict=True):
            x0, x1 = int(places[a]), int(places[b]) + 1
            if x1 - x0 >= least and b - a + 1 >= SPARSE * (x1 - x0):
                rows.append((x0, row, x1, row + 2))
    near = round(FLAT / points)
    return {box: text for box in _together(_together(rows, near), near) if (text := _printed(box, flat, points))}


def _printed(box: tuple[int, int, int, int], flat: Map, points: float) -> str:
    """The dots or dashes of a row; none where they are few, or not of one size."""
    x0, top, x1, bottom = box
    dots = flat[top:bottom, x0:x1]
    starts, ends = np.array(runs_of(np.asarray(dots.any(axis=0))), np.int64).reshape(-1, 2).T
    if len(starts) < FEWEST or len(starts) * EACH < (x1 - x0) * points:
        return ""
    wide = (ends - starts) * points
    thick = float(dots.sum() / np.count_nonzero(dots.any(axis=0))) * points
    is_dash = wide.mean() >= DASH[0] and thick >= DASH[1]
    steps = np.diff(starts)
    even = wide.std() <= UNEVEN[0] * wide.mean() and (is_dash or steps.std() <= UNEVEN[1] * steps.mean())
    if not even or not (is_dash or thick >= DOT):
        return ""
    return ("-" if is_dash else ".") * min(len(starts), MOST)


def _together(rows: list[tuple[int, int, int, int]], near: int) -> list[tuple[int, int, int, int]]:
    """Rows that lie on or right below each other as one."""
    out: list[tuple[int, int, int, int]] = []
    for row in rows:
        for number, old in enumerate(out):
            if row[1] - old[3] <= near and row[0] < old[2] and old[0] < row[2]:
                x0, top, x1, bottom = union([old, row])
                out[number] = (int(x0), int(top), int(x1), int(bottom))
                break
        else:
            out.append(row)
    return out


def _wider(own: Map, by: int) -> Map:
    """The map with so many pixels around what it holds."""
    out = own.copy()
    for _ in range(by):
        for axis in (0, 1):
            moved = np.swapaxes(out, 0, axis)
            wide = moved.copy()
            wide[1:] |= moved[:-1]
            wide[:-1] |= moved[1:]
            out = np.swapaxes(wide, 0, axis)
    return out
