"""Head and foot of a Word file: tables of two columns without borders, as the family prints them.

In: the document and a function that gives a field's texts as marked runs; out: XML of paragraphs and tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from vndoc.document import Document
from vndoc.write.as_printed import broken, ended, introduced, lines_of
from vndoc.write.docx_styles import Layout
from vndoc.write.docx_type import BOLD as BOLDER
from vndoc.write.docx_type import width_of
from vndoc.write.docx_xml import PLAIN, Look, columns, paragraph, rule, words
from vndoc.write.letterhead import Head, SignatureLines, date_in_words, head, marks_of, signature_lines
from vndoc.write.printable import one_line

MarkField = Callable[[str, list[str], Look], list[str]]
"""Texts of a metadata field, by its name, as runs with their doubtful words marked."""

BOLD = Look(bold=True)
KEPT = "<w:keepNext/>"
GAP = "....."
ROOM = "\N{NO-BREAK SPACE}" * 6
"""Room for a number that was written by hand."""

_DATED = regex.compile(r"ngày.*năm", regex.IGNORECASE)

SMALLER = 11
"""Points of a name that is too long for its column."""

END = paragraph("", "Lines", '<w:spacing w:line="20" w:lineRule="exact"/>')
"""What has to stand after a table, of no height: it must not begin a page of its own."""

LAST = 4
"""The last recipients go to another page together."""

BESIDE = 11
"""Lines of recipients that stand beside a signature; more stand in a row of their own that may go on on the next page."""

ROOM_TO_SIGN = 56
"""Points between position and name where nothing says that it was signed."""


def head_xml(document: Document, mark: MarkField, layout: Layout) -> str:
    """The letterhead, the title and the addressees."""
    top = head(document)
    out = []
    left, right = _left(document, top, mark, layout), _right(top, layout)
    below_left, below_right = _below_left(document, top, mark, layout), _date(document, mark)
    if left or right or below_left or below_right:
        out.append(columns([(left, right), (below_left, below_right)], layout.widths))
    if top.kind:
        out.append(paragraph(mark("kind", [top.kind], PLAIN)[0], "Title"))
        if top.subject:
            subject = broken(top.subject, lines_of(document, "subject"))
            out.append(paragraph(mark("subject", [subject], PLAIN)[0], "Subtitle"))
        out.append(rule(layout.width, 0.2, after=6))
    out += _addressees(document, mark)
    if len(out) == 1:
        out.append(END)  # a table right behind another would be one with it
    return "".join(out)


def _left(document: Document, top: Head, mark: MarkField, layout: Layout) -> str:
    """Superior and issuer, the last in bold, and what stands under them."""
    fields = [name for name in ("superior", "issuer") if getattr(document.metadata, name)]
    names = [(field, broken(name, lines_of(document, field))) for field, name in zip(fields, top.left, strict=True)]
    looks = [PLAIN] * (len(names) - 1) + [BOLD]
    out = [
        paragraph(mark(field, [name], _fitting(name, look, layout))[0], "Columns")
        for (field, name), look in zip(names, looks, strict=False)
    ]
    if out:
        out.append(paragraph(words("*"), "Columns") if layout.star else rule(layout.left, 0.4))
    return "".join(out)


def _fitting(name: str, look: Look, layout: Layout) -> Look:
    """A name in smaller type, where its printed lines fit into the column so and do not as they are."""
    longest = max(name.split("\n"), key=len)
    usual = look.size or layout.issuer
    as_it_is, smaller = (width_of(longest, size) * (BOLDER if look.bold else 1) <= layout.left for size in (usual, SMALLER))
    return look._replace(size=SMALLER) if smaller and not as_it_is else look


def _right(top: Head, layout: Layout) -> str:
    """The national or Party heading with its rule."""
    sizes = [layout.heading, *[layout.motto] * len(top.right)]
    lines = [
        paragraph(words(line, Look(bold=True, size=size)), "Columns") for line, size in zip(top.right, sizes, strict=False)
    ]
    return "".join([*lines, rule(layout.width - layout.left, 0.8 if layout.star else 0.6)]) if lines else ""


def _below_left(document: Document, top: Head, mark: MarkField, layout: Layout) -> str:
    """The number, what a letter is about, and the marks in frames."""
    out = []
    if top.number and document.metadata.number:
        bare = one_line(document.metadata.number.raw)
        number = introduced(bare, lines_of(document, "number")) or top.number
        if not bare[:1].isalnum():
            number = number.replace(bare, f"{ROOM}{bare}")
        out.append(paragraph(mark("number", [number], PLAIN)[0], "Columns"))
    if top.subject and not top.kind:
        subject = broken(top.subject, lines_of(document, "subject"))
        out.append(paragraph(mark("subject", [subject], _fitting(subject, Look(size=12), layout))[0], "Columns"))
    for note in marks_of(document.metadata):
        out.append(paragraph(words(note, Look(bold=True, framed=True)), "Columns", '<w:spacing w:before="80"/>'))
    return "".join(out)


def _date(document: Document, mark: MarkField) -> str:
    """Place and date, with room for what was written into it by hand and is not known; as read where no date is."""
    meta = document.metadata
    read = next((line for line in lines_of(document, "place") if meta.date is None and _DATED.search(line)), "")
    shown = read or ", ".join(part for part in (one_line(meta.place or ""), with_gaps(date_in_words(meta.date))) if part)
    return paragraph(mark("date", [shown], Look(italic=True))[0], "Columns") if shown else ""


def with_gaps(date: str) -> str:
    """A date in words with room for the day, and the month, where they are not known.

    >>> with_gaps("tháng 01 năm 2010"), with_gaps("năm 2010"), with_gaps("ngày 05 tháng 3 năm 2020"), with_gaps("")
    ('ngày ..... tháng 01 năm 2010', 'ngày ..... tháng ..... năm 2010', 'ngày 05 tháng 3 năm 2020', '')
    """
    if date.startswith("năm "):
        date = f"tháng {GAP} {date}"
    return f"ngày {GAP} {date}" if date.startswith("tháng ") else date


def _addressees(document: Document, mark: MarkField) -> list[str]:
    """``Kính gửi:`` with one name on its line, or with a list under it."""
    printed = ended([one_line(name) for name in document.metadata.addressees], lines_of(document, "addressees"))
    names = mark("addressees", printed, PLAIN)
    space = '<w:spacing w:before="240" w:after="120"/>'
    if len(names) < 2:
        return [paragraph(f"{words('Kính gửi: ')}{name}", "BodyText", f'{space}<w:jc w:val="center"/>') for name in names]
    place = '<w:ind w:left="2268" w:firstLine="0"/><w:jc w:val="left"/>'
    listed = [
        paragraph(
            f"{words('- ')}{name}",
            "BodyText",
            f'<w:spacing w:before="0" w:after="{0 if name is not names[-1] else 120}"/>{place}',
        )
        for name in names
    ]
    return [paragraph(words("Kính gửi:"), "BodyText", f'{KEPT}{space}<w:ind w:left="1417" w:firstLine="0"/>'), *listed]


def foot_xml(document: Document, mark: MarkField, layout: Layout) -> str:
    """Recipients on the left and the signature on the right; several signatures side by side, recipients below them."""
    receivers = _recipients(document, mark, layout)
    printed = lines_of(document, "signatures") or lines_of(document, "signature")
    signatures = [_signature(lines, mark, printed) for lines in signature_lines(document.metadata)]
    if not receivers and not signatures:
        return ""
    gap = paragraph("", "Columns", KEPT)
    widths = layout.foot_widths
    if len(signatures) < 2:
        parts = (receivers[BESIDE:-LAST], receivers[max(BESIDE, len(receivers) - LAST) :])
        more = ["".join(part) for part in parts if part]
        rows = [("".join(receivers[:BESIDE]), "".join(signatures)), *((part, "") for part in more)]
        return gap + columns(rows, widths, lambda row: row != 1 or len(more) < 2) + END
    each = layout.width / len(signatures)
    return "".join([gap, columns([signatures], [each] * len(signatures)), gap, *receivers, END])


def _recipients(document: Document, mark: MarkField, layout: Layout) -> list[str]:
    meta = document.metadata
    word, size = layout.receivers
    names = []
    for field, texts in (("recipients", meta.recipients), ("archive_line", filter(None, (meta.archive_line,)))):
        printed = ended([one_line(text).removeprefix("-").strip() for text in texts], lines_of(document, field))
        names += mark(field, printed, Look(size=size))
    if not names:
        return []
    look = Look(underlined=True, size=word) if layout.star else Look(bold=True, italic=True, size=word)
    at_left = '<w:jc w:val="left"/>'
    dash = words("- ", Look(size=size))
    listed = (paragraph(f"{dash}{name}", "Columns", at_left) for name in names)
    return [paragraph(words("Nơi nhận:", look), "Columns", at_left), *listed]


def _signature(lines: SignatureLines, mark: MarkField, printed: Sequence[str]) -> str:
    """For whom and as what, on lines as printed, room or a note, the name."""
    *titles, name = mark("signature", [*(broken(title, printed) for title in lines.titles), lines.name], BOLD)
    out = [paragraph(line, "Columns", KEPT) for line in titles]
    if lines.note:
        out.append(paragraph(words(lines.note, Look(italic=True)), "Columns", KEPT))
    room = 12 if lines.note else ROOM_TO_SIGN
    out.append(paragraph(name, "Columns", f'<w:spacing w:before="{room * 20}"/>'))
    return "".join(out)
