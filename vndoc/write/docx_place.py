"""Where on its page a short text stands: in the middle, or in the right half, as titles, forms and their signatures do.

In: a document whose lines have boxes; out: the place of a section's lines between the edges of the text around. Lines of prose
tell the edges: of the page, where it has enough of them, else of all pages of its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal, NamedTuple

from vndoc.document import Box, Document, Page, Section
from vndoc.write.as_text import FURNITURE
from vndoc.write.docx_type import LONG_LINE

Place = Literal["", "middle", "right"]

MOST_LINES = 5
"""Titles are shorter; longer texts are paragraphs."""

OWN_EDGES = 4
"""Lines of prose on a page from which its own edges are known."""

INSET = 0.12
"""Share of the width by which a line in the middle is moved in at least: first lines of paragraphs are by less."""

OFF = 0.04
"""Share of the width by which the middle of a line may miss the middle of the text: scans stand askew."""

RIGHT_HALF = 0.45


class _Edges(NamedTuple):
    left: float
    right: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


class Places:
    """Places of the sections of one document."""

    def __init__(self, document: Document) -> None:
        self._pages = {page.number: page for page in document.pages}
        self._edges = _all_edges(document.pages)

    def of(self, section: Section) -> Place:
        """Where the lines of a section stand; empty where they are a paragraph, or nothing is known."""
        if section.lines is None:
            return ""
        (number, first), (last_page, last) = section.lines
        edges = self._edges.get(number)
        page = self._pages.get(number)
        if page is None or edges is None or last_page != number or last - first >= MOST_LINES:
            return ""
        lines = (line for line in page.lines[max(first, 0) : last + 1] if line.role not in FURNITURE)
        return _place([line.box for line in lines if line.box is not None], edges)


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
