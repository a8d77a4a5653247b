"""The preamble: the legal basis between the title and what is decided, and the date at which a law was passed.

In: the nodes of the body and the fields found so far; out: `legal_basis`, and `date` where the head has none. A paragraph
is a basis by its first words; where these are damaged, by standing in a row with others under the issuer's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from vndoc.structure.found import Found
from vndoc.structure.numbers import passed_date
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import is_caps, joined, key, starts_lower, without_dirt
from vndoc.structure.signs import initials
from vndoc.structure.tree import Node

LONGEST = 150
"""Lines of the longest preamble that is read."""
LONGEST_NUMERAL = 8
"""Letters of a line in capitals that may be but the end of a paragraph (``khoá | XVIII;``)."""
LONGEST_BASIS = 8
"""Lines of the longest basis whose first words are damaged."""
LONGEST_ENACTOR = 120
"""Letters at the start of a paragraph in which the body that enacts is named."""
INDENT = 12.0
"""Points by which the first line of a paragraph stands in."""
SHORT = 0.1
"""How much of the text's width the last line of a paragraph lacks, after which another begins without an indent."""

_BASIS = regex.compile(
    r"^[^\p{L}\d]*(?:(?:CAN\s?CU|XET|THEO DE NGHI)\s|CAN CU:|(?:CAN\s?CU){e<=1}\s(?:VAO|LUAT|NGHI|QUYET|CAC)\b)"
)
_STRIPPED = regex.compile(r"^[^\p{L}\d]+(?=\p{L})")
_CITES = regex.compile(
    r"\b(?:LUAT|PHAP LENH|HIEN PHAP|NGHI DINH|NGHI QUYET|QUYET DINH|THONG TU|CHI THI|TO TRINH|DE NGHI CUA)\b"
)
_ENACTS = regex.compile(r"(?:NHU SAU|SAU DAY|QUYET DINH|QUYET NGHI|NGHI DINH|QUY DINH)\s*[:.]?\W*$")
_ENACTOR = regex.compile(
    r"^(?:(?:BO TRUONG|THONG DOC|CHU NHIEM|CHU TICH|TONG THANH TRA|CHANH AN|VIEN TRUONG)\s)?(?P<body>\p{Lu}[^;:.]{3,80}?)\s"
    r"(?:BAN HANH|HUONG DAN|QUY DINH|QUYET DINH|THONG BAO)\b"
)
_TAIL = regex.compile(
    r"[;.]\s+(?=\p{Lu}[^;]*:\W*$)"
    r"|,\s+(?=(?:Bộ|Bộ trưởng|Thống đốc|Chủ nhiệm|Tổng Thanh tra|Chánh án|Viện trưởng|[UỦ][yỷ] ban|Ban|Thường trực)\s"
    r"\p{Lu}[^,;]{0,90}?\s(?:ban hành|quy định|hướng dẫn|quyết định|thông báo|kết luận)\s[^;]*:\W*$)"
)


class Paragraph(NamedTuple):
    """A paragraph of the preamble: its lines and its text."""

    pieces: tuple[Piece, ...]
    text: str

    @property
    def basis(self) -> bool:
        """Whether its first words are those of a legal basis."""
        return _BASIS.match(self.pieces[0].key) is not None

    @property
    def enacts(self) -> bool:
        """Whether it says that what follows is decided."""
        return self.text.endswith(":") and (is_caps(self.text) or _ENACTS.search(self.pieces[-1].key) is not None)


def _lead(body: Sequence[Node]) -> list[Piece]:
    """The lines before the first section, down to the line that enacts."""
    out: list[Piece] = []
    for node in body:
        if node.level not in ("paragraph", "dash") or len(out) > LONGEST:
            break
        out += node.pieces
    return out[:LONGEST]


def _begins(before: Piece, piece: Piece, edges: tuple[float, float]) -> bool:
    """Whether a line begins a paragraph of the preamble."""
    end = before.text.rstrip(" -'\"”")[-1:]
    left, right = edges
    stands_in = piece.box is not None and piece.box[0] > left + INDENT
    short = before.box is not None and before.page == piece.page and before.box[2] < right - SHORT * (right - left)
    named = min(len(before.text), len(piece.text)) > LONGEST_NUMERAL and not starts_lower(piece.text)
    if named and is_caps(before.text) != is_caps(piece.text):
        return True
    if _BASIS.match(piece.key):
        return end in ";.:]" or stands_in or ((end == "," or piece.box is None) and not starts_lower(piece.text))
    if starts_lower(piece.text):
        return False
    return end in ";,.:]" and ((stands_in or (short and end != ",")) if piece.box else end != ",")


