"""Document → a Word file in the layout of its family, for clerks to work on.

Numbers and letters of units are printed text, not Word's lists: what was printed stays as it was printed. Headings are Word's
heading styles. Doubtful words are highlighted and have their candidates in comments; changed words look like all others.
Needs python-docx (``pip install vndoc[docx]``).
"""

from __future__ import annotations

from collections.abc import Iterable

from vndoc.document import Document, Section
from vndoc.write.as_text import page_lines
from vndoc.write.docx_head import foot_xml, head_xml
from vndoc.write.docx_package import packed
from vndoc.write.docx_styles import layout_of
from vndoc.write.docx_table import table_xml
from vndoc.write.docx_xml import PLAIN, Comments, Look, paragraph, words
from vndoc.write.letterhead import is_basis, legal_basis_apart
from vndoc.write.marking import Marker
from vndoc.write.notes import notes, pages_in_words
from vndoc.write.outline import is_heading, marker_of
from vndoc.write.printable import one_line, printable

CENTRED = frozenset({"part", "chapter", "section", "subsection", "annex"})
"""Headings in the middle of the line."""

ON_THEIR_OWN_LINE = frozenset({"part", "chapter", "annex"})
"""Levels whose marker stands on a line above the title."""

DEEPEST = 9
"""Word has nine heading styles."""

INDENT = '<w:ind w:firstLine="720"/>'
ITALIC = Look(italic=True)
REGULAR = Look(bold=False)
NEW_PAGE = "<w:pageBreakBefore/>"


def to_docx(document: Document) -> bytes:
    """The document as a Word file.

    Raises:
        UsageError: python-docx is not installed.
    """
    writer = _Writer(document)
    return packed(document, writer.body(), writer.comments.texts, writer.layout)


class _Writer:
    """Writes the paragraphs of one document."""

    def __init__(self, document: Document) -> None:
        self.layout = layout_of(document.metadata)
        self.comments = Comments()
        self._document = document
        self._marker = Marker(document)
        self._basis_look = ITALIC if document.metadata.family in ("state", "legal") else PLAIN
        self._out: list[str] = []

    def body(self) -> str:
        """All paragraphs and tables."""
        document = self._document
        self._out = [self._notices(), head_xml(document, self._field, self.layout)]
        if document.sections or document.annexes:
            basis = self._field("legal_basis", legal_basis_apart(document), self._basis_look)
            self._out += [paragraph(text, "BodyText") for text in basis]
            self._sections(document.sections)
            self._out.append(foot_xml(document, self._field, self.layout))
            for number, annex in enumerate(document.annexes):
                self._sections([annex], new_page=bool(document.sections) or number > 0)
        else:
            self._pages()
        return "".join(self._out) or paragraph()

    def _notices(self) -> str:
        """Notices as a comment at the start: they are no part of the document."""
        found = [f"{pages_in_words(note.pages)}: {note.message}".removeprefix(": ") for note in notes(self._document.notices)]
        if not found:
            return ""
        return paragraph(
            self.comments.on(words(""), "\n".join(found[: Comments.MOST])),
            "Lines",
            '<w:spacing w:line="20" w:lineRule="exact"/>',
        )

    def _field(self, name: str, texts: list[str], look: Look) -> list[str]:
        """Texts of a metadata field with their doubtful words marked, if it is known where they stand."""
        found = self._document.evidence.get(name)
        if found is None:
            return [words(text, look) for text in texts]
        return [self.comments.marked(runs, look) for runs in self._marker.lines(texts, found.page, found.lines)]

    def _pages(self) -> None:
        """The lines of pages whose structure is not known, each page on a page."""
        first = True
        for page in self._document.pages:
            for number, line in enumerate(page_lines(page)):
                self._out.append(paragraph(words(line), "Lines", NEW_PAGE if number == 0 and not first else ""))
                first = False

    def _sections(self, sections: Iterable[Section], *, new_page: bool = False) -> None:
        """Write sections and what is under them; a stack, so that no depth of nesting can exhaust Python's own."""
        stack = [(section, 1) for section in reversed(list(sections))]
        while stack:
            section, depth = stack.pop()
            heading = is_heading(section)
            self._own_text(section, heading, depth, NEW_PAGE if new_page else "")
            new_page = False
            if section.cells:
                self._out.append(table_xml(section.cells, self.layout.width))
            stack.extend((child, depth + heading) for child in reversed(section.children))

    def _own_text(self, section: Section, heading: bool, depth: int, start: str) -> None:
        texts = [line for line in printable(section.text).split("\n") if line.strip()]
        name = one_line(section.title)
        runs = self._marker.section(section, [name, *texts])
        marker = marker_of(section, name or (texts[0] if texts else ""))
        style, first = self._style(section), ""
        if heading and (name or not texts):
            self._out.append(self._heading(section, marker, self.comments.marked(runs[0]), depth, start))
            start = ""
        elif heading:
            first = words(f"{marker} ") if marker else ""
            inside = first + self.comments.marked(runs[1], REGULAR)
            self._out.append(paragraph(inside, f"Heading{min(depth, DEEPEST)}", f"{start}{_not_kept()}{INDENT}"))
            runs, texts, first, start = [[], *runs[2:]], texts[1:], "", ""
        else:
            first = words(f"{marker} ") if marker else ""
            if name:
                runs = [[], *runs]
        look = self._basis_look if not heading and is_basis(self._document, section) else PLAIN
        for found in runs[1:]:
            self._out.append(paragraph(first + self.comments.marked(found, look), style, start))
            first = start = ""
        if first:
            self._out.append(paragraph(first, style, start))

    def _heading(self, section: Section, marker: str, title: str, depth: int, start: str) -> str:
        """A heading of its own line or lines."""
        own_line = section.level in ON_THEIR_OWN_LINE and marker and title
        printed = words(f"{marker}\n" if own_line else f"{marker} " if title else marker) if marker else ""
        place = '<w:jc w:val="center"/>' if section.level in CENTRED else INDENT
        return paragraph(printed + title, f"Heading{min(depth, DEEPEST)}", f"{start}{place}")

    def _style(self, section: Section) -> str:
        return "FootnoteText" if section.level == "note" else "BodyText"


def _not_kept() -> str:
    """A heading with its text on the same line need not stay with what follows."""
    return '<w:keepNext w:val="0"/>'
