"""The parts of the HTML page around the text: letterhead, recipients and signatures, outline, notices."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from vndoc.document import Document, Section
from vndoc.write.annex_heads import is_date_line, is_number_line, stands_right
from vndoc.write.letterhead import head, marks_of, signature_lines, title
from vndoc.write.notes import Note, ranges
from vndoc.write.notice_words import WORDS, in_vietnamese
from vndoc.write.outline import heading_of, is_heading
from vndoc.write.printable import one_line, printable

OUTLINE_OPEN_UP_TO = 60
"""An outline of more entries starts folded: it would fill the window."""

ENTRY_CHARACTERS = 70
"""Characters of a text that stands for a title in the outline: two of its lines."""

SHOWN_NOTICES = 50
"""Notices that the page lists; more would hide the text, and are in the JSON."""

MarkField = Callable[[str, list[str]], list[str]]
"""Texts of a metadata field, by its name, as HTML with their doubtful words marked."""


def meta_html(document: Document) -> str:
    """Fields for programs that index pages, by the names of Dublin Core; those that are absent are left out."""
    meta = document.metadata
    fields = {
        "identifier": meta.number.raw if meta.number else None,
        "type": meta.kind,
        "issued": meta.date,
        "publisher": meta.issuer,
        "subject": meta.subject,
        "source": document.origin.name,
    }
    told = ((name, one_line(value)) for name, value in fields.items() if value)
    return "".join(f'<meta name="dcterms.{name}" content="{html.escape(value)}">\n' for name, value in told if value)


def head_html(document: Document, mark: MarkField) -> str:
    """The two-column letterhead, the marks, the title and the addressees."""
    top = head(document)
    fields = [name for name in ("superior", "issuer") if getattr(document.metadata, name)]
    names = [mark(field, [name])[0] for field, name in zip(fields, top.left, strict=True)]
    number, date = mark("number", [top.number])[0], mark("date", [top.place_and_date])[0]
    subject = mark("subject", [top.subject])[0]
    left = "".join(f"<p>{name}</p>" for name in names[:-1]) + "".join(f'<p class="issuer">{name}</p>' for name in names[-1:])
    right = "".join(f'<p class="heading">{html.escape(line)}</p>' for line in top.right)
    about = f'<h1 class="about">{subject}</h1>' if top.subject and not top.kind else ""
    out = []
    if left or right or top.number or top.place_and_date or about:
        out.append(
            f'<header class="head">\n<div class="left{"" if left else " empty"}">{left}</div>\n'
            f'<div class="right{"" if right else " empty"}">{right}</div>\n'
            f"<div><p>{number}</p>{about}</div>\n"
            f'<p class="date">{date}</p>\n</header>\n'
        )
    meta = document.metadata
    marks = marks_of(meta)
    if marks:
        out.append('<p class="marks">' + "".join(f"<span>{html.escape(mark)}</span>" for mark in marks) + "</p>\n")
    if top.kind:
        below = f"<p>{subject}</p>" if subject else ""
        out.append(f'<div class="title"><h1>{mark("kind", [top.kind])[0]}</h1>{below}</div>\n')
    elif not about:
        out.insert(0, f'<h1 class="unseen">{html.escape(title(document))}</h1>\n')
    if meta.addressees:
        items = "".join(f"<li>{name}</li>" for name in mark("addressees", [one_line(name) for name in meta.addressees]))
        out.append(f'<div class="to"><p>Kính gửi:</p><ul>{items}</ul></div>\n')
    return "".join(out)


def annex_head_html(lines: Sequence[str], marked: Sequence[str]) -> str:
    """A letterhead of an annex in two columns, as that of the document; `marked` are the lines as HTML."""
    left, right = [], []
    for line, text in zip(lines, marked, strict=True):
        if stands_right(line):
            right.append(f'<p class="{"date" if is_date_line(line) else "heading"}">{text}</p>')
        else:
            left.append(f"<p>{text}</p>" if is_number_line(line) else f'<p class="issuer">{text}</p>')
    return (
        f'<header class="head">\n<div class="left{"" if left else " empty"}">{"".join(left)}</div>\n'
        f'<div class="right">{"".join(right)}</div>\n</header>\n'
    )


def foot_html(document: Document, mark: MarkField) -> str:
    """Recipients on the left, signatures on the right."""
    meta = document.metadata
    receivers = mark("recipients", [one_line(name).removeprefix("-").strip() for name in meta.recipients])
    if meta.archive_line:
        receivers += mark("archive_line", [one_line(meta.archive_line).removeprefix("-").strip()])
    items = "".join(f"<li>- {name}</li>" for name in receivers)
    recipients = f'<div class="recipients"><b>Nơi nhận:</b><ul>{items}</ul></div>' if items else "<div></div>"
    signatures = []
    for titles, note, name in signature_lines(meta):
        *lines, signer = mark("signature", [*titles, name])
        above = "".join(f'<p class="titles">{line}</p>' for line in lines)
        signatures.append(f'<div>{above}<p class="note">{html.escape(note)}</p><p class="name">{signer}</p></div>')
    if not items and not signatures:
        return ""
    return f'<footer class="foot">\n{recipients}\n<div class="signatures">{"".join(signatures)}</div>\n</footer>\n'


def anchor(section_id: str) -> str:
    """The address of a section on its page."""
    return html.escape(f"#{quote(printable(section_id))}")


def outline_html(document: Document) -> str:
    """A table of contents: headings as nested lists; empty where there are fewer than two."""
    out: list[str] = []
    count = _outline([*document.sections, *document.annexes], out)
    if count < 2:
        return ""
    is_open = " open" if count <= OUTLINE_OPEN_UP_TO else ""
    return f'<nav aria-label="Mục lục"><details{is_open}><summary>Mục lục</summary>{"".join(out)}</details></nav>'


def _entry(section: Section) -> str:
    """What the outline says of a section: its heading; where it has no title, its first words too."""
    heading = heading_of(section)
    if section.title.strip() or not section.text.strip():
        return heading
    words = one_line(section.text[:ENTRY_CHARACTERS]).split()
    cut = len(section.text) > ENTRY_CHARACTERS
    return f"{heading} {' '.join(words[:-1] if cut else words)}{'…' if cut else ''}"


def _outline(sections: Iterable[Section], out: list[str]) -> int:
    """Append nested lists of headings; returns their number. Sections that are no headings are passed through."""
    count = 0
    stack: list[Section | str] = ["</ol>", *reversed(list(sections))]
    out.append("<ol>")
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            out.append(item)
        elif is_heading(item):
            count += 1
            out.append(f'<li><a href="{anchor(item.id)}">{html.escape(_entry(item))}</a>')
            if any(is_heading(child) for child in item.children):
                out.append("<ol>")
                stack += ["</ol></li>", *reversed(item.children)]
            else:
                stack.append("</li>")
        else:
            stack.extend(reversed(item.children))
    return count


def notices_html(document: Document, *, doubtful: bool, changed: bool) -> str:
    """What the reader should know: notices, and what the marks in the text mean where there are any of them."""
    found = in_vietnamese(document.notices)
    items = [f"<li>{_where(note.pages)}{_message(note)}</li>" for note in found[:SHOWN_NOTICES]]
    left = len(found) - len(items)
    if left > 0:
        items.append(f"<li>và {left} lưu ý khác trong bản JSON</li>")
    listed = f"<ul>{''.join(items)}</ul>" if items else ""
    meanings = []
    if doubtful:
        meanings.append("Từ <mark>tô nền</mark> là từ máy chưa chắc: đưa chuột, bấm Tab hoặc chạm vào để xem các khả năng.")
    if changed:
        meanings.append('Từ <span class="changed">gạch chân chấm</span> đã được sửa so với bản đọc.')
    legend = f"<p>{' '.join(meanings)}</p>" if meanings else ""
    return f'<aside class="notices">{legend}{listed}</aside>\n' if legend or listed else ""


def _message(note: Note) -> str:
    """What a notice says; one that has no Vietnamese words is English, and is told to be."""
    said = html.escape(note.message)
    return said if note.code in WORDS else f'<span lang="en">{said}</span>'


def _where(pages: list[int]) -> str:
    """Links to the pages of a notice."""
    named = [(first, str(first) if first == last else f"{first}-{last}") for first, last in ranges(pages)]
    links = ", ".join(f'<a href="#page-{first}">{name}</a>' for first, name in named)
    return f"Trang {links}: " if links else ""
