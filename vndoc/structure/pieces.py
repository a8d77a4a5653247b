"""The pages as one run of pieces: a piece is a line, or one side of a line that holds both sides of a two-column head or foot.

In: `ArrangedPage`; out: `Piece` in reading order, without blank lines, page numbers, running heads and stamps
(`Flow.furniture` lists those) and without footnotes (`Flow.notes`), and the measures of a body line on each page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import msgspec
import regex

from vndoc.document import Box, Role
from vndoc.pages import ArrangedPage, Column, TextLine
from vndoc.structure.cuts import cut
from vndoc.structure.shapes import is_number_line, key

FURNITURE = ("page_number", "stamp", "running_head")
"""Roles of lines that are no part of the document."""
HEAD_LINES = 25
"""Lines at the start of the document among which a letterhead is looked for."""
KEY_LETTERS = 400
"""Letters of a line that its key covers: three full lines, and a bound on the work that a hostile line makes."""
FULL_LINES = 6
"""Long lines that a page must have for measures of its own; other pages take the document's."""
LEAST_PITCH = 5.0
"""Points from one line to the next, at least: less are parts of one line."""
LONG_SHARE = 0.75
"""A line counts as long from this share of the widest tenth on."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A line, or one side of it: page number, index on the page, text, and the key of its beginning (`shapes.key`).

    `sure` tells that a usable layer has it: its numbers are those that were set, and none of them is misread.
    """

    page: int
    line: int
    text: str
    key: str
    role: Role = "body"
    column: Column = "full"
    box: Box | None = None
    bold: bool = False
    size: float = 0.0
    paragraph: bool = False
    confidence: float = 1.0
    first: bool = False
    sure: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """(page number, line)."""
        return self.page, self.line


class Measure(NamedTuple):
    """A full body line: its letters, its left and right edge, and the distance to the next (0 where lines have no boxes)."""

    length: int
    left: float
    right: float
    pitch: float = 0.0

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left


class Flow(msgspec.Struct, frozen=True):
    """All pieces, the places of lines left out, the measures of the pages by number, the lines of footnotes and of stamps."""

    pieces: tuple[Piece, ...]
    furniture: tuple[tuple[int, int], ...]
    measures: dict[int, Measure]
    notes: tuple[Piece, ...] = ()
    stamps: tuple[Piece, ...] = ()

    def measure(self, piece: Piece) -> Measure:
        """The measures of the page that a piece stands on."""
        return self.measures[piece.page]


_NOISE = regex.compile(r"^(?:\W*(?:WWW\.|HTTPS?:)?LUATVIETNAM(?:\.VN)?\W*|(?:NGUOI KY|CO QUAN|EMAIL|THOI GIAN KY)\s?:.{0,80})$")
_SLASHED = regex.compile("[\N{FRACTION SLASH}\N{DIVISION SLASH}\N{LATIN CAPITAL LETTER ETH}]")
_SLASHES = str.maketrans("\N{FRACTION SLASH}\N{DIVISION SLASH}\N{LATIN CAPITAL LETTER ETH}", "//Đ")


def _column(line: TextLine, width: float) -> Column:
    """The line's column; a line that begins right of the middle of a head or foot is on the right whatever was said of it."""
    if line.column == "left" and line.box and width and line.box[0] > 0.5 * width:
        return "right"
    return line.column


def _is_sure(line: TextLine) -> bool:
    return line.kind == "layer" and line.verdict == "usable"


def _split(line: TextLine, page: ArrangedPage, index: int, early: bool, first: bool, blank: bool) -> list[Piece]:
    text = " ".join((line.text.translate(_SLASHES) if _SLASHED.search(line.text) else line.text).split())
    column = _column(line, page.width)
    sides = cut(text, early) if column != "right" and line.role != "table" else None
    parts: list[tuple[str, Column]] = [(sides[0].strip(), "left"), (sides[1].strip(), "right")] if sides else [(text, column)]
    look = (line.box, line.bold, line.size, line.paragraph or blank, line.confidence, first, _is_sure(line))
    return [Piece(page.number, index, t, key(t[:KEY_LETTERS]), line.role, c, *look) for t, c in parts]


