"""The two-column head and foot of Vietnamese official documents, taken apart by position.

In: visual rows; out: bands of rows with the place where each row is cut. The head has the issuer and the number on the left,
the national (or Party) heading, place and date on the right; the foot has the recipients on the left, the signature on the
right (NĐ 30/2020/NĐ-CP, Phụ lục I; HD 36-HD/VPTW). A band grows from a row that shows an anchor, up and down, as long as one
gutter, the free strip between the columns, runs through all its rows; body lines and centred titles run across it and end
the band.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

import msgspec

from vndoc.arrange.anchors import (
    BELOW_HEAD,
    DATE,
    HEADINGS,
    MOTTO,
    RECIPIENTS,
    find_phrase,
    is_capital,
    is_signing,
    is_title,
    search,
)
from vndoc.arrange.rows import Row, Spot, text_of
from vndoc.arrange.stamps import is_stamped
from vndoc.arrange.texts import fold_word

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


MOST_WORDS = 4
"""Words that what opens the list of recipients was read as at most."""

ENDS = frozenset(":;.,")
"""Signs after it."""


class Band(msgspec.Struct):
    """Rows `first` to `last` (included) of a head or foot; row `first + i` is cut at x = `cuts[i]`."""

    kind: Literal["head", "foot"]
    first: int
    last: int
    cuts: list[float]


class _Gutter(msgspec.Struct):
    """The free strip of a band as it grows, where its columns lie, and whether the right one has its first and last line."""

    a: float
    b: float
    left: list[Row] = []
    right: list[Row] = []
    topped: bool = False
    dated: bool = False


def find_bands(
    rows: Sequence[Row],
    width: float,
    height: float,
    text_height: float,
    first_page: bool = False,
    stamps: Sequence[Row] = (),
) -> list[Band]:
    """Heads and feet of a page, from top to bottom, not overlapping.

    Args:
        rows: visual rows from top to bottom.
        width: of the page, in points.
        height: of the page.
        text_height: usual height of its words.
        first_page: whether it is a document's first, which may have a head without a legible heading.
        stamps: first lines of stamps; a head does not reach up into one.
    """
    if not rows:
        return []
    finder = _Finder(rows, width, height, text_height, first_page, stamps)
    bands: list[Band] = []
    taken = -1
    for at in range(len(rows)):
        band = None if at <= taken else finder.foot(at, taken) or finder.head(at, taken)
        if band is not None:
            bands.append(band)
            taken = band.last
    if first_page and not any(band.kind == "head" for band in bands):
        end = bands[0].first if bands else len(rows)
        bare = next((b for at in range(min(5, end)) if (b := finder.bare_head(at, end)) is not None), None)
        bands = [bare, *bands] if bare is not None else bands
    return bands


class _Finder:
    def __init__(
        self,
        rows: Sequence[Row],
        width: float,
        height: float,
        text_height: float,
        first_page: bool,
        stamps: Sequence[Row],
    ) -> None:
        self.rows, self.width, self.height, self.text_height = rows, width, height, text_height
        self.first_page, self.stamps = first_page, stamps
        lefts, rights = sorted(r.x0 for r in rows), sorted(r.x1 for r in rows)
        # a wide row or two mark the text area; specks in the margins do not
        self.left, self.right = lefts[len(rows) // 20], rights[-1 - len(rows) // 20]

    def _centre(self, spots: Sequence[Spot]) -> float:
        """Where the middle of spots lies in the text area, from 0 (left) to 1."""
        middle = (min(s.x0 for s in spots) + max(s.x1 for s in spots)) / 2
        return (middle - self.left) / max(self.right - self.left, 1.0)

    # -- where a band may start

    def head(self, at: int, taken: int) -> Band | None:
        row = self.rows[at]
        if row.middle > HEAD_DEPTH * self.height:
            return None
        found = find_phrase(HEADINGS, row.text.folded)
        if found is None:
            return None
        k = self._start_of(row, row.text.word_at(found[1]))
        if k and not self._is_gap(row, k) and not (found[0] != MOTTO and is_capital(row.text.raw)):
            return None  # a sentence that names the republic or the Party
        gutter = self._gutter_before(row, k)
        gutter.topped = found[0] != MOTTO
        right = row.spots[k:]
        if self._centre(right) < 0.58 or (k == 0 and right[0].x0 < 0.3 * self.width):
            return None
        return self._grow("head", at, taken, gutter)

    def _is_gap(self, row: Row, k: int) -> bool:
        """Whether the space before spot `k` is wider than those between words."""
        return row.spots[k].x0 - row.spots[k - 1].x1 >= self._least_gap(row.spots)

    def _least_gap(self, spots: Sequence[Spot]) -> float:
        spaces = [t.x0 - s.x1 for s, t in pairwise(spots)]
        usual = median(spaces) if len(spaces) > 1 else 0.0
        return max(INNER_GAP * self.text_height, INNER_SPACES * usual)

    def _start_of(self, row: Row, k: int) -> int:
        """The spot at which a heading starts that was found at spot `k`: beside it, where a gap is clearly wider."""

        def gap(i: int) -> float:
            return row.spots[i].x0 - row.spots[i - 1].x1 if i else self.text_height

        beside = [i for i in (k - 1, k + 1) if 0 < i < len(row.spots) and gap(i) > max(2 * gap(k), self.text_height)]
        return max(beside, key=gap, default=k)

    def bare_head(self, at: int, end: int) -> Band | None:
        """A head without a legible anchor: rows at the top of the first page with a wide gap amid them, one below the other."""
        row = self.rows[at]
        if row.middle > 0.25 * self.height:
            return None
        for k in range(1, len(row.spots)):
            a, b = row.spots[k - 1].x1, row.spots[k].x0
            if b - a >= CLEAR_GAP * self.text_height and 0.3 * self.width < (a + b) / 2 < 0.62 * self.width:
                band = self._grow("head", at, -1, _Gutter(a, b))
                both = sum(_sides(self.rows[i], x)[0] != [] != _sides(self.rows[i], x)[1] for i, x in _rows_of(band))
                if both >= 2 and band.last - band.first < 10 and band.first <= 3 and band.last < end:
                    return band
        return None

    def foot(self, at: int, taken: int) -> Band | None:
        row = self.rows[at]
        gutter = self._recipients(row.printed)
        return self._signing(at, taken, row) if gutter is None else self._grow("foot", at, taken, gutter)

    def _recipients(self, spots: Sequence[Spot]) -> _Gutter | None:
        """What follows the first words of a row where they open the list of recipients."""
        if spots[0].x0 >= 0.45 * self.width:
            return None
        words: list[str] = []
        for count, spot in enumerate(spots[:MOST_WORDS], 1):
            words.append(fold_word(spot.word.text))
            following = spots[count].x0 if count < len(spots) else self.width
            wide = following - spot.x1 >= self.text_height
            if not wide and ENDS.isdisjoint("".join(words)):
                continue
            found = search(RECIPIENTS, " ".join(words))
            if found is not None and (wide or found["end"]):
                return _Gutter(spot.x1, following)
        return None

    def _signing(self, at: int, taken: int, row: Row) -> Band | None:
        """A foot that starts with the signature's side."""
        if self.first_page and row.middle < 0.4 * self.height:
            return None
        least = 0.35 * self.width
        wide = [k for k, (s, t) in enumerate(pairwise(row.spots), 1) if t.x0 - s.x1 >= self.text_height]
        for k in (0, *wide):
            if row.spots[k].x0 < least:
                continue
            if is_signing(text_of(row.spots[k : k + 12]).raw):
                right = row.spots[k:]
                if k == 0 and self._centre(right) < 0.6:
                    return None
                return self._grow("foot", at, taken, self._gutter_before(row, k))
        return None

    def _gutter_before(self, row: Row, k: int) -> _Gutter:
        before = [s for s in row.spots[:k] if not s.noise]
        b = row.spots[k].x0
        return _Gutter(before[-1].x1 if before else min(0.15 * self.width, b), b)

    # -- how it grows

    def _grow(self, kind: Literal["head", "foot"], at: int, taken: int, gutter: _Gutter) -> Band:
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

    def _fits(self, kind: str, i: int, neighbour: int, gutter: _Gutter, cuts: dict[int, float], upward: bool) -> bool:
        row = self.rows[i]
        if all(s.noise for s in row.spots) and not (upward and kind == "head"):
            cuts[i] = (gutter.a + gutter.b) / 2
            return True
        free = self._free(row, gutter)
        cut = (max(free[0], gutter.a) + min(free[1], gutter.b)) / 2 if free else self._own_cut(row, gutter)
        if cut is None:
            return False
        left, right = _sides(row, cut)
        if not self._belongs(kind, row, left, right, abs(row.middle - self.rows[neighbour].middle), gutter, upward):
            return False
        if free:
            gutter.a, gutter.b = max(free[0], gutter.a), min(free[1], gutter.b)
        cuts[i] = cut
        self._note(row, gutter, cut)
        return True

    def _free(self, row: Row, gutter: _Gutter) -> tuple[float, float] | None:
        """The widest free stretch of a row within the gutter; between words of the row it must be wider than their spaces."""
        least = self._least_gap(row.printed)
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

    def _parts(self, gap: tuple[float, float], gutter: _Gutter) -> bool:
        """Whether a gap is seen as the gutter of a foot whose right column was not seen so far."""
        unknown = gutter.b >= self.width and not gutter.right
        return unknown and gap[1] - gap[0] >= 2 * self.text_height and gap[1] > RIGHT * self.width

    def _own_cut(self, row: Row, gutter: _Gutter) -> float | None:
        """The middle of a wide gap of the row near the gutter."""
        near = NEAR * self.width
        for before, spot in pairwise(row.spots):
            if spot.x0 - before.x1 >= CLEAR_GAP * self.text_height:
                cut = (spot.x0 + before.x1) / 2
                if gutter.a - near <= cut <= gutter.b + near:
                    return cut
        return None

    def _belongs(
        self, kind: str, row: Row, left: list[Spot], right: list[Spot], apart: float, gutter: _Gutter, upward: bool
    ) -> bool:
        if kind == "foot":
            if upward:
                return not left and apart < 3.5 * self.text_height and is_capital(text_of(right).raw)
            return True
        if row.middle > HEAD_DEPTH * self.height or apart > max(5 * self.text_height, 50.0):
            return False
        text = row.text
        if search(BELOW_HEAD, text.folded) or is_title(text.raw):
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
        if search(DATE, text.folded) and self._centre(right) > 0.5:
            return True
        return self._aligned(right, gutter.right, CENTRED["right"])

    def _aligned(self, spots: list[Spot], others: list[Row], share: float) -> bool:
        """Whether spots stand in the middle of a column, or start where it starts."""
        if not others:
            return True
        centre = sum((r.x0 + r.x1) / 2 for r in others) / len(others)
        x0, x1 = min(s.x0 for s in spots), max(s.x1 for s in spots)
        starts = min(abs(r.x0 - x0) for r in others)
        return abs((x0 + x1) / 2 - centre) <= share * self.width or starts <= 0.02 * self.width

    def _note(self, row: Row, gutter: _Gutter, cut: float) -> None:
        left, right = _sides(row, cut)
        if left:
            gutter.left = [*gutter.left, Row(left)]
        if right:
            gutter.right = [*gutter.right, Row(right)]
            gutter.dated = gutter.dated or search(DATE, text_of(right).folded) is not None


def _rows_of(band: Band) -> list[tuple[int, float]]:
    return [(band.first + i, cut) for i, cut in enumerate(band.cuts)]


def _sides(row: Row, cut: float) -> tuple[list[Spot], list[Spot]]:
    """Spots left and right of a cut, by their middles."""
    left = [s for s in row.spots if (s.x0 + s.x1) / 2 < cut]
    right = [s for s in row.spots if (s.x0 + s.x1) / 2 >= cut]
    return left, right
