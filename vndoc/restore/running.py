"""Lines → one running text with its tokens, and back: a sentence goes on over a line end.

Tokens know the line they stand on and their place in its raw text. A blank line comes between lines that do not belong together
(another role, another column, a new block), so that no context reaches over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.pages import TextLine
from vndoc.tokens import Gap, Token, gap_after, gap_before, tokenize

_new = tuple.__new__
"""Makes a place of its fields in a third of the time."""


class Place(NamedTuple):
    """Where a token stands: line number in the running text's lines, and its span in that line's raw text."""

    line: int
    start: int
    end: int


class Running(NamedTuple):
    """A running text: tokens, where they stand, and the gaps around them (`Gap`)."""

    tokens: list[Token]
    places: list[Place]
    before: list[Gap]
    after: list[Gap]
    breaks: list[bool]
    """Whether a line starts at this token."""
    engine: list[bool]
    """Whether an OCR engine of Vietnamese read this token; a text layer or a text is judged before it is repaired."""


def _separate(above: TextLine, below: TextLine) -> bool:
    return above.role != below.role or above.column != below.column or not above.raw.strip()


def run_together(lines: Sequence[TextLine]) -> Running:
    """The running text of lines in reading order.

    >>> line = TextLine(raw="Thực hiện", text="Thực hiện", kind="text")
    >>> [t.text for t in run_together([line, line]).tokens]
    ['Thực', 'hiện', 'Thực', 'hiện']
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            above = lines[number - 1]
            glue = "\n\n" if _separate(above, line) else "" if above.raw.endswith("\n") else "\n"
            pieces.append(glue)
            at += len(glue)
        offsets.append(at)
        pieces.append(line.raw)
        at += len(line.raw)
    text = "".join(pieces)
    tokens = tokenize(text)
    starts = [token[0] for token in tokens]
    places: list[Place] = []
    breaks = [False] * len(tokens)
    engine: list[bool] = []
    for number, (line, offset, end) in enumerate(zip(lines, offsets, [*offsets, at][1:], strict=True)):
        first = len(places)
        some = tokens[first : bisect_left(starts, end, first)]
        if some:
            breaks[first] = True
            places += [_new(Place, (number, start - offset, stop - offset)) for start, stop, _, _ in some]
            engine += [line.kind == "ocr"] * len(some)
    gaps = [text[a[1] : b[0]] for a, b in pairwise(tokens)]
    distinct = set(gaps)  # a text has few
    before = {gap: gap_before(gap) for gap in distinct}
    after = {gap: gap_after(gap) for gap in distinct}
    edge = [Gap.BREAK] if tokens else []
    return Running(tokens, places, edge + [before[g] for g in gaps], [after[g] for g in gaps] + edge, breaks, engine)


def numbered(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """(different texts in order of their first place, number of each text among them).

    >>> numbered(["a", "b", "a"])
    (['a', 'b'], array([0, 1, 0]))
    """
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
