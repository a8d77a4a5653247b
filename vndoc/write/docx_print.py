"""How the text of a document is printed: the size of its type, the height of its lines, the room between its paragraphs.

In: a document whose lines have boxes; out: a `Print` for its body and one for its annexes, which are often printed closer. A
file set by them has pages like those it was read from. What too few lines tell is as decree 30 has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from vndoc.document import Document, Line, Page, Section, Span
from vndoc.write.docx_type import ENOUGH, printed_size

NATURAL = 1.15
"""Height of a line of Times by its size, without room between lines."""

LINE = (1.0, 1.5)
"""Least and most height of a line, in natural ones: from one to one and a half (decree 30)."""

GAP = (2.0, 9.0)
"""Least and most points between paragraphs."""

LEADING = (0.8, 3.0)
"""From one line to the next, in sizes of type: less is the same line, more is room for something else."""


class Print(NamedTuple):
    """Size in points, height of lines in natural ones, points between paragraphs."""

    size: float
    line: float
    gap: float


USUAL = Print(14, 1.05, 6)


class Prints(NamedTuple):
    """How the two parts of a document are printed."""

    body: Print
    annexes: Print


def prints_of(document: Document) -> Prints:
    """How the body and the annexes are printed."""
    size = printed_size(document.pages) or USUAL.size
    body = _print(document.pages, document.sections, USUAL._replace(size=size))
    return Prints(body, _print(document.pages, document.annexes, body))


def _print(pages: Sequence[Page], sections: Sequence[Section], usual: Print) -> Print:
    """How the pages are printed on which sections begin; the usual where their lines do not tell it."""
    starts = {section.lines[0] for section in _all_of(sections) if section.lines is not None}
    begun = {number for number, _ in starts}
    own = [page for page in pages if page.number in begun]
    size = printed_size(own) or usual.size
    inside: list[float] = []
    between: list[float] = []
    for page in own:
        for step, is_start in _steps(page, size, starts):
            (between if is_start else inside).append(step)
    if len(inside) < ENOUGH:
        return usual._replace(size=size)
    line = median(inside)
    gap = median(between) - line if len(between) >= ENOUGH else usual.gap
    return Print(size, _within(round(line / size / NATURAL, 2), LINE), _within(round(gap, 1), GAP))


def _steps(page: Page, size: float, starts: Collection[Span]) -> Iterator[tuple[float, bool]]:
    """Points from each line of text to the next under it, and whether a section begins there."""
    for (_, above), (at, below) in pairwise(_text_lines(page)):
        a, b = above.box, below.box
        if a is None or b is None or a[0] >= b[2] or b[0] >= a[2]:
            continue
        step = b[3] - a[3]
        if LEADING[0] * size < step < LEADING[1] * size:
            yield step, (page.number, at) in starts


def _text_lines(page: Page) -> list[tuple[int, Line]]:
    return [(at, line) for at, line in enumerate(page.lines) if line.role == "body" and line.box is not None]


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])


def _all_of(sections: Sequence[Section]) -> Iterator[Section]:
    """Sections and all under them, in any order."""
    stack = list(sections)
    while stack:
        section = stack.pop()
        yield section
        stack += section.children
