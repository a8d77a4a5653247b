"""Word's own footnotes: at each mark a reference that shows the printed mark, at the foot of the page the note.

In: body XML with signs for the marks (`vndoc.write.note_places`) and the notes by their numbers; out: the body with references,
and the part ``footnotes.xml``. A mark whose number is the one that Word counts is counted by Word, with the brackets around it
as text (before the note the number stands alone: LibreOffice puts it before them). Any other, a star or a count that begins
anew, is printed text that Word takes for the mark. A note that is marked a second time is not written twice: its second mark is
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import regex

from vndoc.document import Section
from vndoc.write.docx_xml import NAMESPACE, Look, paragraph, words
from vndoc.write.note_places import filled
from vndoc.write.printable import one_line, printable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
PART = "/word/footnotes.xml"

RAISED = Look(raised=True)
_COUNTED = regex.compile(r"(?P<before>[(\[]?)(?P<number>\d+)(?P<after>[)\]]?)")
_UP = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
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
        self._own: set[int] = set()

    def placed(self, body: str) -> str:
        """The body with references for its signs."""
        return filled(body, self._reference, self._notes) if self._notes else body

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
        if self._is_counted(mark, number):
            return _around(mark, f'<w:r>{_UP}<w:footnoteReference w:id="{number}"/></w:r>')
        self._own.add(number)
        text = f"<w:t>{escape(mark, quote=False)}</w:t>"
        return f'<w:r>{_UP}<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>{text}</w:r>'

    def _is_counted(self, mark: str, number: int) -> bool:
        """Whether Word counts as the marks do: those with marks of their own are not counted."""
        found = _COUNTED.fullmatch(mark)
        return found is not None and int(found["number"]) == len(self._written) - len(self._own)

    def _note(self, number: int) -> str:
        note = self._notes[number]
        texts = [line for line in printable(f"{note.title}\n{note.text}").split("\n") if line.strip()] or [""]
        mark = _mark(note, number)
        shown = words(mark, RAISED) if number in self._own else f"<w:r>{_UP}<w:footnoteRef/></w:r>"
        first = shown + words(f" {texts[0]}")
        lines = [paragraph(first, "FootnoteText"), *(paragraph(words(text), "FootnoteText") for text in texts[1:])]
        return f'<w:footnote w:id="{number}">{"".join(lines)}</w:footnote>'


def _around(mark: str, counted: str) -> str:
    """What is counted, in the brackets of its mark."""
    found = _COUNTED.fullmatch(mark)
    return "".join([words(found["before"], RAISED), counted, words(found["after"], RAISED)]) if found else counted


def _mark(note: Section, number: int) -> str:
    """The printed mark; the number of the note where none was read."""
    return one_line(note.marker or "") or str(number)
