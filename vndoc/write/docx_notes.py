"""Word's own footnotes: at each mark a reference that shows the printed mark, at the foot of the page the note.

In: body XML with signs for the marks (`vndoc.write.note_places`) and the notes by their numbers; out: the body with references,
and the part ``footnotes.xml``. A note that is marked a second time is not written twice: its second mark is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from vndoc.document import Section
from vndoc.write.docx_xml import NAMESPACE, Look, paragraph, words
from vndoc.write.note_places import filled
from vndoc.write.printable import one_line, printable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
PART = "/word/footnotes.xml"

RAISED = Look(raised=True)
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


class Footnotes:
    """The notes of one document that are written as Word's."""

    def __init__(self, notes: Mapping[int, Section]) -> None:
        self._notes = notes
        self._written: list[int] = []

    def placed(self, body: str) -> str:
        """The body with references for its signs."""
        return filled(body, self._reference) if self._notes else body

    def part(self) -> bytes:
        """``footnotes.xml``; nothing where no note was placed."""
        if not self._written:
            return b""
        notes = "".join(self._note(number) for number in self._written)
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<w:footnotes xmlns:w="{NAMESPACE}">{_SEPARATORS}{notes}</w:footnotes>'.encode()

    def _reference(self, number: int) -> str:
        mark = _mark(self._notes[number], number)
        if number in self._written:
            return words(mark, RAISED)
        self._written.append(number)
        return (
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/><w:t>{escape(mark, quote=False)}</w:t></w:r>'
        )

    def _note(self, number: int) -> str:
        note = self._notes[number]
        texts = [line for line in printable(f"{note.title}\n{note.text}").split("\n") if line.strip()] or [""]
        first = words(_mark(note, number), RAISED) + words(f" {texts[0]}")
        lines = [paragraph(first, "FootnoteText"), *(paragraph(words(text), "FootnoteText") for text in texts[1:])]
        return f'<w:footnote w:id="{number}">{"".join(lines)}</w:footnote>'


def _mark(note: Section, number: int) -> str:
    """The printed mark; the number of the note where none was read."""
    return one_line(note.marker or "") or str(number)
