"""Which reading of a page gives its lines, and what the others have for them.

In: the readings of a page, judged; out: the words that make its lines, each with the reading that it comes from, and for each
line what every other reading has there.

- The base is an OCR engine's reading with the Vietnamese model, where there is one; else the layer.
- Rows of the layer that are right stay: they take the place of what an engine read there.
- What the other readings have is put beside the line whose words it stands level with. What stands beside no line, one reading
  alone has: its words make lines of their own, in their place on the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple, TypeVar

import msgspec
from rapidfuzz.distance import Indel

from vndoc.alphabet import fold_key
from vndoc.arrange.rows import Spot, clean_box
from vndoc.document import Box, State, Word
from vndoc.geometry import union
from vndoc.pages import Kind, Reading, SourceWord, Witness, line_kind

T = TypeVar("T")

LEVEL = 0.5
"""Share of the smaller height by which a word and its neighbours on a line overlap: what is read twice has nearly one box, and
lines are 1.2 heights apart."""

BESIDE = 3.0
"""Heights beyond the ends of a line at which a word still belongs to it."""


MOVED = 1.1
"""Heights of a line by which another reading of it stands higher or lower at most."""

MOST_PAIRS = 1_000_000
"""Pairs of lines and words beside none that are looked at; a page of print has some thousand."""

SAME_WORDS = 0.6
"""Likeness of two readings of one line at least, one of them garbled."""


class Other(NamedTuple):
    """What a reading has beside the base: its place among the readings, and its words that are not the base's."""

    reading: int
    words: Sequence[SourceWord]


class Base(NamedTuple):
    """The words that make the lines of a page, the place of each one's reading among the readings, and what the others have.

    The first `own_words` are the base's own; those after them one other reading alone has, which still holds them too. Rows
    are numbered through over all readings.
    """

    readings: tuple[Reading, ...]
    words: tuple[SourceWord, ...]
    owners: tuple[int, ...]
    others: tuple[Other, ...]
    own_words: int

    @property
    def is_fused(self) -> bool:
        """Whether several readings have a part in the lines."""
        return any(other.words for other in self.others) or len(set(self.owners)) > 1

    def joined_by(self, other: Other, words: Sequence[SourceWord]) -> Base:
        """The base with words that another reading alone has."""
        return self._replace(words=(*self.words, *words), owners=self.owners + (other.reading,) * len(words))

    def own(self, spots: Sequence[Spot]) -> list[Spot]:
        """Of the spots of a line the base's own, all where there is none of these."""
        return [s for s in spots if s.index < self.own_words] or list(spots)

    def verdict(self, spots: Sequence[Spot]) -> tuple[Reading, State]:
        """(the reading that most words of a line come from, what most of their rows were judged to be)."""
        owners = [self.owners[s.index] for s in spots]
        owner = _commonest(owners)
        reading = self.readings[owner]
        return reading, _verdict(reading, [s.word for s, one in zip(spots, owners, strict=True) if one == owner])


def is_vietnamese(reading: Reading) -> bool:
    """Whether an engine read with a model of Vietnamese; engines that do not tell their languages are taken for such.

    >>> from vndoc.document import Engine
    >>> is_vietnamese(Reading("ocr", engine=Engine("tesseract", "5", ("eng",))))
    False
    """
    languages = reading.engine.languages if reading.engine is not None else ()
    return not languages or any(name.startswith("vi") for name in languages)


def channel(reading: Reading, verdict: State) -> Kind:
    """Who read a row of a reading: an engine's model of another language reads as the layers do that are made with one."""
    kind = line_kind(reading, verdict)
    return "layer" if reading.kind == "ocr" and not is_vietnamese(reading) else kind


