"""Word files by their parts: pages across, places of lines, what is printed around names, footnotes."""

import io
import zipfile

import msgspec
import pytest

from vndoc.document import Cell, Evidence, Line, Metadata, NoteMark, Number, Page, Section, Signature, Verdict
from vndoc.write import export

docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install vndoc[docx]")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROSE = "một dòng chữ thường của văn bản dài bằng cả trang giấy để biết lề"


def opened(document):
    return docx.Document(io.BytesIO(export(document, "docx")))


def page_of(number, *lines, width=595.0, height=842.0):
    """A page of lines (text, left, right), one under the other; prose first, which tells the edges."""
    prose = [(PROSE, 85.0, 538.0)] * 4
    made = []
    for at, (text, left, right) in enumerate([*prose, *lines]):
        made.append(Line(text, text, "body", "usable", 1.0, (left, 100.0 + 20 * at, right, 114.0 + 20 * at)))
    return Page(number, width, height, Verdict("usable"), "layer", 1.0, tuple(made))


def on_page(text, line, number=1, last=None, **more):
    """A paragraph on lines of a page, counted behind its prose."""
    last = line if last is None else last
    return Section("p", "paragraph", text=text, pages=(number, number), lines=((number, line + 4), (number, last + 4)), **more)


def with_pages(documents, sections, pages, **more):
    return msgspec.structs.replace(documents.of_sections(*sections), pages=tuple(pages), **more)


def shown(document):
    return {p.text: p for p in opened(document).paragraphs if p.text}


def test_what_stood_in_the_middle_stands_there(documents):
    page = page_of(1, ("Năm học mới", 260.0, 360.0), ("NGƯỜI LẬP", 380.0, 480.0), ("Câu ngắn.", 120.0, 180.0))
    sections = (on_page("Năm học mới", 0), on_page("NGƯỜI LẬP", 1), on_page("Câu ngắn.", 2))
    found = shown(with_pages(documents, sections, [page]))
    assert found["Năm học mới"].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    assert found["Năm học mới"].paragraph_format.left_indent is None
    assert found["NGƯỜI LẬP"].paragraph_format.left_indent.mm == pytest.approx(80, abs=1)
    assert found["Câu ngắn."].alignment is None


def test_who_decides_stands_in_the_middle_in_bold(documents):
    article = Section("article_1", "article", "Điều 1.", text="Nay ban hành.")
    found = shown(documents.of_sections(Section("p", "paragraph", text="QUYẾT ĐỊNH:"), article))
    assert found["QUYẾT ĐỊNH:"].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    assert found["QUYẾT ĐỊNH:"].runs[0].bold


def test_lines_side_by_side_are_columns(documents):
    page = page_of(1, ("Tên công ty", 90.0, 160.0), ("CỘNG HÒA", 360.0, 480.0))
    level = msgspec.structs.replace(page.lines[5], box=(360.0, 180.0, 480.0, 194.0))
    page = msgspec.structs.replace(page, lines=(*page.lines[:5], level))
    form = Section("annex_1", "annex", "Mẫu số 1", children=(on_page("Tên công ty", 0), on_page("CỘNG HÒA", 1)))
    document = with_pages(documents, (), [page], annexes=(form,))
    assert [cell.text for cell in opened(document).tables[0].rows[0].cells] == ["Tên công ty", "CỘNG HÒA"]


def test_headings_are_never_justified(documents):
    styles = opened(documents.state_decision()).styles
    for level in range(1, 10):
        assert styles[f"Heading {level}"].paragraph_format.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.LEFT
        assert styles[f"Heading {level}"].paragraph_format.keep_with_next


def orientations(document):
    return [(section.orientation == 1, section.different_first_page_header_footer) for section in opened(document).sections]


def test_pages_across_stay_across(documents):
    pages = [page_of(1), page_of(2, width=842.0, height=595.0), page_of(3)]
    sections = (on_page("Một", 0), on_page("Hai", 0, 2), on_page("Ba", 0, 3))
    document = with_pages(documents, sections, pages)
    assert orientations(document) == [(False, True), (True, False), (False, False)]
    assert "PAGE" in opened(document).sections[1].header._element.xml


