"""References to documents and to units of them.

In: sections; out: `Citation`, each with the section that it stands in, one for each unit of a list or a range. One that names
a unit of this document (``Điều 5 của Nghị định này``, ``khoản 2 Điều này``, ``Điều 5``) has its target; units in quotation
marks, and those under a heading that amends another document, are that document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vndoc.document import Citation, Metadata, Section
from vndoc.structure.cited_documents import Named, kind_at
from vndoc.structure.cited_quotes import Quotes
from vndoc.structure.cited_targets import find_target, unit_name
from vndoc.structure.cited_text import Found, read_references, small
from vndoc.structure.cited_units import Unit
from vndoc.structure.ids import number_of

MAX_CITATIONS = 20_000
"""References kept of one document; the codes have some 5,000."""

_AMENDS = re.compile(r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|đính chính)\s")


class _Place(NamedTuple):
    """Where a text stands: its section, the sections around it by level, its annex, the document that is amended there."""

    section: Section
    around: dict[str, Section]
    root: str
    amended: Named | None = None


class _Index(NamedTuple):
    """Ids by the names that they answer to, annexes by the kind of document that they are (``QUY CHẾ``).

    `kind` and `number` are this document's, `amended` is what its subject says that it amends.
    """

    known: dict[str, str]
    by_kind: dict[str, str]
    kind: str
    number: str
    amended: Named | None


_ABOVE = {
    "clause": ("article",),
    "point": ("article", "clause"),
    "letter": ("article", "clause", "point"),
    "section": ("chapter",),
    "subsection": ("chapter", "section"),
}
"""Levels that a unit is in; where the words do not name them, they are those that the section stands in."""


class _Way(NamedTuple):
    """The way to a unit from the top, the id that its first `given` steps have, and whether it must be in this document."""

    path: tuple[tuple[str, str], ...]
    base: str | None
    given: int
    here: bool


def _way(unit: Unit, place: _Place, alone: bool) -> _Way | None:
    """The way to a unit; `alone`: no other document is named. None where ``này`` has nothing to stand for."""
    (level, number), *rest = unit.path
    levels = [*_ABOVE.get(level, ()), level] if number == "" else list(_ABOVE.get(level, ())) if alone else []
    around = [(x, place.around[x]) for x in levels if x in place.around]
    if number == "" and (not around or around[-1][0] != level):
        return None
    given = [(x, number_of(x, section.ordinal or "")) for x, section in around]
    path = (*given, *(rest if number == "" else unit.path))
    return _Way(path, around[-1][1].id if around else None, len(given), number == "" or bool(around))


def _unit(unit: Unit, found: Found, place: _Place, index: _Index, other: bool) -> tuple[str | None, _Way] | None:
    """(target, way) of a unit; `other`: it is another document's."""
    attached = found.document.attached if found.document else ""
    way = _way(unit, place, alone=found.document is None and not other)
    if way is None:
        return None
    if attached:
        annex = index.by_kind.get(attached, "") if not other else ""
        inside = way._replace(path=(("annex", annex.removeprefix("annex_") or "1"), *way.path))
        return find_target(way.path, index.known, annex) if annex else None, inside
    if other:
        return None, way
    if way.base is not None and (found.document is None or unit.path[0][1] == ""):
        target = find_target(way.path[way.given :], index.known, place.root, way.base)
        return target if _fits(unit, target, way.base) else None, way
    if found.document is None:
        roots = (place.root, "") if place.root else ("",)
    else:
        kind = found.document.kind.lower()
        own = index.by_kind.get(kind, "")
        roots = (place.root,) if place.root and own == place.root else (own if not place.root else "",)
    if way.path[0][0] in ("clause", "point", "letter") and found.document is None and place.around.keys() & {"article"}:
        return None, way
    return next((t for root in roots if (t := find_target(way.path, index.known, root))), None), way


def _is_worth(unit: Unit, found: Found, text: str, target: str | None) -> bool:
    """Whether a unit that no document is named of is a reference: ``mục 3`` and ``phần 2`` may be anything."""
    if found.document is not None or target is not None:
        return True
    level, number = unit.path[0]
    if level == "annex" and not any(c.isdigit() or c.isupper() for c in text[unit.start + 1 : unit.end]):
        return False
    if level in ("section", "subsection", "part") and unit.path[-1] == unit.path[0]:
        return text[found.start : found.start + 1].isupper()
    return not (level in ("point", "letter") and (number[:1].isdigit() or len(unit.path) == 1))


def _fits(unit: Unit, target: str | None, base: str | None) -> bool:
    """Whether what was found is more than the section that it stands in, for words that may mean anything."""
    level, number = unit.path[0]
    vague = level in ("section", "subsection") or (level == "point" and number[:1].isdigit())
    return target != base or not number or not vague


def _of_units(found: Found, text: str, place: _Place, index: _Index, quoted: bool) -> Iterator[Citation]:
    raw = text[found.start : found.end]
    document = found.document
    for unit in found.units:
        relative = unit.path[0][1] == ""
        other = quoted or (document is not None and not document.own) or (place.amended is not None and document is None)
        other = other and (quoted or not relative)
        resolved = _unit(unit, found, place, index, other)
        if resolved is None or not _is_worth(unit, found, text, resolved[0]):
            continue
        target, way = resolved
        of = document if document is not None and (document.number or not document.own) else place.amended if other else None
        numbers = dict(way.path)
        yield Citation(
            raw,
            document.kind if document else of.kind if of else None,
            of.number if of else None,
            numbers.get("article"),
            numbers.get("clause"),
            numbers.get("point"),
            of.date if of else None,
            place.section.id,
            target,
            title=of.title if of else None,
            issuer=of.issuer if of else None,
            unit=unit_name(way.path),
            own=not other and (target is not None or relative or document is not None),
            span=None
            if len(found.units) == 1 or unit.start == unit.end
            else (unit.start - found.start, unit.end - found.start),
        )


