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
from operator import mul
from statistics import median

import msgspec

from vndoc.arrange.texts import Text
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


DIRT = frozenset(".,:;'\"`´^~_-–—=+*/\\|<>[]{}¬°·•„“”‘’‹›«»ˆ˜¿¡")
"""Signs that engines read from specks; a percent sign or a bracket is print."""

MOST_DIRT = 3
"""Signs of a speck at most."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A word and its place on the straightened page.

    `index` counts in the reading; `middle` is half way between top and bottom; `solid` tells of a letter or digit, `noise` of
    a speck.
    """

    index: int
    word: SourceWord
    x0: float
    top: float
    x1: float
    bottom: float
    middle: float
    height: float
    solid: bool
    noise: bool


class Row:
    """Spots at one height, from left to right, and their text."""

    __slots__ = ("spots", "text")

    def __init__(self, spots: list[Spot], text: Text | None = None) -> None:
        """Take spots from left to right, and their text where it is known."""
        self.spots = spots
        self.text = text or text_of(spots)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.spots[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max([s.x1 for s in self.spots])

    @property
    def top(self) -> float:
        """Upper edge."""
        return min([s.top for s in self.spots])

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max([s.bottom for s in self.spots])

    @property
    def middle(self) -> float:
        """Median of the middles of its words; signs alone count only where there is nothing else."""
        return median([s.middle for s in _solid(self.spots)])

    @property
    def printed(self) -> list[Spot]:
        """Its spots without specks, all where there is nothing else."""
        return [s for s in self.spots if not s.noise] or self.spots


def text_of(spots: Sequence[Spot]) -> Text:
    """The text of spots."""
    return Text([s.word.text for s in spots])


def is_noise(text: str, solid: bool, confidence: float | None) -> bool:
    """Whether a word is a speck: a sign or two without a letter or digit, or one that an engine was not sure of.

    >>> is_noise("„.", False, None), is_noise("o", True, 0.2), is_noise("o", True, 0.9)
    (True, True, False)
    """
    if not solid:
        return len(text) <= MOST_DIRT and DIRT.issuperset(text)
    return len(text) <= 4 and confidence is not None and confidence < (0.4 if len(text) <= 2 else 0.2)


def _solid(spots: Sequence[Spot]) -> Sequence[Spot]:
    """Spots with letters or digits, whose boxes tell where a line stands; all where there are none."""
    return [s for s in spots if s.solid] or spots


def clean_box(box: Box) -> Box | None:
    """The box with its corners in order; None where it is not four finite numbers.

    >>> clean_box((5.0, 9.0, 1.0, 2.0))
    (1.0, 2.0, 5.0, 9.0)
    """
    if len(box) != 4:
        return None
    x0, top, x1, bottom = box
    if -math.inf < x0 <= x1 < math.inf and -math.inf < top <= bottom < math.inf:
        return box
    if not all(map(math.isfinite, box)):
        return None
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def spots_of(words: Sequence[SourceWord]) -> tuple[list[Spot], float]:
    """Spots of words on the straightened page, and the page's text height.

    A word whose box is unusable stands where the word before it ends.
    """
    boxes: list[Box] = []
    last: Box = (0.0, 0.0, 0.0, 0.0)
    for word in words:
        last = clean_box(word.box) or (last[2], last[1], last[2], last[3])
        boxes.append(last)
    slope = _slope(words, boxes)
    spots = []
    for index, word in enumerate(words):
        x0, top, x1, bottom = boxes[index]
        shift = slope * (x0 + x1) / 2
        top, bottom = top - shift, bottom - shift
        text = word.text
        solid = text.isalnum() or any(map(str.isalnum, text))
        if solid and len(text) <= MOST_DIRT and DIRT.issuperset(text):
            solid = False  # a circumflex alone is a letter by Unicode's lights
        noise = len(text) <= 4 and is_noise(text, solid, word.confidence)
        middle = (top + bottom) / 2
        spots.append(Spot(index, word, x0, top, x1, bottom, middle, bottom - top, solid, noise))
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
        xs = [(x0 + x1) / 2 for x0, _, x1, _ in row]
        if max(xs) - min(xs) < 100.0:
            continue
        ys = [(top + bottom) / 2 for _, top, _, bottom in row]
        mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
        aside = [x - mean_x for x in xs]
        above = [y - mean_y for y in ys]
        slope = sum(map(mul, aside, above)) / sum(map(mul, aside, aside))
        off = max([abs(y - slope * x) for x, y in zip(aside, above, strict=True)])
        if abs(slope) <= MOST_SLOPE and off <= median([bottom - top for _, top, _, bottom in row]):
            slopes += [slope] * len(row)
    found = median(slopes) if len(slopes) >= 15 else 0.0
    return found if abs(found) >= LEAST_SLOPE else 0.0


class _Place(msgspec.Struct):
    """A row as it is being put together: where it stands, and its words from left to right.

    What has no letter or digit does not tell where a row stands: a speck gives way to the first piece that has some.
    """

    middle: float
    height: float
    spots: list[Spot]
    solid: bool
    joined: bool = False
    covered: list[tuple[float, float]] = []

    def stretches(self) -> list[tuple[float, float]]:
        """What its words cover from left to right."""
        if not self.covered:
            self.covered = sorted([(s.x0, s.x1) for s in self.spots])
        return self.covered

    def join(self, piece: _Place) -> None:
        """Take the words of another piece in, to be put in order at last."""
        covered = self.stretches()
        for stretch in piece.stretches():
            insort(covered, stretch)
        self.spots += piece.spots
        self.joined = True
        if piece.solid and not self.solid:
            self.middle, self.height, self.solid = piece.middle, piece.height, True


def _from_left(spot: Spot) -> tuple[float, int]:
    return spot.x0, spot.index


def _place(spots: list[Spot]) -> _Place:
    """A piece of a row."""
    solid = _solid(spots)
    spots.sort(key=_from_left)
    return _Place(median([s.middle for s in solid]), median([s.height for s in solid]), spots, solid[0].solid)


def rows_of(spots: Sequence[Spot], height: float) -> list[Row]:
    """Visual rows from top to bottom."""
    pieces = [_place(piece) for piece in _pieces(spots, height)]
    pieces.sort(key=lambda p: (p.middle, p.spots[0].x0, p.spots[0].index))
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
            best.join(piece)
    for row in rows:
        if row.joined:
            row.spots.sort(key=_from_left)
    rows.sort(key=lambda r: (r.middle, r.spots[0].x0))
    return [Row(row.spots) for row in rows]


def _beside(row: _Place, piece: _Place) -> bool:
    """Whether no word of the piece covers one of the row."""
    covered = row.stretches()
    for x0, x1 in piece.stretches():
        at = bisect_left(covered, (x0, x1))
        if at and covered[at - 1][1] > x0 + OVERLAP:
            return False
        if at < len(covered) and covered[at][0] < x1 - OVERLAP:
            return False
    return True


def _level(a: Spot, b: Spot) -> bool:
    """Whether the lower of two boxes lies beside the higher one, as a printed word beside a handwritten number does."""
    return min(a.bottom, b.bottom) - max(a.top, b.top) >= SPLIT * min(a.height, b.height) > 0


def _pieces(spots: Sequence[Spot], height: float) -> list[list[Spot]]:
    """The source's rows, split where their words stand at different heights."""
    by_row: dict[int, list[Spot]] = {}
    for spot in spots:
        by_row.setdefault(spot.word.row, []).append(spot)
    pieces: list[list[Spot]] = []
    for row in by_row.values():
        solid = _solid(row)
        usual = max(median([s.height for s in solid]), height / 2)
        limit = SPLIT * usual
        middles = [s.middle for s in row]
        if max(middles) - min(middles) <= limit:
            pieces.append(row)
        elif _spread(solid, usual) > SEVERAL * usual:
            pieces += [[spot] for spot in row]
        else:
            row.sort(key=lambda s: (s.middle, s.x0, s.index))
            pieces += _split(row, limit)
    return pieces


def _spread(spots: Sequence[Spot], usual: float) -> float:
    """How far apart the middles of words lie; specks that were read as letters do not count."""
    middles = [s.middle for s in spots if s.height > usual / 2]
    return max(middles) - min(middles) if middles else 0.0


def _split(spots: Sequence[Spot], limit: float) -> list[list[Spot]]:
    """Spots from top to bottom, parted where a step is higher than the limit and leads to no word beside the one before."""
    pieces = [[spots[0]]]
    for before, spot in itertools.pairwise(spots):
        if spot.middle - before.middle > limit and not _level(before, spot):
            pieces.append([])
        pieces[-1].append(spot)
    return pieces
