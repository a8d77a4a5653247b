"""Footnotes at their marks, in each format."""

import json

import pytest

from vndoc.document import Cell, Document, Metadata, NoteMark, Origin, Section, Signature
from vndoc.write.formats import export

CLAUSE = "Ủy ban1 nhân dân2 xã."
NOTES = (
    Section("note_1", "note", "1", "1", text="Xã *miền* núi."),
    Section("note_2", "note", "2", "2", text="Tính đến tháng 6."),
    Section("note_3", "note", "3", "3", text="Không rõ chỗ."),
    Section("note_1__2", "note", "1", "1", text="Ở phụ lục."),
)


@pytest.fixture
def noted():
    article = Section(
        "article_1",
        "article",
        "Điều 1.",
        "1",
        "Phạm vi2",
        children=(Section("article_1__clause_1", "clause", "1.", "1", text=CLAUSE),),
    )
    table = Section("annex_1__table_1", "table", cells=(Cell(0, 0, "Cột"), Cell(0, 1, "Số1")))
    annex = Section("annex_1", "annex", "Phụ lục", "1", children=(table,))
    marks = (
        NoteMark("note_1", "article_1__clause_1", (6, 7)),
        NoteMark("note_2", "article_1", (7, 8), "title"),
        NoteMark("note_1__2", "annex_1__table_1", (2, 3), "cell", 1),
        NoteMark("note_9", "article_1", (0, 1)),  # of no note
        NoteMark("note_3", "article_1", (0, 99)),  # beyond the text
    )
    origin = Origin("a.pdf", "0" * 64, "application/pdf", 1, "0", "0")
    signed = Metadata(signature=Signature(name="Bế Trường Lam"))
    return Document(origin, signed, sections=(article, *NOTES), annexes=(annex,), note_marks=marks)


def test_markdown(noted):
    made = export(noted, "markdown")
    assert "## Điều 1. Phạm vi[^2]" in made
    assert "Ủy ban[^1] nhân dân2 xã." in made
    assert "| Cột | Số[^3] |" in made
    assert "[^1]: Xã \\*miền\\* núi." in made and made.count("miền") == 1
    assert "\n3 Không rõ chỗ." in made and "[^3]: Ở phụ lục." in made


def test_a_document_of_many_notes_keeps_its_order(noted):
    made = export(noted, "markdown")
    assert made.index("[^2]: ") < made.index("[^1]: ") < made.index("[^3]: ")  # as their marks come


def test_json_is_lossless(noted):
    assert len(json.loads(export(noted, "json"))["note_marks"]) == 5


def test_html_links_both_ways(noted):
    made = export(noted, "html")
    for number, note in ((1, "note_1"), (2, "note_2"), (3, "note_1__2")):
        assert made.count(f'id="mark-{number}"') == made.count(f'href="#{note}"') == 1
        assert made.count(f'id="{note}"') == made.count(f'href="#mark-{number}"') == 1
    assert 'Ủy ban<sup><a id="mark-1" href="#note_1" aria-label="Chú thích 1">1</a></sup> nhân' in made
    assert made.index("Ở phụ lục") > made.index("Số<sup>")
    assert "\ufdda" not in made and "Phạm vi2" in made  # the outline has no links in links


def test_akoma_ntoso_has_the_note_at_its_mark(noted):
    made = export(noted, "akn")
    note = (
        '<authorialNote eId="authorialNote_1" wId="note_1" marker="1" placement="bottom"><p>Xã *miền* núi.</p></authorialNote>'
    )
    assert f"Ủy ban{note} nhân dân2 xã." in made
    assert made.count("<authorialNote") == 3 and made.count("Không rõ chỗ.") == 1


def test_a_note_goes_with_its_clause_in_chunks(noted):
    made = [json.loads(line) for line in export(noted, "chunks").splitlines()]
    (clause,) = [chunk for chunk in made if "Ủy ban" in chunk["text"]]
    assert "1. Ủy ban[1] nhân dân2 xã.\n[1] Xã *miền* núi." in clause["text"]
    assert "note_1" in clause["sections"]
    everything = "\n".join(chunk["text"] for chunk in made)
    assert all(everything.count(note.text) == 1 for note in NOTES)


def test_the_head_of_a_table_and_its_figures_in_html(noted):
    cells = (
        *(Cell(0, 0, "TT", rows=2), Cell(0, 1, "Kinh phí", columns=2), Cell(1, 1, "Tổng số"), Cell(1, 2, "Ghi chú")),
        *(Cell(2, 0, "1"), Cell(2, 1, "1.250"), Cell(2, 2, "3 đợt")),
    )
    made = export(Document(noted.origin, sections=(Section("t", "table", cells=cells),)), "html")
    assert '<th scope="col" rowspan="2">TT</th><th scope="colgroup" colspan="2">Kinh phí</th>' in made
    assert '<th scope="col">Tổng số</th>' in made
    assert '<td>1</td><td class="figure">1.250</td><td>3 đợt</td>' in made


def test_signs_that_a_document_has_itself_are_none(noted):
    odd = "Sở\ufdda\ufdd7\ufddb và\ufdda\ufdd1\ufddb"
    hostile = Section("p", "paragraph", text=odd)
    document = Document(
        noted.origin, Metadata(subject=odd), sections=(hostile, *noted.sections), note_marks=noted.note_marks[:1]
    )
    for form in ("markdown", "html", "akn", "docx", "chunks", "text", "json"):
        export(document, form)
    assert "[^7]" not in export(document, "markdown")
