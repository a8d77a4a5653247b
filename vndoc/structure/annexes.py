"""Where annexes begin, and what their headings say.

In: pieces; out: whether an annex begins at one, its marker and title. Labels: ``PHỤ LỤC``, ``Phụ lục số II``, ``Mẫu số 1``,
``BIỂU 3: …``; a regulation or plan that a decision brings into force has the name of its kind for a label and ``(Ban hành
kèm theo …)`` under its title.
"""

from __future__ import annotations

from typing import NamedTuple

import regex
from msgspec.structs import replace

from vndoc.structure.headings import heading
from vndoc.structure.lexicon import find_kind, starts_position
from vndoc.structure.numbers import find_date, find_number
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import is_caps, is_rule, joined

_NUMBER = r"(?:\d{1,3}[A-Z]?|[IVXLl1|]{1,6}|[A-H])"
_APPENDIX = regex.compile(
    rf"^\W*(?P<label>PHU\s*L[UỤ]C)(?:\s*SO)?\s*[:.]?\s*"
    rf"(?P<n>{_NUMBER}(?:[-./]{_NUMBER})*)?\s*(?P<sep>[:.)\-–]|$|(?=\())"
)
_FORM = regex.compile(
    r"^\W*(?P<label>MAU|BIEU|BIEU\s*MAU|BIEU\s*SO|MAU\s*SO|MAU\s+(?:BIEN\s+BAN|QUYET\s+DINH|DON|BAO\s+CAO))\s*(?:SO\s*)?[:.]?\s*"
    r"(?P<n>\d{1,3}[A-Z]?(?:[-./][\dA-Z]+)*)\s*(?P<sep>[:.\-–(]|$)"
)
_ATTACHED = regex.compile(r"^\W*(?:\(\s*)?(?:BAN\s*HANH\s*)?(?:KEM\s*THEO){e<=1}\s")
_FORM_HEAD = regex.compile(r"^\W*TEN\s+(?:CO\s*QUAN|DON\s*VI|TO\s*CHUC|DOANH\s*NGHIEP|CONG\s*TY)\b")
LONGEST_HEAD_LINE = 90
LONGEST_TITLE = 7
"""Lines of the longest title, with the line after it."""
LONGEST_LABEL = 40
"""A label line that is no more than its label (``Phụ lục số XVII``, perhaps with words in brackets) is shorter than that."""


class Label(NamedTuple):
    """A label: its sort (``PHU LUC``, ``MAU``, ``BIEU``), its number, its text, and the title after it."""

    sort: str
    number: str
    marker: str
    title: str


def find_label(piece: Piece) -> Label | None:
    """The label that a line is, or begins with."""
    for pattern in (_APPENDIX, _FORM):
        m = pattern.match(piece.key)
        if m is None:
            continue
        rest = piece.text[m.end() :].strip(" :.-–")
        if rest and not (is_caps(rest) or rest.startswith("(") or len(piece.text) < LONGEST_LABEL):
            return None
        if not rest and not is_caps(piece.text) and len(piece.text) > LONGEST_LABEL:
            return None
        if m["label"][:3] == "PHU" and piece.text[:1].islower():
            return None
        end = m.end("n") if m["n"] else m.end("label")
        sort = "PHU LUC" if pattern is _APPENDIX else m["label"].split()[0]
        return Label(sort, m["n"] or "", piece.text[:end].strip(" *_|"), rest)
    return None


def is_attachment_line(piece: Piece) -> bool:
    """Whether a line is, or begins, ``(Ban hành kèm theo …)``."""
    return _ATTACHED.match(piece.key) is not None


def _attachment(flow: Flow, i: int) -> bool:
    """Whether ``(Ban hành kèm theo …)`` stands among the next lines, before anything that is not a title."""
    for piece in flow.pieces[i + 1 : i + 10]:
        if _ATTACHED.match(piece.key):
            return True
        if piece.text.endswith((";", ".")) or len(piece.text) > flow.measure(piece).length:
            return False
    return False


