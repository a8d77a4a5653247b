import io
import re
import sys
import zipfile

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vndoc.document import Cell, Metadata, Number, Section, Signature
from vndoc.errors import UsageError
from vndoc.write import export, export_parts

docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install vndoc[docx]")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(document):
    return docx.Document(io.BytesIO(export(document, "docx")))


def text_of(document):
    """All words of the body, tables included, in the order of the file."""
    out = []
    for element in opened(document).element.body.iter(f"{W}t", f"{W}br", f"{W}p"):
        out.append(element.text if element.tag == f"{W}t" else " ")
    return " ".join("".join(out).split())


def in_order(parts, seen):
    at = 0
    for part in parts:
        assert part in seen[at:], part
        at = seen.index(part, at) + len(part)


STATE_PARTS = [
    "ỦY BAN NHÂN DÂN HUYỆN MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 15/QĐ-UBND",
    "HỎA TỐC", "Mẫu, ngày 05 tháng 3 năm 2020", "QUYẾT ĐỊNH", "Về việc phê duyệt danh mục", "Kính gửi:", "Sở A", "Sở B",
    "Căn cứ Luật", "Điều 1. Phê duyệt", "Điều 2. Hiệu lực", "Tên | loại", "Đường", "liên xã", "Cộng", "Nơi nhận:",
    "- Như Điều 3", "- Lưu: VT", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "(đã ký)", "Lê Thị Thử",
    "PHỤ LỤC I", "DANH MỤC", "1. Một",
]  # fmt: skip

PARTY_PARTS = [
    "TỈNH ỦY SÔNG LAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 21-KH/TU", "Sông Lam, ngày 12 tháng 6 năm 2021", "KẾ HOẠCH",
    "I. MỤC ĐÍCH", "1. Tăng cường sự lãnh đạo", "- Các chi bộ", "Nơi nhận:", "- Ban Bí thư (báo cáo)", "T/M BAN THƯỜNG VỤ",
    "PHÓ BÍ THƯ", "Trần Văn Mẫu",
]  # fmt: skip


def test_text_in_order(documents):
    in_order(STATE_PARTS, text_of(documents.state_decision()))
    in_order(PARTY_PARTS, text_of(documents.party_plan()))


@pytest.mark.parametrize("name", ["party_plan", "state_decision", "bare"])
def test_same_bytes(documents, name):
    document = getattr(documents, name)()
    content = export(document, "docx")
    assert isinstance(content, bytes)
    assert content == export(document, "docx") == b"".join(export_parts(document, "docx"))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_headings_are_words_headings(documents):
    clause = Section("c", "clause", "1.", text="Một.")
    run_in = Section("article_2", "article", "Điều 2.", text="Không có tên.")
    article = Section("article_1", "article", "Điều 1.", title="Phạm vi", children=(clause,))
    chapter = Section("chapter_1", "chapter", "Chương I", title="QUY ĐỊNH CHUNG", children=(article, run_in))
    shown = [(p.style.style_id, p.text) for p in opened(documents.of_sections(chapter)).paragraphs]
    assert shown[:4] == [
        ("Heading1", "Chương I\nQUY ĐỊNH CHUNG"),
        ("Heading2", "Điều 1. Phạm vi"),
        ("BodyText", "1. Một."),
        ("Heading2", "Điều 2. Không có tên."),
    ]


def test_nothing_is_numbered_by_word(documents):
    with zipfile.ZipFile(io.BytesIO(export(documents.party_plan(), "docx"))) as file:
        assert b"numPr" not in file.read("word/document.xml") + file.read("word/styles.xml")


def test_page_and_type_of_each_family(documents):
    for document, right, kind in ((documents.party_plan(), 15, 16), (documents.state_decision(), 20, 14)):
        made = opened(document)
        page = made.sections[0]
        sides = (page.page_width, page.page_height, page.left_margin, page.right_margin)
        assert [round(side.mm) for side in sides] == [210, 297, 30, right]
        assert page.different_first_page_header_footer
        assert "PAGE" in page.header._element.xml
        assert made.styles["Title"].font.size.pt == kind
        assert made.styles.element.xpath("//w:rFonts/@w:ascii") == ["Times New Roman"]


def test_merged_cells(documents):
    cells = (Cell(0, 0, "A", rows=2), Cell(0, 1, "B", columns=2), Cell(1, 1, "C"), Cell(1, 2, "D"), Cell(2, 2, "E"))
    table = opened(documents.of_sections(Section("t", "table", cells=cells))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["A", "B", "B"], ["A", "C", "D"], ["", "", "E"]]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc


def test_more_columns_than_word_takes(documents):
    cells = tuple(Cell(0, n, f"ô{n}") for n in range(200))
    document = documents.of_sections(Section("t", "table", cells=cells))
    assert len(opened(document).tables[0].columns) <= 63
    assert all(f"ô{n}" in text_of(document) for n in range(200))


