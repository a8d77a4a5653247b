"""The letterhead: from the issuer and the national heading down to the subject and the addressees.

In: the pieces of the document; out: `Head`, its fields with their lines, and which pieces it uses up. Every piece of the
first lines gets a tag by what is printed; then the fields are read together: the number ends the issuer, the kind begins
the subject, the subject ends where the body's first paragraph begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import regex

from vndoc.document import Family, Marks, Number
from vndoc.structure.copies import find_copy
from vndoc.structure.found import Found
from vndoc.structure.issuer import COMPLETED, read_issuer, read_repeated_issuer
from vndoc.structure.lexicon import LEGAL_KINDS, body_family, kind_signs
from vndoc.structure.marks import find_mark
from vndoc.structure.numbers import date_certainty, find_date, find_reprint, number_certainty
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.places import agree_places
from vndoc.structure.reading import SIGNS, Lines, Reading, best_reading
from vndoc.structure.shapes import key
from vndoc.structure.signs import initials, spelled_sign
from vndoc.structure.subject import read_addressees, read_subject
from vndoc.structure.tags import HEADINGS, tags_of

WINDOW = 60
"""Pieces at the start among which the head is looked for: joint circulars with stamps and marks have some 35."""

FAR_YEARS = 25
"""Years between a document and the newest that its first lines cite, from which the date is doubtful."""
AHEAD = 2
"""Years ahead that a document may name the day from which it is in force."""

_CITED = regex.compile(r"\bNGAY\b.{2,20}?\b((?:19|20)\d\d)\b")


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


def read_head(flow: Flow) -> Head:
    """The letterhead of a document; all its fields may be missing."""
    pieces = flow.pieces[:WINDOW]
    tags = tags_of(pieces)
    limit = _limit(tags)
    reading, sure = best_reading(Lines(pieces, tags, limit))
    for part, name in zip(reading, Reading._fields, strict=True):
        for i in part.at if part else ():
            tags[i] = "kind" if name == "title" else name
    fields = _fields(reading, sure, pieces)
    title = reading.title.at[-1] if reading.title else None
    last = max((i for i in range(limit) if tags[i] in (*HEADINGS, "number", "date", "about", "to")), default=-1)
    above = max(last + 1, reading.title.at[0] if reading.title else 0)
    used = {i for i in range(above) if tags[i] in (*HEADINGS, "number", "date", "mark", "rule", "received")}
    used |= read_issuer(pieces, tags, min(reading.title.at[0] if reading.title else above, limit), fields)
    again = find_reprint(fields["number"].pieces[0].text) if "number" in fields else None
    if again and again.body and "issuer" not in fields:
        fields["issuer"] = Found(again.body, fields["number"].pieces, 0.8)
    used |= set(reading.title.at) if reading.title else set()
    start, rest = _under(reading, pieces)
    taken, stop = read_subject(flow, tags, title, (start, rest), fields)
    used |= taken
    taken, stop_to = read_addressees(flow, tags, max(limit, stop), fields)
    used |= taken
    end = max(start, stop, stop_to, last + 1)
    while 0 < end < len(tags) and tags[end] == "rule":
        end += 1
    used |= {i for i in range(end) if tags[i] == "rule"}
    read_repeated_issuer(pieces[end : end + 3], fields)
    _read_kind(fields, title is None and "about" in tags[:end], flow.pieces[end:])
    agree_places(fields, flow.pieces)
    _spell_number(fields)
    marks = _marks(pieces, tags, flow, end, fields)
    family = _family(pieces, tags, end, fields)
    if family.pieces:
        fields["family"] = family
    return Head(fields, frozenset(used), end, family.value, marks)


def _fields(reading: Reading, sure: tuple[float, float, float], pieces: tuple[Piece, ...]) -> dict[str, Found]:
    """The fields that a reading holds, each no surer than its part beside other readings."""
    fields: dict[str, Found] = {}
    number, date, title = (tuple(pieces[i] for i in part.at) if part else () for part in reading)
    if reading.number:
        value = reading.number.value
        fields["number"] = Found(value, number, min(sure[0], number_certainty(value, number[0].text)))
    place, day = reading.date.value if reading.date else (None, None)
    if place:
        fields["place"] = Found(place, date, min(sure[1], 0.95))
    if day:
        fields["date"] = Found(day, date, min(sure[1], date_certainty(date[0].text), _date_certainty(day, pieces, fields)))
    if reading.title:
        fields["kind"] = Found(reading.title.value[0], title, min(sure[2], 0.95))
    return fields


def _under(reading: Reading, pieces: tuple[Piece, ...]) -> tuple[int, str]:
    """Where the subject begins under a title, and what of it stands before that: in the title's line, or a reprint's."""
    if not reading.title:
        return 0, ""
    start: int = reading.title.at[-1] + 1
    rest: str = reading.title.value[1]
    while any(part and start in part.at for part in (reading.number, reading.date)):
        again = find_reprint(pieces[start].text)
        rest = pieces[start].text[again.end :].strip() if again else ""
        start += 1
    return start, rest


def _date_certainty(date: str, pieces: tuple[Piece, ...], fields: dict[str, Found]) -> float:
    """How sure a date is, beside the year in the number and the dates that the first lines cite."""
    year = int(date[:4])
    number: Number | None = fields["number"].value if "number" in fields else None
    if number and number.year and number.year != year:
        return 0.4
    newest = max((int(y) for p in pieces for y in _CITED.findall(p.key) if not find_date(p.text)), default=year)
    if not year - FAR_YEARS <= newest <= year + AHEAD:
        return 0.4
    return 0.95


def _read_kind(fields: dict[str, Found], about: bool, text: Sequence[Piece]) -> None:
    """The kind where no title names it: of a letter, with a subject or addressees; or by the number's sign and the text."""
    number: Found | None = fields.get("number")
    if "kind" in fields:
        return
    sign = number.value.kind if number else None
    source = fields.get("subject") or fields.get("addressees")
    if source and (sign in (None, "CV") or about):
        fields["kind"] = Found("Công văn", source.pieces, 0.8)
        if number and sign in kind_signs() and sign != "CV":  # the sign of a body that is also one of a kind (CT-CS)
            body = "-".join(filter(None, (sign, number.value.issuer)))
            fields["number"] = number._replace(value=msgspec.structs.replace(number.value, kind=None, issuer=body))
    elif number and sign in kind_signs() and sign != "CV":
        kinds = [kind for kind, signs in SIGNS.items() if sign in signs]
        said = {kind: sum(f"{key(kind)} NAY" in piece.key for piece in text) for kind in kinds}
        kind = max(kinds, key=lambda kind: said[kind])
        fields["kind"] = Found(kind, number.pieces, 0.8 if said[kind] else 0.6)


