"""How a section is set in a Word file: style, place on the line, look, and whether its page stands across.

In: a document; out: a `Manner` for each section. Levels say how headings are set (decree 30/2020, appendix I); where a line
stood on its page says the rest, and capitals do where no place is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import regex

from vndoc.document import Document, Page, Section
from vndoc.write.docx_place import Places, Row
from vndoc.write.docx_styles import ACROSS, Layout
from vndoc.write.docx_table import needs_breadth
from vndoc.write.docx_type import printed_size_of_tables
from vndoc.write.docx_xml import PLAIN, Look, twips
from vndoc.write.letterhead import is_basis, is_heading_line

CENTRED = frozenset({"part", "chapter", "section", "subsection", "annex"})
"""Headings in the middle of the line."""

ON_THEIR_OWN_LINE = frozenset({"part", "chapter", "annex"})
"""Levels whose marker stands on a line above the title; Mục and Tiểu mục do where no full stop follows their number."""

UNLESS_STOPPED = frozenset({"section", "subsection"})

SMALL = frozenset({"point", "letter"})
"""Levels whose titles are not bold."""

LONGEST_BOLD = 200
"""Characters of a title in bold: a longer one is a sentence that a number stands before."""

LONGEST_CAPITALS = 100
"""Characters of a line of capitals in the middle: the longest names of issuers take two lines of 50."""

MOST_LETTERS = 0.7
"""Share of letters in a line of capitals: less is a number or a sign."""

WIDER = 1.15
"""How much wider a page across is than one upright, at least: its sides are as 1 to 1.41."""

USUAL_TABLE = 12
"""Points of the type of a table that tells nothing else."""

LITTLE_TEXT = 1500
"""Characters beside its tables that an annex may have to stand across as a whole, with a table that needs it."""

ITALIC_SINCE = "2012"
"""From about this year on the legal basis stands in italics, as decree 30/2020 has it; in scans of 2010 it stands upright."""

ANNEXED = "BodyText2"
"""The style of the text of annexes."""

MIDDLE = '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
LEFT = '<w:jc w:val="left"/>'
FIRST_LINE = '<w:ind w:firstLine="720"/>'
BOLD = Look(bold=True)
ITALIC = Look(italic=True)

_TO_FILL = regex.compile(r"(?:[._…]\s?){4,}")
"""Dots of a form: a stretched line of them has holes between its words."""

_ATTACHED = regex.compile(r"\(?(?:Ban\s+hành\s+)?kèm\s+theo\b", regex.IGNORECASE)
_IN_BRACKETS = regex.compile(r"\s*\(.*\)\W*", regex.DOTALL)


class Manner(NamedTuple):
    """How a section's own text is set; `own_line`: its marker stands above its title."""

    style: str = "BodyText"
    place: str = ""
    look: Look = PLAIN
    own_line: bool = False


def _is_capitals(text: str) -> bool:
    """Whether a text is a line of capitals, as titles are.

    >>> [text for text in ("QUYẾT ĐỊNH:", "GB443-84, GB7324-87.", "Điều 1") if _is_capitals(text)]
    ['QUYẾT ĐỊNH:']
    """
    letters = sum(map(str.isalpha, text))
    return text.isupper() and len(text) <= LONGEST_CAPITALS and letters >= MOST_LETTERS * sum(not c.isspace() for c in text)


def turned_pages(pages: Sequence[Page]) -> set[int]:
    """Numbers of the pages that stand across: wider than high, and than pages upright; a scan may have lost its lower half."""
    upright = [page.width for page in pages if page.width <= page.height]
    least = median(upright) * WIDER if upright else 0.0
    return {page.number for page in pages if page.width > page.height and page.width > least}


def under_heading(text: str, heading: Manner) -> Manner:
    """How a text under a heading is set: as all text, but what an annex is enacted with stands in the middle, in italics.

    >>> under_heading("(Kèm theo Quyết định số 2/QĐ-UBND)", Manner(ANNEXED)).look.italic
    True
    """
    attached = heading.style == ANNEXED and _ATTACHED.match(text)
    return Manner(heading.style, MIDDLE, ITALIC) if attached else Manner(heading.style)


