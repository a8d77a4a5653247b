"""Document → one HTML page that needs nothing else, in the look of a Vietnamese official document.

Every text is escaped, the page's policy forbids scripts and foreign resources. Sections keep their ids as anchors, pages are
``#page-N``, references to units of the document are links. Doubtful words are marked and show their candidates on hover and
focus; changed words have a dotted line and the old text as a title. Pictures of pages, where given, stand beside the text of
their page; one that is chosen fills the window.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from vndoc.document import Document, Section
from vndoc.write.annex_heads import head_lines, is_issued
from vndoc.write.as_text import page_lines
from vndoc.write.docx_table import needs_breadth
from vndoc.write.grid import grid, head_rows, is_figure
from vndoc.write.html_links import Link, Links, grouped
from vndoc.write.html_parts import (
    anchor,
    annex_head_html,
    foot_html,
    head_html,
    meta_html,
    notices_html,
    outline_html,
)
from vndoc.write.html_style import STYLE, content_security_policy
from vndoc.write.letterhead import is_basis, legal_basis_apart, title
from vndoc.write.marking import DOUBTFUL_BELOW, Marker, Run, hint
from vndoc.write.note_places import NotePlaces, filled, numbers_in, with_signs
from vndoc.write.outline import heading_of, is_heading, marker_of
from vndoc.write.page_pictures import embedded
from vndoc.write.printable import flowing, one_line, printable

if TYPE_CHECKING:
    from PIL.Image import Image

ON_THEIR_OWN_LINE = ("part", "chapter", "annex")
"""Levels whose marker stands on a line above the title."""


LONGEST_CAPITALS = 100
"""Characters of a line of capitals that is set as a heading of the page: the longest names of issuers take two lines of 50."""

UPRIGHT, ACROSS = 165.0, 252.0
"""Millimetres of text on a printed page that stands upright, and across: A4 less the margins of the style sheet."""

FOOT = ("signature", "recipients", "archive_line")
"""Fields that stand after the text."""


def to_html(document: Document, pictures: Mapping[int, Image] | None = None, doubtful_below: float = DOUBTFUL_BELOW) -> str:
    """The document as a page of HTML, with pictures of its pages by their numbers, if any are given."""
    sheets = _sheets(document, pictures or {}, doubtful_below)
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy(pictures=bool(pictures))}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            meta_html(document),
            f"<title>{html.escape(title(document))}</title>\n<style>{STYLE}</style>\n</head>\n",
            '<body class="pictured">\n' if pictures else "<body>\n",
            f'<div class="side">{outline_html(document)}</div>\n<main>\n',
            notices_html(document, doubtful="<mark " in sheets, changed='class="changed"' in sheets),
            sheets,
            "</main>\n</body>\n</html>\n",
        ]
    )


def _sheets(document: Document, pictures: Mapping[int, Image], doubtful_below: float) -> str:
    """The document, a sheet for it and one for each annex."""
    places = NotePlaces(document)
    document = with_signs(document, places)
    body = _Body(document, pictures, places, doubtful_below)
    out = ['<article class="sheet">\n', body.anchors(first=True), head_html(document, body.field)]
    if document.sections or document.annexes:
        out += [f'<p class="basis">{basis}</p>\n' for basis in body.field("legal_basis", legal_basis_apart(document))]
        body.sections(document.sections, 2)
        text = "".join(body.out)
        out += [text, body.anchors(body.foot_page), foot_html(document, body.field), body.notes(text), "</article>\n"]
        for annex in document.annexes:
            body.out = []
            body.sections([annex], 2)
            text = "".join(body.out)
            across = " across" if ' broad"' in text else ""
            out += [f'<div class="sheet{across}">\n', text, body.notes(text), "</div>\n"]
        last = out.pop()
        out += [body.anchors(), last]
    else:
        for page in document.pages:
            lines = html.escape(printable("\n".join(page_lines(page))))
            out += [body.anchors(page.number), f'<p class="lines">{lines}</p>\n' if lines else ""]
        out.append("</article>\n")
    return filled("".join(out), body.mark, places.notes) if places.tied else "".join(out)


class _Body:
    """Writes sections; knows which pages have their anchors already."""

    def __init__(self, document: Document, pictures: Mapping[int, Image], places: NotePlaces, doubtful_below: float) -> None:
        self.out: list[str] = []
        self._places, self._notes = places, places.notes
        self._pictures = pictures
        self._tables = 0
        self.foot_page = max((document.evidence[name].page for name in FOOT if name in document.evidence), default=0)
        self._marker = Marker(document, doubtful_below)
        self._links = Links(document)
        self._evidence = document.evidence
        self._document = document
        self._waiting = [page.number for page in reversed(document.pages)]
        self._several = len(self._waiting) > 1

    def anchors(self, up_to: int | None = None, *, first: bool = False) -> str:
        """Anchors of the pages that have none yet, up to a page (of all, or of the first alone)."""
        found = []
        while self._waiting and (first or up_to is None or self._waiting[-1] <= up_to):
            number = self._waiting.pop()
            found.append(self._page(number))
            if first:
                break
        return "".join(found)

    def _page(self, number: int) -> str:
        """The anchor of a page, with its picture."""
        shown = f"trang {number}" if self._several else ""
        anchor = f'<a class="page" id="page-{number}" href="#page-{number}">{shown}</a>' if shown else ""
        anchor = anchor or f'<span class="page" id="page-{number}"></span>'
        found = embedded(self._pictures, number) if self._pictures else None
        if found is None:
            return anchor
        picture = f'<img src="{found.address}" alt="Ảnh trang {number}" width="{found.width}" height="{found.height}">'
        return (
            f'<br class="turn">{anchor}<a class="picture" id="picture-{number}" href="#picture-{number}">{picture}</a>'
            f'<a class="close" href="#page-{number}">Đóng ảnh trang {number}</a>'
        )

    def mark(self, number: int) -> str:
        """The mark of a footnote in the text, a link to it."""
        note = self._notes[number]
        sign = html.escape(_sign_of(note))
        return f'<sup><a id="mark-{number}" href="{anchor(note.id)}" aria-label="Chú thích {sign}">{sign}</a></sup>'

    def notes(self, text: str) -> str:
        """The footnotes whose marks a text holds, each with a link back to its mark."""
        out = []
        for number in numbers_in(text, self._places):
            note = self._notes[number]
            first, *rest = [line for line in printable(note.text).split("\n") if line.strip()] or [""]
            first, *rest = [self._marked(runs) for runs in self._marker.section(note, [first, *rest])]
            sign, name = html.escape(_sign_of(note)), html.escape(printable(note.id))
            back = f'<sup><a href="#mark-{number}" aria-label="Về chỗ có dấu {sign}">{sign}</a></sup>'
            more = "".join(f"<p>{line}</p>" for line in rest)
            out.append(f'<div class="footnote" id="{name}"><p>{back} {first}</p>{more}</div>\n')
        return f'<div class="notes" role="group" aria-label="Chú thích">\n{"".join(out)}</div>\n' if out else ""

    def field(self, name: str, texts: list[str]) -> list[str]:
        """Texts of a metadata field with their doubtful words marked, if it is known where they stand."""
        found = self._evidence.get(name)
        if found is None:
            return [html.escape(text) for text in texts]
        return [self._marked(runs) for runs in self._marker.lines(texts, found.page, found.lines)]

    def sections(self, sections: Iterable[Section], depth: int) -> None:
        """Write sections and what is under them; a stack, so that no depth of nesting can exhaust Python's own."""
        stack: list[tuple[Section | str, int]] = [(section, depth) for section in reversed(list(sections))]
        while stack:
            section, depth = stack.pop()
            if isinstance(section, str):
                self.out.append(section)
                continue
            heading = is_heading(section)
            tag = "section" if heading else "div"
            kind = f"{section.level} run-in" if heading and _runs_in(section) else section.level
            is_base = depth == 2 and section.level == "paragraph" and is_basis(self._document, section)
            kind += " basis" if is_base else _manner(section, depth == 2)
            self.out.append(f'<{tag} id="{html.escape(printable(section.id))}" class="{kind}">\n')
            if section.pages is not None:
                self.out.append(self.anchors(section.pages[0]))
            self._own_text(section, heading, min(depth, 6))
            if section.cells:
                self._tables += 1
                self.out.append(_table(section, self._tables))
            stack.append((f"</{tag}>\n", 0))
            stack.extend((child, depth + heading) for child in reversed(section.children))

    def _own_text(self, section: Section, heading: bool, level: int) -> None:
        paragraphs = [line for line in printable(section.text).split("\n") if line.strip()]
        name = one_line(section.title)
        runs = self._marker.section(section, [name, *paragraphs])
        marker = marker_of(section, name or (paragraphs[0] if paragraphs else ""))
        printed = f"{html.escape(marker)} " if marker else ""
        links = self._links.of(section, [name, *paragraphs])
        texts = [self._marked(found, some) for found, some in zip(runs, links, strict=True)]
        if heading:
            if top := head_lines(paragraphs) if section.level == "annex" else 0:
                self.out.append(annex_head_html(paragraphs[:top], texts[1 : top + 1]))
                paragraphs, texts = paragraphs[top:], [texts[0], *texts[top + 1 :]]
            if printed and name and section.level in ON_THEIR_OWN_LINE:
                printed = f"{printed.rstrip()}<br>"
            text = f"{printed}{texts[0]}" if name else html.escape(heading_of(section))
            self.out.append(f"<h{level}>{text}</h{level}>\n")
            printed = ""
        elif name:
            paragraphs, texts = [name, *paragraphs], ["", *texts]
        for plain, text in zip(paragraphs, texts[1:], strict=True):
            issued = ' class="issued"' if section.level == "annex" and is_issued(plain) else ""
            self.out.append(f"<p{issued}>{printed}{text}</p>\n")
            printed = ""
        if printed:
            self.out.append(f"<p>{printed.rstrip()}</p>\n")

    def _marked(self, runs: Sequence[Run], links: Sequence[Link] = ()) -> str:
        out = []
        for target, some in grouped(runs, links) if links else (("", [run]) for run in runs):
            if some[0].page is not None:
                out.append(self.anchors(some[0].page))
            text = "".join(map(_run_html, some))
            out.append(f'<a class="ref" href="{anchor(target)}">{text}</a>' if target else text)
        return "".join(out)


