"""Whether a word that one reading alone has stands where nothing else is printed.

In: the words of a page's lines, and the box of a word of another reading; out: whether there is room for it on its line. What
lies on words that the lines have already is a second reading of them, whatever its letters; what is much lower or taller than
its line, or stands off it, is a speck or belongs to a neighbour; a line of nothing but signs takes in no word, but for a number
in the place of one of them.

On the nine scans 576 of 596 words that the text alone would put in have no room; of the three of them in lines of which the
print is known none was printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from vndoc.document import Box, Word
from vndoc.geometry import union
from vndoc.pages import ArrangedPage

COVERED = 0.35
"""Share of a word's box that may lie under words of the page's lines: boxes of neighbours touch, and a speck stretches them."""

LOWEST, TALLEST = 0.5, 2.0
"""Heights of a word, of those of its line."""

LEADER = 3
"""Signs of a leader at least."""


class Room:
    """What is taken on a page: the boxes of its lines' words. Where a lone sign stands another reader may see a word."""

    def __init__(self, page: ArrangedPage) -> None:
        """The page, as it is arranged."""
        boxes = [word.box for line in page.lines for word in line.words if word.box is not None and _takes_room(word)]
        self._boxes = np.array(boxes, np.float64).reshape(-1, 4)

    def has_room(self, box: Box, line: Sequence[Word], is_number: bool = False) -> bool:
        """Whether a word with this box, or a number, can be one of a line's."""
        near = [word.box for word in line if word.box is not None and any(map(str.isalnum, word.text))]
        if not near and not (is_number and lone_sign(box, line)):
            return False
        height = box[3] - box[1]
        if near:
            usual, (_, top, _, bottom) = median(b[3] - b[1] for b in near), union(near)
            if not (LOWEST * usual <= height <= TALLEST * usual and top <= (box[1] + box[3]) / 2 <= bottom):
                return False
        wide = np.minimum(box[2], self._boxes[:, 2]) - np.maximum(box[0], self._boxes[:, 0])
        high = np.minimum(box[3], self._boxes[:, 3]) - np.maximum(box[1], self._boxes[:, 1])
        covered = float((np.maximum(wide, 0.0) * np.maximum(high, 0.0)).sum())
        return covered <= COVERED * (box[2] - box[0]) * height


def lone_sign(box: Box, line: Sequence[Word]) -> Word | None:
    """The sign by itself that a reader has where another one saw a word."""
    signs = (word for word in line if word.box is not None and not _takes_room(word))
    return next((w for w in signs if w.box is not None and box[0] <= (w.box[0] + w.box[2]) / 2 <= box[2]), None)


def _takes_room(word: Word) -> bool:
    """Whether nothing else can be printed where this is: a word, or a leader of dots, of which readers make words."""
    return len(word.text) >= LEADER or any(map(str.isalnum, word.text))
