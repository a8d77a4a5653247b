"""The footnotes of a document by the place of their marks, for writers that set them as their format does.

In: a document; out: for each section the notes whose marks stand in it, and the document with signs where they stand, or with
the notes moved there. Notes without a known mark are not here: they are written where they stand in the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex
from msgspec.structs import replace

from vndoc.document import Document, NoteMark, Section
from vndoc.write.printable import REPLACEMENT


class Noted(NamedTuple):
    """A mark in a text, from `start` to `end` (the same where the reader lost it), the note, and its number in the document."""

    start: int
    end: int
    note: Section
    number: int


Key = tuple[str, str, int | None]
"""Id of a section, which of its texts, and which of its cells."""


class NotePlaces:
    """The tied footnotes of one document, numbered in the order of their marks."""

    def __init__(self, document: Document) -> None:
        self._found: dict[Key, list[Noted]] = {}
        self.tied: frozenset[str] = frozenset()
        if not document.note_marks:
            return
        sections = {section.id: section for section in all_sections((*document.sections, *document.annexes))}
        marks = [m for m in document.note_marks if m.note in sections and _holds(sections.get(m.section), m)]
        numbers: dict[str, int] = {}
        for mark in marks:
            number = numbers.setdefault(mark.note, len(numbers) + 1)
            noted = Noted(*mark.span, sections[mark.note], number)
            self._found.setdefault((mark.section, mark.part, mark.cell), []).append(noted)
        for some in self._found.values():
            some.sort(key=lambda noted: noted[:2])
        self.tied = frozenset(numbers)

    def of(self, section: Section, part: str = "text", cell: int | None = None) -> Sequence[Noted]:
        """The marks in a text of a section, in order."""
        return self._found.get((section.id, part, cell), ())

    def all_of(self, section: Section) -> list[Noted]:
        """The marks in all texts of a section: its title, its text, its cells."""
        keys = [("title", None), ("text", None), *(("cell", n) for n in range(len(section.cells)))]
        return [noted for part, cell in keys for noted in self.of(section, part, cell)]

    @property
    def notes(self) -> dict[int, Section]:
        """The tied notes by their numbers."""
        return {noted.number: noted.note for some in self._found.values() for noted in some}

    def is_tied(self, section: Section) -> bool:
        """Whether a section is a note that stands at its mark."""
        return section.id in self.tied


SIGN = regex.compile("\ufdda([\ufdd0-\ufdd9]+)\ufddb")
"""What stands in a text for a mark until the format's own is put there: noncharacters, which no page prints."""

_NONCHARACTERS = dict.fromkeys(range(0xFDD0, 0xFDF0), REPLACEMENT)
_DIGITS = {ord(digit): 0xFDD0 + int(digit) for digit in "0123456789"}


def with_signs(document: Document, places: NotePlaces) -> Document:
    """The document with a `SIGN` for each mark of a tied note, which `filled` replaces; the notes are no longer in the tree."""
    if not places.tied:
        return document

    def changed(section: Section, children: tuple[Section, ...]) -> Section:
        kept = tuple(child for child in children if not places.is_tied(child))
        return replace(_rewritten(section, places, _sign), children=kept)

    return _rebuilt(document, places, changed)


def with_notes_inside(document: Document) -> Document:
    """The document with each tied note as the first unit of the section that its mark stands in, both marks in brackets."""
    places = NotePlaces(document)
    if not places.tied:
        return document

    def changed(section: Section, children: tuple[Section, ...]) -> Section:
        if places.is_tied(section):
            return replace(section, marker=_shown(section))
        kept = [child for child in children if not places.is_tied(child)]
        own = [replace(noted.note, marker=_shown(noted.note)) for noted in places.all_of(section)]
        return replace(_rewritten(section, places, lambda noted: _shown(noted.note)), children=(*own, *kept))

    return _rebuilt(document, places, changed)


def filled(text: str, put: Callable[[int], str], known: Container[int]) -> str:
    """A text whose signs are replaced by what `put` gives for the number of a known note; a sign of no note is none."""
    return str(SIGN.sub(lambda m: put(n) if (n := _number(m[1])) in known else REPLACEMENT, text))


def unsigned(text: str) -> str:
    """A text without signs: for titles in metadata and outlines, which hold no notes."""
    return str(SIGN.sub("", text))


def numbers_in(text: str, places: NotePlaces) -> list[int]:
    """Numbers of the notes whose signs a text holds, in order."""
    known = places.notes
    return [number for number in dict.fromkeys(map(_number, SIGN.findall(text))) if number in known]


def _number(digits: str) -> int:
    return int("".join(str(ord(c) - 0xFDD0) for c in digits[:LONGEST_NUMBER]))


LONGEST_NUMBER = 9
"""Digits of a note's number; a document that has more of them made them up."""


def _sign(noted: Noted) -> str:
    return f"\ufdda{str(noted.number).translate(_DIGITS)}\ufddb"


def _shown(note: Section) -> str:
    """The mark of a note in brackets.

    >>> _shown(Section("note_1", "note", "(1)")), _shown(Section("note_2", "note", "2"))
    ('[1]', '[2]')
    """
    return f"[{(note.marker or '').strip('()[] ')}]"


def _rewritten(section: Section, places: NotePlaces, put: Callable[[Noted], str]) -> Section:
    """A section with other marks in its texts."""

    def of(text: str, part: str, cell: int | None = None) -> str:
        out, at = [], 0
        for noted in places.of(section, part, cell):
            out += [text[at : noted.start].translate(_NONCHARACTERS), put(noted)]
            at = max(at, noted.end)
        return "".join((*out, text[at:].translate(_NONCHARACTERS)))

    cells = tuple(replace(cell, text=of(cell.text, "cell", n)) for n, cell in enumerate(section.cells))
    return replace(section, title=of(section.title, "title"), text=of(section.text, "text"), cells=cells)


def _rebuilt(document: Document, places: NotePlaces, changed: Callable[[Section, tuple[Section, ...]], Section]) -> Document:
    """The document with other sections, made from the innermost out, so that no depth of nesting can exhaust Python's own."""
    made: dict[int, Section] = {}
    for section in reversed(list(all_sections((*document.sections, *document.annexes)))):
        made[id(section)] = changed(section, tuple(made[id(child)] for child in section.children))
    trees = (tuple(made[id(s)] for s in some if not places.is_tied(s)) for some in (document.sections, document.annexes))
    return replace(document, sections=next(trees), annexes=next(trees))


def all_sections(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections and what is under them, in order."""
    stack = list(sections)[::-1]
    while stack:
        section = stack.pop()
        yield section
        stack += reversed(section.children)


def _holds(section: Section | None, mark: NoteMark) -> bool:
    """Whether a section has the place that a mark names: documents may come from elsewhere."""
    if section is None:
        return False
    text = section.title if mark.part == "title" else section.text
    if mark.part == "cell":
        if mark.cell is None or not 0 <= mark.cell < len(section.cells):
            return False
        text = section.cells[mark.cell].text
    return 0 <= mark.span[0] <= mark.span[1] <= len(text)