def base_of(readings: Sequence[Reading]) -> Base:
    """The base of a page's lines.

    Args:
        readings: those of the page that have words, at most one of them its layer.
    """
    numbered = _numbered(readings)
    engines = sorted((k for k, r in enumerate(numbered) if r.kind == "ocr"), key=lambda k: (not is_vietnamese(numbered[k]), k))
    layer = next((k for k, r in enumerate(numbered) if r.kind == "layer"), -1)
    first = engines[0] if engines else layer
    words = {k: r.words for k, r in enumerate(numbered) if k == first or engines}
    right: list[SourceWord] = []
    if layer in words and layer != first and not numbered[layer].worn:
        right = [w for w in words[layer] if _state(numbered[layer], w) == "usable"]
        places = _Lines([[w.box for w in row] for row in _by_row(right)])
        words = {k: tuple(w for w in some if not places.covers(w.box)) for k, some in words.items() if k != layer}
        words[layer] = tuple(w for w in numbered[layer].words if _state(numbered[layer], w) != "usable")
    owners = (first,) * len(words[first]) + (layer,) * len(right)
    others = tuple(Other(k, words[k]) for k in sorted(words, key=lambda k: (k != layer, k)) if k != first)
    return Base(numbered, (*words[first], *right), owners, others, len(owners))


