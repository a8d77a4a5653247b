"""Two columns of a page, from the row that shows them on.

In: visual rows and the one where a band starts; out: the band. It grows from that row, up and down, as long as one gutter, the
free strip between the columns, runs through all its rows; body lines and centred titles run across it and end the band.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

import msgspec

from vndoc.arrange.anchors import BELOW_HEAD, DATE, is_capital, is_title, opens_title, search
from vndoc.arrange.rows import Row, Spot, text_of
from vndoc.arrange.stamps import is_stamped

HEAD_DEPTH = 0.55
"""A head lies in this part of a page."""

HEAD_ROWS = 14
"""Visual rows of a head: issuer (up to 4), number, subject of a letter (up to 5), and rows of the right side between them."""

CENTRED = {"left": 0.12, "right": 0.08}
"""Lines of one side of a head have their middles within this share of the page's width, or start together. On the right side
their middles lie within 0.05 on 36 of 38 pages seen, and what follows below has its middle 0.10-0.39 further left."""

NEAR = 0.10
"""A row may have its own gutter when that lies within this share of the page's width of the band's."""

NARROWEST = 0.1
"""A gutter narrower than this share of the text height is none."""

INNER_GAP = 0.6
INNER_SPACES = 1.4
"""A gap between words of one row may be the gutter where it has this many text heights, and this many times the row's usual
space; justified lines have spaces of nearly one width."""

CLEAR_GAP = 1.5
"""A gap of this many text heights is seen as a cut without further evidence."""

RIGHT = 0.5
"""Share of the page's width beyond which the right column of a foot starts, or has its middle at least."""

SIGNED = 8.0
"""Text heights between its rows at most: there is room for a signature above a name."""

Kind = Literal["head", "foot", "form"]
"""What a band is: the head of a document, its foot, or what those sign side by side who fill in a form."""


class Band(msgspec.Struct):
    """Rows `first` to `last` (included) of two columns; row `first + i` is cut at x = `cuts[i]`."""

    kind: Kind
    first: int
    last: int
    cuts: list[float]


class Gutter(msgspec.Struct):
    """The free strip of a band as it grows, where its columns lie, and whether the right one has its first and last line."""

    a: float
    b: float
    left: list[Row] = []
    right: list[Row] = []
    topped: bool = False
    dated: bool = False


