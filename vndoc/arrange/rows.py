"""Words become visual rows: what stands at one height of the page, from left to right.

In: words with boxes and the source's own row numbers; out: rows of spots. A spot is a word with its box on the straightened
page. The source's rows are a hint: an engine knows which small signs belong to which line, but it cuts a line in two at a
wide gap, and a page with a left and a right block may come as one row or as two. So source rows are first split where their
words stand at different heights, then put together where they stand at one height beside each other. No word is lost or
doubled.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, insort
from collections.abc import Sequence
from statistics import median

import msgspec

from vndoc.document import Box
from vndoc.pages import SourceWord

MOST_SLOPE = 0.08
"""Steeper rows (4.6 degrees) are not skew: they are stamps or margins written upwards."""

LEAST_SLOPE = 0.001
"""Skew that moves a line by less than half a point over the width of a page is left alone."""

SPLIT = 0.6
"""Words of one source row belong together while the next middle is nearer than this share of their height."""

SEVERAL = 2.0
"""A source row whose words' middles spread over more heights is several lines, or none: each of its words stands for itself."""

JOIN = 0.4
"""Pieces stand on one row where their middles differ by less than this share of the lower one's height: lines are 1.2 heights
apart at least, and a piece without ascenders has its middle a fifth of a height lower."""

OVERLAP = 2.0
"""Points by which neighbours on one row may cover each other: boxes of italic type do."""

LOOK_BACK = 8
"""Rows above that a piece may still join; more never stand within one height of each other but on a hostile page."""


class Spot(msgspec.Struct, frozen=True):
    """A word and its place on the straightened page; `index` counts in the reading, `solid` tells of a letter or digit."""

    index: int
    word: SourceWord
    x0: float
    top: float
    x1: float
    bottom: float
    solid: bool = True

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.bottom - self.top


class Row(msgspec.Struct):
    """Spots at one height, from left to right."""

    spots: list[Spot]

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(s.x0 for s in self.spots)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(s.x1 for s in self.spots)

    @property
    def middle(self) -> float:
        """Median of the middles of its words; signs alone count only where there is nothing else."""
        return median(s.middle for s in _solid(self.spots))

    @property
    def height(self) -> float:
        """Median height of its words."""
        return median(s.height for s in _solid(self.spots))


def _solid(spots: Sequence[Spot]) -> Sequence[Spot]:
    """Spots with letters or digits, whose boxes tell where a line stands; all where there are none."""
    return [s for s in spots if s.solid] or spots


def clean_box(box: Box) -> Box | None:
    """The box with its corners in order; None where it is not four finite numbers.

    >>> clean_box((5.0, 9.0, 1.0, 2.0))
    (1.0, 2.0, 5.0, 9.0)
    """
    if len(box) != 4 or not all(map(math.isfinite, box)):
        return None
    x0, top, x1, bottom = box
    if x0 <= x1 and top <= bottom:
        return box
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def spots_of(words: Sequence[SourceWord]) -> tuple[list[Spot], float]:
    """Spots of words on the straightened page, and the page's text height.

    A word whose box is unusable stands where the word before it ends.
    """
    boxes: list[Box] = []
    last: Box = (0.0, 0.0, 0.0, 0.0)
    for word in words:
        box = clean_box(word.box)
        last = box if box is not None else (last[2], last[1], last[2], last[3])
        boxes.append(last)
    slope = _slope(words, boxes)
    spots = []
    for index, (word, (x0, top, x1, bottom)) in enumerate(zip(words, boxes, strict=True)):
        shift = slope * (x0 + x1) / 2
        solid = any(map(str.isalnum, word.text))
        spots.append(Spot(index, word, x0, top - shift, x1, bottom - shift, solid))
    heights = [s.height for s in _solid(spots) if s.height > 1.0 and len(s.word.text) > 1]
    return spots, median(heights) if heights else 10.0


