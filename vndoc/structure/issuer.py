"""The body that issued a document, and the body above it.

In: the pieces of the letterhead with their tags; out: `issuer` and `superior`. The lines left of the national heading, above
the number, are the names; the initials in the number and the name repeated above the legal basis tell whether they were
read well, and stand in for them where they were not.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from msgspec.structs import replace

from vndoc.document import Number
from vndoc.structure.found import Found
from vndoc.structure.lexicon import body_family, spelled_body
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import is_caps, joined, key
from vndoc.structure.signs import is_sign_of, name_of_sign, spelled_by_sign

LEAST_READ = 0.5
"""Confidence of a line below which the name repeated in the text is taken for it."""

LONGEST_SMALL = 50
"""Letters of the longest name of a body in small letters, as old fonts give capitals."""
LOW, MOST_LINES = 0.6, 12
"""Height from which a line is no scrap, in heights of the middle one of so many first lines."""
COMPLETED = 0.7
"""How sure a name is that was completed by the number's sign."""

COMMITTEES = {"HU": "HUYỆN UỶ", "QU": "QUẬN UỶ", "TXU": "THỊ UỶ"}
"""Signs of committees of the Party that stand for one name and a place."""
MOST_STARS = 4
"""Letters that stars under a name are read as, at most."""

_BODY = r"(?:BỘ|[UỦ][YỶ] BAN|TỔNG CỤC|TỔNG LIÊN ĐOÀN|NGÂN HÀNG|T[OÒ][ÀA] ÁN|VIỆN KIỂM SÁT|THANH TRA|ĐOÀN)\s"
_DASH = regex.compile(rf"(?:\s+[-–]\s*|\s*[-–]\s+|[-–](?={_BODY}))")
_BESIDE = regex.compile(r"\s(?:[-–]\s)?(?=(?:BỘ|SỞ|[UỦ][YỶ] BAN|TỔNG CỤC|NGÂN HÀNG|THANH TRA)\s)")
_PARTED = regex.compile(rf"\s[-–]\s(?={_BODY})")
_FIGURES = regex.compile(r"\d\d|\d/")
_EDGES = " *_|:.,;'`‘’\"“”()[]{}<>~"
_GOES_ON = regex.compile(r"(?:\b(?:VA|CUA|THUOC|CHO|VE|TRUC THUOC)|[,&])$")
_CONTINUES = regex.compile(r"(?:VA|THUOC|CUA)\s|TINH (?!UY|DOAN)|THANH PHO |HUYEN (?!UY|DOAN)|QUAN (?!UY|DOAN)|XA |PHUONG ")
_OFFICE = regex.compile(
    r"^(?:BO TRUONG|CHU NHIEM|TONG GIAM DOC|GIAM DOC|THONG DOC|CHANH AN|VIEN TRUONG|TONG CUC TRUONG|CUC TRUONG|HIEU TRUONG"
    r"|CHU TICH|TONG THANH TRA|TONG KIEM TOAN)\s(?=\S)"
)


def _issuer_lines(pieces: Sequence[Piece], tags: list[str], limit: int) -> list[int]:
    """Indices of the pieces that name the issuer: capitals in the left column, or before the number."""
    number = next((i for i in range(limit) if tags[i] in ("number", "about")), limit)
    fits = [
        i
        for i in range(min(number, limit))
        if tags[i] == "caps" or (tags[i] in ("kind", "text") and _named(pieces[i], tags[i]))
        if pieces[i].column != "right" and not _FIGURES.search(pieces[i].text) and not _is_scrap(pieces[i], pieces)
    ]
    fits = [i for n, i in enumerate(fits) if not n or pieces[i].key != pieces[fits[n - 1]].key]  # read twice
    named = [i for i in fits if pieces[i].column == "left" or body_family(pieces[i].text)]
    return [i for i in fits if named and i >= named[0]]


def _named(piece: Piece, tag: str) -> bool:
    """Whether a line that is not set in capitals, or in the left column reads as a kind, may name a body."""
    if tag == "kind":
        return piece.column == "left"
    return piece.confidence >= LEAST_READ and len(piece.text) <= LONGEST_SMALL and body_family(piece.text) is not None