def test_a_table_too_broad_stands_across(documents, families):
    broad = families.joint_circular()
    assert orientations(broad) == [(False, True), (True, False)]
    narrow = msgspec.structs.replace(broad, annexes=())
    assert orientations(narrow) == [(False, True)]
    table = next(table for table in opened(broad).tables if len(table.columns) == 16)
    assert sum(column.width.mm for column in table.columns) == pytest.approx(257, abs=1)


def header_rows(document):
    return len(opened(document).element.body.xpath("//w:tblHeader"))


def test_all_rows_that_name_columns_come_again(documents):
    names = (Cell(0, 0, "TT", rows=2), Cell(0, 1, "Giá", columns=2), Cell(1, 1, "Ngày"), Cell(1, 2, "Tháng"))
    numbers = (Cell(2, 0, "(1)"), Cell(2, 1, "(2)"), Cell(2, 2, "(3)"))
    data = tuple(Cell(row, column, f"{row * 10 + column}") for row in (3, 4) for column in range(3))
    assert header_rows(documents.of_sections(Section("t", "table", cells=(*names, *numbers, *data)))) == 3
    words = tuple(Cell(row, column, "chữ") for row in range(3) for column in range(2))
    assert header_rows(documents.of_sections(Section("t", "table", cells=words))) == 0


def test_amounts_on_the_right_ordinals_in_the_middle(documents):
    rows = [("TT", "Kinh phí"), ("1", "1.200"), ("2", "350"), ("3", "12.400")]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    table = opened(documents.of_sections(Section("t", "table", cells=cells))).tables[0]
    place = docx.enum.text.WD_ALIGN_PARAGRAPH
    assert [cell.paragraphs[0].alignment for cell in table.rows[2].cells] == [place.CENTER, place.RIGHT]
    assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells)


def test_type_and_room_as_printed(documents):
    lines = [(PROSE, 85.0, 85.0 + 320.0)] * 24
    page = page_of(1, *lines)
    page = msgspec.structs.replace(page, lines=page.lines[4:])
    sections = [Section("p", "paragraph", text=PROSE, pages=(1, 1), lines=((1, at), (1, at + 1))) for at in range(0, 24, 2)]
    style = opened(with_pages(documents, sections, [page])).styles["Body Text"]
    assert style.font.size.pt == 12
    assert style.paragraph_format.line_spacing == pytest.approx(20 / 12 / 1.15, abs=0.05)
    assert style.paragraph_format.space_after.pt == 2


HEAD = ("UBND TỈNH ĐÔNG SƠN", "SỞ MẪU VÀ", "THỬ NGHIỆM", "Số 7/BC-SM", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "SỞ MẪU")


def test_names_and_numbers_as_printed(documents):
    lines = tuple(Line(text, text, "header", "usable", 1.0) for text in HEAD)
    page = Page(1, 595.0, 842.0, Verdict("usable"), "layer", 1.0, lines)
    places = {"superior": (0,), "issuer": (1, 2), "number": (3,), "recipients": (4,), "archive_line": (5,), "signature": (6, 7)}
    document = with_pages(
        documents,
        (Section("a", "paragraph", text="Lời."),),
        [page],
        metadata=Metadata(
            "state",
            "Báo cáo",
            Number("7/BC-SM"),
            "UBND TỈNH ĐÔNG SƠN",
            "SỞ MẪU VÀ THỬ NGHIỆM",
            recipients=("Như trên",),
            archive_line="Lưu: VT",
            signature=Signature("KT.", "GIÁM ĐỐC SỞ MẪU", name="Lê Thử"),
        ),
        evidence={name: Evidence(1.0, 1, at) for name, at in places.items()},
    )
    head, foot = opened(document).tables
    assert head.rows[0].cells[0].text.strip().split("\n") == ["UBND TỈNH ĐÔNG SƠN", "SỞ MẪU VÀ", "THỬ NGHIỆM"]
    assert head.rows[1].cells[0].text == "Số 7/BC-SM"
    assert foot.rows[0].cells[0].text.split("\n") == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert foot.rows[0].cells[1].text.split("\n") == ["KT. GIÁM ĐỐC", "SỞ MẪU", "Lê Thử"]


