"""Rows become lines in reading order.

In: visual rows and the bands of head and foot; out: drafts of lines. In a band the left lines come first, then the right
ones; elsewhere a row is one line, but where the source has two far apart. Every spot is in exactly one draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from vndoc.arrange.bands import Band
from vndoc.arrange.ends import ends_of
from vndoc.arrange.rows import Row, Spot
from vndoc.arrange.texts import Text
from vndoc.pages import Column

APART = 2.5
"""Pieces of a row that the source has as different lines are one line where fewer text heights lie between them."""


STAMPED = 1.5
"""Gap in text heights at which a row beside a stamp is cut: a stamp stands where there was room."""


class Draft(Row):
    """A line to be: its spots from left to right, its column, its band and row, and whether it is a speck beside a line."""

    __slots__ = ("band", "column", "row", "speck")

    def __init__(
        self,
        spots: list[Spot],
        column: Column = "full",
        band: Band | None = None,
        row: int = 0,
        speck: bool = False,
        text: Text | None = None,
    ) -> None:
        """Take spots from left to right, and their text where it is known."""
        super().__init__(spots, text)
        self.column: Column = column
        self.band, self.row, self.speck = band, row, speck


def drafts_of(
    rows: Sequence[Row], bands: Sequence[Band], text_height: float, stamped: AbstractSet[int] = frozenset()
) -> list[Draft]:
    """Drafts of all lines of a page in reading order.

    Args:
        rows: visual rows from top to bottom.
        bands: heads and feet among them.
        text_height: of the page.
        stamped: rows beside a stamp, cut at wide gaps.
    """
    by_row = {i: (band, band.cuts[i - band.first]) for band in bands for i in range(band.first, band.last + 1)}
    drafts: list[Draft] = []
    right: list[Draft] = []
    for i, row in enumerate(rows):
        if i not in by_row:
            drafts += _drafts(row.spots, text_height, "full", None, i, i in stamped, row.text)
            continue
        band, cut = by_row[i]
        left_spots = [s for s in row.spots if (s.x0 + s.x1) / 2 < cut]
        right_spots = [s for s in row.spots if (s.x0 + s.x1) / 2 >= cut]
        drafts += _drafts(left_spots, text_height, "left", band, i, i in stamped)
        right += _drafts(right_spots, text_height, "right", band, i, i in stamped)
        if i == band.last:
            drafts += right
            right = []
    return drafts


def _drafts(
    spots: list[Spot],
    text_height: float,
    column: Column,
    band: Band | None,
    row: int,
    stamped: bool,
    text: Text | None = None,
) -> list[Draft]:
    """Lines of one side of a row: cut where the source has another line and a gap says so, and before specks at its ends.

    `text` is that of the spots, where it is known.
    """
    if not spots:
        return []
    first, last = ends_of(spots, text_height)
    pieces: list[list[Spot]] = [[spots[first]]]
    for before, spot in pairwise(spots[first:last]):
        if (stamped or spot.word.row != before.word.row) and _parted(before, spot, text_height, stamped):
            pieces.append([])
        pieces[-1].append(spot)
    if len(pieces[0]) == len(spots):
        return [Draft(spots, column, band, row, stamped and all(s.noise for s in spots), text)]
    return [
        *(Draft([spot], column, band, row, True) for spot in spots[:first]),
        *(Draft(piece, column, band, row, stamped and all(s.noise for s in piece)) for piece in pieces),
        *(Draft([spot], column, band, row, True) for spot in spots[last:]),
    ]


def _parted(before: Spot, spot: Spot, text_height: float, stamped: bool) -> bool:
    """Whether a new line starts with a spot."""
    gap, other = spot.x0 - before.x1, spot.word.row != before.word.row
    if stamped and (gap > STAMPED * text_height or (other and not before.word.text[-1:].isalnum())):
        return True  # a stamp's dotted line ends where print begins
    return other and gap > APART * text_height
