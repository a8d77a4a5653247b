"""Footnotes tied to their marks in the text.

In: the nodes of a document and the sections made of them; out: a `NoteMark` for each note whose mark is found, notices of the
others. The notes of a page and the signs on it that may be marks are aligned in order, so that a sign which the reader garbled
is told by its neighbours. What is not sure is not tied: a garbled sign counts only if no other reading is as good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from vndoc.document import NoteMark, Notice, Section, Span
from vndoc.structure.note_marks import BRACKETED, exact, likeness, misread
from vndoc.structure.tree import Node

Part = Literal["title", "text", "cell"]

MOST = 400
"""Signs of a page that are looked at; notes of a page have some ten marks."""


class _Place(NamedTuple):
    """A text of a section, on these pages."""

    section: str
    part: Part
    cell: int | None
    text: str
    pages: Sequence[int]
    """The page of each letter, or one for all."""

    def page(self, at: int) -> int:
        """The page that a character stands on."""
        if len(self.pages) == 1:
            return self.pages[0]
        letters = sum(map(str.isalnum, self.text[:at]))
        return self.pages[min(letters, len(self.pages) - 1)]


class _Sign(NamedTuple):
    """A sign that may be a mark: where, and what it says; `marks` has the weight of the notes that it is the exact mark of."""

    place: _Place
    span: Span
    marks: dict[int, int]

    def weight(self, number: int, mark: str) -> int:
        """How much speaks for it as the mark of a note."""
        if self.marks:
            return self.marks.get(number, 0)
        return likeness(self.place.text[slice(*self.span)], mark)


def tie(nodes: Sequence[Node], sections: Sequence[Section]) -> tuple[tuple[NoteMark, ...], tuple[Notice, ...]]:
    """Marks of the footnotes, and notices of those that have none.

    Args:
        nodes: all nodes.
        sections: the sections made of them, in the same order.
    """
    pairs = list(_pairs(nodes, sections))
    notes: dict[int, list[tuple[Node, Section]]] = {}
    for node, section in pairs:
        if section.level == "note" and section.pages:
            notes.setdefault(section.pages[0], []).append((node, section))
    if not notes:
        return (), ()
    places = [place for node, section in pairs if section.level != "note" for place in _places(node, section, notes)]
    marks: list[NoteMark] = []
    notices: list[Notice] = []
    for page, some in sorted(notes.items()):
        known = [section for _, section in some if section.marker]
        found = _aligned([_bare(section) for section in known], _signs(places, page, known))
        for section, sign in zip(known, found, strict=True):
            if sign:
                place = sign.place
                marks.append(NoteMark(section.id, place.section, sign.span, place.part, place.cell))
        lost = [section.marker or "?" for section in known if not any(m.note == section.id for m in marks)]
        lost += ["?"] * (len(some) - len(known))
        if lost:
            notices.append(Notice("footnote_unplaced", f"no mark was found in the text for footnote {', '.join(lost)}", page))
    return tuple(marks), tuple(notices)


def without_marks(sections: Sequence[Section], marks: Sequence[NoteMark]) -> Sequence[Section]:
    """The sections without the marks of footnotes in their titles and texts: in ``15-QĐ/TU4`` the number ends before it."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for mark in marks:
        spans.setdefault((mark.section, mark.part), []).append(mark.span)

    def bare(section: Section, part: Part, text: str) -> str:
        for start, end in sorted(spans.get((section.id, part), ()), reverse=True):
            text = text[:start] + text[end:]
        return text

    def made(section: Section) -> Section:
        below = tuple(map(made, section.children))
        return replace(
            section, title=bare(section, "title", section.title), text=bare(section, "text", section.text), children=below
        )

    return tuple(map(made, sections)) if marks else sections


def _bare(section: Section) -> str:
    """The mark of a note without its brackets."""
    return (section.marker or "").strip("()[] ")


def _pairs(nodes: Sequence[Node], sections: Sequence[Section]) -> Iterator[tuple[Node, Section]]:
    stack = list(zip(nodes, sections, strict=True))[::-1]
    while stack:
        node, section = stack.pop()
        yield node, section
        stack += list(zip(node.children, section.children, strict=True))[::-1]


def _places(node: Node, section: Section, wanted: dict[int, list[tuple[Node, Section]]]) -> Iterator[_Place]:
    """The texts of a section, if one of its pages has notes."""
    own = sorted({piece.page for piece in node.pieces})
    if not any(page in wanted for page in own):
        return
    pages: Sequence[int] = own
    if len(own) > 1:
        pages = [piece.page for piece in node.pieces for c in piece.text if c.isalnum()]
    if section.title:
        yield _Place(section.id, "title", None, section.title, pages[:1])
    if section.text:
        letters = sum(map(str.isalnum, section.text))
        yield _Place(section.id, "text", None, section.text, pages[-letters:] if len(own) > 1 and letters else pages)
    for number, cell in enumerate(section.cells):
        yield _Place(section.id, "cell", number, cell.text, pages[:1])


def _signs(places: Sequence[_Place], page: int, notes: Sequence[Section]) -> list[_Sign]:
    """The signs of a page that may be marks of its notes, in order."""
    out: list[_Sign] = []
    bare = [_bare(note) for note in notes]
    for place in places:
        if page not in place.pages:
            continue
        found: dict[Span, dict[int, int]] = {span: {} for span in misread(place.text)}
        for number, mark in enumerate(bare):
            for span, weight in exact(place.text, mark):
                found.setdefault(span, {})[number] = weight
        out += [_Sign(place, span, marks) for span, marks in sorted(found.items()) if place.page(span[0]) == page]
        if len(out) >= MOST:
            return out[:MOST]
    return out


def _aligned(marks: Sequence[str], signs: Sequence[_Sign]) -> list[_Sign | None]:
    """The sign of each note: notes and signs in order, with the most that speaks for them together.

    A sign that is not the mark itself is taken only if all is worse without it.
    """
    weights = [[sign.weight(n, mark) for sign in signs] for n, mark in enumerate(marks)]
    taken = _best(weights)
    total = _total(weights, taken)
    out: list[_Sign | None] = []
    for n, at in enumerate(taken):
        if at is not None and weights[n][at] < BRACKETED:
            kept, weights[n][at] = weights[n][at], 0
            if _total(weights, _best(weights)) >= total:
                at = None
            weights[n][taken[n] or 0] = kept
        out.append(None if at is None else signs[at])
    return out


def _total(weights: Sequence[Sequence[int]], taken: Sequence[int | None]) -> int:
    return sum(weights[n][at] for n, at in enumerate(taken) if at is not None)


def _best(weights: Sequence[Sequence[int]]) -> list[int | None]:
    """For each row the column that is taken: columns ascend, and the sum of their weights is the greatest; first ones first.

    >>> _best([[8, 0, 8], [0, 1, 0]])
    [0, 1]
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for n in range(rows - 1, -1, -1):
        for k in range(columns - 1, -1, -1):
            weight = weights[n][k]
            best[n][k] = max(best[n + 1][k], best[n][k + 1], weight + best[n + 1][k + 1] if weight else 0)
    out: list[int | None] = []
    k = 0
    for n in range(rows):
        at: int | None = None
        while k < columns and best[n][k] > best[n + 1][k]:
            if weights[n][k] and best[n][k] == weights[n][k] + best[n + 1][k + 1]:
                at, k = k, k + 1
                break
            k += 1
        out.append(at)
    return out