@pytest.mark.parametrize(("date", "italic"), [("2010-01-18", None), ("2021-01-18", True)])
def test_legal_basis_in_italics_since_2012(documents, date, italic):
    state = documents.state_decision()
    document = msgspec.structs.replace(state, metadata=msgspec.structs.replace(state.metadata, date=date))
    basis = next(p for p in opened(document).paragraphs if p.text.startswith("Căn cứ"))
    assert basis.runs[0].italic == italic


def test_legal_basis_cut_in_two_is_not_written_again(documents):
    state = documents.state_decision()
    halves = ("Căn cứ Luật Tổ chức", "chính quyền địa phương;")
    sections = (*(Section("p", "paragraph", text=text) for text in halves), *state.sections)
    document = msgspec.structs.replace(state, sections=sections)
    assert [p.text for p in opened(document).paragraphs if "Luật Tổ chức" in p.text] == ["Căn cứ Luật Tổ chức"]


def noted(documents):
    """Two notes: one marked in the text and again in a cell, one in a title."""
    table = Section("t", "table", cells=(Cell(0, 0, "Xã(1) nghèo"), Cell(0, 1, "Hai")))
    text = Section("p", "paragraph", text="Theo Quy chế(1) & quy định.", children=(table,))
    titled = Section("r", "roman", "I.", title="MỤC ĐÍCH2")
    notes = (Section("n1", "note", "(1)", text="Quy chế <mẫu>."), Section("n2", "note", "2", text="Xem phụ lục."))
    marks = (NoteMark("n1", "p", (12, 15)), NoteMark("n1", "t", (2, 5), "cell", 0), NoteMark("n2", "r", (8, 9), "title"))
    return msgspec.structs.replace(documents.of_sections(text, titled, *notes), note_marks=marks)


