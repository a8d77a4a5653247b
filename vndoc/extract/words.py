"""Characters of a page → words.

In: characters in the order of the file; out: words with the line (run) they were written in.

A run is what the file writes from left to right on one baseline. Words end at white space, and at gaps; how wide a gap must
be depends on how the run spaces its letters. The order of the file decides within a run, not the boxes: signs of legacy
fonts have no width, kerned letters overlap.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vndoc.document import Box
from vndoc.extract.doubles import without_doubles
from vndoc.extract.strings import NEW, UPRIGHT, Char
from vndoc.fonts import code_page_of

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


_Placed = tuple[Char, float, float, float]
"""A character, and its left, right and baseline in the frame of its line."""


def direction_of(angle: float) -> int:
    """Direction of a line in whole degrees, 0 for upright text that may slope a little.

    >>> direction_of(0.4), direction_of(90.2), direction_of(-14), direction_of(-179)
    (0, 90, 345, 180)
    """
    if -UPRIGHT <= angle <= UPRIGHT:
        return 0
    return round(angle / DIRECTIONS) * DIRECTIONS % 360


def find_words(chars: Sequence[Char]) -> list[Piece]:
    """Words of a page's characters, run after run."""
    out: list[Piece] = []
    for number, (direction, run) in enumerate(_runs(without_doubles(chars))):
        out += _words(run, number, direction)
    return out


def _place(char: Char, direction: int) -> _Placed:
    """A character in the frame of a line that runs in a direction (counter-clockwise from the right)."""
    turn = math.radians(direction)
    cos, sin = math.cos(turn), math.sin(turn)
    corners = [x * cos - y * sin for x in (char.x0, char.x1) for y in (char.top, char.bottom)]
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    along = x * cos - y * sin
    half = min(max(corners) - min(corners), char.size) / 2
    return char, along - half, along + half, x * sin + y * cos


def _runs(chars: Iterable[Char]) -> Iterator[tuple[int, list[_Placed]]]:
    """(direction, characters) of what the file writes on one baseline from left to right."""
    run: list[_Placed] = []
    direction, end, baseline, size = 0, 0.0, 0.0, 0.0
    for char in chars:
        _, left, _, right, _, own_baseline, own_size, angle, _, _, drift, _ = char
        own = 0 if -UPRIGHT <= angle <= UPRIGHT else direction_of(angle)
        placed = char, left, right, own_baseline
        if own:
            placed = _, left, right, own_baseline = _place(char, own)
        if run:
            largest, smallest = (size, own_size) if size > own_size else (own_size, size)
            limit = (RAISED if smallest < SMALLER * largest else SAME_LINE) * largest
            if (
                own != direction
                or not -limit <= own_baseline - baseline <= limit
                or not -BACK * largest <= left - end <= JUMP * largest
            ):
                yield direction, run
                run = []
        if not run:
            direction, end, size = own, right, 0.0
        if own_size >= SMALLER * size:
            baseline = own_baseline + drift
            if own_size > size:
                size = own_size
        if right > end:
            end = right
        run.append(placed)
    if run:
        yield direction, run


def _words(run: list[_Placed], number: int, direction: int) -> Iterator[Piece]:
    """Words of a run."""
    groups = _between_spaces(run)
    if any(len(group) > 1 for group in groups):
        threshold = _gap_that_parts(groups, sum(map(len, groups)) < len(run))
        groups = [word for group in groups for word in _parted(group, threshold)]
    return (_piece(group, number, direction) for group in groups)


def _between_spaces(run: list[_Placed]) -> list[list[_Placed]]:
    """What stands between the white space of a run; each has one value at least."""
    groups: list[list[_Placed]] = []
    group: list[_Placed] = []
    for placed in run:
        if not placed[0].text.isspace():
            group.append(placed)
        elif group:
            groups.append(group)
            group = []
    if group:
        groups.append(group)
    return groups


def _parted(group: list[_Placed], threshold: float) -> Iterator[list[_Placed]]:
    """A group of characters without white space, in words: cut at gaps, and where the code page changes."""
    word: list[_Placed] = []
    end, font = 0.0, ""
    for placed in group:
        char, left, right, _ = placed
        if word and (
            left - end > threshold * char.size or (char.font != font and code_page_of(char.font) != code_page_of(font))
        ):
            yield word
            word = []
        end = max(end, right) if word else right
        font = char.font
        word.append(placed)
    yield word


def _gap_that_parts(groups: list[list[_Placed]], has_spaces: bool) -> float:
    """Share of the font size that a gap between words has at least in a run, given how its letters are spaced.

    Letters of one value have no gap between them.
    """
    gaps: list[float] = []
    close = 0
    for group in groups:
        end = group[0][2]
        for char, left, right, _ in group[1:]:
            gaps.append((left - end) / (char.size or 1.0))
            if right > end:
                end = right
        close += sum(char.letters for char, _, _, _ in group) - len(group)
    gaps.sort()
    middle, past_close = (len(gaps) + close) // 2, bisect_left(gaps, 0.0) + close
    usual = gaps[middle - close] if len(gaps) + close >= 4 and middle >= past_close else 0.0
    return usual + (GAP_WITH_SPACES if has_spaces else GAP)


def _piece(word: list[_Placed], number: int, direction: int) -> Piece:
    if len(word) == 1:
        char, left, right, baseline = word[0]
        text, x0, top, x1, bottom, _, size, _, font, _, _, _ = char
        return NEW(Piece, (text, (x0, top, x1, bottom), left, right, baseline, size, font, number, direction))
    chars, lefts, rights, baselines = zip(*word, strict=True)
    texts, x0s, tops, x1s, bottoms, _, sizes, _, fonts, _, _, _ = zip(*chars, strict=True)
    size = max(sizes)
    return Piece(
        text="".join(_with_raised(texts, sizes, baselines) if min(sizes) < SMALLER * size else texts),
        box=(min(x0s), min(tops), max(x1s), max(bottoms)),
        left=min(lefts),
        right=max(rights),
        baseline=baselines[sizes.index(size)],
        size=size,
        font=fonts[0],
        run=number,
        direction=direction,
    )


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

HIGHER = 0.15
"""Share of the font size by which the baseline of a raised character is higher at least."""


def _with_raised(texts: Sequence[str], sizes: Sequence[float], baselines: Sequence[float]) -> list[str]:
    """Characters of a word, raised digits behind a digit as raised ones: the mark of a note is no part of a number.

    >>> "".join(_with_raised("1134", (14, 14, 8, 8), (100, 100, 95, 95))), "".join(_with_raised("m2", (14, 8), (100, 95)))
    ('11³⁴', 'm2')
    """
    size = max(sizes)
    base = baselines[sizes.index(size)]
    out = list(texts)
    for i in range(1, len(out)):
        small = sizes[i] < SMALLER * size and base - baselines[i] > HIGHER * size
        if small and texts[i] in "0123456789" and texts[i - 1][-1:].isdigit():
            out[i] = texts[i].translate(_RAISED)
    return out
