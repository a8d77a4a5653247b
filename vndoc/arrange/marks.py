"""Lines that an engine made of the marks of another line: of its accents and hooks, cut off above the letters.

In: a reading; out: the same reading without those words, and one of those words. Such a line stands in the upper half of a
line of the same reading, a fifth as high; two lines of print never do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import msgspec

from vndoc.arrange.rows import clean_box
from vndoc.document import Box
from vndoc.pages import Reading, SourceWord

LOW = 0.5
"""Share of the text's height that a mark has at most: they have 0.2, two of them 0.45, words without ascenders 0.6."""

UPPER = 0.45
"""Part of a line's height, from above, that the middle of a mark lies in; that of a dash lies lower."""

ABOVE = 0.25
"""Text heights by which a mark may stand above the letters that it was cut from."""

MOST, FEWEST = 0.5, 3
"""Share of the words of a line at least that are marks, where the line is one of marks; how many marks a line has where others
of its words stand elsewhere, in the next cell of a table."""

UNSURE = 0.3
"""An engine's confidence in a word below which it is no print, whatever its height, where marks are not most of their line."""


def without_marks(reading: Reading) -> tuple[Reading, Reading]:
    """(the reading without words that are other lines' marks, the reading of these words alone)."""
    none = msgspec.structs.replace(reading, words=())
    if reading.kind != "ocr":
        return reading, none
    heights = [word.box[3] - word.box[1] for word in reading.words if len(word.text) > 1 and clean_box(word.box)]
    if not heights:
        return reading, none
    marks = set(_marks(reading.words, median(heights)))
    kept = tuple(word for i, word in enumerate(reading.words) if i not in marks)
    rest = tuple(word for i, word in enumerate(reading.words) if i in marks)
    return msgspec.structs.replace(reading, words=kept) if rest else reading, msgspec.structs.replace(reading, words=rest)


def _marks(words: Sequence[SourceWord], height: float) -> Iterator[int]:
    """Numbers of the words that are marks."""
    rows: dict[int, list[tuple[Box, int]]] = {}
    for i, word in enumerate(words):
        if (box := clean_box(word.box)) is not None:
            rows.setdefault(word.row, []).append((box, i))
    printed = {row: [box for box, _ in some if box[3] - box[1] > LOW * height] for row, some in rows.items()}
    for row, some in rows.items():
        if len(printed[row]) == len(some):
            continue
        top, bottom = min(box[1] for box, _ in some), max(box[3] for box, _ in some)
        for other, line in printed.items():
            if other == row or not any(box[1] < bottom and box[3] > top for box in line):
                continue
            on = [(box, i) for box, i in some if _is_on(box, line, height, 1.0)]
            low = sum(box[3] - box[1] <= LOW * height and _is_on(box, line, height, UPPER) for box, _ in on)
            alone = low >= MOST * len(some)
            if low and (alone or (low >= FEWEST and low >= MOST * len(on))):
                yield from (i for box, i in on if alone or box[3] - box[1] <= LOW * height or _is_unsure(words[i]))
                break


def _is_unsure(word: SourceWord) -> bool:
    return word.confidence is not None and word.confidence < UNSURE


def _is_on(box: Box, line: Sequence[Box], height: float, depth: float) -> bool:
    """Whether the middle of a box lies on the nearest words of a line, no lower than a part of their height."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    near = sorted(line, key=lambda b: max(b[0] - x, x - b[2]))[:2]
    if not near or max(near[0][0] - x, x - near[0][2]) > height / 2:
        return False
    top, bottom = min(b[1] for b in near), max(b[3] for b in near)
    return top - ABOVE * height <= y <= top + depth * (bottom - top)
