"""Several documents in one file: where each further letterhead begins, and what stands behind it.

In: pieces; out: `Start` of each document after the first, and the pages of each. A letterhead is the national or the Party's
heading with a number and a kind (or a letter's subject or addressees) near, below a foot. Forms and annexes repeat the
heading too: their numbers and dates are gaps, their label stands above, or ``(Ban hành kèm theo …)`` below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex
from msgspec.structs import replace

from vndoc.pages import ArrangedPage
from vndoc.structure.annexes import find_label, is_attachment_line
from vndoc.structure.foot import find_start
from vndoc.structure.headings import ABOUT, ADDRESSED, heading
from vndoc.structure.lexicon import body_family, find_kind
from vndoc.structure.names import is_name
from vndoc.structure.numbers import find_date, find_number
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import ends_sentence, is_caps, is_rule

WINDOW = 24
"""Pieces of a letterhead from its first sign to its kind: joint circulars with marks and scraps of stamps have some 20."""
ABOVE = 8
"""Pieces above its first sign that may belong to a letterhead: issuers, marks, scraps."""
LONGEST = 90
"""Letters of the longest line of number, date, or heading."""

_PRINTED_YEAR = regex.compile(r"N[AĂ]M\s*(?:19|20)\d\d")


class Start(NamedTuple):
    """Where a further document begins: its first piece's index, its page and line, and what its letterhead says it is."""

    at: int
    page: int
    line: int
    what: str


class _Signs:
    """What a window of pieces says of a letterhead."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.headed = self.numbered = self.dated = self.addressed = self.printed = self.issued = False
        self.kind, self.number = "", ""
        self.refused = False
        for piece in pieces:
            self._look(piece)
            if self.refused or (self.kind and self.numbered) or (self.addressed and self.numbered and self.headed):
                break
        self.refused = self.refused or (self.kind != "" and _attached(pieces))

    def _look(self, piece: Piece) -> None:
        if len(piece.text) > LONGEST or piece.role == "table":
            return
        self.refused = self.refused or find_label(piece) is not None
        if heading(piece.key):
            self.headed = True
            return
        self.issued = self.issued or (not self.kind and is_caps(piece.text) and body_family(piece.text) is not None)
        number = None if self.numbered else find_number(piece.text)
        if number:
            self.numbered, self.number = True, number.raw
            self.printed = self.printed or number.n is not None
            return
        if "NGA" in piece.key and find_date(piece.text):
            self.dated = _PRINTED_YEAR.search(piece.key) is not None
        elif ADDRESSED.match(piece.key) or ABOUT.match(piece.key):
            self.addressed = True
        elif not self.kind and piece.column != "left":
            self.kind = (find_kind(piece.text) or ("",))[0]

    def are_of_letterhead(self, top: bool) -> bool:
        """Whether a document begins here; `top` tells that the window is at the top of its page."""
        if self.refused or not self.numbered or not (self.kind or self.addressed):
            return False
        filled = self.printed or self.dated
        return filled and (self.headed or (top and self.dated and self.printed))

    def are_of_unread_number(self) -> bool:
        """Whether a document begins here whose number could not be read: heading, issuer, date and kind are there."""
        return not self.refused and self.headed and self.issued and self.dated and self.kind != ""


def _attached(pieces: Sequence[Piece]) -> bool:
    return any(is_attachment_line(piece) for piece in pieces)


def _is_sign(piece: Piece) -> bool:
    """Whether a letterhead may begin near a piece, looked at quickly."""
    if len(piece.text) > LONGEST or piece.role == "table":
        return False
    return heading(piece.key) is not None or (piece.key[:1] in "S$§" and find_number(piece.text) is not None)


def find_starts(flow: Flow) -> list[Start]:
    """Where the documents after the first begin."""
    pieces = flow.pieces
    found: list[Start] = []
    begin = _after_head(pieces)
    i = begin
    foot: int | None = -1
    while i < len(pieces):
        if not _is_sign(pieces[i]):
            i += 1
            continue
        first = _first_of(flow, i, begin)
        signs = _Signs(pieces[first : i + WINDOW])
        top = pieces[first].first
        if (signs.are_of_letterhead(top) or (top and signs.are_of_unread_number())) and not _labelled(pieces, first):
            foot = find_start(flow, begin) if foot == -1 else foot
            if foot is not None and foot < first:
                what = " ".join(x for x in (signs.kind or "Công văn", signs.number) if x)
                found.append(Start(first, pieces[first].page, 0 if top else pieces[first].line, what))
                begin, foot = min(len(pieces), i + WINDOW // 2), -1
                i = begin
                continue
        i += 1
    return found


def _after_head(pieces: Sequence[Piece]) -> int:
    """Index after the first document's letterhead: no second one begins so early."""
    return min(len(pieces), WINDOW // 2)


def _first_of(flow: Flow, i: int, begin: int) -> int:
    """Index of the first piece of a letterhead that a sign at a piece belongs to: issuers stand above the number."""
    pieces, first = flow.pieces, i
    page = pieces[i].page
    while first > begin and i - first < ABOVE and pieces[first - 1].page == page and not _is_foot(pieces[first - 1]):
        first -= 1
    if not pieces[first].first:
        while first < i and not _is_head_line(pieces[first]):
            first += 1
    while first > begin and pieces[first - 1].place == pieces[first].place:
        first -= 1
    return first


def _is_foot(piece: Piece) -> bool:
    """Whether a line above a letterhead belongs to what comes before it: a name, an item, a sentence."""
    if piece.role == "header":
        return False
    return is_name(piece.text) or piece.text[:1] in "-–" or (ends_sentence(piece.text) and not is_caps(piece.text))


def _is_head_line(piece: Piece) -> bool:
    return heading(piece.key) is not None or (is_caps(piece.text) and body_family(piece.text) is not None)


def _labelled(pieces: Sequence[Piece], first: int) -> bool:
    """Whether a form's label stands just above a letterhead on its page."""
    above = pieces[max(0, first - ABOVE) : first + 1]
    return any(p.page == pieces[first].page and p.role != "table" and find_label(p) for p in above if not is_rule(p.text))


def cut_pages(pages: Sequence[ArrangedPage], starts: Sequence[Start]) -> list[tuple[int, tuple[ArrangedPage, ...]]]:
    """The pages of each document, with the number of lines that its first page has lost to the document before.

    Args:
        pages: all pages.
        starts: where documents after the first begin, in order.
    """
    ends = [(start.page, start.line) for start in starts]
    out: list[tuple[int, list[ArrangedPage]]] = [(0, [])]
    for page in pages:
        here = [line for number, line in ends if number == page.number]
        edges = [0, *here, len(page.lines)]
        for n, (low, high) in enumerate(pairwise(edges)):
            if n:
                out.append((low, []))
            if high > low or not here:
                out[-1][1].append(_slice(page, low, high) if here else page)
    return [(skipped, tuple(some)) for skipped, some in out]


def _slice(page: ArrangedPage, low: int, high: int) -> ArrangedPage:
    """Some lines of a page, with the tables among them."""
    top = next((line.box[1] for line in page.lines[low:high] if line.box and low), float("-inf"))
    end = next((line.box[1] for line in page.lines[high:] if line.box), float("inf"))
    tables = tuple(t for t in page.tables if top - 4 <= t.box[1] < end - 4)
    return replace(page, lines=page.lines[low:high], tables=tables)
