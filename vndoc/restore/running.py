"""Lines → one running text with its tokens, and back: a sentence goes on over a line end.

Tokens know the line they stand on and their place in its raw text. A blank line comes between lines that do not belong together
(another role, another column, a new block), so that no context reaches over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
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

    def kinds(self) -> NDArray[np.int64]:
        """(tokens,) the kind of each token."""
        return small_numbers([kind for _, _, kind, _ in self.tokens])

    def texts(self) -> list[str]:
        """The text of each token."""
        return [text for _, _, _, text in self.tokens]


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
    starts = [start for start, _, _, _ in tokens]
    ends = [end for _, end, _, _ in tokens]
    places: list[Place] = []
    breaks = [False] * len(tokens)
    engine: list[bool] = []
    last = 0
    for number, (line, offset, end) in enumerate(zip(lines, offsets, [*offsets, at][1:], strict=True)):
        first, last = last, bisect_left(starts, end, last)
        if first < last:
            breaks[first] = True
            spans = zip(starts[first:last], ends[first:last], strict=True)
            places += [_new(Place, (number, start - offset, stop - offset)) for start, stop in spans]
            engine += [line.kind == "ocr"] * (last - first)
    gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    distinct = set(gaps)  # a text has few
    before = {gap: gap_before(gap) for gap in distinct}
    after = {gap: gap_after(gap) for gap in distinct}
    edge = [Gap.BREAK] if tokens else []
    return Running(tokens, places, edge + [before[g] for g in gaps], [after[g] for g in gaps] + edge, breaks, engine)


def small_numbers(values: Iterable[int]) -> NDArray[np.int64]:
    """An array of members of an enumeration, made in a tenth of the time that `numpy.array` needs.

    >>> small_numbers([Gap.BREAK, Gap.SPACE])
    array([2, 0])
    """
    return np.frombuffer(bytes(values), np.uint8).astype(np.int64)


def numbered(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """(different texts in order of their first place, number of each text among them).

    >>> numbered(["a", "b", "a"])
    (['a', 'b'], array([0, 1, 0]))
    """
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(numbers), np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))
