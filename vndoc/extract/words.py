"""Characters of a page → words.

In: characters in the order of the file; out: words with the line (run) they were written in.

A run is what the file writes from left to right on one baseline. Words end at white space, and at gaps; how wide a gap must
be depends on how the run spaces its letters. The order of the file decides within a run, not the boxes: signs of legacy
fonts have no width, kerned letters overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vndoc.document import Box
from vndoc.extract.device import Char
from vndoc.fonts import code_page_of

UPRIGHT = 8.0
"""Degrees that a line of upright text may slope (crooked scans); beyond it the text has its own direction (stamps)."""

DIRECTIONS = 15
"""Degrees to which other directions are rounded, so that a line's characters stay together."""

SAME_LINE = 0.35
"""Share of the font size by which baselines of one run may differ; lines are a whole size apart."""

RAISED = 0.65
"""The same for characters of less than `SMALLER` times the size: indices and footnote marks."""
SMALLER = 0.85

BACK = 0.6
"""Share of the font size by which a character may start left of the last one's end (kerning); beyond it a new run starts."""

GAP = 0.17
"""Share of the font size that parts words in a run without spaces: a word space is 0.25, condensed 0.2; kerning below 0.1."""

GAP_WITH_SPACES = 0.4
"""The same in a run that has spaces of its own: only jumps (tabs, columns) lack one."""

JUMP = 4.0
"""Share of the font size beyond which a run ends: another column."""

DOUBLE = 0.12
"""A character that comes again this close (in font sizes) is printed twice to look bold; two letters l are 0.25 apart."""


class Piece(NamedTuple):
    """A word, in the page's frame (`box`) and in its line's (`left`, `right`, `baseline`)."""

    text: str
    box: Box
    left: float
    right: float
    baseline: float
    size: float
    font: str
    run: int
    direction: int


class _Placed(NamedTuple):
    """A character in the frame of its line."""

    char: Char
    left: float
    right: float
    baseline: float


def direction_of(angle: float) -> int:
    """Direction of a line in whole degrees, 0 for upright text that may slope a little.

    >>> direction_of(0.4), direction_of(90.2), direction_of(-14), direction_of(-179)
    (0, 90, 345, 180)
    """
    if abs(angle) <= UPRIGHT:
        return 0
    return round(angle / DIRECTIONS) * DIRECTIONS % 360


def find_words(chars: Iterable[Char]) -> list[Piece]:
    """Words of a page's characters, run after run."""
    out: list[Piece] = []
    for number, (direction, run) in enumerate(_runs(_without_doubles(chars))):
        out += _words(run, number, direction)
    return out


def _without_doubles(chars: Iterable[Char]) -> Iterator[Char]:
    """Characters without those that are printed twice at one place."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    for char in chars:
        if char.text.isspace():
            yield char
            continue
        near = max(0.1, DOUBLE * char.size)
        column, row = int(char.x0 // near), int(char.baseline // near)
        places = (seen.get((char.text, column + i, row + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(p and abs(p[0] - char.x0) < near and abs(p[1] - char.baseline) < near for p in places):
            continue
        seen[char.text, column, row] = char.x0, char.baseline
        yield char


def _place(char: Char, direction: int) -> _Placed:
    """A character in the frame of a line that runs in a direction."""
    if direction == 0:
        return _Placed(char, char.x0, char.x1, char.baseline)
    turn = math.radians(direction)
    cos, sin = math.cos(turn), math.sin(turn)
    corners = [(x * cos - y * sin) for x in (char.x0, char.x1) for y in (char.top, char.bottom)]
    middle_x, middle_y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    width = abs(max(corners) - min(corners))
    along = middle_x * cos - middle_y * sin
    half = min(width, char.size) / 2
    return _Placed(char, along - half, along + half, middle_x * sin + middle_y * cos)


def _runs(chars: Iterable[Char]) -> Iterator[tuple[int, list[_Placed]]]:
    """(direction, characters) of what the file writes on one baseline from left to right."""
    run: list[_Placed] = []
    direction, end, baseline, size = 0, 0.0, 0.0, 0.0
    for char in chars:
        own = direction_of(char.angle)
        placed = _place(char, own)
        if run:
            largest = max(size, char.size)
            limit = (RAISED if min(size, char.size) < SMALLER * largest else SAME_LINE) * largest
            gap = placed.left - end
            goes_on = own == direction and abs(placed.baseline - baseline) <= limit and -BACK * largest <= gap <= JUMP * largest
            if not goes_on:
                yield direction, run
                run = []
        if not run:
            direction, end, size = own, placed.right, 0.0
        if char.size >= SMALLER * size:
            baseline, size = placed.baseline, max(char.size, size)
        end = max(end, placed.right)
        run.append(placed)
    if run:
        yield direction, run


def _words(run: list[_Placed], number: int, direction: int) -> Iterator[Piece]:
    """Words of a run."""
    threshold = _gap_that_parts(run)
    word: list[_Placed] = []
    end, code_page = 0.0, None
    for placed in run:
        char = placed.char
        if char.text.isspace():
            if word:
                yield _piece(word, number, direction)
            word = []
            continue
        own = code_page_of(char.font)
        if word and (own != code_page or placed.left - end > threshold * char.size):
            yield _piece(word, number, direction)
            word = []
        end = max(end, placed.right) if word else placed.right
        code_page = own
        word.append(placed)
    if word:
        yield _piece(word, number, direction)


def _gap_that_parts(run: list[_Placed]) -> float:
    """Share of the font size that a gap between words has at least in a run, given how its letters are spaced."""
    gaps: list[float] = []
    spaces = 0
    end: float | None = None
    for placed in run:
        if placed.char.text.isspace():
            spaces += 1
            end = None
            continue
        if end is not None:
            gaps.append((placed.left - end) / max(placed.char.size, 0.1))
        end = placed.right if end is None else max(end, placed.right)
    gaps.sort()
    usual = max(0.0, gaps[len(gaps) // 2]) if len(gaps) >= 4 else 0.0
    return usual + (GAP_WITH_SPACES if spaces else GAP)


def _piece(word: list[_Placed], number: int, direction: int) -> Piece:
    chars = [placed.char for placed in word]
    largest = max(chars, key=lambda c: c.size)
    return Piece(
        text="".join(c.text for c in chars),
        box=(min(c.x0 for c in chars), min(c.top for c in chars), max(c.x1 for c in chars), max(c.bottom for c in chars)),
        left=min(p.left for p in word),
        right=max(p.right for p in word),
        baseline=next(p.baseline for p in word if p.char is largest),
        size=largest.size,
        font=chars[0].font,
        run=number,
        direction=direction,
    )