def _numbered(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with their rows numbered through."""
    out: list[Reading] = []
    start = 0
    for reading in readings:
        words = [msgspec.structs.replace(w, row=w.row + start) for w in reading.words] if start else reading.words
        unknown: list[State] = ["unknown"] * start
        out.append(msgspec.structs.replace(reading, words=tuple(words), verdicts=(*unknown, *reading.verdicts)))
        start = max(start, 1 + max((w.row for w in words), default=-1))
    return tuple(out)


def _state(reading: Reading, word: SourceWord) -> State:
    return reading.verdicts[word.row] if 0 <= word.row < len(reading.verdicts) else "unknown"


def _verdict(reading: Reading, words: Sequence[SourceWord]) -> State:
    """What most words' rows were judged to be. Engines' rows are not judged: of another language's model they are garbled."""
    if reading.kind == "ocr":
        return "unknown" if is_vietnamese(reading) else "garbled"
    verdicts = reading.verdicts
    found = [verdicts[w.row] for w in words if 0 <= w.row < len(verdicts)]
    return _commonest(found) if found else "unknown"


def _commonest(values: Sequence[T]) -> T:
    """The value that comes most often, the first of several."""
    if values.count(values[0]) == len(values):
        return values[0]
    return Counter(values).most_common(1)[0][0]


def _by_row(words: Sequence[SourceWord]) -> list[list[SourceWord]]:
    rows: dict[int, list[SourceWord]] = {}
    for word in words:
        rows.setdefault(word.row, []).append(word)
    return list(rows.values())


class _Lines:
    """Lines of boxes, to find the one that a box stands level with."""

    def __init__(self, lines: Sequence[Sequence[Box]]) -> None:
        self.lines = [sorted(line) for line in lines]
        self.starts = [[box[0] for box in line] for line in self.lines]
        self.hulls = [union(line) for line in self.lines if line]
        self.numbers = [number for number, line in enumerate(self.lines) if line]
        self.by_top = sorted(range(len(self.hulls)), key=lambda i: self.hulls[i][1])
        self.tops = [self.hulls[i][1] for i in self.by_top]
        self.highest = max((hull[3] - hull[1] for hull in self.hulls), default=0.0)

    def find(self, box: Box, beside: float) -> int:
        """Number of the line that a box is part of or stands beside, at most so many heights away; -1 where there is none.

        A line that it is part of goes before one that it stands beside, which may be the next cell's, and before a speck.
        """
        best, found = (False, LEVEL), -1
        height = max(box[3] - box[1], 1e-3)
        first, last = bisect_left(self.tops, box[1] - self.highest), bisect_right(self.tops, box[3])
        for i in sorted(self.by_top[first:last]):
            number, hull = self.numbers[i], self.hulls[i]
            if box[3] < hull[1] or box[1] > hull[3]:
                continue
            gap = max(hull[0] - box[2], box[0] - hull[2])
            if gap > beside * height:
                continue
            level = self._level(number, box)
            part = gap < 0 and hull[3] - hull[1] > LEVEL * height
            if level > LEVEL and (part, level) > best:
                best, found = (part, level), number
        return found

    def covers(self, box: Box) -> bool:
        """Whether a box lies on one of the lines."""
        return self.find(box, 0.0) >= 0

    def _level(self, number: int, box: Box) -> float:
        """Overlap of heights with the nearest boxes of a line, as a share of the smaller height."""
        line, starts = self.lines[number], self.starts[number]
        at = bisect_left(starts, (box[0] + box[2]) / 2)
        shares = []
        for other in line[max(0, at - 1) : at + 1]:
            smaller = max(min(box[3] - box[1], other[3] - other[1]), 1e-3)
            shares.append((min(box[3], other[3]) - max(box[1], other[1])) / smaller)
        return max(shares, default=0.0)


def beside(lines: Sequence[Sequence[Spot]], words: Sequence[SourceWord]) -> tuple[list[list[SourceWord]], list[SourceWord]]:
    """(the words that stand on each line, from left to right; those that stand on none)."""
    places = _Lines([[spot.word.box for spot in line] for line in lines])
    on: list[list[SourceWord]] = [[] for _ in lines]
    none: list[SourceWord] = []
    for word in words:
        number = places.find(word.box, BESIDE)
        (on[number] if number >= 0 else none).append(word)
    if none and len(none) * len(lines) <= MOST_PAIRS:
        none = _without_moved(lines, on, none)
    return [sorted(some, key=lambda w: w.box[0]) for some in on], none


def _without_moved(lines: Sequence[Sequence[Spot]], on: list[list[SourceWord]], none: list[SourceWord]) -> list[SourceWord]:
    """The words that stand on no line, without those that say the same as a line that has none beside it, and stand near it.

    An engine that took the cells of a row, or both columns of a head, for one line gives the words of all the same height.
    """
    for number, line in enumerate(lines):
        if on[number] or not line:
            continue
        hull = union([spot.word.box for spot in line])
        near = [word for word in none if _is_near(word.box, hull)]
        said, other = ("".join(fold_key(word.text) for word in some) for some in ([spot.word for spot in line], near))
        if near and Indel.normalized_similarity(said, other) >= SAME_WORDS:
            on[number] = near
            none = [word for word in none if not any(word is one for one in near)]
    return none


def _is_near(box: Box, hull: Box) -> bool:
    """Whether a word stands above or below a line, no further away than it is high."""
    middle, height = (box[0] + box[2]) / 2, hull[3] - hull[1]
    off = abs((box[1] + box[3]) - (hull[1] + hull[3])) / 2
    return hull[0] <= middle <= hull[2] and off <= MOVED * height


def on_lines(lines: Sequence[Sequence[Spot]], words: Sequence[SourceWord]) -> list[list[SourceWord]]:
    """The words on each line, those that stand on none on the nearest one."""
    on, none = beside(lines, words)
    middles = [median((s.word.box[1] + s.word.box[3]) / 2 for s in line) for line in lines]
    for word in none:
        middle = (word.box[1] + word.box[3]) / 2
        nearest = min(range(len(lines)), key=lambda i: abs(middles[i] - middle))
        on[nearest].append(word)
    return on


def side_by_side(words: Sequence[SourceWord]) -> tuple[Word, ...]:
    """The words of a line, with their spans in it: a space parts them."""
    made: list[Word] = []
    at = 0
    for word in words:
        span = (at, at + len(word.text))
        made.append(Word(word.text, span, 1.0 if word.confidence is None else word.confidence, clean_box(word.box)))
        at = span[1] + 1
    return tuple(made)


def witness(reading: Reading, words: Sequence[SourceWord]) -> Witness:
    """What a reading has for a line."""
    verdict = _verdict(reading, words)
    return Witness(" ".join(word.text for word in words), channel(reading, verdict), verdict, side_by_side(words))