def _is_scrap(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a line is far lower than the others, and names no body: stars or a rule read as letters."""
    if piece.box is None or body_family(piece.text.strip(" -–")) is not None:
        return False
    heights = sorted(p.box[3] - p.box[1] for p in pieces[:MOST_LINES] if p.box)
    return piece.box[3] - piece.box[1] < LOW * heights[len(heights) // 2]


def _bodies(lines: list[Piece]) -> list[list[Piece]]:
    """The lines of an issuer, cut where the name of another body begins."""
    out: list[list[Piece]] = []
    for piece in lines:
        before = out[-1][-1] if out else None
        goes_on = before is not None and (
            body_family(piece.text) is None
            or _GOES_ON.search(before.key.rstrip()) is not None
            or _CONTINUES.match(piece.key) is not None
        )
        if goes_on:
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _is_first_word(text: str) -> bool:
    """Whether a line is but the word that names of bodies begin with (``BAN``, ``SỞ``)."""
    return " " not in text.strip(_EDGES) and body_family(key(text)) is not None


def _completed(lines: list[Piece], after: Sequence[Piece], fields: dict[str, Found]) -> list[Piece]:
    """The lines of an issuer; one that could not be read, or is but a first word, as the number's sign and the text name it."""
    number: Number | None = fields["number"].value if "number" in fields else None
    bad = [n for n, p in enumerate(lines) if p.confidence < LEAST_READ or _is_first_word(p.text)]
    if not bad or not number or not number.issuer or any(is_sign_of(p.text, number) for p in lines):
        return lines
    name = name_of_sign(number.issuer, joined([p.text for p in after]).upper())
    if name is None or any(p.key.startswith(key(name)) for p in lines):
        return lines
    out = list(lines)
    out[bad[-1]] = replace(lines[bad[-1]], text=name, key=key(name))
    return out


def _committee(pieces: Sequence[Piece], lines: list[int], fields: dict[str, Found]) -> tuple[list[int], Piece] | None:
    """The committee of the Party that the sign stands for, at the date line's place, where its line could not be read."""
    number: Number | None = fields["number"].value if "number" in fields else None
    name = COMMITTEES.get(number.issuer or "") if number else None
    if name is None or "place" not in fields or any(pieces[i].key.startswith(key(name)) for i in lines):
        return None
    end = pieces.index(fields["number"].pieces[0])
    unread = [
        i
        for i in range(lines[-1] + 1, end)
        if pieces[i].column == "left" and pieces[i].confidence < LEAST_READ and len(pieces[i].text) > MOST_STARS
    ]
    name = name.replace("UỶ", "ỦY") if any("ỦY" in pieces[i].text for i in lines) else name
    text = f"{name} {fields['place'].value.upper()}"
    return (unread, replace(pieces[unread[0]], text=text, key=key(text))) if unread else None


def read_issuer(pieces: Sequence[Piece], tags: list[str], limit: int, fields: dict[str, Found]) -> set[int]:
    """The issuer and its superior from the letterhead; the indices used."""
    lines = _issuer_lines(pieces, tags, limit)
    if not lines:
        return set()
    read = [pieces[i] for i in lines]
    completed = _completed(read, pieces[limit:], fields)
    committee = _committee(pieces, lines, fields)
    if committee:
        lines, completed = [*lines, *committee[0]], [*completed, committee[1]]
    bodies = _bodies(completed)
    names = [joined([p.text.strip(_EDGES.replace(",", "")) for p in body]).strip(_EDGES) for body in bodies]
    number: Number | None = fields["number"].value if "number" in fields else None
    joint = any(n.rstrip().endswith(("-", "–")) or n.lstrip().startswith(("-", "–")) for n in names) or (
        number is not None and "LT" in (number.kind or "") and len(names) > 1
    )
    names = [spelled_body(_DASH.sub(" - ", n.strip(" -–"))) for n in names]
    signs = (number.issuer or "").split("-") if number else []
    issuers = [part for n in names if n for part in _PARTED.split(n)] if joint else names[-1:]
    beside = _BESIDE.split(names[-1])
    if number is not None and "LT" in (number.kind or "") and 1 == len(issuers) < len(beside) == len(signs):
        joint, issuers = True, beside
    signs = signs if len(signs) == len(issuers) or not joint else []
    agreed = [spelled_by_sign(*pair) for pair in zip(issuers, signs, strict=False)] or issuers
    name = " - ".join(agreed)
    sure = COMPLETED if completed != read or agreed != issuers else 0.95 if joint else _certainty(name, number)
    fields["issuer"] = Found(name, tuple(completed if joint else bodies[-1]), sure)
    if not joint and len(names) > 1:
        fields["superior"] = Found(" ".join(names[:-1]), tuple(p for body in bodies[:-1] for p in body), 0.9)
    return set(lines)


def _certainty(name: str, number: Number | None) -> float:
    """How sure the name of a body is: it is in the list, or the number has its initials, or neither."""
    return 0.97 if is_sign_of(name, number) else 0.95 if body_family(name) else 0.8


def read_repeated_issuer(after: Sequence[Piece], fields: dict[str, Found]) -> None:
    """The issuer from the line above the legal basis (``BỘ TRƯỞNG BỘ …``), where the letterhead's cannot be read.

    Args:
        after: the first pieces after the head.
        fields: what was found in the head; changed.
    """
    line = next((p for p in after if is_caps(p.text) and p.column != "left"), None)
    if line is None:
        return
    text = line.text.strip(_EDGES)
    office = _OFFICE.match(key(text))
    rest = text[office.end() :] if office else text
    name = rest if office and body_family(rest) else text
    if body_family(name) is None:
        return
    now = fields.get("issuer")
    number: Number | None = fields["number"].value if "number" in fields else None
    if now is not None:
        read = min(p.confidence for p in now.pieces)
        better = read < LEAST_READ or body_family(now.value) is None
        if not better or (is_sign_of(now.value, number) and key(name) != key(now.value)):
            return
    fields["issuer"] = Found(spelled_body(name), (line,), 0.85)
