"""The letterhead: from the issuer and the national heading down to the subject and the addressees.

In: the pieces of the document; out: `Head`, its fields with their lines, and which pieces it uses up. Every piece of the
first lines gets a tag by what is printed; then the fields are read together: the number ends the issuer, the kind begins
the subject, the subject ends where the body's first paragraph begins.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import regex

from vndoc.document import Family, Marks, Number
from vndoc.structure.found import Found
from vndoc.structure.issuer import read_issuer, read_repeated_issuer
from vndoc.structure.lexicon import LEGAL_KINDS, body_family, find_kind, find_mark, kind_signs
from vndoc.structure.numbers import find_date, find_number, number_certainty
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import joined, key
from vndoc.structure.subject import read_addressees, read_subject
from vndoc.structure.tags import HEADINGS, number_of, tags_of

WINDOW = 60
"""Pieces at the start among which the head is looked for: joint circulars with stamps and marks have some 35."""

FAR_YEARS = 25
"""Years between a document and the newest that it names, from which the date is doubtful."""

_YEARS = regex.compile(r"\b(?:19|20)\d\d\b")


class Head(NamedTuple):
    """Fields by name, the pieces used up (indices), where the body begins, and what the family was told by."""

    fields: dict[str, Found]
    used: frozenset[int]
    end: int
    family: Family
    marks: Marks


def _limit(tags: list[str]) -> int:
    """Index of the piece before which the head must end, whatever its form."""
    ends = [i for i, t in enumerate(tags) if t in ("basis", "marker")]
    return min(ends) if ends else len(tags)


def _title(tags: list[str], limit: int) -> int | None:
    """Index of the title line: the first kind after the number or the heading, else the first of all."""
    kinds = [i for i in range(limit) if tags[i] == "kind"]
    marks = [i for i in range(limit) if tags[i] in ("number", "national", "party", "youth", "date")]
    after = [i for i in kinds if marks and i > marks[0]]
    return next(iter(after or kinds), None)


def read_head(flow: Flow) -> Head:
    """The letterhead of a document; all its fields may be missing."""
    pieces = flow.pieces[:WINDOW]
    tags = tags_of(pieces)
    limit = _limit(tags)
    title = _title(tags, limit)
    last = max((i for i in range(limit) if tags[i] in (*HEADINGS, "number", "date", "about", "to")), default=-1)
    top = title if title is not None else last + 1
    fields: dict[str, Found] = {}
    used = {i for i in range(max(top, last + 1)) if tags[i] in (*HEADINGS, "number", "date", "mark", "rule", "received")}
    _read_number(pieces, tags, max(top, last + 1), fields)
    _read_date(pieces, tags, max(top, last + 1), fields)
    used |= read_issuer(pieces, tags, min(top, limit), fields)
    end = 0
    if title is not None:
        kind = find_kind(pieces[title].text)
        fields["kind"] = Found(kind[0] if kind else None, (pieces[title],))
        used.add(title)
        end = title + 1
    taken, stop = read_subject(flow, tags, title, kind[1] if title is not None and kind else "", fields)
    used |= taken
    taken, stop_to = read_addressees(flow, tags, max(limit, stop), fields)
    used |= taken
    end = max(end, stop, stop_to, last + 1 if last >= 0 else 0)
    read_repeated_issuer(pieces[end : end + 3], fields)
    _read_letter(fields, title is None and "about" in tags[:end])
    marks = _marks(pieces, tags, end, fields)
    return Head(fields, frozenset(used), end, _family(pieces, tags, end, fields), marks)


def _read_number(pieces: tuple[Piece, ...], tags: list[str], limit: int, fields: dict[str, Found]) -> None:
    best: tuple[int, int, Number] | None = None
    for i in range(limit):
        if tags[i] != "number":
            continue
        number = number_of(pieces[i])
        if number is None:
            continue
        text = pieces[i].text
        nxt = pieces[i + 1] if i + 1 < len(pieces) else None
        if nxt and text.rstrip()[-1:] in "-/" and nxt.column == pieces[i].column:
            number = find_number(joined([text, nxt.text])) or number
        rank = 2 * (number.kind is not None) + (number.n is not None) + (pieces[i].column == "left")
        if best is None or rank > best[0]:
            best = (rank, i, number)
    if best:
        fields["number"] = Found(best[2], (pieces[best[1]],), number_certainty(best[2], pieces[best[1]].text))


def _read_date(pieces: tuple[Piece, ...], tags: list[str], limit: int, fields: dict[str, Found]) -> None:
    dates = [(find_date(pieces[i].text), pieces[i]) for i in range(limit) if tags[i] == "date"]
    dates.sort(key=lambda d: (d[0] is None or d[0][0] is None, d[1].column == "left"))
    for found, piece in dates[:1]:
        if found and found[0]:
            fields["place"] = Found(found[0], (piece,))
        if found and found[1]:
            fields["date"] = Found(found[1], (piece,), _date_certainty(found[1], pieces, fields))


def _date_certainty(date: str, pieces: tuple[Piece, ...], fields: dict[str, Found]) -> float:
    """How sure a date is, beside the year in the number and the years that the first lines name."""
    year = int(date[:4])
    number: Number | None = fields["number"].value if "number" in fields else None
    if number and number.year and number.year != year:
        return 0.4
    named = [int(y) for p in pieces for y in _YEARS.findall(p.text)]
    if sum(y <= year for y in named) > 1 and year - sorted(named)[-2] > FAR_YEARS:
        return 0.4
    return 0.95 if len(date) > len("2010-01") else 0.6


def _read_letter(fields: dict[str, Found], about: bool) -> None:
    """A letter prints no kind: it has a number without one, and a subject under it or addressees."""
    number: Found | None = fields.get("number")
    if "kind" in fields or ("subject" not in fields and "addressees" not in fields):
        return
    sign = number.value.kind if number else None
    if sign in (None, "CV") or about:
        source = fields.get("subject") or fields["addressees"]
        fields["kind"] = Found("Công văn", source.pieces, 0.8)
        if number and sign in kind_signs() and sign != "CV":  # the sign of a body that is also one of a kind (CT-CS)
            body = "-".join(filter(None, (sign, number.value.issuer)))
            fields["number"] = number._replace(value=msgspec.structs.replace(number.value, kind=None, issuer=body))
    elif sign in kind_signs():
        fields["kind"] = Found(kind_signs()[sign], number.pieces if number else (), 0.6)


def _marks(pieces: tuple[Piece, ...], tags: list[str], end: int, fields: dict[str, Found]) -> Marks:
    values: dict[str, str] = {}
    for i in range(min(end, len(pieces))):
        mark = find_mark(pieces[i].text) if tags[i] == "mark" else None
        if mark and mark[0] not in values:
            values[mark[0]] = mark[1]
            fields[f"marks.{mark[0]}"] = Found(mark[1], (pieces[i],), 0.9)
    return Marks(**values)


def _family(pieces: tuple[Piece, ...], tags: list[str], end: int, fields: dict[str, Found]) -> Family:
    """Party by its heading; normative by kind or a year in the number; else by heading, issuer, or the number's form."""
    head = set(tags[:end])
    number: Number | None = fields["number"].value if "number" in fields else None
    kind = fields["kind"].value if "kind" in fields else None
    issuer = fields["issuer"].value if "issuer" in fields else ""
    of_issuer = body_family(issuer) if issuer else None
    above = body_family(fields["superior"].value) if "superior" in fields else None
    if "party" in head:
        return "party"
    if "youth" in head or ("organisation" in (of_issuer, above) and kind not in LEGAL_KINDS):
        return "organisation"
    if kind in LEGAL_KINDS or (number and number.year):
        return "legal"
    if "national" in head or "motto" in head:
        return "state"
    if of_issuer and of_issuer != "unknown":
        return of_issuer
    if number:
        return "party" if regex.search(r"\d\s*[-–]\s*\p{Lu}.*/", number.raw) else "state"
    return "party" if any(key(p.text).startswith("*") for p in pieces[:10]) else "unknown"
