"""Where texts of a document stand on its pages, and how sure their words are.

In: a document; out: places of pieces of its texts. Sections join lines and mend words that are broken over them, so a piece
that is cut out of a long text is found again by counting letters, from the line where the text starts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from vndoc.document import Document, Section, Span
from vndoc.write.as_text import FURNITURE
from vndoc.write.marking import DOUBTFUL_BELOW
from vndoc.write.printable import one_line

DIGITS = 4
"""Digits of a share or a confidence; more say nothing."""


class Place(NamedTuple):
    """First and last line, each as (page number, line on it), both included."""

    first: Span
    last: Span


class At(NamedTuple):
    """A place to count on from: a line by its number in the document, and the letters of it that are passed."""

    line: int
    passed: int = 0


class Known(NamedTuple):
    """First and last page, mean confidence of the words and the share of doubtful ones; None where nothing is known."""

    pages: list[int] | None
    confidence: float | None
    doubtful: float | None


def letters(text: str) -> int:
    """How many letters and digits a text has.

    >>> letters("Điều 1.")
    5
    """
    return sum(map(str.isalnum, text))


class Lines:
    """The lines of one document in order, without their words."""

    def __init__(self, document: Document) -> None:
        self._places: list[Span] = []
        self._texts: list[str] = []
        self._roles: list[str] = []
        counts: list[tuple[int, float, int]] = []
        for page in document.pages:
            for index, line in enumerate(page.lines):
                self._places.append((page.number, index))
                self._texts.append("" if line.role in FURNITURE else one_line(line.text))
                self._roles.append(line.role)
                sure = [] if line.role in FURNITURE else [word.confidence for word in line.words]
                counts.append((len(sure), sum(sure), sum(one < DOUBTFUL_BELOW for one in sure)))
        self._words, self._sure, self._doubtful = (
            list(accumulate((row[k] for row in counts), initial=0)) for k in range(3)
        )  # sums of all lines before each

    def start(self, section: Section) -> At | None:
        """Where a section's own text starts."""
        return At(bisect_left(self._places, section.lines[0])) if section.lines else None

    def outside(self, nodes: Sequence[Section]) -> list[tuple[At, list[str]]]:
        """Runs of lines that stand in none of the nodes, in order, each with its start."""
        inside = bytearray(len(self._places))
        for node in nodes:
            if node.lines:
                low, high = self._range(Place(*node.lines))
                inside[low:high] = b"\1" * max(high - low, 0)
        runs: list[tuple[At, list[str]]] = []
        is_new = True
        for at, text in enumerate(self._texts):
            if inside[at]:
                is_new = True
            elif text:
                if is_new:
                    runs.append((At(at), []))
                runs[-1][1].append(text)
                is_new = False
        return runs

    def before(self, at: At, section: Section) -> bool:
        """Whether a place is before a section."""
        return section.lines is not None and self._places[at.line] < section.lines[0]

    def walk(self, at: At | None, text: str) -> tuple[Place | None, At | None]:
        """Where a text stands that starts at a place, and where the next one starts."""
        if at is None or at.line >= len(self._places):
            return None, at
        is_note = self._roles[at.line] == "footnote"
        left = letters(text)
        line, passed, first, last = at.line, at.passed, None, at.line
        while line < len(self._places):
            there = 0 if (self._roles[line] == "footnote") != is_note else letters(self._texts[line]) - passed
            if there > 0 and left > 0:
                first = line if first is None else first
                last = line
            if there > left:
                passed += left
                break
            left -= max(there, 0)
            line, passed = line + 1, 0
            if left <= 0:
                break
        return Place(self._places[at.line if first is None else first], self._places[last]), At(line, passed)

    def known(self, places: Iterable[Place]) -> Known:
        """What is known about the words of some places."""
        ranges = [self._range(place) for place in places]
        low = min((one[0] for one in ranges), default=0)
        high = max((one[1] for one in ranges), default=0)
        if low >= high:
            return Known(None, None, None)
        pages = [self._places[low][0], self._places[high - 1][0]]
        words = self._words[high] - self._words[low]
        if not words:
            return Known(pages, None, None)
        sure, doubtful = self._sure[high] - self._sure[low], self._doubtful[high] - self._doubtful[low]
        return Known(pages, round(sure / words, DIGITS), round(doubtful / words, DIGITS))

    def _range(self, place: Place) -> tuple[int, int]:
        return bisect_left(self._places, place.first), bisect_right(self._places, place.last)
