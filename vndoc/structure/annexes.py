"""Where annexes begin: their labels, and what tells a title that a decision brings into force.

In: pieces; out: whether an annex begins at one. Labels: ``PHỤ LỤC``, ``Phụ lục số II``, ``Mẫu số 1``, ``BIỂU 3: …``, behind
scraps of a stamp or the gap of a form too; a regulation or plan that a decision brings into force has ``(Ban hành kèm theo
…)`` under its title, or above it. `annex_heads` reads what such a heading says.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from vndoc.structure.blocks import has_room
from vndoc.structure.headings import heading
from vndoc.structure.lexicon import find_kind, starts_position
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import ends_sentence, is_caps, starts_lower

_NUMBER = r"(?:\d{1,3}[A-Z]?|[IVXLl1|!]{1,6}|[A-H])"
_APPENDIX = regex.compile(
    rf"(?P<label>PHU\s*L[UỤ]C)(?:\s*SO)?\s*[:.]?\s*"
    rf"(?P<n>{_NUMBER}(?:[-./]{_NUMBER})*)?(?!\w)\s*(?P<sep>[:.)\-–]|$|(?=\(|.{{0,10}}KEM\s*THEO)|(?=\w))"
)
_FORM = regex.compile(
    r"(?P<label>MAU|BIEU|BIEU\s*MAU|BIEU\s*SO|MAU\s*SO|MAU\s+(?:BIEN\s+BAN|QUYET\s+DINH|DON|BAO\s+CAO))\s*(?:SO\s*)?[:.]?\s*"
    r"(?P<n>\d{1,3}[A-Z]?(?:[-./][\dA-Z]+)*)\s*(?P<sep>[:.\-–(]|$|(?=.{0,10}KEM\s*THEO))"
)
_DAMAGED = regex.compile(
    r"\W{0,3}(?:(?P<appendix>(?:PHU\s?LUC){s<=1,d<=1,e<=1})(?:\s*S?O)?"
    r"|(?P<label>(?:MAU\s?SO){s<=1,d<=1,e<=1}|(?:BIEU\s?SO){d<=1}))"
    rf"(?:\s(?P<n>{_NUMBER}))?(?:\W*(?=$|.{{0,10}}KEM\s*THEO)|\s*(?P<sep>[:.\-–])(?=\s))",
    regex.BESTMATCH,
)
"""A label with a letter lost or misread that has its line for itself; it counts at the top of a page alone."""
_BEFORE = regex.compile(r"\W*(?:.*(?:[.…_]{4,}|…{2,})\W*)?")
"""What may stand before a label: signs, or the gap of a form (``Tỉnh: ……… Mẫu số 14``)."""
_SCRAPS = regex.compile(
    r"^(?:(?!(?:TAI|THEO|VA|CUA|CAC|NHU|TRONG|DEN|XEM|KEM)\s)\W*\w{1,3}\W+){1,2}(?=(?:PHU\s*LUC|MAU\s*SO)\W*\w{0,5}\W*$)"
)
"""What a stamp may leave before a label that has its line for itself."""
_NAMED = (
    r"(?:QUYET\s*DINH|THONG\s*TU|NGHI\s*DINH|NGHI\s*QUYET|KE\s*HOACH|CONG\s*VAN|HUONG\s*DAN|QUY\s*DINH|CHI\s*THI|CONG\s*DIEN)"
)
_ATTACHED = regex.compile(
    rf"^\W*(?:\(\s*)?(?:(?:BAN\s*HANH\s*)?(?:KEM\s*THEO){{e<=1}}\s|(?:\w+\W+){{1,3}}KEM\s*THEO\s+{_NAMED}\b(?!\s*NAY))"
)
_DECISION = regex.compile(rf"^\W*(?:THEO\s+|DINH\s+KEM\s+)?{_NAMED}\s+(?:LIEN\s*TICH\s+)?S.{{0,3}}\W*[\w#]")
_OPEN = regex.compile(r"(?:,|\b(?:TAI|THEO|VA|CUA|CAC|TRONG|KEM|NHU|DEN|HOAC))$")
LONGEST_TITLE = 7
"""Lines of the longest title, with the line after it."""
LONGEST_LABEL = 40
"""A label line that is no more than its label (``Phụ lục số XVII``, perhaps with words in brackets) is shorter than that."""
LONG = 0.7
"""Share of a full line's letters that a line has which goes on with the next."""


class Label(NamedTuple):
    """A label: its sort (``PHU LUC``, ``MAU``, ``BIEU``), its number, its text, the title after it, and what is before it."""

    sort: str
    number: str
    marker: str
    title: str
    before: str


def _matched(piece: Piece) -> tuple[regex.Match[str], str] | None:
    """The match of a label in the key of a piece, with its sort."""
    if "PHU" not in piece.key and "MAU" not in piece.key and "BIEU" not in piece.key:
        return _damaged(piece)
    before, scraps = _BEFORE.match(piece.key, endpos=len(piece.key)), _SCRAPS.match(piece.key)
    for start in (before.end() if before else 0, scraps.end() if scraps else 0):
        for pattern in (_APPENDIX, _FORM):
            m = pattern.match(piece.key, start)
            if m:
                return m, "PHU LUC" if pattern is _APPENDIX else m["label"].split()[0]
    return _damaged(piece)


