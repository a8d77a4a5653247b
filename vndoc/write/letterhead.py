"""The head of a document as its page has it: issuer and number on the left, national heading, place and date on the right.

The national heading is no field of the metadata. It is taken from the lines of the first pages as it was read there; where
none was read, none is written.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from vndoc.document import Document, Metadata, Section, Signature
from vndoc.write.printable import one_line

LOOKED_AT = 40
"""Lines of the first page that may hold the heading: a head takes ten, a cover page with marks fewer than forty."""

TELLING = 60
"""Letters by which a legal basis is known again: what follows may be read or cut otherwise in a section."""

NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SHORTEST_MOTTO = len("Độc lập-Tự do-Hạnh phúc")

_HEADING = regex.compile(
    r"""
    (?P<state>  C[ỘO]NG\s*H[ÒO][AÀ]\s*X[ÃA]\s*H[ỘO]I\s*CH[ỦU]\s*NGH[ĨI]A\s*VI[ỆE]T\s*NAM )
  | (?P<motto>  (?:[ĐD][ộo]c\s*l[ậa]p\s*\W{0,3}\s*)?T[ựu]\s*do\s*\W{0,3}\s*H[ạa]nh\s*ph[úu]c
    | [ĐD][ộo]c\s*l[ậa]p\s*\W{0,3}\s*T[ựu]\s*do )
  | (?P<party>  [ĐD][ẢA]NG\s*C[ỘO]NG\s*S[ẢA]N\s*VI[ỆE]T\s*NAM )
  | (?P<youth>  [ĐD]O[ÀA]N\s*(?:TNCS|THANH\s*NI[ÊE]N\s*C[ỘO]NG\s*S[ẢA]N)\s*H[ỒO]\s*CH[ÍI]\s*MINH )
    """,
    regex.VERBOSE,
)


class Head(NamedTuple):
    """The two columns of a letterhead, and the lines of the title under them."""

    left: list[str]
    number: str
    right: list[str]
    place_and_date: str
    kind: str
    subject: str


def head(document: Document) -> Head:
    """The letterhead of a document; empty strings and lists where nothing was printed."""
    meta = document.metadata
    letter = meta.kind is None or meta.kind.casefold() == "công văn"
    subject = one_line(meta.subject or "")
    return Head(
        left=[one_line(name) for name in (meta.superior, meta.issuer) if name],
        number=_number(meta),
        right=_heading(document),
        place_and_date=_place_and_date(meta),
        kind="" if letter else one_line(meta.kind or "").upper(),
        subject=f"V/v {subject}" if letter and subject and not subject.casefold().startswith(("v/v", "về")) else subject,
    )


def title(document: Document) -> str:
    """What to call the document in a list or a window."""
    found = head(document)
    return f"{found.kind} {found.subject}".strip() or found.number or one_line(document.origin.name) or "?"


def _number(meta: Metadata) -> str:
    if meta.number is None or not meta.number.raw.strip():
        return ""
    if (meta.kind or "").casefold() in ("luật", "bộ luật"):
        return f"Luật số: {one_line(meta.number.raw)}"
    return f"{'Số' if meta.family in ('party', 'organisation') else 'Số:'} {one_line(meta.number.raw)}"


def _heading(document: Document) -> list[str]:
    """The printed national or Party heading, its parts once each, in the order of the page."""
    found: dict[str, str] = {}
    for page in document.pages[:1]:
        for line in page.lines[:LOOKED_AT]:
            for m in _HEADING.finditer(line.text):
                found.setdefault(m.lastgroup or "", _spaced(one_line(m[0]), m.lastgroup))
    return list(found.values())


def is_heading_line(text: str) -> bool:
    """Whether a line is a national or Party heading: forms in annexes repeat them.

    >>> is_heading_line("Độc lập - Tự do - Hạnh phúc"), is_heading_line("Độc lập")
    (True, False)
    """
    return _HEADING.fullmatch(text.strip()) is not None


def _spaced(heading: str, which: str | None) -> str:
    """A heading as it is printed, where its words were read run together or one of the motto's three was not read."""
    if which == "motto":
        return heading if len(heading) >= SHORTEST_MOTTO else MOTTO
    return heading if which != "state" or heading.count(" ") == NATIONAL.count(" ") else NATIONAL


def _place_and_date(meta: Metadata) -> str:
    return ", ".join(part for part in (one_line(meta.place or ""), date_in_words(meta.date)) if part)


def date_in_words(date: str | None) -> str:
    """An ISO date as documents print it: days below 10 and the months 1 and 2 with a nought.

    >>> date_in_words("2021-06-05"), date_in_words("2021-06"), date_in_words(None)
    ('ngày 05 tháng 6 năm 2021', 'tháng 6 năm 2021', '')
    """
    if not date:
        return ""
    parts = date.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return one_line(date)
    year, month, day = [*(int(part) for part in parts), 0, 0][:3]
    words = f"năm {year}"
    if month:
        words = f"tháng {month:02} {words}" if month < 3 else f"tháng {month} {words}"
    return f"ngày {day:02} {words}" if day else words


def marks_of(meta: Metadata) -> list[str]:
    """Secrecy, urgency and other marks, as printed."""
    marks = meta.marks
    return [one_line(mark) for mark in (marks.secrecy, marks.urgency, marks.circulation, marks.draft, marks.copy) if mark]


class SignatureLines(NamedTuple):
    """A signature as it stands on the page: for whom and as what, a note that it is signed, the name."""

    titles: list[str]
    note: str
    name: str


def signature_lines(meta: Metadata) -> list[SignatureLines]:
    """All signatures, left to right."""
    signatures = meta.signatures or ((meta.signature,) if meta.signature else ())
    return [found for found in map(_signature, signatures) if any(found)]


def _signature(signature: Signature) -> SignatureLines:
    on_behalf = " ".join(one_line(part) for part in (signature.prefix, signature.on_behalf_of) if part)
    titles = [line for line in (on_behalf, *map(one_line, signature.positions)) if line]
    return SignatureLines(titles, "(đã ký)" if signature.signed else "", one_line(signature.name or ""))


def legal_basis_apart(document: Document) -> list[str]:
    """Legal-basis lines whose letters no text at the root holds already, though it be in several paragraphs."""
    if not document.metadata.legal_basis:
        return []
    held = "".join(_letters(f"{section.title}{section.text}") for section in document.sections)
    return [one_line(basis) for basis in document.metadata.legal_basis if _letters(basis)[:TELLING] not in held]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def is_basis(document: Document, section: Section) -> bool:
    """Whether a section is a line of the legal basis."""
    text = _bare(section.text)
    return bool(text) and any(text.startswith(_bare(basis)) for basis in document.metadata.legal_basis if basis.strip())


def _bare(text: str) -> str:
    return one_line(text).strip(" -–;,.").casefold()