def _run_html(run: Run) -> str:
    text = html.escape(run.text)
    if run.state == "doubtful":
        tip = html.escape(hint(run))
        return f'<mark tabindex="0" data-tip="{tip}" aria-description="{tip}">{text}</mark>'
    if run.state == "changed":
        return f'<span class="changed" title="{html.escape(one_line(run.before))}">{text}</span>'
    return text


def _sign_of(note: Section) -> str:
    """The mark of a note as it is shown, raised: without brackets."""
    return one_line(note.marker or "").strip("()[] ")


def _runs_in(section: Section) -> bool:
    """Whether the text of an article goes on in the line of its marker."""
    return section.level == "article" and not section.title.strip() and bool(section.text.strip())


def _manner(section: Section, at_root: bool) -> str:
    """How a paragraph is set beyond its level: a legal basis in italics, lines of capitals (who decides) or signs centred.

    >>> [_manner(Section("p", "paragraph", text=text), True) for text in ("QUYẾT ĐỊNH:", "Căn cứ Luật X;", "-----")]
    [' capitals', ' basis', ' capitals']
    """
    text = section.text.strip()
    if section.marker or section.level != "paragraph":
        return ""
    if is_issued(text):
        return " issued"
    if not at_root:
        return ""
    if text.casefold().startswith("căn cứ "):
        return " basis"
    is_heading = text.isupper() or (bool(text) and not any(map(str.isalnum, text)))
    return " capitals" if is_heading and len(text) <= LONGEST_CAPITALS and "\n" not in text else ""


