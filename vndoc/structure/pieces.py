"""The pages as one run of pieces: a piece is a line, or one side of a line that holds both sides of a two-column head or foot.

In: `ArrangedPage`; out: `Piece` in reading order, without blank lines, page numbers and stamps (`Flow.furniture` lists
those). Lines of plain text, and lines whose columns were not found, hold an issuer and the national heading, or recipients
and a signature, at once: they are cut by what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

import msgspec
import regex

from vndoc.document import Box, Role
from vndoc.pages import ArrangedPage, Column, TextLine
from vndoc.structure.shapes import is_number_line, key

HEAD_LINES = 25
"""Lines at the start of the document among which a letterhead is looked for."""


class Piece(msgspec.Struct, frozen=True):
    """A line, or one side of it: the page's number, the index on the page, the text and its key (`shapes.key`)."""

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

    @property
    def place(self) -> tuple[int, int]:
        """(page number, line)."""
        return self.page, self.line


class Flow(msgspec.Struct, frozen=True):
    """All pieces, what was left out of them, and the measures of a body line: length in characters, left and right edge."""

    pieces: tuple[Piece, ...]
    furniture: tuple[tuple[int, int], ...]
    length: int
    left: float
    right: float


_NATIONAL = r"CONG\s*HOA\s*XA\s*HOI\s*CHU\s*NGHIA\s*VIET\s*NAM"
_MOTTO = r"DOC\s*LAP\s*\S?\s*TU\s*DO\s*\S?\s*HANH\s*PHUC"
_PARTY = r"DANG\s*CONG\s*SAN\s*VIET\s*NAM"
_DATE = r"\p{L}[\p{L}.\s]{1,30}?\s*,\s*NGAY[\s.…_]*\S{0,3}?[\s.…_]*THANG"
_CUTS = [regex.compile(rf"(?<=\S\s+)(?:{p}){{e<={n}}}") for p, n in ((_NATIONAL, 4), (_MOTTO, 3), (_PARTY, 2))]
_DATE_CUT = regex.compile(rf"^(?P<left>SO\W.*[-/]\s?\p{{L}}[\p{{L}}\d]*)\s+(?P<right>{_DATE})")
_RECIPIENTS_CUT = regex.compile(r"^(?P<left>NOI\s*NHAN\s*[:;.]?)\s+(?P<right>\S.*)$")
_SIGNATURE = (
    r"(?:T\W?M|K\W?T|T\W?L|TUQ|Q)[./]\s?\p{L}{2}|(?:PHO|QUYEN)\s"
    r"|(?:CHU TICH|BI THU|GIAM DOC|BO TRUONG|THU TRUONG|THU TUONG|CHANH VAN PHONG)\b"
)
_ITEM_CUT = regex.compile(rf"^(?P<left>-.*[;,.)])\s+(?P<right>(?:{_SIGNATURE}).*)$")
_NOISE = regex.compile(r"^(?:\W*(?:WWW\.|HTTPS?:)?LUATVIETNAM(?:\.VN)?\W*|(?:NGUOI KY|CO QUAN|EMAIL|THOI GIAN KY)\s?:.{0,80})$")


def _cut(text: str, place: int, early: bool) -> tuple[str, str] | None:
    """The two sides of a line that holds both, by what is printed."""
    k = key(text)
    if early and place < HEAD_LINES:
        for pattern in _CUTS:
            m = pattern.search(k)
            if m and m.start() > 2 and k[: m.start()].strip(" *-_|"):
                return text[: m.start()], text[m.start() :]
    for pattern in (_DATE_CUT, _RECIPIENTS_CUT, _ITEM_CUT):
        m = pattern.match(k)
        if m and (pattern is not _ITEM_CUT or text[m.start("right") :].isupper()):
            return text[: m.start("right")], text[m.start("right") :]
    return None


def _split(line: TextLine, page: int, index: int, early: bool, first: bool, blank: bool) -> list[Piece]:
    text = " ".join(line.text.split())
    sides = _cut(text, index, early) if line.column == "full" and line.role != "table" else None
    parts: list[tuple[str, Column]] = (
        [(sides[0].strip(), "left"), (sides[1].strip(), "right")] if sides else [(text, line.column)]
    )
    return [
        Piece(
            page,
            index,
            t,
            key(t),
            line.role,
            column,
            line.box,
            line.bold,
            line.size,
            line.paragraph or blank,
            line.confidence,
            first,
        )
        for t, column in parts
    ]


def flow(pages: Sequence[ArrangedPage]) -> Flow:
    """The pieces of all pages, and the measures of a body line."""
    pieces: list[Piece] = []
    furniture: list[tuple[int, int]] = []
    seen = 0
    for n, page in enumerate(pages):
        filled = [i for i, line in enumerate(page.lines) if line.text.strip()]
        edges = set(filled[:1] + filled[-1:]) if len(filled) > 1 else set()
        blank, first = False, True
        for i, line in enumerate(page.lines):
            text = line.text.strip()
            gone = line.role in ("page_number", "stamp") or (i in edges and is_number_line(text)) or _NOISE.match(key(text))
            if not text or gone:
                furniture.append((page.number, i))
                blank = blank or not text
                continue
            pieces += _split(line, page.number, i, n == 0 or seen < HEAD_LINES, first, blank)
            blank, first, seen = False, False, seen + 1
    return _measured(tuple(pieces), tuple(furniture))


def _measured(pieces: tuple[Piece, ...], furniture: tuple[tuple[int, int], ...]) -> Flow:
    body = [p for p in pieces if p.role == "body"] or list(pieces)
    lengths = [len(p.text) for p in body]
    length = int(quantiles(lengths, n=10)[7]) if len(lengths) > 4 else 80
    boxes = [p.box for p in body if p.box and len(p.text) > 0.6 * length]
    left = median([b[0] for b in boxes]) if boxes else 0.0
    right = median([b[2] for b in boxes]) if boxes else 0.0
    return Flow(pieces, furniture, max(40, length), left, right)
