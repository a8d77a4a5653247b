"""References to documents and to units of them.

In: sections; out: `Citation`, each with the section that it stands in, and with a target where it points into the document
itself (``Điều 5 của Nghị định này``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from vndoc.document import Citation, Section
from vndoc.resources import table
from vndoc.structure.numbers import find_number

MAX_CITATIONS = 20_000
"""References kept of one document; the codes have some 5,000."""

_NAMES = {row[0] for row in table("kinds")} | {"Văn bản", "Điều lệ Đảng", "Hiến pháp"}
_KINDS = "|".join(name.replace(" ", r"\s") for name in sorted(_NAMES, key=len, reverse=True))
_UNITS = r"""
    (?: (?:các\s)? điểm \s (?P<point> [a-zđ] ) \b (?: \s?(?:,|và|hoặc)\s (?:điểm\s)? (?P<point> [a-zđ] ) \b )* ,?\s )?
    (?: (?:các\s)? khoản \s (?P<clause> \d{1,3}[a-zđ]? | này ) \b
        (?: \s?(?:,|và|hoặc)\s (?:khoản\s)? (?P<clause> \d{1,3}[a-zđ]? ) \b )*
        (?: ,?\s (?=(?:các\s)?Điều\s) | (?<=này) ) )?
    (?: (?:các\s)? Điều \s (?P<article> \d{1,3}[a-zđ]? | này ) \b
        (?: \s?(?:,|và|hoặc)\s (?P<article> \d{1,3}[a-zđ]? ) \b )* | (?<=khoản\snày) )
"""
_DOCUMENT = rf"""
    (?P<kind> {_KINDS} )
    (?: \s (?: số \s* [:.]? \s* )?
        (?P<number> \d[\d\s]{{0,6}} \s?[-–/]\s? (?:\d{{4}}\s?/\s?)? \p{{Lu}}[\p{{L}}\d]* (?:\s?[-–/]\s?\p{{Lu}}[\p{{L}}\d]*)* )
      | \s (?P<own> này ) )
    (?: ,? \s ngày \s (?P<date> \d{{1,2}} (?: [/.\-]\d{{1,2}}[/.\-]\d{{4}} | \s tháng \s \d{{1,2}} \s năm \s \d{{4}} ) ) )?
"""
_INITIALS = "".join(sorted({c for name in (*_NAMES, "các", "điểm", "khoản") for c in name[0].lower() + name[0].upper()}))
_REFERENCE = regex.compile(
    rf"(?<!\w)(?=[{_INITIALS}])(?: {_UNITS} (?: ,?\s (?:của\s|tại\s)? (?:{_DOCUMENT}) )? | {_DOCUMENT} )",
    regex.VERBOSE | regex.IGNORECASE,
)
_NAMED = regex.compile(rf"(?:,?\s(?:của\s|tại\s)?)(?P<kind>{_KINDS})\b(?!\snày)", regex.VERBOSE)
"""A document after a unit that is named by its title: ``Điều 5 Luật Đất đai`` is no article of this document."""

_STANDS_IN = {level: regex.compile(rf"(?:^|__){level}_([^_]+)") for level in ("article", "clause")}
_NUMBERED = re.compile(r"\s(?:số\s*[:.]?\s*)?(?=\d|này)")
_CUT = regex.compile(r"\d{1,4}")


def _date(text: str | None) -> str | None:
    parts = [int(x) for x in _CUT.findall(text)] if text else []
    if len(parts) != 3 or not (1 <= parts[0] <= 31 and 1 <= parts[1] <= 12):
        return None
    return f"{parts[2]:04}-{parts[1]:02}-{parts[0]:02}"


def _first(m: regex.Match[str], name: str) -> str | None:
    found = [x for x in m.capturesdict()[name] if x]
    return found[0] if found else None


def _units(m: regex.Match[str], section: Section) -> list[tuple[str | None, str | None, str | None]]:
    """(article, clause, point) of each unit of a list; ``này`` is the unit that the section stands in."""
    found = m.capturesdict()
    numbers: dict[str, list[str]] = {"point": found["point"]}
    for level, where in _STANDS_IN.items():
        here = where.search(section.id)
        numbers[level] = [here[1] if here and x.lower() == "này" else x for x in found[level] if here or x.lower() != "này"]
        if not numbers[level] and found[level]:
            return []
    articles: list[str | None] = [*numbers["article"]]
    clauses: list[str | None] = [*numbers["clause"]]
    if not articles and clauses:
        here = _STANDS_IN["article"].search(section.id)
        articles = [here[1]] if here else []
    if not articles:
        return []
    first = (articles[0], clauses[0] if clauses else None)
    out: list[tuple[str | None, str | None, str | None]] = [(*first, point) for point in numbers["point"]]
    out = out or [(*first, None)]
    out += [(articles[0], clause, None) for clause in clauses[1:]]
    return out + [(article, None, None) for article in articles[1:]]


def _target(article: str | None, clause: str | None, point: str | None, known: frozenset[str], root: str) -> str | None:
    if article is None:
        return None
    name = f"{root}article_{article}"
    for level, number in (("clause", clause), ("point", point)):
        if number and f"{name}__{level}_{number}" in known:
            name += f"__{level}_{number}"
    return name if name in known else None


def _folded(text: str) -> str:
    """Small letters, alike wherever `_REFERENCE` takes them for alike."""
    return text.casefold().replace("\N{COMBINING DOT ABOVE}", "").replace("ı", "i")


_BEFORE_NUMBERS = tuple({_folded(name) for name in (*_NAMES, "Điều", "khoản")})


def _may_refer(text: str) -> bool:
    """Whether a name that references have stands before a number, or before ``này``: the pattern itself takes far longer.

    >>> _may_refer("theo Nghị định số 5/2001/NĐ-CP"), _may_refer("Luật này"), _may_refer("Nghị định của Chính phủ, 3 điều")
    (True, True, False)
    """
    small = _folded(text)
    return any(small.endswith(_BEFORE_NUMBERS, 0, m.start()) for m in _NUMBERED.finditer(small))


def _of_section(section: Section, text: str, known: frozenset[str]) -> Iterator[Citation]:
    if not _may_refer(text):
        return
    annex = regex.match(r"annex_[^_]+__", section.id)
    for m in _REFERENCE.finditer(text):
        number, kind, own = _first(m, "number"), _first(m, "kind"), _first(m, "own")
        units = _units(m, section)
        is_unit = any(m.capturesdict()[name] for name in ("point", "clause", "article"))
        if not m[0] or ((own or is_unit) and not units):
            continue
        named = _NAMED.match(text, m.end()) if units and kind is None else None
        inside = number is None and bool(units) and named is None
        parsed = find_number(number, labelled=False) if number else None
        for article, clause, point in units or [(None, None, None)]:
            yield Citation(
                m[0].strip(" ,"),
                named["kind"] if named else kind,
                parsed.raw if parsed else number,
                article,
                clause,
                point,
                _date(_first(m, "date")),
                section.id,
                _target(article, clause, point, known, annex[0] if annex else "") if inside else None,
            )


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def find_citations(sections: Sequence[Section], annexes: Sequence[Section]) -> tuple[Citation, ...]:
    """All references of a document, in order."""
    everything = list(_walk((*sections, *annexes)))
    known = frozenset(s.id for s in everything)
    out: list[Citation] = []
    for section in everything:
        for text in (section.title, *section.text.split("\n")):
            out += _of_section(section, text, known)
            if len(out) >= MAX_CITATIONS:
                return tuple(out[:MAX_CITATIONS])
    return tuple(out)