def _damaged(piece: Piece) -> tuple[regex.Match[str], str] | None:
    """The match of a damaged label at the top of a page; without a number only a letter may be lost (``PHỤ ỤC``)."""
    m = _DAMAGED.match(piece.key) if piece.first and piece.role != "table" else None
    if m is None or not (m["n"] or (m["appendix"] and not any(m.fuzzy_counts[:2]))):
        return None
    return m, "PHU LUC" if m["appendix"] else "MAU"


def find_label(piece: Piece) -> Label | None:
    """The label that a line is, or begins with.

    >>> line = Piece(1, 0, "Tỉnh: ........... Mẫu số 14", "TINH: ........... MAU SO 14")
    >>> find_label(line)
    Label(sort='MAU', number='14', marker='Mẫu số 14', title='', before='Tỉnh: ...........')
    """
    found = _matched(piece)
    if found is None:
        return None
    m, sort = found
    text = piece.text
    rest = text[m.end() :].strip(" :.-–")
    attached = _ATTACHED.match(piece.key[m.end() :].lstrip()) is not None
    sep = m.groupdict().get("sep", "")
    if text[m.start() :][:1].islower() or (not sep and rest and not (is_caps(rest) or attached or rest.startswith("("))):
        return None
    if rest and not (is_caps(rest) or attached or rest.startswith("(") or len(text) < LONGEST_LABEL):
        return None
    if not rest and not is_caps(text[m.start() :]) and len(text) - m.start() > LONGEST_LABEL:
        return None
    end = m.end("n") if m["n"] else m.end("label" if m["label"] else "appendix")
    return Label(sort, m["n"] or "", text[m.start() : end].strip(" *_|"), rest, text[: m.start()].strip())


def is_attachment_line(piece: Piece) -> bool:
    """Whether a line is, or begins, ``(Ban hành kèm theo …)``."""
    return ("KEM" in piece.key or "THEO" in piece.key) and _ATTACHED.match(piece.key) is not None


def names_decision(piece: Piece) -> bool:
    """Whether a line below a title names a decision, as what is left of ``(Ban hành kèm theo …)`` under a stamp."""
    return _DECISION.match(piece.key) is not None


def attachment_follows(flow: Flow, i: int) -> bool:
    """Whether ``(Ban hành kèm theo …)`` stands among the next lines, before anything that is not a title."""
    for piece in flow.pieces[i + 1 : i + 10]:
        if is_attachment_line(piece):
            return True
        if piece.text.endswith((";", ".")) or len(piece.text) > flow.measure(piece).length:
            return False
    return False


def is_annex_start(flow: Flow, i: int) -> bool:
    """Whether an annex begins at a piece, after the foot."""
    piece = flow.pieces[i]
    if piece.role == "table":
        return False
    label = find_label(piece)
    if label:
        return not _is_running(flow, i, label)
    if piece.column == "left":
        return False
    return attachment_follows(flow, i) if find_kind(piece.text) else _is_titled(flow, i)


def _is_running(flow: Flow, i: int, label: Label) -> bool:
    """Whether a label names an appendix where a sentence goes on: ``(theo Mẫu số 02 / Phụ lục II ban hành kèm theo …)``."""
    piece, before = flow.pieces[i], flow.pieces[i - 1] if i else None
    if before is None or before.role not in ("body", "table") or ends_sentence(before.text) or is_caps(piece.text):
        return False
    after = flow.pieces[i + 1] if i + 1 < len(flow.pieces) else None
    goes_on = starts_lower(label.title) if label.title else after is not None and starts_lower(after.text)
    long = len(before.text) > LONG * flow.measure(before).length and not before.text.endswith(")")
    return goes_on and (_OPEN.search(before.key) is not None or (long and not has_room(before, piece, flow)))


def _is_titled(flow: Flow, i: int) -> bool:
    """Whether a title of any words begins at a piece: lines in capitals, no office, with ``(Ban hành kèm theo …)`` below."""
    if not is_caps(flow.pieces[i].text):
        return False
    ahead = flow.pieces[i : i + LONGEST_TITLE]
    below = next((n for n, piece in enumerate(ahead) if is_attachment_line(piece)), 0)
    if not below or not ahead[below].text.lstrip().startswith("("):
        return False
    return all(p.role not in ("table", "signature") and is_caps(p.text) and not _is_other(p) for p in ahead[:below])


def _is_other(piece: Piece) -> bool:
    return heading(piece.key) is not None or starts_position(piece.text)


def is_strong_start(flow: Flow, i: int) -> bool:
    """Whether an annex begins at a piece even where no foot was found: first on its page, or with its decision named below."""
    piece = flow.pieces[i]
    if not is_annex_start(flow, i):
        return False
    return piece.first or (find_label(piece) is not None and attachment_follows(flow, i))
