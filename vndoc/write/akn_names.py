"""Names in Akoma Ntoso: elements of levels, eIds by the AKN Naming Convention, IRIs of works.

In: sections, kinds, numbers, dates; out: ASCII IRIs (``/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp``) and eIds without spaces
(``art_5__para_2__point_a``), each once in a document.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import regex

from vndoc.alphabet import fold_key
from vndoc.document import Section

NO_DATE = "0001-01-01"
"""The date that stands for none where the schema wants one; `cobalt` reads it as none."""

ELEMENTS = {
    "part": ("part", "part"),
    "chapter": ("chapter", "chp"),
    "section": ("section", "sec"),
    "subsection": ("subsection", "subsec"),
    "article": ("article", "art"),
    "clause": ("paragraph", "para"),
    "point": ("point", "point"),
}
"""Element and eId prefix of a level; the others are ``hcontainer`` with the level for a name."""

_COUNTED = frozenset({"dash", "plus", "paragraph", "table", "note", "annex"})
"""Levels without numbers of their own: their eIds count them in their parent."""

_PORTIONS = {"annex": "att", "letter": "point"}
_ROMAN = frozenset({"part", "chapter"})
"""Levels whose numbers are printed in Roman numerals, and stand so in eIds."""

ALONE = frozenset({"part", "chapter", "article"})
"""Levels that number through a document: their eIds leave out the parent's."""

DEEPEST = 60
"""Units nested deeper are written beside one another: XML readers stop at 256 elements, documents have nine levels."""

_NOT_WORD = regex.compile(r"[^\p{L}\p{N}]+")
_NOT_SLUG = regex.compile(r"[^a-z0-9]+")
_SPACE = regex.compile(r"\s+")
_PART_OF_DATE = regex.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def slug(text: str) -> str:
    """ASCII letters and digits joined by hyphens.

    >>> slug("Nghị định"), slug("30/2020/NĐ-CP")
    ('nghi-dinh', '30-2020-nd-cp')
    """
    return str(_NOT_SLUG.sub("-", fold_key(text))).strip("-")[:80].strip("-")


def full_date(date: str | None) -> str:
    """An ISO date of which day, month and year are known; else the date that stands for none.

    >>> full_date("2020-03-05"), full_date("2020-03")
    ('2020-03-05', '0001-01-01')
    """
    try:
        known = datetime.date.fromisoformat(date or "")
    except ValueError:
        return NO_DATE
    return known.isoformat()


def work_iri(kind: str | None, number: str | None, date: str | None, issuer: str | None = None) -> str:
    """The IRI of a work: its kind as subtype, its date or the year in its number, its number.

    Numbers have the sign of the issuer, who is in the IRI of one that has none.

    >>> work_iri("Nghị định", "30/2020/NĐ-CP", None), work_iri(None, None, "2019-07")
    ('/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp', '/akn/vn/act/2019-07/nn')
    >>> work_iri("Chỉ thị", "05", "2016-05-15", "Bộ Chính trị")
    '/akn/vn/act/chi-thi/bo-chinh-tri/2016-05-15/05'
    """
    year = _YEAR.search(number or "")
    part = date if date and _PART_OF_DATE.fullmatch(date) else None
    known = part or (full_date(date) if full_date(date) != NO_DATE else None)
    subtype = slug(kind or "").lstrip("0123456789-")
    when = year[0] if year else known or NO_DATE[:4]
    plain = bool(number and issuer and subtype) and not any(c.isalpha() for c in number or "")
    actor = slug(issuer or "").lstrip("0123456789-") if plain else ""
    return "/".join(["/akn/vn/act", *(x for x in (subtype, actor) if x), when, slug(number or "") or "nn"])


def portion(unit: str) -> str:
    """The eId that a unit has in the document that it is of, from its id.

    >>> portion("article_5__clause_1__point_đ"), portion("chapter_6__section_3"), portion("annex_2__article_1")
    ('art_5__para_1__point_đ', 'chp_VI__sec_3', 'att_2__art_1')
    """
    out: list[str] = []
    for step in unit.split("__"):
        level, _, number = step.partition("_")
        prefix = _PORTIONS.get(level) or ELEMENTS.get(level, ("", "hcontainer"))[1]
        if level in _ROMAN and number.isdigit() and 0 < int(number) < 90:
            number = _roman(int(number))
        out.append(f"{prefix}_{_NOT_WORD.sub('-', number).strip('-') or 'nn'}")
    return "__".join(out)


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (
        "".join(("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens])
        + (("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones])
    )


def no_space(text: str) -> str:
    """An identifier as AKN allows it: without white space, never empty."""
    return _SPACE.sub("_", text.strip()) or "_"


def _printed(section: Section) -> str:
    """The number of a section as eIds have it; "" where it has none, or is an attachment's."""
    number = _NOT_WORD.sub("-", section.ordinal or "").strip("-")[:40]
    return "" if section.level in _COUNTED else number


class EIds:
    """Gives out eIds, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._seen = dict.fromkeys(taken, 1)
        self._counts: dict[str, int] = {}

    def give(self, section: Section, parent: str, root: str) -> str:
        """The eId of a section under a parent, in an attachment (`root`, "" in the body)."""
        prefix = ELEMENTS.get(section.level, ("", "hcontainer"))[1]
        return self.name(prefix, _printed(section), root if section.level in ALONE else parent)

    def name(self, prefix: str, number: str, parent: str) -> str:
        """An eId of a prefix and a number (the next one, if "")."""
        stem = f"{parent}__{prefix}" if parent else prefix
        if not number:
            self._counts[stem] = self._counts.get(stem, 0) + 1
            number = str(self._counts[stem])
        name = f"{stem}_{number}"
        while True:
            times = self._seen[name] = self._seen.get(name, 0) + 1
            if times == 1:
                return name
            name = f"{name}__{times}"
