"""The ``meta`` of an Akoma Ntoso document: identification (work, expression, manifestation) and references.

In: a document; out: elements. What is not known is left out; a date that the schema wants and that is not known is the date
that stands for none.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from vndoc.document import Document
from vndoc.write.akn_names import full_date, slug, work_iri
from vndoc.write.akn_refs import Works
from vndoc.write.letterhead import title
from vndoc.write.printable import one_line

SOURCE = "vndoc"
AUTHOR = "author"
RESERVED = (SOURCE, AUTHOR)
"""eIds of references that every document has."""


def document_iri(document: Document) -> str:
    """The IRI of the document as a work."""
    meta = document.metadata
    return work_iri(meta.kind or ("Công văn" if meta.number else None), meta.number.raw if meta.number else None, meta.date)


def meta_of(document: Document, component: str = "main", name: str = "") -> Element:
    """The ``meta`` of a document, or of a component of it (``att_1``)."""
    meta = Element("meta")
    identification = SubElement(meta, "identification", source=f"#{SOURCE}")
    iri = document_iri(document)
    date = full_date(document.metadata.date)
    for level, ending, language in (("Work", "", ""), ("Expression", "", "/vie@"), ("Manifestation", ".xml", "/vie@")):
        of = SubElement(identification, f"FRBR{level}")
        SubElement(of, "FRBRthis", value=f"{iri}{language}/!{component}{ending}")
        SubElement(of, "FRBRuri", value=f"{iri}{language}{ending}")
        if level == "Work":
            SubElement(of, "FRBRalias", value=name or title(document), name="title")
        SubElement(of, "FRBRdate", date=date, name="Generation")
        SubElement(of, "FRBRauthor", href=f"#{SOURCE if level == 'Manifestation' else AUTHOR}")
        if level == "Work":
            _work(of, document)
        elif level == "Expression":
            SubElement(of, "FRBRlanguage", language="vie")
        else:
            SubElement(of, "FRBRformat", value="application/akn+xml")
    return meta


def _work(of: Element, document: Document) -> None:
    meta = document.metadata
    SubElement(of, "FRBRcountry", value="vn")
    if slug(meta.kind or ""):
        SubElement(of, "FRBRsubtype", value=slug(meta.kind or ""))
    if meta.number and one_line(meta.number.raw):
        SubElement(of, "FRBRnumber", value=one_line(meta.number.raw))
    if meta.kind and one_line(meta.kind):
        SubElement(of, "FRBRname", value=one_line(meta.kind))


def references_of(document: Document) -> Element:
    """Who made the file, who issued and who signed the document, and which documents it names."""
    references = Element("references", source=f"#{SOURCE}")
    meta = document.metadata
    seen: dict[str, str] = {}
    works, itself = Works(document.citations), document_iri(document)
    for citation in document.citations:
        iri = works.work(citation)
        if iri and iri != itself:
            seen.setdefault(iri, one_line(f"{citation.kind or ''} {citation.title or ''} {citation.number or ''}"))
    for n, (iri, shown) in enumerate(seen.items(), 1):
        SubElement(references, "activeRef", eId=f"activeRef_{n}", href=iri, showAs=shown)
    ontology = "/akn/ontology"
    SubElement(references, "TLCOrganization", eId=SOURCE, href=f"{ontology}/organization/vndoc", showAs="vndoc")
    issuer = one_line(meta.issuer or "")
    where = slug(issuer) or "unknown"
    SubElement(references, "TLCOrganization", eId=AUTHOR, href=f"{ontology}/organization/vn/{where}", showAs=issuer)
    for n, signature in enumerate(meta.signatures or ((meta.signature,) if meta.signature else ()), 1):
        who = one_line(signature.name or "")
        if who:
            href = f"{ontology}/person/vn/{slug(who) or 'unknown'}"
            SubElement(references, "TLCPerson", eId=f"person_{n}", href=href, showAs=who)
    return references
