"""What both writers of readable formats ask about a section: is it a heading, how is its marker printed, what is its text.

Parts, chapters, sections, articles, Roman numerals and annexes are headings always; smaller units (``1.``, ``a)``, khoản)
where they have a title; the rest is running text that keeps its printed marker.
"""

from __future__ import annotations

from vndoc.document import Section
from vndoc.write.printable import one_line

ALWAYS = frozenset({"part", "chapter", "section", "subsection", "article", "roman", "annex"})
WHERE_TITLED = frozenset({"clause", "arabic", "letter", "point", "table", "note"})


def is_heading(section: Section) -> bool:
    """Whether a section opens with a heading of its own line."""
    if section.level in ALWAYS:
        return bool(section.marker or section.title)
    return section.level in WHERE_TITLED and bool(section.title.strip())


def heading_of(section: Section) -> str:
    """Marker and title on one line.

    >>> heading_of(Section("article_1", "article", marker="Điều 1.", title="Phạm vi"))
    'Điều 1. Phạm vi'
    """
    marker, title = marker_of(section, section.title), one_line(section.title)
    return f"{marker} {title}".strip()


def marker_of(section: Section, text: str) -> str:
    """The printed marker, unless the text that follows holds it already."""
    marker = one_line(section.marker or "")
    return "" if marker and one_line(text).startswith(marker) else marker
