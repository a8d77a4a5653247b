"""Document → Markdown (GFM): front matter, letterhead, headings from the tree, text with its markers, tables, foot.

Doubtful words are ``<mark>`` with their candidates in the title, which GFM shows as highlighted text; headings and tables stay
free of it. A document without sections is written line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vndoc.document import Document, Section
from vndoc.write.annex_heads import head_lines, is_issued, stands_right
from vndoc.write.as_text import page_lines
from vndoc.write.escape_markdown import attribute, escape, escape_cell, escape_heading, escape_points, insert_escapes, tidy
from vndoc.write.front_matter import front_matter
from vndoc.write.grid import grid
from vndoc.write.letterhead import head, legal_basis_apart, marks_of, signature_lines
from vndoc.write.marking import DOUBTFUL_BELOW, Marker, Run, hint
from vndoc.write.note_places import NotePlaces, filled, numbers_in, with_signs
from vndoc.write.outline import heading_of, is_heading, marker_of
from vndoc.write.printable import one_line

DEEPEST = 6
"""Markdown has no deeper headings."""

BULLETS = ("-", "+", "*")
"""Printed markers that are list markers of Markdown too."""


def to_markdown(document: Document, doubtful_below: float = DOUBTFUL_BELOW) -> str:
    """The document as Markdown, with a line feed at the end."""
    places = NotePlaces(document)
    document = with_signs(document, places)
    blocks = _Blocks()
    blocks.add(front_matter(document))
    _write_head(document, blocks)
    marker = Marker(document, doubtful_below)
    if document.sections or document.annexes:
        for basis in legal_basis_apart(document):
            blocks.add(f"*{escape(basis, line_start=False)}*")
        _write_sections(document.sections, 2, marker, blocks)
        _write_foot(document, blocks)
        for annex in document.annexes:
            blocks.add("---")
            _write_sections([annex], 2, marker, blocks)
    else:
        for page in document.pages:
            blocks.add(escape("\n".join(page_lines(page))))
    if not (notes := places.notes):
        return blocks.text()
    for number in numbers_in(blocks.text(), places):
        _write_note(number, notes[number], marker, blocks)
    return filled(blocks.text(), lambda number: f"[^{number}]", notes)


class _Blocks:
    """Blocks of a Markdown file; neighbouring list items stand together, all else has a blank line between."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._in_list = False

    def add(self, block: str, *, item: bool = False) -> None:
        if not block:
            return
        if self._out:
            self._out.append("\n" if item and self._in_list else "\n\n")
        self._out.append(block)
        self._in_list = item

    @property
    def in_list(self) -> bool:
        return self._in_list

    def text(self) -> str:
        return "".join(self._out) + "\n"


def _write_head(document: Document, blocks: _Blocks) -> None:
    """The letterhead as a table of two columns; kind and subject as the title."""
    top = head(document)
    left, right = "<br>".join(map(escape_cell, top.left)), "<br>".join(map(escape_cell, top.right))
    below = escape_cell(top.number), f"*{escape_cell(top.place_and_date)}*" if top.place_and_date else ""
    if left or right or any(below):
        blocks.add(f"| {left} | {right} |\n|:---:|:---:|\n| {below[0]} | {below[1]} |")
    for mark in marks_of(document.metadata):
        blocks.add(f"**{escape(mark, line_start=False)}**")
    if top.kind:
        blocks.add(f"# {escape_heading(top.kind)}")
        blocks.add(f"**{escape(top.subject, line_start=False)}**" if top.subject else "")
    elif top.subject:
        blocks.add(f"# {escape_heading(top.subject)}")
    addressees = [one_line(name) for name in document.metadata.addressees]
    if len(addressees) == 1:
        blocks.add(f"Kính gửi: {escape(addressees[0], line_start=False)}")
    elif addressees:
        blocks.add("Kính gửi:")
        for name in addressees:
            blocks.add(f"- {escape(name)}", item=True)


def _write_foot(document: Document, blocks: _Blocks) -> None:
    """Signatures, then recipients."""
    meta = document.metadata
    for titles, note, name in signature_lines(meta):
        lines = [f"**{escape(line, line_start=False)}**" for line in titles]
        lines += [f"*{note}*"] if note else []
        lines += [f"**{escape(name, line_start=False)}**"] if name else []
        blocks.add("<br>\n".join(lines))
    recipients = [one_line(name) for name in (*meta.recipients, *([meta.archive_line] if meta.archive_line else []))]
    if recipients:
        blocks.add("***Nơi nhận:***")
        for name in recipients:
            blocks.add(f"- {escape(name.removeprefix('-').strip())}", item=True)


