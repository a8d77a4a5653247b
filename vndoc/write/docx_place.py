"""Where on its page a short text stands: in the middle, or in one half, as titles, heads of forms and their signatures do.

In: a document whose lines have boxes; out: the place of a section's lines between the edges of the text around, and which stand
side by side. Lines of prose tell the edges: of the page, where it has enough of them, else of all pages of its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal, NamedTuple

from vndoc.document import Box, Document, Page, Section
from vndoc.write.as_text import FURNITURE
from vndoc.write.docx_type import LONG_LINE

Place = Literal["", "left", "middle", "right"]

MOST_LINES = 5
"""Titles are shorter; longer texts are paragraphs."""

OWN_EDGES = 4
"""Lines of prose on a page from which its own edges are known."""

INSET = 0.12
"""Share of the width by which a line in the middle is moved in at least: first lines of paragraphs are by less."""

OFF = 0.04
"""Share of the width by which the middle of a line may miss the middle of the text: scans stand askew."""

RIGHT_HALF = 0.45
LEFT_HALF = 0.5
"""Shares of the width where a half begins and ends: a line in it keeps to its side."""


BESIDE = 6.0
"""Points by which what stands on the right may begin below what it stands beside: lines of scans are askew."""


class _Edges(NamedTuple):
    left: float
    right: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


class Row(NamedTuple):
    """Sections side by side."""

    left: list[Section]
    right: list[Section]


class Places:
    """Places of the sections of one document."""

    def __init__(self, document: Document) -> None:
        self._pages = {page.number: page for page in document.pages}
        self._edges = _all_edges(document.pages)

    def of(self, section: Section) -> Place:
        """Where the lines of a section stand; empty where they are a paragraph, or nothing is known."""
        edges = self._edges.get(section.lines[0][0]) if section.lines is not None else None
        return _place(self._boxes(section), edges) if edges is not None else ""

    def rows(self, sections: Sequence[Section]) -> list[Section | list[Row]]:
        """The sections, those that stand side by side as rows: what is left of it, and what stands beside it on the right."""
        out: list[Section | list[Row]] = []
        at = 0
        while at < len(sections):
            row = self._row(sections, at)
            if row is None:
                out.append(sections[at])
                at += 1
                continue
            if out and isinstance(out[-1], list):
                out[-1].append(row)
            else:
                out.append([row])
            at += len(row.left) + len(row.right)
        return out

    def _row(self, sections: Sequence[Section], start: int) -> Row | None:
        """Sections from here on that stand on the left, and those after them that stand beside them on the right."""
        left = self._run(sections, start, "left")
        right = self._run(sections, start + len(left), "right")
        if not left or not right or left[0].pages != right[-1].pages:
            return None
        top = min(box[1] for box in self._boxes(right[0]))
        return Row(left, right) if max(box[3] for box in self._boxes(left[0])) > top - BESIDE else None

    def _run(self, sections: Sequence[Section], start: int, place: Place) -> list[Section]:
        out = []
        for section in sections[start : start + MOST_LINES]:
            plain = section.level == "paragraph" and not (section.marker or section.title or section.children or section.cells)
            if not plain or self.of(section) != place:
                break
            out.append(section)
        return out

    def _boxes(self, section: Section) -> list[Box]:
        """Boxes of the lines of a section that stands on one page and has few; none of others."""
        if section.lines is None:
            return []
        (number, first), (last_page, last) = section.lines
        page = self._pages.get(number)
        if page is None or last_page != number or last - first >= MOST_LINES:
            return []
        lines = (line for line in page.lines[max(first, 0) : last + 1] if line.role not in FURNITURE)
        return [line.box for line in lines if line.box is not None]


def _place(boxes: Sequence[Box], edges: _Edges) -> Place:
    """The place of lines between the edges.

    >>> _place([(100, 0, 500, 9), (250, 10, 350, 19)], _Edges(100, 500)), _place([(330, 0, 450, 9)], _Edges(100, 500))
    ('middle', 'right')
    """
    if not boxes:
        return ""
    middle = (edges.left + edges.right) / 2
    if all(box[0] > edges.left + RIGHT_HALF * edges.width for box in boxes):
        return "right"
    if all(box[2] < edges.left + LEFT_HALF * edges.width for box in boxes):
        return "left"
    centred = all(abs((box[0] + box[2]) / 2 - middle) <= OFF * edges.width for box in boxes)
    last = boxes[-1]
    inset = min(last[0] - edges.left, edges.right - last[2]) >= INSET * edges.width
    return "middle" if centred and inset else ""


def _all_edges(pages: Iterable[Page]) -> dict[int, _Edges]:
    """The edges of the text of each page; none where no page of its shape has any prose."""
    own: dict[int, tuple[bool, list[Box]]] = {}
    for page in pages:
        prose = [line.box for line in page.lines if line.role == "body" and line.box and len(line.text) >= LONG_LINE]
        own[page.number] = (page.width > page.height, prose)
    shaped = {
        across: _edges([box for shape, boxes in own.values() if shape == across for box in boxes]) for across in (False, True)
    }
    found = {}
    for number, (across, boxes) in own.items():
        edges = _edges(boxes) if len(boxes) >= OWN_EDGES else shaped[across]
        if edges is not None:
            found[number] = edges
    return found


def _edges(boxes: Sequence[Box]) -> _Edges | None:
    """Usual left and right ends of lines of prose; first lines are moved in, last ones short."""
    if not boxes:
        return None
    return _Edges(median(box[0] for box in boxes), median(box[2] for box in boxes))
