"""Document → a Word file in the layout of its family, for clerks to work on.

Numbers and letters of units are printed text, not Word's lists: what was printed stays as it was printed. Headings are Word's
heading styles, footnotes that are tied to their marks Word's footnotes. What stands in the middle or the right half of its page
stands there again; pages across stay across. Doubtful words are highlighted and have their candidates in comments; changed
words look like all others. Needs python-docx (``pip install vndoc[docx]``).
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.document import Document, Section
from vndoc.write.annex_heads import head_lines, is_date_line, stands_right
from vndoc.write.as_text import page_lines
from vndoc.write.docx_head import BOLD, KEPT, foot_xml, head_xml
from vndoc.write.docx_manner import CENTRED, ITALIC, Manner, Manners, under_heading
from vndoc.write.docx_notes import Footnotes
from vndoc.write.docx_package import Parts, packed
from vndoc.write.docx_place import Row
from vndoc.write.docx_print import prints_of
from vndoc.write.docx_styles import ACROSS, layout_of, page_xml
from vndoc.write.docx_table import AFTER, table_xml
from vndoc.write.docx_xml import PLAIN, Comments, Look, columns, kept, paragraph, section_end, words
from vndoc.write.letterhead import head, is_heading_line, legal_basis_apart
from vndoc.write.marking import DOUBTFUL_BELOW, Marker, Run
from vndoc.write.note_places import NotePlaces, with_signs
from vndoc.write.notes import notes, pages_in_words
from vndoc.write.outline import is_heading, marker_of
from vndoc.write.printable import one_line, printable

DEEPEST = 9
"""Word has nine heading styles."""

LAST_LINES = 2500
"""Characters of XML of a last paragraph that stays with the signature: some ten lines."""

LEFT_SHARE = 0.42
"""Share of the width of what stands on the left of a form: the national heading on the right needs more than half."""

REGULAR = Look(bold=False)
NEW_PAGE = "<w:pageBreakBefore/>"
NOT_KEPT = '<w:keepNext w:val="0"/>'
"""A heading with its text on the same line need not stay with what follows."""

RUN_IN = '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'


def to_docx(document: Document, doubtful_below: float = DOUBTFUL_BELOW) -> bytes:
    """The document as a Word file.

    Raises:
        UsageError: python-docx is not installed.
    """
    places = NotePlaces(document)
    writer = _Writer(with_signs(document, places), doubtful_below)
    footnotes = Footnotes(places.notes)
    body = footnotes.placed(writer.body())
    return packed(document, Parts(body, writer.comments.texts, footnotes.part(), writer.across), writer.layout)


class _Writer:
    """Writes the paragraphs of one document."""

    def __init__(self, document: Document, doubtful_below: float) -> None:
        self.layout = layout_of(document.metadata, head(document).right, prints_of(document))
        self.comments = Comments()
        self.across = False
        self._document = document
        self._marker = Marker(document, doubtful_below)
        self._manners = Manners(document, self.layout)
        self._start = ""
        self._page = 0
        self._out: list[str] = []

    def body(self) -> str:
        """All paragraphs and tables."""
        document = self._document
        self.across = self._manners.begins_across()
        self._out = [self._notices(), head_xml(document, self._field, self.layout)]
        if document.sections or document.annexes:
            basis = self._field("legal_basis", legal_basis_apart(document), self._manners.basis)
            self._out += [paragraph(text, "BodyText") for text in basis]
            self._sections(document.sections)
            self._foot()
            for number, annex in enumerate(document.annexes):
                self._start = NEW_PAGE if document.sections or number else ""
                self._sections([annex])
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

    def _foot(self) -> None:
        """The foot, on the page of the last lines of the text where they are few."""
        foot = foot_xml(self._document, self._field, self.layout)
        if not foot:
            return
        self._turn(self._manners.foot_across())
        if (
            self._out
            and self._out[-1].startswith('<w:p><w:pPr><w:pStyle w:val="BodyText"/>')
            and len(self._out[-1]) < LAST_LINES
        ):
            self._out[-1] = kept(self._out[-1])
        self._out.append(foot)

    def _pages(self) -> None:
        """The lines of pages whose structure is not known, each page on a page."""
        first = True
        for page in self._document.pages:
            for number, line in enumerate(page_lines(page)):
                self._out.append(paragraph(words(line), "Lines", NEW_PAGE if number == 0 and not first else ""))
                first = False

    def _sections(self, sections: Sequence[Section]) -> None:
        """Write sections and what is under them; a stack, so that no depth of nesting can exhaust Python's own."""
        stack: list[tuple[Section | list[Row], int]] = [(section, 1) for section in reversed(self._manners.rows(sections))]
        while stack:
            section, depth = stack.pop()
            if isinstance(section, list):
                self._side_by_side(section)
                continue
            if section.level == "annex" and depth > 1 and section.pages is not None and section.pages[0] > self._page:
                self._start = NEW_PAGE
            self._page = section.pages[0] if section.pages is not None else self._page
            self._turn(self._manners.stands_across(section, now=self.across))
            heading = is_heading(section)
            self._own_text(section, heading, depth)
            if section.cells:
                self._table(section)
            stack.extend((child, depth + heading) for child in reversed(self._manners.rows(section.children)))

    def _side_by_side(self, rows: list[Row]) -> None:
        """Heads and signatures of forms: what stands on the left, and beside it what stands on the right."""
        self._turn(self._manners.stands_across(rows[0].left[0], now=self.across))
        width = ACROSS[0] if self.across else self.layout.width
        made = [("".join(map(self._in_column, row.left)), "".join(map(self._in_column, row.right))) for row in rows]
        self._out.append(columns(made, (width * LEFT_SHARE, width * (1 - LEFT_SHARE))) + paragraph("", "Lines", AFTER))

    def _in_column(self, section: Section) -> str:
        look = self._manners.of(section, heading=False).look
        texts = [line for line in printable(section.text).split("\n") if line.strip()]
        return "".join(
            paragraph(self.comments.marked(runs, look), "Columns", KEPT) for runs in self._marker.section(section, texts)
        )

    def _turn(self, across: bool) -> None:
        """End the section of the file where its pages turn; what follows starts on a new page then."""
        if across != self.across:
            self._out.append(section_end(page_xml(self.layout, across=self.across)))
            self.across = across
            self._start = ""

    def _table(self, section: Section) -> None:
        if self._start:
            self._out.append(paragraph("", "Lines", self._take_start()))
        width = ACROSS[0] if self.across else self.layout.width
        self._out.append(table_xml(section.cells, width, self._manners.table_size(section)))

    def _take_start(self) -> str:
        start, self._start = self._start, ""
        return start

    def _own_text(self, section: Section, heading: bool, depth: int) -> None:
        texts = [line for line in printable(section.text).split("\n") if line.strip()]
        name = one_line(section.title)
        runs = self._marker.section(section, [name, *texts])
        marker = marker_of(section, name or (texts[0] if texts else ""))
        if section.level == "annex":
            texts, runs = self._letterhead(texts, runs)
        manner = self._manners.of(section, heading)
        first = words(f"{marker} ", Look(bold=None if heading else manner.look.bold)) if marker else ""
        rest = runs[1:] if heading or not name else runs
        if heading and (name or not texts or section.level in CENTRED):
            self._heading(marker, name, runs[0], manner, depth)
            first = ""
        elif heading:
            inside = first + self.comments.marked(runs[1], REGULAR)
            start = self._take_start()
            self._out.append(paragraph(inside, f"Heading{min(depth, DEEPEST)}", f"{NOT_KEPT}{start}{RUN_IN}"))
            rest, first = runs[2:], ""
        self._paragraphs(rest, first, manner, heading)

    def _letterhead(self, texts: list[str], runs: list[list[Run]]) -> tuple[list[str], list[list[Run]]]:
        """The letterhead of an annex, which stands above its title; what is left of its lines, and of their runs."""
        count = head_lines(texts)
        if count:
            sides: tuple[list[str], list[str]] = ([], [])
            for text, found in zip(texts[:count], runs[1:], strict=False):
                look = BOLD if is_heading_line(text) else ITALIC if is_date_line(text) else PLAIN
                sides[stands_right(text)].append(paragraph(self.comments.marked(found, look), "Columns", KEPT))
            if self._start:
                self._out.append(paragraph("", "Lines", f"{self._take_start()}{AFTER}"))
            self._out.append(columns([("".join(sides[0]), "".join(sides[1]))], self.layout.widths))
            self._out.append(paragraph("", "Lines", f"{KEPT}{AFTER}"))
        return texts[count:], [runs[0], *runs[1 + count :]]

    def _paragraphs(self, texts: Sequence[Sequence[Run]], first: str, manner: Manner, heading: bool) -> None:
        """Running text; what stands before it is on its first line. Under a heading it is set as all text is."""
        own = manner
        for found in texts:
            manner = under_heading("".join(run.text for run in found), own) if heading else own
            look, style, place = manner.look, manner.style, manner.place
            start = self._take_start()
            self._out.append(paragraph(first + self.comments.marked(found, look), style, f"{start}{place}"))
            first = ""
        if first:
            self._out.append(paragraph(first, own.style, f"{self._take_start()}{'' if heading else own.place}"))

    def _heading(self, marker: str, name: str, title: Sequence[Run], manner: Manner, depth: int) -> None:
        """A heading of its own line or lines."""
        own_line = manner.own_line and marker and name
        printed = words(f"{marker}\n" if own_line else f"{marker} " if name else marker, manner.look) if marker else ""
        inside = printed + self.comments.marked(title, manner.look)
        self._out.append(paragraph(inside, f"Heading{min(depth, DEEPEST)}", f"{self._take_start()}{manner.place}"))