def _unspaced(number: str) -> str:
    return "".join(number.split())


def _this(found: Found, index: _Index) -> Found:
    """A reference by this document's own number is one to this document."""
    document = found.document
    if document is None or not document.number or _unspaced(document.number) != index.number:
        return found
    return found._replace(document=document._replace(own=True))


def _is_own(one: Named, text: str, index: _Index) -> bool:
    """Whether a kind with ``này`` is a name of this document or of an annex, not of a decision that was spoken of."""
    kind = one.kind.lower()
    return (
        one.number is not None
        or kind in index.by_kind
        or (kind in index.kind or index.kind in kind if index.kind else text[one.start].isupper())
    )


def _of_document(one: Named, text: str, place: _Place, index: _Index, quoted: bool) -> Citation | None:
    raw = text[one.start : one.end]
    own = one.own and not quoted
    if one.own and not _is_own(one, text, index):
        return None
    if one.own:
        of = place.amended if quoted else None
        target = index.by_kind.get(one.kind.lower()) if own else None
        number, date = (of.number, of.date) if of else (one.number, one.date)
        return Citation(raw, one.kind, number, None, None, None, date, place.section.id, target, own=own, issuer=one.issuer)
    return Citation(
        raw, one.kind, one.number, None, None, None, one.date, place.section.id, None, title=one.title, issuer=one.issuer
    )


def _is_heading(found: Found, text: str) -> bool:
    """Whether a unit is the one that its paragraph is (``“Điều 10. Hồ sơ``)."""
    alone = len(found.units) == 1 and len(found.units[0].path) == 1 and found.document is None
    return alone and text[found.end : found.end + 1] in (".", ":") and not text[: found.start].strip(' “"')


def _of_text(text: str, place: _Place, index: _Index, quotes: Quotes) -> Iterator[Citation]:
    spans = quotes.spans(text)
    if index.amended and place.amended is None and _AMENDS.search(small(text)):
        place = place._replace(amended=index.amended)
    for one in read_references(text):
        if _is_heading(one, text):
            continue
        found = _this(one, index)
        quoted = any(a <= found.start < b for a, b in spans)
        if found.units:
            yield from _of_units(found, text, place, index, quoted)
        elif found.document and (citation := _of_document(found.document, text, place, index, quoted)):
            yield citation


def _amended(*texts: str) -> Named | None:
    """The document that a heading says is amended."""
    for text in texts:
        m = _AMENDS.search(small(text)) if text else None
        for found in read_references(text) if m else ():
            if m and found.document and not found.document.own and found.document.is_known and found.start > m.start():
                return found.document
    return None


def _texts(section: Section) -> Iterator[str]:
    yield section.title
    yield from section.text.split("\n")
    for cell in section.cells:
        yield " ".join(cell.text.split())


_HEADED = frozenset({"part", "chapter", "section", "subsection", "article", "roman", "annex"})


def _walk(sections: Sequence[Section], above: _Place | None, root: str) -> Iterator[_Place]:
    stack = [(section, above) for section in reversed(sections)]
    while stack:
        section, outer = stack.pop()
        around = outer.around if outer else {}
        inside = root or (section.id if section.level == "annex" else "")
        place = _Place(section, {**around, section.level: section}, inside, outer.amended if outer else None)
        yield place
        if section.children:
            below = place._replace(amended=_amended(section.title, section.text.split("\n", 1)[0]) or place.amended)
            stack += [(child, below) for child in reversed(section.children)]


def _index(sections: Sequence[Section], annexes: Sequence[Section], about: Metadata) -> _Index:
    known: dict[str, str] = {}
    stack = [*sections, *annexes]
    while stack:
        section = stack.pop()
        known[section.id] = section.id
        stack += section.children
    by_kind: dict[str, str] = {}
    for annex in annexes:
        word = "annex" if (annex.marker or "").lower().find("phụ lục") >= 0 else "form" if annex.marker else "annex"
        known.setdefault(f"{word}_{number_of('annex', annex.ordinal or '').lstrip('0')}", annex.id)
        for text in (annex.marker, annex.title):
            named = kind_at(small(text), 0) if text else None
            if named:
                by_kind.setdefault(named[0], annex.id)
    return _Index(
        known,
        by_kind,
        small(about.kind or ""),
        _unspaced(about.number.raw if about.number else ""),
        _amended(about.subject or ""),
    )


def find_citations(
    sections: Sequence[Section], annexes: Sequence[Section], about: Metadata | None = None
) -> tuple[Citation, ...]:
    """All references of a document, in order.

    Args:
        sections: its body.
        annexes: its annexes.
        about: what else is known of it: ``Quyết định này`` in a decree is none of its names; a decree whose subject is
            the amending of another amends that one's units.
    """
    index = _index(sections, annexes, about or Metadata())
    out: list[Citation] = []
    quotes = Quotes()
    for some, root in ((sections, ""), *(([annex], annex.id) for annex in annexes)):
        for place in _walk(some, None, root):
            if place.section.level in _HEADED:
                quotes.reset()
            for text in _texts(place.section):
                if text:
                    out += _of_text(text, place, index, quotes)
            if len(out) >= MAX_CITATIONS:
                return tuple(out[:MAX_CITATIONS])
    return tuple(out)