def _table(section: Section, count: int) -> str:
    rows, _ = grid(section.cells)
    broad = " broad" if needs_breadth(section.cells, UPRIGHT, ACROSS) else ""
    out = [f'<div class="wide{broad}" role="group" aria-label="Bảng {count}" tabindex="0"><table>\n']
    busy: dict[int, int] = {}
    head = head_rows(rows)
    is_apart = 0 < head < len(rows) and all(n + cell.rows <= head for n, row in enumerate(rows[:head]) for cell in row)
    for number, row in enumerate(rows):
        tag = "th" if number < head else "td"
        part = {0: "<thead>", head: "</thead><tbody>"}.get(number, "") if is_apart else ""
        out.append(f"{part}<tr>")
        at = 0
        for cell in row:
            for column in range(at, cell.column):
                if busy.get(column, 0) <= number:
                    out.append("<td></td>")
            spans = "".join(f' {name}="{n}"' for name, n in (("colspan", cell.columns), ("rowspan", cell.rows)) if n > 1)
            look = "" if cell.column == 0 or not is_figure(cell.text) else ' class="figure"'
            scope = look if tag == "td" else f' scope="{"col" if cell.columns == 1 else "colgroup"}"'
            text = html.escape(flowing(printable(cell.text)))
            out.append(f"<{tag}{scope}{spans}>{text}</{tag}>" if text.strip() else f"<td{spans}></td>")
            at = cell.column + cell.columns
            for column in range(cell.column, at):
                busy[column] = number + cell.rows
        out.append("</tr>\n")
    out.append(f"{'</tbody>' if is_apart else ''}</table></div>\n")
    return "".join(out)