class Grower:
    """Grows bands among the rows of a page."""

    def __init__(
        self,
        rows: Sequence[Row],
        width: float,
        height: float,
        text_height: float,
        first_page: bool,
        stamps: Sequence[Row],
    ) -> None:
        """Take what `vndoc.arrange.columns.find_bands` does."""
        self.rows, self.width, self.height, self.text_height = rows, width, height, text_height
        self.first_page, self.stamps = first_page, stamps
        lefts, rights = sorted(r.x0 for r in rows), sorted(r.x1 for r in rows)
        # a wide row or two mark the text area; specks in the margins do not
        self.left, self.right = lefts[len(rows) // 20], rights[-1 - len(rows) // 20]

    def centre(self, spots: Sequence[Spot]) -> float:
        """Where the middle of spots lies in the text area, from 0 (left) to 1."""
        middle = (min(s.x0 for s in spots) + max(s.x1 for s in spots)) / 2
        return (middle - self.left) / max(self.right - self.left, 1.0)

    def least_gap(self, spots: Sequence[Spot]) -> float:
        """The least gap between spots of a row that may be the gutter."""
        spaces = [t.x0 - s.x1 for s, t in pairwise(spots)]
        usual = median(spaces) if len(spaces) > 1 else 0.0
        return max(INNER_GAP * self.text_height, INNER_SPACES * usual)

    def grow(self, kind: Kind, at: int, taken: int, gutter: Gutter) -> Band:
        """The band that grows from a row.

        Args:
            kind: what it is.
            at: number of the row.
            taken: number of the last row of the band above, -1 where there is none.
            gutter: free strip of the row.
        """
        cuts = {at: (gutter.a + gutter.b) / 2}
        self._note(self.rows[at], gutter, cuts[at])
        first, last = at, at
        for i in range(at - 1, taken, -1):
            if at - i > (HEAD_ROWS if kind == "head" else 3) or not self._fits(kind, i, i + 1, gutter, cuts, upward=True):
                break
            first = i
        for i in range(at + 1, len(self.rows)):
            if kind == "head" and i - first >= HEAD_ROWS:
                break
            if not self._fits(kind, i, i - 1, gutter, cuts, upward=False):
                break
            last = i
        centre = (gutter.a + gutter.b) / 2
        # rows seen before the gutter was at its narrowest are cut where it is now, if that is free
        for i in range(first, last + 1):
            if self._free(self.rows[i], gutter) is not None:
                cuts[i] = centre
        return Band(kind, first, last, [cuts[i] for i in range(first, last + 1)])

    def _fits(self, kind: str, i: int, neighbour: int, gutter: Gutter, cuts: dict[int, float], upward: bool) -> bool:
        row = self.rows[i]
        if all(s.noise for s in row.spots) and not (upward and kind == "head"):
            cuts[i] = (gutter.a + gutter.b) / 2
            return True
        free = self._free(row, gutter)
        cut = (max(free[0], gutter.a) + min(free[1], gutter.b)) / 2 if free else self._own_cut(row, gutter)
        if cut is None:
            return False
        left, right = sides_of(row, cut)
        if not self._belongs(kind, row, left, right, abs(row.middle - self.rows[neighbour].middle), gutter, upward):
            return False
        if free:
            gutter.a, gutter.b = max(free[0], gutter.a), min(free[1], gutter.b)
        cuts[i] = cut
        self._note(row, gutter, cut)
        return True

    def _free(self, row: Row, gutter: Gutter) -> tuple[float, float] | None:
        """The widest free stretch of a row within the gutter; between words of the row it must be wider than their spaces."""
        least = self.least_gap(row.printed)
        best: tuple[float, float] | None = None
        width = NARROWEST * self.text_height
        reach = -math.inf
        for x0, x1 in [*((s.x0, s.x1) for s in row.printed), (math.inf, math.inf)]:
            a, b = max(reach, gutter.a), min(x0, gutter.b)
            if b - a >= width and x0 - reach >= least:
                if x0 == math.inf and best is not None and self._parts(best, gutter):
                    break  # a column stands beyond the gutter, not before it
                width, best = b - a, (a, b)
            reach = max(reach, x1)
        return best

    def _parts(self, gap: tuple[float, float], gutter: Gutter) -> bool:
        """Whether a gap is seen as the gutter of a foot whose right column was not seen so far."""
        unknown = gutter.b >= self.width and not gutter.right
        return unknown and gap[1] - gap[0] >= 2 * self.text_height and gap[1] > RIGHT * self.width

    def _own_cut(self, row: Row, gutter: Gutter) -> float | None:
        """The middle of a wide gap of the row near the gutter."""
        near = NEAR * self.width
        for before, spot in pairwise(row.spots):
            if spot.x0 - before.x1 >= CLEAR_GAP * self.text_height:
                cut = (spot.x0 + before.x1) / 2
                if gutter.a - near <= cut <= gutter.b + near:
                    return cut
        return None

    def _belongs(
        self, kind: str, row: Row, left: list[Spot], right: list[Spot], apart: float, gutter: Gutter, upward: bool
    ) -> bool:
        if kind == "form":
            return not upward and apart < SIGNED * self.text_height
        if kind == "foot":
            if upward:
                return not left and apart < 3.5 * self.text_height and is_capital(text_of(right).raw)
            return True
        if row.middle > HEAD_DEPTH * self.height or apart > max(5 * self.text_height, 50.0):
            return False
        text = row.text
        if search(BELOW_HEAD, text.folded) or is_title(text.raw) or (left and right and self._is_title_across(left, right)):
            return False
        if right and (gutter.topped if upward else gutter.dated):
            return False
        if upward and any(is_stamped(row, stamp) for stamp in self.stamps):
            return False
        if left and right:
            return True
        if left:
            near = upward or apart < 2.4 * self.text_height or not gutter.left or "/" in text.raw
            return near and self._aligned(left, gutter.left, CENTRED["left"])
        if search(DATE, text.folded) and self.centre(right) > 0.5:
            return True
        return self._aligned(right, gutter.right, CENTRED["right"])

    def _is_title_across(self, left: list[Spot], right: list[Spot]) -> bool:
        """Whether two sides are a title in the middle of the page that has a wide space where the gutter is."""
        apart = min(s.x0 for s in right) - max(s.x1 for s in left)
        spots = [*left, *right]
        return (
            apart < CLEAR_GAP * self.text_height
            and abs(self.centre(spots) - 0.5) < CENTRED["right"]
            and opens_title(text_of(spots).raw)
        )

    def _aligned(self, spots: list[Spot], others: list[Row], share: float) -> bool:
        """Whether spots stand in the middle of a column, or start where it starts."""
        if not others:
            return True
        centre = sum((r.x0 + r.x1) / 2 for r in others) / len(others)
        x0, x1 = min(s.x0 for s in spots), max(s.x1 for s in spots)
        starts = min(abs(r.x0 - x0) for r in others)
        return abs((x0 + x1) / 2 - centre) <= share * self.width or starts <= 0.02 * self.width

    def _note(self, row: Row, gutter: Gutter, cut: float) -> None:
        left, right = sides_of(row, cut)
        if left:
            gutter.left = [*gutter.left, Row(left)]
        if right:
            gutter.right = [*gutter.right, Row(right)]
            gutter.dated = gutter.dated or search(DATE, text_of(right).folded) is not None


def sides_of(row: Row, cut: float) -> tuple[list[Spot], list[Spot]]:
    """Spots left and right of a cut, by their middles."""
    left = [s for s in row.spots if (s.x0 + s.x1) / 2 < cut]
    right = [s for s in row.spots if (s.x0 + s.x1) / 2 >= cut]
    return left, right