def _write_sections(sections: Iterable[Section], depth: int, marker: Marker, blocks: _Blocks) -> None:
    """Sections in order; a stack, so that no depth of nesting can exhaust Python's own."""
    stack = [(section, depth) for section in reversed(list(sections))]
    while stack:
        section, depth = stack.pop()
        heading = is_heading(section)
        top = _write_annex_head(section, blocks) if heading and section.level == "annex" else 0
        if heading:
            blocks.add(f"{'#' * min(depth, DEEPEST)} {escape_heading(heading_of(section))}")
        title = "" if heading else section.title
        text = "\n".join(part for part in (title, section.text) if part.strip())
        _write_text(section, text, heading, marker, blocks, top)
        if section.cells:
            blocks.add(_table(section))
        stack.extend((child, depth + heading) for child in reversed(section.children))


def _write_annex_head(section: Section, blocks: _Blocks) -> int:
    """The letterhead of an annex as a table of two columns; answers how many lines of its text that takes."""
    lines = _paragraphs(section.text)[: head_lines(_paragraphs(section.text))]
    if lines:
        sides = ([line for line in lines if stands_right(line) == right] for right in (False, True))
        left, right = ("<br>".join(map(escape_cell, side)) for side in sides)
        blocks.add(f"| {left} | {right} |\n|:---:|:---:|")
    return len(lines)


def _paragraphs(text: str) -> list[str]:
    return [line for line in tidy(text).split("\n") if line]


def _write_text(section: Section, text: str, under_heading: bool, marker: Marker, blocks: _Blocks, written: int = 0) -> None:
    """The paragraphs of a section's own text; the first of them opens with the marker where there is no heading.

    `written` paragraphs at its start stand elsewhere already.
    """
    printed = "" if under_heading else marker_of(section, text)
    paragraphs = _paragraphs(text)
    if not paragraphs and printed:
        blocks.add(escape(printed))
        return
    texts = [section.title, *paragraphs] if under_heading else paragraphs
    runs = marker.section(section, texts)[len(texts) - len(paragraphs) :]
    bullet = printed in BULLETS
    nested = bullet and section.level == "plus" and blocks.in_list
    indent = "  " if nested else ""
    for k, (paragraph, found) in enumerate(zip(paragraphs[written:], runs[written:], strict=True)):
        body = _with_marks(paragraph, found, line_start=bool(k) or bullet or not printed)
        if k == 0 and bullet:
            blocks.add(f"{indent}{printed} {body}", item=True)
        elif bullet:
            blocks.add(f"{indent}  {body}")
        elif k == 0 and printed:
            blocks.add(f"{_marker(printed)} {body}")
        else:
            blocks.add(f"*{body}*" if section.level == "annex" and is_issued(paragraph) else body)


def _write_note(number: int, note: Section, marker: Marker, blocks: _Blocks) -> None:
    """A footnote as GFM has it: its number in the document, as the same may be printed on every page."""
    paragraphs = _paragraphs(note.text)
    runs = marker.section(note, paragraphs)
    texts = [_with_marks(text, found, line_start=True) for text, found in zip(paragraphs, runs, strict=True)]
    blocks.add(f"[^{number}]: " + "\n\n    ".join(texts))


def _marker(printed: str) -> str:
    """A printed marker at the start of a paragraph: in bold where it would start a list, as it is elsewhere.

    >>> _marker("1."), _marker("a)")
    ('**1.**', 'a)')
    """
    plain = escape(printed)
    return plain if plain == printed else f"**{escape(printed, line_start=False)}**"


def _with_marks(text: str, runs: Sequence[Run], *, line_start: bool) -> str:
    """A paragraph with its doubtful words marked."""
    points = escape_points(text, line_start=line_start)
    out = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        part = insert_escapes(text, points, at, end)
        if run.state == "doubtful" and "_" not in text[max(at - 1, 0) : end + 1]:
            part = f'<mark title="{attribute(hint(run))}">{part}</mark>'
        out.append(part)
        at = end
    return "".join(out)


def _table(section: Section) -> str:
    """Cells as a GFM table; its first row is the head, merged cells leave empty ones."""
    rows, width = grid(section.cells)
    lines = []
    for k, row in enumerate(rows):
        texts: list[str] = []
        for cell in row:
            texts += [""] * (cell.column - len(texts))
            texts.append(escape_cell(cell.text))
        texts += [""] * (width - len(texts) if k == 0 else 0)
        lines.append(f"| {' | '.join(texts)} |")
        if k == 0:
            lines.append("|" + "---|" * width)
    return "\n".join(lines)
