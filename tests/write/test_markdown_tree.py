"""A GFM parser reads the tree of a document back out of its Markdown: headings, paragraphs with markers, tables, fields."""

import msgspec
import pytest
from read_back import check_markdown, read_back

from vndoc.document import Cell, Section
from vndoc.pipeline import parse_text
from vndoc.write import export


@pytest.mark.parametrize("name", ["party_plan", "state_decision"])
def test_made_documents(documents, name):
    check_markdown(getattr(documents, name)())


MARKERS = ["1.", "2.", "5.", "1.2.5.", "1.2", "10)", "a)", "đ)", "-", "+", "*", "–", "•", "§", "#", "I-", "1-", "(1)", "[1]"]


def test_every_marker_is_kept_as_it_is_printed(documents):
    sections = [
        Section(f"s{k}", level, marker, text=text, title=title)
        for k, (marker, level, text, title) in enumerate(
            (marker, level, text, title)
            for marker in MARKERS
            for level in ("arabic", "letter", "dash", "plus", "clause")
            for text, title in (("một", ""), ("", ""), ("hai\nba", ""), ("9. sáu", ""), ("", "tên"), ("bốn", "9. tên"))
        )
    ]
    check_markdown(documents.of_sections(*sections))


def test_tables(documents):
    cells = (Cell(0, 0, "a|b"), Cell(0, 1, "-"), Cell(1, 0, "x\ny", rows=2), Cell(1, 1, "1. z"), Cell(2, 1, "# w"))
    check_markdown(documents.of_sections(Section("t", "table", cells=cells), Section("p", "paragraph", text="sau")))


def test_parsed_text():
    lines = "I. MỤC ĐÍCH\n1. Yêu cầu\na) Một việc;\n1.2.5. Việc khác.\n- Gạch;\n+ Cộng.\nII. TỔ CHỨC THỰC HIỆN\n1- Giao việc."
    check_markdown(parse_text(lines))


def test_fields_are_safe_yaml(documents):
    fields, _ = read_back(export(documents.state_decision(), "markdown"))
    assert fields["title"] == "QUYẾT ĐỊNH Về việc phê duyệt danh mục" and fields["date"] == "2020-03-05"


def test_an_annex_has_its_letterhead_above_its_title(documents):
    lines = (
        "BỘ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "(Kèm theo Quyết định số 1/QĐ)",
        "Cuối",
    )
    annex = Section("annex_1", "annex", "QUY CHẾ", title="Làm việc", text="\n".join(lines))
    document = msgspec.structs.replace(documents.bare(), annexes=(annex,))
    check_markdown(document)
    text = export(document, "markdown")
    assert (
        "| BỘ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc |\n|:---:|:---:|\n\n"
        "## QUY CHẾ Làm việc\n\n*(Kèm theo Quyết định số 1/QĐ)*\n\nCuối\n"
    ) in text