def _slope(words: Sequence[SourceWord], boxes: Sequence[Box]) -> float:
    """Skew of the page: the median slope of its long rows, weighted by their number of words; 0 where there is none."""
    by_row: dict[int, list[Box]] = {}
    for word, box in zip(words, boxes, strict=True):
        by_row.setdefault(word.row, []).append(box)
    slopes: list[float] = []
    for row in by_row.values():
        if len(row) < 5:
            continue
        xs = [(b[0] + b[2]) / 2 for b in row]
        ys = [(b[1] + b[3]) / 2 for b in row]
        if max(xs) - min(xs) < 100.0:
            continue
        mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
        spread = sum((x - mean_x) ** 2 for x in xs)
        slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
        off = max(abs(y - mean_y - slope * (x - mean_x)) for x, y in zip(xs, ys, strict=True))
        if abs(slope) <= MOST_SLOPE and off <= median(b[3] - b[1] for b in row):
            slopes += [slope] * len(row)
    found = median(slopes) if len(slopes) >= 15 else 0.0
    return found if abs(found) >= LEAST_SLOPE else 0.0


class _Place(msgspec.Struct):
    """A row as it is being put together: where it stands, its words, and the stretches they cover from left to right.

    What has no letter or digit does not tell where a row stands: a speck gives way to the first piece that has some.
    """

    middle: float
    height: float
    spots: list[Spot]
    covered: list[tuple[float, float]]
    solid: bool


def _place(row: Row) -> _Place:
    return _Place(row.middle, row.height, row.spots, sorted((s.x0, s.x1) for s in row.spots), any(s.solid for s in row.spots))


def rows_of(spots: Sequence[Spot], height: float) -> list[Row]:
    """Visual rows from top to bottom."""
    pieces = [_place(row) for row in _pieces(spots, height)]
    pieces.sort(key=lambda p: (p.middle, p.covered[0][0], p.spots[0].index))
    rows: list[_Place] = []
    for piece in pieces:
        best, least = None, math.inf
        for row in rows[-LOOK_BACK:]:
            apart = piece.middle - row.middle
            if apart < least and apart <= JOIN * max(min(piece.height, row.height), height / 2) and _beside(row, piece):
                best, least = row, apart
        if best is None:
            rows.append(piece)
        else:
            best.spots.extend(piece.spots)
            for stretch in piece.covered:
                insort(best.covered, stretch)
            if piece.solid and not best.solid:
                best.middle, best.height, best.solid = piece.middle, piece.height, True
    rows.sort(key=lambda r: (r.middle, r.covered[0][0]))
    for row in rows:
        row.spots.sort(key=lambda s: (s.x0, s.index))
    return [Row(row.spots) for row in rows]


def _beside(row: _Place, piece: _Place) -> bool:
    """Whether no word of the piece covers one of the row."""
    for x0, x1 in piece.covered:
        at = bisect_left(row.covered, (x0, x1))
        if at and row.covered[at - 1][1] > x0 + OVERLAP:
            return False
        if at < len(row.covered) and row.covered[at][0] < x1 - OVERLAP:
            return False
    return True


def _level(a: Spot, b: Spot) -> bool:
    """Whether the lower of two boxes lies beside the higher one, as a printed word beside a handwritten number does."""
    return min(a.bottom, b.bottom) - max(a.top, b.top) >= SPLIT * min(a.height, b.height) > 0


def _pieces(spots: Sequence[Spot], height: float) -> list[Row]:
    """The source's rows, split where their words stand at different heights."""
    by_row: dict[int, list[Spot]] = {}
    for spot in spots:
        by_row.setdefault(spot.word.row, []).append(spot)
    pieces = []
    for row in by_row.values():
        row.sort(key=lambda s: (s.middle, s.x0, s.index))
        usual = max(median(s.height for s in _solid(row)), height / 2)
        middles = [s.middle for s in _solid(row)]
        if middles[-1] - middles[0] > SEVERAL * usual:
            pieces += [Row([spot]) for spot in row]
            continue
        limit = SPLIT * usual
        piece = [row[0]]
        for before, spot in itertools.pairwise(row):
            if spot.middle - before.middle > limit and not _level(before, spot):
                pieces.append(Row(piece))
                piece = []
            piece.append(spot)
        pieces.append(Row(piece))
    return pieces
