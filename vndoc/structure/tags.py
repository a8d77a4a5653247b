"""What is printed on each of the first lines, before anything is read from them.

In: pieces; out: one tag a piece: a heading (`headings.heading`), ``to``, ``about``, ``basis``, ``marker``, ``received``,
``rule``, ``number``, ``date``, ``mark``, ``kind``, ``caps``, ``text``.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.document import Number
from vndoc.structure.headings import ABOUT, ADDRESSED, heading
from vndoc.structure.lexicon import find_kind
from vndoc.structure.marks import find_mark
from vndoc.structure.numbers import find_date, find_number
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import is_caps, is_rule, starts_lower

HEADINGS = ("national", "motto", "party", "youth")
WIDEST_HEAD = 12
"""Pieces among which a heading over two lines is looked for."""
SHORTEST, LEAST_READ = 3, 0.5
"""Letters of a line that may be a star or a short rule, and confidence below which it is."""
LONGEST_NUMBER, LONGEST_DATE = 90, 70
"""Letters of the longest line of number, of place and date."""

_FORMS = {
    "to": ADDRESSED,
    "about": ABOUT,
    "basis": regex.compile(r"^[-\s]*(?:CAN CU|XET DE NGHI|XET TO TRINH|THEO DE NGHI)\s"),
    "marker": regex.compile(r"^(?:(?:CHUONG|PHAN|DIEU|MUC)\s+(?:[\dIVX]+|THU)\b|I\s?[.\-/]\s|1\s?[.\-/)]\s|A\s?[.\-/]\s)"),
    "received": regex.compile(
        r"^\W*(?:C[O0]NG\s?VAN\s?DEN|.{0,12}THONG TIN DIEN TU.{0,24}|DEN\b\W*(?:SO|NGAY)?\W*\d*|CHUYEN\s?:"
        r"|SO\W*\d*\W*NGAY\W*[\d/.\-]*)\W*$"
    ),
}


_COUNTRY = regex.compile(r"^NUOC\s")
"""Begins the second line of ``CHỦ TỊCH / NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM``, an office and no heading."""


def number_of(piece: Piece) -> Number | None:
    """The document number of a piece; in the left column its ``Số`` may be damaged beyond knowing."""
    number = find_number(piece.text)
    if number is None and piece.column == "left":
        bare = find_number(piece.text, labelled=False)
        number = bare if bare and bare.kind and bare.n else None
    return number


def _is_scrap(piece: Piece) -> bool:
    """Whether a line is a star or a short rule that was read as letters, or as another sign."""
    short = len(piece.text) <= SHORTEST and not piece.text.isdecimal()
    return short and (piece.confidence < LEAST_READ or not any(map(str.isalnum, piece.text)))


def _tag(piece: Piece) -> str:
    if find_mark(piece.text):
        return "mark"
    if is_rule(piece.text) or _is_scrap(piece):
        return "rule"
    head = heading(piece.key)
    if head and (head != "youth" or piece.column != "left"):
        return head
    form = next((name for name, pattern in _FORMS.items() if pattern.match(piece.key)), None)
    if form and (piece.column == "full" or form not in ("basis", "marker")):
        return form
    within = piece.column == "full" and starts_lower(piece.text)
    if len(piece.text) < LONGEST_NUMBER and not (within and piece.text[:1] == "s") and number_of(piece):
        return "number"
    date = find_date(piece.text) if len(piece.text) < LONGEST_DATE and regex.search(r"NGA[YV]", piece.key) else None
    if date and not within and (date[0] or piece.column == "right" or piece.key.startswith("NGAY")):
        return "date"
    if piece.column != "left" and find_kind(piece.text):
        return "kind"
    return "caps" if is_caps(piece.text) else "text"


def tags_of(pieces: Sequence[Piece]) -> list[str]:
    """What is printed on each piece; a heading may run over two."""
    tags = [_tag(p) for p in pieces]
    for i in range(1, len(pieces)):
        if tags[i] == "national" and _COUNTRY.match(pieces[i].key) and pieces[i - 1].key.endswith("CHU TICH"):
            tags[i] = "caps"
    for i in range(min(len(pieces) - 1, WIDEST_HEAD)):
        if tags[i] == tags[i + 1] == "caps":
            head = heading(f"{pieces[i].key} {pieces[i + 1].key}")
            if head:
                tags[i] = tags[i + 1] = head
    return tags