def is_annex_start(flow: Flow, i: int) -> bool:
    """Whether an annex begins at a piece, after the foot."""
    piece = flow.pieces[i]
    if piece.role == "table":
        return False
    if find_label(piece):
        return True
    if piece.column == "left":
        return False
    return _attachment(flow, i) if find_kind(piece.text) else _is_titled(flow, i)


def _is_titled(flow: Flow, i: int) -> bool:
    """Whether a title of any words begins at a piece: lines in capitals, no office, with ``(Ban hành kèm theo …)`` below."""
    for n, piece in enumerate(flow.pieces[i : i + LONGEST_TITLE]):
        if n and is_attachment_line(piece):
            return piece.text.lstrip().startswith("(")
        if piece.role in ("table", "signature") or not is_caps(piece.text) or heading(piece.key) or starts_position(piece.text):
            return False
    return False


def is_strong_start(flow: Flow, i: int) -> bool:
    """Whether an annex begins at a piece even where no foot was found: first on its page, or with its decision named below."""
    piece = flow.pieces[i]
    label = find_label(piece) if piece.role != "table" else None
    return (label is not None and (piece.first or _attachment(flow, i))) or (piece.first and is_annex_start(flow, i))


def _headed_at(flow: Flow, start: int, end: int) -> int:
    """Index of an annex's own heading: below a letterhead that is repeated on it, else its first piece."""
    for i in range(start, min(end, start + 10)):
        if is_annex_start(flow, i) or (find_kind(flow.pieces[i].text) and flow.pieces[i].column != "left"):
            return i
    return start


class AnnexHeading(NamedTuple):
    """What an annex's heading says, what else stands in it, and the index after it."""

    marker: str | None
    title: str
    rest: list[Piece]
    end: int


def read_heading(flow: Flow, start: int, end: int) -> AnnexHeading:
    """The heading of the annex at a piece: label or kind, title, and lines that are neither, each kept whole."""
    pieces = flow.pieces
    first = _headed_at(flow, start, end)
    piece = pieces[first]
    label = find_label(piece)
    marker = label.marker if label else piece.text.strip(" *_|:.") if find_kind(piece.text) else None
    lines: list[str] = [label.title] if label and label.title and not label.title.startswith("(") else []
    rest = list(pieces[start:first]) if marker else []
    if label and label.title and not lines:
        rest.append(replace(piece, text=label.title))
    loose = label is None and marker is not None
    i = first + (marker is not None)
    if not marker:
        rest, first, i = [], start, start
    while i < min(end, first + 16):
        p = pieces[i]
        if _ATTACHED.match(p.key):
            after = _skip_attached(flow, i, end)
            rest += pieces[i:after]
            i = after
            if lines or loose:
                break
            continue
        if is_rule(p.text) or _is_letterhead(p):
            rest.append(p)
        elif _is_title_line(p, loose):
            lines.append(p.text.strip(" *_|"))
        else:
            break
        i += 1
    if i < end and _ATTACHED.match(pieces[i].key):
        after = _skip_attached(flow, i, end)
        rest += pieces[i:after]
        i = after
    return AnnexHeading(marker, joined(lines), rest, i) if marker or lines else AnnexHeading(None, "", [], start)


def _is_title_line(piece: Piece, loose: bool) -> bool:
    if piece.role == "table" or find_label(piece):
        return False
    return is_caps(piece.text) or (loose and not piece.text.endswith((".", ";")))


def _is_letterhead(piece: Piece) -> bool:
    """Whether a line belongs to a letterhead that an annex or form repeats."""
    if piece.role == "table" or len(piece.text) > LONGEST_HEAD_LINE:
        return False
    return (
        heading(piece.key) is not None
        or (piece.column == "left" and is_caps(piece.text))
        or _FORM_HEAD.match(piece.key) is not None
        or find_number(piece.text) is not None
        or ("NGAY" in piece.key and find_date(piece.text) is not None)
    )


def _skip_attached(flow: Flow, i: int, end: int) -> int:
    """Index after ``(Ban hành kèm theo … )``, which may run over lines."""
    opened = flow.pieces[i].text.lstrip().startswith("(")
    for j in range(i, min(end, i + 5)):
        text = flow.pieces[j].text
        if text.rstrip().rstrip(".").endswith(")") or not opened:
            return j + 1
    return i + 1
