"""Lines → one running text with its tokens, and back: a sentence goes on over a line end.

Tokens know the line they stand on and their place in its raw text. A blank line comes between lines that do not belong together
(another role, another column, a new block), so that no context reaches over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vndoc.pages import TextLine
from vndoc.tokens import Gap, Token, gap_after, gap_before, tokenize


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
    starts = [token.start for token in tokens]
    ends = [bisect_left(starts, offset) for offset in [*offsets, at][1:]]
    places: list[Place] = []
    breaks: list[bool] = []
    engine: list[bool] = []
    for number, (line, offset, end) in enumerate(zip(lines, offsets, ends, strict=True)):
        some = tokens[len(places) : end]
        places += [Place(number, start - offset, stop - offset) for start, stop, _, _ in some]
        breaks += [True, *[False] * (len(some) - 1)] if some else []
        engine += [line.kind == "ocr"] * len(some)
    gaps = [text[a.end : b.start] for a, b in pairwise(tokens)]
    edge = [Gap.BREAK] if tokens else []
    return Running(tokens, places, edge + list(map(gap_before, gaps)), list(map(gap_after, gaps)) + edge, breaks, engine)