def test_footnotes_are_words_own(documents):
    document = noted(documents)
    with zipfile.ZipFile(io.BytesIO(export(document, "docx"))) as file:
        notes = docx.oxml.parse_xml(file.read("word/footnotes.xml"))
        body = docx.oxml.parse_xml(file.read("word/document.xml"))
        assert b"/word/footnotes.xml" in file.read("[Content_Types].xml")
        assert b"footnotePr" in file.read("word/settings.xml")
    texts = {note.get(f"{W}id"): "".join(t.text or "" for t in note.iter(f"{W}t")) for note in notes}
    assert {key: text for key, text in texts.items() if text} == {"1": " Quy chế <mẫu>.", "2": " Xem phụ lục."}
    assert len(list(notes.iter(f"{W}footnoteRef"))) == 2
    assert [found.get(f"{W}id") for found in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    assert [p.text for p in opened(document).paragraphs if p.text] == ["Theo Quy chế() & quy định.", "I. MỤC ĐÍCH"]
    assert opened(document).tables[0].cell(0, 0).text == "Xã(1) nghèo"


def test_marks_that_word_does_not_count_are_text(documents):
    document = noted(documents)
    star, third = Section("n1", "note", "*", text="Số cũ."), Section("n2", "note", "3", text="Xem phụ lục.")
    document = msgspec.structs.replace(document, sections=(*document.sections[:2], star, third))
    with zipfile.ZipFile(io.BytesIO(export(document, "docx"))) as file:
        body = docx.oxml.parse_xml(file.read("word/document.xml"))
    assert len(list(body.iter(f"{W}footnoteReference"))) == 2
    assert all(found.get(f"{W}customMarkFollows") for found in body.iter(f"{W}footnoteReference"))
    raised = [run.text for p in opened(document).paragraphs for run in p.runs if run.font.superscript]
    assert raised == ["*", "3"]


def test_notes_without_a_mark_are_paragraphs(documents):
    document = msgspec.structs.replace(noted(documents), note_marks=())
    with zipfile.ZipFile(io.BytesIO(export(document, "docx"))) as file:
        assert "word/footnotes.xml" not in file.namelist()
    styles = {p.text: p.style.style_id for p in opened(document).paragraphs}
    assert styles["(1) Quy chế <mẫu>."] == "FootnoteText"


def test_footnotes_are_printed(documents, printed, tmp_path):
    printed.needed()
    (tmp_path / "a.docx").write_bytes(export(noted(documents), "docx"))
    [pdf] = printed.to_pdf([tmp_path / "a.docx"], tmp_path)
    lines = ("Theo Quy chế(1) & quy định.", "Xã(1) nghèo", "I. MỤC ĐÍCH2", "1 Quy chế <mẫu>.", "2 Xem phụ lục.")
    assert printed.missing(None, printed.seen_in(pdf), lines) == []


def test_settings_of_a_new_file_in_vietnamese(documents):
    settings = opened(documents.party_plan()).settings.element
    assert settings.xpath('.//w:compatSetting[@w:name="compatibilityMode"]/@w:val') == ["15"]
    assert settings.xpath(".//w:themeFontLang/@w:val") == ["vi-VN"]
    assert opened(documents.party_plan()).styles.element.xpath("//w:lang/@w:val") == ["vi-VN"]


def test_a_letterhead_of_an_annex_stands_above_its_title(documents):
    heading = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    lines = f"ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG SƠN\n{heading}\n(Kèm theo Quyết định số 1)"
    annex = Section("annex_1", "annex", "QUY CHẾ", title="Làm việc", text=lines)
    document = msgspec.structs.replace(documents.state_decision(), annexes=(annex,))
    made = opened(document)
    head = made.tables[-1].rows[0].cells
    assert [cell.text.split("\n")[0] for cell in head] == ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    body = [element for element in made.element.body if element.tag in (f"{W}p", f"{W}tbl")]
    title = next(at for at, element in enumerate(body) if "".join(element.itertext()).startswith("QUY CHẾ"))
    assert body.index(made.tables[-1]._tbl) < title
    issued = next(p for p in made.paragraphs if p.text.startswith("(Kèm theo"))
    assert issued.runs[0].italic


def test_unions_with_the_national_heading_are_set_as_the_state(documents, families):
    notice = families.union_notice()
    state_like = msgspec.structs.replace(notice, pages=families.law().pages)
    sizes = [opened(document).styles["Title"].font.size.pt for document in (notice, state_like)]
    assert sizes == [16, 14]


def test_nothing_after_a_foot_begins_a_page(documents):
    last = opened(msgspec.structs.replace(documents.state_decision(), annexes=())).paragraphs[-1]
    assert last.text == ""
    assert last.paragraph_format.line_spacing.pt <= 1


def test_a_form_to_fill_in_is_not_stretched(documents):
    left = docx.enum.text.WD_ALIGN_PARAGRAPH.LEFT
    found = shown(documents.of_sections(Section("a", "paragraph", text="Họ và tên: ........ Ngày sinh: ......")))
    assert [p.alignment for p in found.values()] == [left]


def test_an_annex_without_a_title_has_its_heading_alone(documents):
    annex = Section("annex_1", "annex", "PHỤ LỤC", text="Ban hành kèm theo Thông tư số 1")
    document = msgspec.structs.replace(documents.state_decision(), annexes=(annex,))
    found = shown(document)
    assert found["PHỤ LỤC"].style.style_id == "Heading1"
    assert found["Ban hành kèm theo Thông tư số 1"].runs[0].italic


def test_a_long_name_gets_smaller_type_that_fits(documents):
    state = documents.state_decision()
    sizes = []
    for issuer in ("SỞ MẪU", "ỦY BAN NHÂN DÂN HUYỆN MẪU", "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÔNG SƠN MẪU"):
        document = msgspec.structs.replace(state, metadata=msgspec.structs.replace(state.metadata, issuer=issuer))
        sizes.append(opened(document).tables[0].rows[0].cells[0].paragraphs[0].runs[0].font.size)
    assert [size and size.pt for size in sizes] == [None, 11, None]


def test_room_for_what_was_written_by_hand(documents):
    state = documents.state_decision()
    meta = msgspec.structs.replace(state.metadata, number=Number("/QĐ-UBND"), date="2020-03")
    head = opened(msgspec.structs.replace(state, metadata=meta)).tables[0]
    assert [cell.text.split("\n")[0].replace("\xa0", "_") for cell in head.rows[1].cells] == [
        "Số: ______/QĐ-UBND",
        "Mẫu, ngày ..... tháng 3 năm 2020",
    ]


def test_half_a_page_is_not_a_page_across(documents):
    pages = [page_of(1), page_of(2, width=595.0, height=400.0)]
    assert orientations(with_pages(documents, (on_page("Một", 0), on_page("Hai", 0, 2)), pages)) == [(False, True)]


def test_type_of_tables_as_printed(documents):
    text = "Đường liên xã số"
    cells = tuple(Cell(row, 0, text) for row in range(5))
    lines = tuple(Line(text, text, "table", "usable", 1.0, (90.0, 20.0 * n, 90.0 + 61.8, 20.0 * n + 9)) for n in range(5))
    page = Page(1, 595.0, 842.0, Verdict("usable"), "layer", 1.0, lines)
    table = Section("t", "table", pages=(1, 1), cells=cells)
    for pages, size in (([page], 9), ([], 12)):
        made = opened(with_pages(documents, (table,), pages)).tables[0]
        assert made.cell(0, 0).paragraphs[0].runs[0].font.size.pt == size


def test_a_heading_read_without_spaces_is_written_with_them(documents):
    line = Line("CỘNGHÒA XÃHỘICHỦ NGHĨA VIỆT NAM", "CỘNGHÒA XÃHỘICHỦ NGHĨA VIỆT NAM", "header", "usable", 1.0)
    page = Page(1, 595.0, 842.0, Verdict("usable"), "layer", 1.0, (line,))
    head = opened(msgspec.structs.replace(documents.state_decision(), pages=(page,))).tables[0]
    assert head.rows[0].cells[1].text.split("\n")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_columns_as_wide_as_their_printed_lines(documents):
    rows = [("TT", "Nội dung", "Dung tích\n(triệu m3)"), *((str(n), "chữ " * 60, "9,5") for n in range(1, 4))]
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    widths = [column.width.mm for column in opened(documents.of_sections(Section("t", "table", cells=cells))).tables[0].columns]
    assert sum(widths) == pytest.approx(160, abs=1)
    assert 8 < widths[0] < 14
    assert 22 < widths[2] < 32


def test_a_form_in_an_annex_on_its_own_page_begins_one(documents):
    forms = [Section(f"f{n}", "annex", f"Mẫu số {n}", title="ĐƠN", pages=(page, page)) for n, page in ((1, 2), (2, 2), (3, 3))]
    annex = Section("annex_1", "annex", "PHỤ LỤC", title="CÁC MẪU", pages=(2, 3), children=tuple(forms))
    document = msgspec.structs.replace(documents.state_decision(), annexes=(annex,))
    breaks = [p.text for p in opened(document).paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["PHỤ LỤC\nCÁC MẪU", "Mẫu số 3\nĐƠN"]


@pytest.mark.parametrize(("count", "rows"), [(0, [0]), (10, [11]), (12, [11, 2]), (14, [11, 4]), (30, [11, 16, 4])])
def test_long_lists_of_recipients_go_on_below_the_signature(documents, count, rows):
    state = documents.state_decision()
    meta = msgspec.structs.replace(state.metadata, recipients=tuple(f"Nơi {n}" for n in range(count)), archive_line=None)
    foot = opened(msgspec.structs.replace(state, metadata=meta, annexes=())).tables[-1]
    assert [len(row.cells[0].text.split()) and len(row.cells[0].paragraphs) for row in foot.rows] == rows
    assert "Lê Thị Thử" in foot.rows[0].cells[1].text
    shown = [p.text for row in foot.rows for p in row.cells[0].paragraphs if p.text]
    assert shown == (["Nơi nhận:", *(f"- Nơi {n}" for n in range(count))] if count else [])


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b i sz szCs highlight u bdr vertAlign lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg",
}
"""Elements that we write, in the order of the schema (ECMA-376, part 1): Word refuses files with another."""


def test_properties_stand_in_the_order_of_the_schema(documents, families):
    made = [documents.party_plan(), documents.state_decision(), noted(documents), *(make() for make in families.ALL)]
    for document in made:
        with zipfile.ZipFile(io.BytesIO(export(document, "docx"))) as file:
            for name in ("document", "styles", "footnotes", "comments"):
                if f"word/{name}.xml" not in file.namelist():
                    continue
                tree = docx.oxml.parse_xml(file.read(f"word/{name}.xml"))
                for parent, order in ORDER.items():
                    places = order.split()
                    for found in tree.iter(f"{W}{parent}"):
                        held = [places.index(child.tag.removeprefix(W)) for child in found]
                        assert held == sorted(set(held)), (name, parent, [child.tag for child in found])