def _spell_number(fields: dict[str, Found]) -> None:
    """Letters of the sign take their marks from the kind and the issuer, which name the same."""
    number = fields.get("number")
    kinds = sorted(SIGNS.get(fields["kind"].value, ())) if "kind" in fields else []
    issuer = fields["issuer"].value if "issuer" in fields else ""
    names = [initials(name) for name in regex.split(r"\s[-–]\s", issuer)] + ["TTg"] * issuer.startswith("THỦ TƯỚNG")
    if number:
        value = spelled_sign(number.value, kinds, names)
        sure = number.certainty if key(value.raw) == key(number.value.raw) else min(number.certainty, COMPLETED)
        fields["number"] = number._replace(value=value, certainty=sure)


def _marks(pieces: tuple[Piece, ...], tags: list[str], flow: Flow, end: int, fields: dict[str, Found]) -> Marks:
    """The marks among the first lines, and the words of a copy under the signature."""
    values: dict[str, str] = {}
    copied = find_copy(flow.pieces[end:])
    if copied:
        values["copy"] = copied[1]
        fields["marks.copy"] = Found(copied[1], (copied[0],), 0.9)
    for i in range(min(end, len(pieces))):
        mark = find_mark(pieces[i].text) if tags[i] == "mark" else None
        if mark and mark[0] not in values:
            values[mark[0]] = mark[1]
            fields[f"marks.{mark[0]}"] = Found(mark[1], (pieces[i],), 0.9)
    return Marks(**values)


def _family(pieces: tuple[Piece, ...], tags: list[str], end: int, fields: dict[str, Found]) -> Found:
    """Party by its heading; normative by kind or a year in the number; else by heading, issuer, or the number's form."""
    number: Number | None = fields["number"].value if "number" in fields else None
    bodies = [fields[name] for name in ("issuer", "superior") if name in fields]
    families = [body_family(found.value) for found in bodies]
    kind = fields["kind"].value if "kind" in fields else None

    def headed(*names: str) -> tuple[Piece, ...]:
        return tuple(p for p, tag in zip(pieces[:end], tags, strict=False) if tag in names)

    if headed("party"):
        return Found("party", headed("party"))
    if headed("youth") or ("organisation" in families and kind not in LEGAL_KINDS):
        return Found("organisation", headed("youth") or bodies[families.index("organisation")].pieces)
    if kind in LEGAL_KINDS or (number and number.year):
        return Found("legal", fields["kind" if kind in LEGAL_KINDS else "number"].pieces, 0.9)
    if headed("national", "motto"):
        return Found("state", headed("national", "motto"))
    if families and families[0] not in (None, "unknown"):
        return Found(families[0], bodies[0].pieces, 0.8)
    if number:
        party = regex.search(r"\d\s*[-–]\s*\p{Lu}.*/", number.raw) is not None
        return Found("party" if party else "state", fields["number"].pieces, 0.6)
    stars = tuple(p for p in pieces[:10] if p.key.startswith("*"))
    return Found("party" if stars else "unknown", stars[:1], 0.4)
