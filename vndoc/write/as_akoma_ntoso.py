"""Document → Akoma Ntoso 3.0 (OASIS LegalDocML): metadata, preface, preamble, body, conclusions, attachments.

Any document is an ``act`` whose name is its kind. Names of elements, eIds and IRIs are those of ``docs/akoma_ntoso.md``. A
document without sections has its lines, page by page.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import regex

from vndoc.document import Document, Section
from vndoc.write.akn_body import Body
from vndoc.write.akn_meta import SOURCE, meta_of, references_of
from vndoc.write.akn_mods import analysis_of
from vndoc.write.akn_names import NO_DATE, full_date, no_space, slug
from vndoc.write.as_text import page_lines
from vndoc.write.letterhead import head, legal_basis_apart, marks_of, signature_lines
from vndoc.write.note_places import NotePlaces, filled, unsigned, with_signs
from vndoc.write.printable import one_line, printable

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_BASIS = regex.compile(r"(?:Căn cứ|Xét|Thực hiện|Theo|Sau khi)\s")


def to_akn(document: Document) -> str:
    """The document as Akoma Ntoso XML."""
    places = NotePlaces(document)
    document = with_signs(document, places)
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    act = SubElement(root, "act", name=slug(document.metadata.kind or "") or "act", contains="originalVersion")
    early = document.sections[: _early(document.sections)]
    body = Body(document, {id(section): "cit" if _is_basis(section) else "formula" for section in early})
    meta = meta_of(document)
    meta.append(references_of(document))
    act.append(meta)
    _preface(act, document)
    rest = _preamble(act, document, body)
    main = SubElement(act, "body")
    body.units(main, rest)
    if not document.sections and not document.annexes:
        _pages(main, document)
    if len(main) == 0:
        SubElement(SubElement(main, "hcontainer", name="empty"), "content")
    _conclusions(act, document)
    _attachments(act, document, body)
    analysis = analysis_of(body.modifications, SOURCE)
    if analysis is not None:
        meta.insert(1, analysis)
    xml = tostring(root, encoding="unicode")
    if notes := places.notes:
        xml = filled(xml, lambda number: _note(number, notes[number], body), notes)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'


def _note(number: int, section: Section, body: Body) -> str:
    """A footnote at its mark."""
    marker = one_line(section.marker or "").strip("()[] ")
    note = Element("authorialNote", eId=f"authorialNote_{number}", wId=no_space(printable(section.id)), marker=marker)
    note.set("placement", "bottom")
    body.blocks(note, section)
    return tostring(note, encoding="unicode")


def _preface(act: Element, document: Document) -> None:
    found = head(document)
    preface = Element("preface")
    for name, texts in (("issuer", found.left), ("heading", found.right), ("mark", marks_of(document.metadata))):
        for text in texts:
            SubElement(preface, "block", name=name).text = text
    if found.number:
        _number(SubElement(preface, "p"), found.number, document)
    if found.place_and_date:
        date = full_date(document.metadata.date)
        block = SubElement(preface, "p")
        (SubElement(block, "docDate", date=date) if date != NO_DATE else block).text = found.place_and_date
    for name, text in (("docType", found.kind), ("docTitle", found.subject)):
        if text:
            SubElement(SubElement(preface, "p"), name).text = text
    for text in document.metadata.addressees:
        SubElement(preface, "block", name="addressee").text = one_line(text)
    if len(preface):
        act.append(preface)


def _number(block: Element, text: str, document: Document) -> None:
    """The number of a document, without the words before it (``Luật số:``)."""
    raw = one_line(document.metadata.number.raw) if document.metadata.number else ""
    label, known, rest = text.partition(raw) if raw else ("", "", "")
    number = SubElement(block, "docNumber")
    number.text = known or text
    if known:
        block.text, number.tail = label, rest


def _early(sections: Sequence[Section]) -> int:
    """How many sections stand before the first numbered one."""
    count = next((n for n, s in enumerate(sections) if s.level != "paragraph" or s.children or s.cells), len(sections))
    return 0 if count == len(sections) or sections[count].level == "dash" else count


def _is_basis(section: Section) -> bool:
    return _BASIS.match(one_line(section.text)) is not None


def _preamble(act: Element, document: Document, body: Body) -> Sequence[Section]:
    """Write what stands before the first numbered unit; the sections that are left."""
    sections = document.sections
    count = _early(sections)
    preamble = Element("preamble")
    citations: Element | None = None
    for text in legal_basis_apart(document):
        citations = SubElement(preamble, "citations") if citations is None else citations
        SubElement(SubElement(citations, "citation"), "p").text = text
    for section in sections[:count]:
        text = one_line(section.text)
        if _is_basis(section):
            citations = SubElement(preamble, "citations") if citations is None else citations
            into = SubElement(citations, "citation", body.ids(section))
        else:
            citations = None
            into = SubElement(preamble, "formula", body.ids(section), name="enacting" if text.endswith(":") else "preamble")
        if section.marker or section.title:
            SubElement(into, "p").text = one_line(f"{section.marker or ''} {section.title}")
        body.blocks(into, section)
    if len(preamble):
        act.append(preamble)
    return sections[count:]


def _pages(main: Element, document: Document) -> None:
    for page in document.pages:
        lines = [line for line in printable("\n".join(page_lines(page))).split("\n") if line.strip()]
        if lines:
            content = SubElement(SubElement(main, "hcontainer", name="page"), "content")
            for line in lines:
                SubElement(content, "p").text = line


def _conclusions(act: Element, document: Document) -> None:
    meta = document.metadata
    conclusions = Element("conclusions")
    for text in (*meta.recipients, *((meta.archive_line,) if meta.archive_line else ())):
        SubElement(conclusions, "block", name="recipient").text = one_line(text)
    for found in signature_lines(meta):
        signature = SubElement(SubElement(conclusions, "block", name="signature"), "signature")
        lines = [line for line in (*found.titles, found.note, found.name) if line]
        signature.text = lines[0]
        for line in lines[1:]:
            SubElement(signature, "br").tail = line
    if len(conclusions):
        act.append(conclusions)


def _attachments(act: Element, document: Document, body: Body) -> None:
    if not document.annexes:
        return
    attachments = SubElement(act, "attachments")
    for annex, name in zip(document.annexes, body.attachments, strict=True):
        attachment = SubElement(attachments, "attachment", eId=name, wId=no_space(printable(annex.id)))
        if annex.marker and one_line(annex.marker):
            SubElement(attachment, "num").text = one_line(annex.marker)
        if one_line(annex.title):
            body.inline(SubElement(attachment, "heading"), one_line(annex.title), annex.id)
        doc = SubElement(attachment, "doc", name="annex")
        doc.append(meta_of(document, name, unsigned(one_line(f"{annex.marker or ''} {annex.title}")) or name))
        main = SubElement(doc, "mainBody")
        if annex.text.strip() or annex.cells or not annex.children:
            body.blocks(main, annex)
        body.units(main, annex.children)