def _edges(nodes: Sequence[Node], pages: frozenset[int]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the text on some pages: a tenth of the lines may stand further out."""
    spans: dict[int, list[tuple[float, float]]] = {page: [] for page in pages}
    rest = list(nodes)
    while rest:
        node = rest.pop()
        rest += node.children
        for piece in node.pieces:
            if piece.box and piece.page in pages:
                spans[piece.page].append((piece.box[0], piece.box[2]))
    out = {}
    for page, some in spans.items():
        if some:
            starts, ends = sorted(x for x, _ in some), sorted(x for _, x in some)
            out[page] = starts[len(some) // 10], ends[-1 - len(some) // 10]
    return out


def _paragraphs(lead: Sequence[Piece], edges: dict[int, tuple[float, float]]) -> list[Paragraph]:
    """The lines before the first section as paragraphs; `edges` are those of the text on each page."""
    runs: list[list[Piece]] = []
    for piece in lead:
        if not runs or _begins(runs[-1][-1], piece, edges.get(piece.page, (0.0, 0.0))):
            runs.append([piece])
        else:
            runs[-1].append(piece)
    return [Paragraph(tuple(run), joined([p.text for p in run])) for run in runs]


def _without_tail(text: str, pieces: Sequence[Piece] = ()) -> str:
    """A basis without the clause that enacts, where both stand in one paragraph."""
    if not text.endswith(":"):
        return text
    for n in range(len(pieces) - 1, 0, -1):
        if pieces[n - 1].text.endswith((",", ";")) and not starts_lower(pieces[n].text):
            return joined([p.text for p in pieces[:n]])
    tails = list(_TAIL.finditer(text))
    return text[: tails[-1].start()] if tails else text


def _bases(found: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that are a legal basis: by their words, or damaged ones in their row."""
    answer = next((i for i, p in enumerate(found) if p.enacts and not p.basis and not is_caps(p.text)), len(found))
    sure = [i for i, p in enumerate(found[:answer]) if p.basis]
    if not sure:
        return []
    out = []
    for i, p in enumerate(found[: sure[-1] + 1]):
        if p.basis:
            kept = _without_tail(p.text, p.pieces)
            alone = len(sure) == 1 and p.text[len(kept) :].startswith(",")  # a sentence that enacts, no preamble
            last = p.text.endswith(":") and i == sure[-1] and (kept == p.text or alone)
            if not last or (i + 1 < len(found) and found[i + 1].enacts):
                out.append(p)
            continue
        ruled = i > 0 and (is_caps(found[i - 1].text) or found[i - 1].basis)
        cites = _CITES.search(" ".join(q.key for q in p.pieces)) is not None and p.text.endswith((";", ":", ",", "]", "."))
        if ruled and cites and not p.enacts and not is_caps(p.text) and len(p.pieces) < LONGEST_BASIS:
            out.append(p)
    return out


def _read_enactor(paragraphs: Sequence[Paragraph], fields: dict[str, Found]) -> None:
    """The issuer from the sentence that enacts (``Bộ trưởng Bộ Y tế ban hành …``), where its initials are the number's."""
    number = fields["number"].value if "number" in fields else None
    sign = key((number.issuer or "").split("-")[0]) if number else ""
    for paragraph in paragraphs if len(sign) > 1 else ():
        m = _ENACTOR.match(key(paragraph.text[:LONGEST_ENACTOR]))
        name = paragraph.text[m.start("body") : m.end("body")] if m else ""
        if name and key(initials(name)).startswith(sign):
            fields["issuer"] = Found(name, paragraph.pieces[:1], 0.6)
            return


def read_preamble(body: Sequence[Node], fields: dict[str, Found]) -> None:
    """The legal basis; where the head has none, the issuer that the text names, and the date that a law was passed."""
    lead = _lead(body)
    paragraphs = _paragraphs(lead, _edges(body, frozenset(p.page for p in lead)))
    found = _bases(paragraphs)
    if "issuer" not in fields:
        _read_enactor(paragraphs, fields)
    texts = [without_dirt(_STRIPPED.sub("", _without_tail(p.text, p.pieces)).strip()).rstrip(":;,. ") for p in found]
    if texts:
        fields["legal_basis"] = Found(tuple(texts), tuple(q for p in found for q in p.pieces), 0.9)
    if "date" not in fields:
        last = body[-1] if body else None
        while last and last.children:
            last = last.children[-1]
        passed = passed_date(" ".join(last.texts)) if last else None
        if last and passed:
            fields["date"] = Found(passed, tuple(last.pieces), 0.7)
