"""Where annexes begin, and what their headings say.

In: pieces; out: whether an annex begins at one, its marker and title. Labels: ``PHỤ LỤC``, ``Phụ lục số II``, ``Mẫu số 1``,
``BIỂU 3: …``; a regulation or plan that a decision brings into force has the name of its kind for a label and ``(Ban hành
kèm theo …)`` under its title.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from vndoc.structure.lexicon import find_kind
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
    return find_kind(piece.text) is not None and piece.column != "left" and _attachment(flow, i)


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


def read_heading(flow: Flow, start: int, end: int) -> tuple[str | None, str, int]:
    """(marker, title, index after the heading) of the annex at a piece."""
    first = _headed_at(flow, start, end)
    piece = flow.pieces[first]
    label = find_label(piece)
    marker: str | None = None
    lines: list[str] = []
    i = first
    if label:
        marker, lines = label.marker, [label.title] if label.title and not label.title.startswith("(") else []
        i = start + 1
    elif find_kind(piece.text):
        marker = piece.text.strip(" *_|:.")
        i = start + 1
    loose = label is None and marker is not None
    while i < min(end, start + 10):
        p = flow.pieces[i]
        if _ATTACHED.match(p.key):
            i = _skip_attached(flow, i, end)
            if lines or loose:
                break
            continue
        if is_rule(p.text):
            i += 1
            continue
        if p.role == "table" or find_label(p) or not (is_caps(p.text) or (loose and not p.text.endswith((".", ";")))):
            break
        lines.append(p.text.strip(" *_|"))
        i += 1
    if i < end and _ATTACHED.match(flow.pieces[i].key):
        i = _skip_attached(flow, i, end)
    return marker, joined(lines), max(i, first + 1) if marker or lines else start


def _skip_attached(flow: Flow, i: int, end: int) -> int:
    """Index after ``(Ban hành kèm theo … )``, which may run over lines."""
    opened = flow.pieces[i].text.lstrip().startswith("(")
    for j in range(i, min(end, i + 5)):
        text = flow.pieces[j].text
        if text.rstrip().rstrip(".").endswith(")") or not opened:
            return j + 1
    return i + 1
