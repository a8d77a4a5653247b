"""Rows become lines in reading order.

In: visual rows and the bands of head and foot; out: drafts of lines. In a band the left lines come first, then the right
ones; elsewhere a row is one line, but where the source has two far apart. Every spot is in exactly one draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from vndoc.arrange.columns import Band
from vndoc.arrange.rows import Row, Spot
from vndoc.pages import Column

APART = 2.5
"""Pieces of a row that the source has as different lines are one line where fewer text heights lie between them."""


class Draft(msgspec.Struct):
    """A line to be: its spots from left to right, its column, the band it lies in and the row it comes from."""

    spots: list[Spot]
    column: Column = "full"
    band: Band | None = None
    row: int = 0

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(s.x0 for s in self.spots)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(s.x1 for s in self.spots)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(s.top for s in self.spots)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(s.bottom for s in self.spots)

    @property
    def text(self) -> str:
        """Words joined by spaces."""
        return " ".join(s.word.text for s in self.spots)


def drafts_of(rows: Sequence[Row], bands: Sequence[Band], text_height: float) -> list[Draft]:
    """Drafts of all lines of a page in reading order."""
    by_row = {i: (band, band.cuts[i - band.first]) for band in bands for i in range(band.first, band.last + 1)}
    drafts: list[Draft] = []
    right: list[Draft] = []
    for i, row in enumerate(rows):
        if i not in by_row:
            drafts += [Draft(piece, row=i) for piece in _pieces(row.spots, text_height)]
            continue
        band, cut = by_row[i]
        left_spots = [s for s in row.spots if (s.x0 + s.x1) / 2 < cut]
        right_spots = [s for s in row.spots if (s.x0 + s.x1) / 2 >= cut]
        drafts += [Draft(piece, "left", band, i) for piece in _pieces(left_spots, text_height)]
        right += [Draft(piece, "right", band, i) for piece in _pieces(right_spots, text_height)]
        if i == band.last:
            drafts += right
            right = []
    return drafts


def _pieces(spots: Iterable[Spot], text_height: float) -> list[list[Spot]]:
    """Spots of a row, cut where the source has another line and a wide gap says that it is one."""
    pieces: list[list[Spot]] = []
    for spot in spots:
        before = pieces[-1][-1] if pieces else None
        if before is None or (spot.word.row != before.word.row and spot.x0 - before.x1 > APART * text_height):
            pieces.append([])
        pieces[-1].append(spot)
    return pieces