def flow(pages: Sequence[ArrangedPage], skipped: int = 0) -> Flow:
    """The pieces of all pages, and the measures of body lines; `skipped` lines of the first page belong to another document."""
    pieces: list[Piece] = []
    furniture: list[tuple[int, int]] = []
    notes: list[Piece] = []
    stamps: list[Piece] = []
    seen = 0
    for page in pages:
        shift, skipped = skipped, 0
        filled = [i for i, line in enumerate(page.lines) if line.text.strip() and line.role != "running_head"]
        edges = set(filled[:1] + filled[-1:]) if len(filled) > 1 else set()
        blank, first = False, True
        for i, line in enumerate(page.lines):
            text = line.text.strip()
            alone = i in edges and line.role != "table" and is_number_line(text)
            gone = line.role in FURNITURE or alone or _NOISE.match(key(text[:KEY_LETTERS]))
            if not text or gone:
                furniture.append((page.number, i + shift))
                stamps += _split(line, page, i + shift, False, False, False) if text and line.role == "stamp" else []
                blank = blank or not text
                continue
            if line.role == "footnote":
                said = " ".join(text.split())
                notes.append(Piece(page.number, i + shift, said, key(said[:KEY_LETTERS]), "footnote", box=line.box))
                continue
            pieces += _split(line, page, i + shift, seen < HEAD_LINES, first, blank)
            blank, first, seen = False, False, seen + 1
    return Flow(tuple(pieces), tuple(furniture), _measures(pieces), tuple(notes), tuple(stamps))


def _upper(values: list[float]) -> float:
    """The ninth tenth of some values."""
    return sorted(values)[int(0.9 * (len(values) - 1))]


def _lower(values: list[float]) -> float:
    """The value that an eighth are below, 0 of none: first lines are indented, paragraphs set apart, often most of a page."""
    return sorted(values)[len(values) // 8] if values else 0.0


def _measure(pieces: Sequence[Piece]) -> tuple[Measure, int]:
    """Measures of a full line among some lines, and how many long lines they rest on."""
    length = _upper([float(len(p.text)) for p in pieces])
    long = [p for p in pieces if len(p.text) >= LONG_SHARE * length]
    boxes = [p.box for p in long if p.box]
    left = _lower([b[0] for b in boxes])
    right = median([b[2] for b in boxes]) if boxes else 0.0
    return Measure(max(40, int(length)), left, right, _pitch(pieces)), len(long)


def down_to(above: Box, below: Box) -> float:
    """The distance of one line to the next, from middle to middle."""
    return (below[1] + below[3] - above[1] - above[3]) / 2


def _pitch(pieces: Sequence[Piece]) -> float:
    """The usual distance of one line to the next, from middle to middle: boxes of crooked lines are high."""
    down = [down_to(a.box, b.box) for a, b in pairwise(pieces) if a.box and b.box and a.page == b.page]
    steps = [step for step in down if step > LEAST_PITCH]
    return _lower(steps)


def _measures(pieces: Sequence[Piece]) -> dict[int, Measure]:
    body: dict[int, list[Piece]] = {p.page: [] for p in pieces}
    for p in pieces:
        if p.role == "body":
            body[p.page].append(p)
    if not pieces:
        return {}
    whole = _measure([p for some in body.values() for p in some] or pieces)[0]
    own = {n: _measure(some) for n, some in body.items() if some}
    good = [m for m, count in own.values() if count >= FULL_LINES and m.length >= 0.8 * whole.length]
    if good:
        length, left, right, pitch = (median(values) for values in zip(*good, strict=True))
        whole = Measure(int(length), left, right, pitch)
    return {n: own[n][0] if n in own and own[n][1] >= FULL_LINES else whole for n in body}
