"""Words → rows: the horizontal lines of a page, over its whole width.

In: words with their runs; out: the words row by row, numbered.

Runs of one baseline are one row, whatever columns they stand in. A page that slopes is straightened for that: its slope is
what most runs have. Text in another direction (stamps, margins) makes rows of its own, after the upright ones.
"""

from __future__ import annotations

from statistics import median

from vndoc.extract.words import Piece

SAME_ROW = 0.4
"""Share of the smaller font size by which baselines of one row may differ."""

LONG_RUN = 8.0
"""A run's slope is believed if it is that many font sizes long."""

STEEPEST = 0.15
"""Slope (8.5 degrees) beyond which runs are no lines of a crooked scan."""


def number_rows(pieces: list[Piece]) -> list[tuple[int, Piece]]:
    """(row, word) of every word, rows from top to bottom, words from left to right."""
    out: list[tuple[int, Piece]] = []
    first = 0
    for direction in sorted({piece.direction for piece in pieces}, key=lambda d: (d != 0, d)):
        rows = _rows([piece for piece in pieces if piece.direction == direction])
        for number, row in enumerate(rows, first):
            out += [(number, piece) for piece in sorted(row, key=lambda p: (p.left, p.right))]
        first += len(rows)
    return out


def _by_run(pieces: list[Piece]) -> list[list[Piece]]:
    runs: dict[int, list[Piece]] = {}
    for piece in pieces:
        runs.setdefault(piece.run, []).append(piece)
    return list(runs.values())


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Rows of words of one direction: runs sorted by their straightened baselines, cut where the next one is too far down."""
    runs = _by_run(pieces)
    slope = _slope(runs)
    placed = []
    for run in runs:
        largest = max(run, key=lambda p: p.size)
        placed.append((largest.baseline - slope * (largest.left + largest.right) / 2, largest.size, run))
    placed.sort(key=lambda item: (item[0], item[2][0].left))
    rows: list[list[Piece]] = []
    last, last_size = 0.0, 0.0
    for baseline, size, run in placed:
        if rows and baseline - last <= SAME_ROW * min(size, last_size):
            rows[-1] += run
            last_size = max(size, last_size)
        else:
            rows.append(list(run))
            last_size = size
        last = baseline
    return rows


def _slope(runs: list[list[Piece]]) -> float:
    """How many points the lines of a page go down for each point to the right."""
    slopes = []
    for run in runs:
        first, last = run[0], run[-1]
        length = last.left - first.left
        if length > LONG_RUN * first.size > 0:
            slope = (last.baseline - first.baseline) / length
            if abs(slope) <= STEEPEST:
                slopes.append(slope)
    return median(slopes) if slopes else 0.0