class Manners:
    """Finds how the sections of one document are set."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._places = Places(document)
        self._turned = turned_pages(document.pages)
        self._pages = {page.number: page for page in document.pages}
        self._table_size = printed_size_of_tables(document.pages)
        self._roots = {id(section) for section in document.sections}
        self._annexed = {id(section) for annex in document.annexes for section in _all_of(annex)}
        self._broad = {id(section) for annex in document.annexes for section in self._broad_annex(annex)}
        italic = document.metadata.family in ("state", "legal") and (document.metadata.date or ITALIC_SINCE) >= ITALIC_SINCE
        self.basis = ITALIC if italic else PLAIN

    def of(self, section: Section, heading: bool) -> Manner:
        """How the text of a section is set."""
        place = self._places.of(section)
        style = ANNEXED if id(section) in self._annexed else "BodyText"
        if heading:
            return self._heading(section, place == "middle")._replace(style=style)
        if section.level == "note":
            return Manner("FootnoteText")
        if section.marker:
            return Manner(style, LEFT if _TO_FILL.search(section.text) else "")
        if is_basis(self._document, section):
            return Manner(style, look=self.basis)
        text = section.text.strip()
        capitals = _is_capitals(text)
        look = BOLD if capitals or is_heading_line(text) else ITALIC if _IN_BRACKETS.fullmatch(text) else PLAIN
        if _ATTACHED.match(text) and style == ANNEXED:
            return under_heading(text, Manner(style))
        if place == "middle" or (
            capitals and "\n" not in text and (place == "" or (place == "left" and id(section) in self._roots))
        ):
            return Manner(style, MIDDLE, look)
        if place == "right":
            half = twips(ACROSS[0] / 2 if self._on_turned_page(section) else self._layout.width / 2)
            return Manner("Form", f'<w:ind w:left="{half}" w:firstLine="0"/><w:jc w:val="center"/>', look)
        return Manner(style, LEFT if _TO_FILL.search(text) else "")

    def _heading(self, section: Section, in_the_middle: bool) -> Manner:
        place = MIDDLE if section.level in CENTRED or in_the_middle else FIRST_LINE
        stopped = (section.marker or "").rstrip().endswith((".", ":"))
        own_line = section.level in ON_THEIR_OWN_LINE or (section.level in UNLESS_STOPPED and not stopped)
        plain = section.level in SMALL or (len(section.title) > LONGEST_BOLD and section.level not in CENTRED)
        return Manner(place=place, look=Look(bold=False) if plain else PLAIN, own_line=own_line)

    def rows(self, sections: Sequence[Section]) -> list[Section | list[Row]]:
        """Sections, those that stand side by side as rows."""
        return self._places.rows(sections)

    def table_size(self, table: Section) -> float:
        """The most points of type of a table: as printed on its pages, or in all tables, or as the text."""
        first, last = table.pages or (0, 0)
        numbers = range(first, min(last, first + len(self._pages)) + 1)
        own = printed_size_of_tables(self._pages[number] for number in numbers if number in self._pages)
        return own or self._table_size or min(self._layout.print.body.size, USUAL_TABLE)

    def begins_across(self) -> bool:
        """Whether the first page stands across."""
        return bool(self._document.pages) and self._document.pages[0].number in self._turned

    def foot_across(self) -> bool:
        """Whether the foot stands on a page across."""
        found = (self._document.evidence.get(name) for name in ("signature", "recipients"))
        return any(evidence is not None and evidence.page in self._turned for evidence in found)

    def stands_across(self, section: Section, *, now: bool) -> bool:
        """Whether a section stands on a page across; where its page is not known, as what stands before it."""
        if id(section) in self._broad or self._on_turned_page(section):
            return True
        if section.cells:
            return needs_breadth(section.cells, self._layout.width, ACROSS[0])
        return now and section.pages is None and bool(self._turned)

    def _on_turned_page(self, section: Section) -> bool:
        return section.pages is not None and section.pages[0] in self._turned

    def _broad_annex(self, annex: Section) -> list[Section]:
        """All of an annex that is little else than a table too broad for a page upright."""
        sections = list(_all_of(annex))
        broad = any(section.cells and needs_breadth(section.cells, self._layout.width, ACROSS[0]) for section in sections)
        return sections if broad and sum(len(section.text) for section in sections) <= LITTLE_TEXT else []


def _all_of(section: Section) -> Iterator[Section]:
    """A section and all under it, in any order."""
    stack = [section]
    while stack:
        section = stack.pop()
        yield section
        stack += section.children