def test_annex_on_a_new_page(documents):
    breaks = [p.text for p in opened(documents.state_decision()).paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["PHỤ LỤC I\nDANH MỤC"]


def test_doubtful_words_are_marked_and_explained(documents):
    made = opened(documents.party_plan())
    marked = [run.text for p in made.paragraphs for run in p.runs if run.font.highlight_color]
    assert marked == ["cường", "tháng"]
    assert "cường 62 %, khác 38 %; bản đọc: cu'ong" in [comment.text for comment in made.comments]
    assert [comment.timestamp for comment in made.comments] == [None] * 3


def test_notices_are_a_comment(documents):
    made = opened(documents.party_plan())
    assert "page 3 has no text" in next(iter(made.comments)).text
    assert "page 3" not in text_of(documents.party_plan())


def test_core_properties(documents):
    core = opened(documents.party_plan()).core_properties
    assert (core.title, core.author, core.category) == (
        "KẾ HOẠCH thực hiện Nghị quyết số 02-NQ/TW",
        "TỈNH ỦY SÔNG LAM",
        "Kế hoạch",
    )
    assert (core.identifier, core.created.isoformat()[:10]) == ("21-KH/TU", "2021-06-12")


@pytest.mark.parametrize("date", ["2010-01", "2010", "không rõ", "2010-02-31", None])
def test_dates_that_are_no_dates(documents, date):
    plan = documents.party_plan()
    document = msgspec.structs.replace(plan, metadata=msgspec.structs.replace(plan.metadata, date=date))
    assert opened(document).core_properties.created.year == 1980


def test_several_signatures_stand_side_by_side(documents):
    signers = tuple(Signature(positions=("BỘ TRƯỞNG",), name=name) for name in ("Lê Văn Một", "Trần Văn Hai"))
    document = msgspec.structs.replace(
        documents.of_sections(Section("a", "paragraph", text="Lời.")),
        metadata=Metadata(signatures=signers, recipients=("Như trên",)),
    )
    row = opened(document).tables[-1].rows[0]
    assert [cell.text.split("\n")[-1] for cell in row.cells] == ["Lê Văn Một", "Trần Văn Hai"]
    assert "Như trên" in text_of(document)


def test_legal_basis_once(documents):
    state = documents.state_decision()
    held = Section("p", "paragraph", text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6;")
    document = msgspec.structs.replace(state, sections=(held, *state.sections))
    assert text_of(document).count("Căn cứ Luật") == 1
    paragraph = next(p for p in opened(document).paragraphs if p.text.startswith("Căn cứ"))
    assert paragraph.runs[0].italic


def test_without_the_library(documents, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"pip install vndoc\[docx\]"):
        export(documents.bare("một"), "docx")


HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["<w:p>", "&amp;", "]]>", "\x00\x0b\x1b", "\ud800", "a\tb\nc", "{w}"]
)
LEVELS = st.sampled_from(["part", "article", "clause", "dash", "paragraph", "table", "note", "annex"])
CELLS = st.builds(Cell, st.integers(0, 9), st.integers(0, 9), HOSTILE, st.integers(1, 9), st.integers(1, 9))
LEAVES = st.builds(
    Section, HOSTILE, LEVELS, st.none() | HOSTILE, st.none(), HOSTILE, HOSTILE, cells=st.lists(CELLS, max_size=6).map(tuple)
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Section,
        HOSTILE,
        LEVELS,
        st.none() | HOSTILE,
        st.none(),
        HOSTILE,
        HOSTILE,
        children=st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=6,
)
METADATA = st.builds(
    Metadata,
    family=st.sampled_from(["party", "state", "legal", "organisation", "unknown"]),
    kind=st.none() | HOSTILE,
    number=st.none() | st.builds(Number, HOSTILE),
    issuer=st.none() | HOSTILE,
    date=st.none() | HOSTILE,
    subject=st.none() | HOSTILE,
    addressees=st.lists(HOSTILE, max_size=3).map(tuple),
    legal_basis=st.lists(HOSTILE, max_size=3).map(tuple),
    recipients=st.lists(HOSTILE, max_size=3).map(tuple),
    signature=st.none() | st.builds(Signature, HOSTILE, HOSTILE, st.just(()), HOSTILE),
)


def words_of(section):
    texts = [section.marker or "", section.title, section.text, *(cell.text for cell in section.cells)]
    yield from (word for text in texts for word in re.findall(r"[a-zA-Z0-9À-ỹ]+", text))
    for child in section.children:
        yield from words_of(child)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(tree=TREES, metadata=METADATA)
def test_hostile_documents_open_and_lose_no_word(documents, tree, metadata):
    document = msgspec.structs.replace(documents.of_sections(tree), metadata=metadata)
    seen = text_of(document)
    assert not [word for word in words_of(tree) if word not in seen]
