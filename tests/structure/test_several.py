"""Several documents in one file: each further letterhead is noticed, its text is kept; forms and annexes are no documents."""

from collections import Counter

from vndoc.document import Section, Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import documents, structure
from vndoc.structure.assemble import placed, take_apart

PLAN = """UBND HUYỆN BÌNH SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG NỘI VỤ Độc lập - Tự do - Hạnh phúc
Số: 21/KH-PNV Bình Sơn, ngày 04 tháng 5 năm 2016
KẾ HOẠCH
Sắp xếp kho lưu trữ năm 2016
Thực hiện Quyết định số 12/QĐ-UBND, Phòng Nội vụ lập kế hoạch như sau:
I. MỤC ĐÍCH
Hồ sơ nhiều năm được xếp lại theo thời gian.
II. THỰC HIỆN
Các phòng nộp hồ sơ trước ngày 30 tháng 6.
Nơi nhận:
- UBND huyện;
- Lưu: VT.
TRƯỞNG PHÒNG
Nguyễn Văn An""".splitlines()
DECISION = """UỶ BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BÌNH SƠN Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND Bình Sơn, ngày 15 tháng 4 năm 2016
QUYẾT ĐỊNH
Về việc chỉnh lý tài liệu tồn đọng
CHỦ TỊCH UỶ BAN NHÂN DÂN HUYỆN
Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
QUYẾT ĐỊNH:
Điều 1. Chỉnh lý tài liệu tồn đọng của các phòng.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH
Trần Văn Bình""".splitlines()
FORM = """Mẫu số 01
TÊN CƠ QUAN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
......... Độc lập - Tự do - Hạnh phúc
Số: ..../BB-.... ......, ngày ... tháng ... năm 20...
BIÊN BẢN
Về việc giao nhận hồ sơ""".splitlines()
REGULATION = """UỶ BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BÌNH SƠN Độc lập - Tự do - Hạnh phúc
QUY CHẾ
Làm việc của kho lưu trữ
(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 15 tháng 4 năm 2016 của
Chủ tịch Uỷ ban nhân dân huyện Bình Sơn)
Điều 1. Phạm vi
Quy chế này quy định việc mượn hồ sơ.""".splitlines()


def pages(*texts: list[str]) -> list[ArrangedPage]:
    return [
        ArrangedPage(n, 595, 842, Verdict("usable"), "layer", tuple(TextLine(t, t, "text") for t in text))
        for n, text in enumerate(texts, 1)
    ]


def words(sections: tuple[Section, ...]) -> list[str]:
    return [
        word for s in sections for word in [*(s.marker or "").split(), *s.title.split(), *s.text.split(), *words(s.children)]
    ]


def test_a_second_letterhead_is_noticed() -> None:
    made = structure(pages(PLAN, DECISION))
    assert [(n.code, n.page) for n in made.notices] == [("several_documents", 2)]
    assert "Quyết định 12/QĐ-UBND" in made.notices[0].message
    assert made.metadata.number is not None
    assert made.metadata.number.raw == "21/KH-PNV"
    assert made.metadata.signature is not None
    assert made.metadata.signature.name == "Nguyễn Văn An"
    later = made.annexes[-1]
    assert (later.marker, later.title) == ("QUYẾT ĐỊNH", "Về việc chỉnh lý tài liệu tồn đọng")
    assert [s.marker for s in later.children if s.level == "article"] == ["Điều 1.", "Điều 2."]


def test_nothing_of_it_is_lost() -> None:
    made = structure(pages(PLAN, DECISION))
    wanted = Counter(" ".join(DECISION).split())
    there = Counter(words(made.annexes[-1:]))
    signs = Counter({"-": 2})  # dashes of recipients are kept; those of items are markers
    assert not wanted - there - signs


def test_in_the_middle_of_a_page() -> None:
    both = pages([*PLAN, *DECISION])
    made = structure(both)
    assert [(n.code, n.page) for n in made.notices] == [("several_documents", 1)]
    cut = documents(both)
    assert [skipped for skipped, _ in cut] == [0, len(PLAN)]
    assert [[line.text for line in some[0].lines] for _, some in cut] == [PLAN, DECISION]
    where = Counter(placed(take_apart(both)))
    assert set(where) == {(1, i) for i in range(len(PLAN) + len(DECISION))}
    article = next(s for s in made.annexes[-1].children if s.level == "article")
    assert article.lines is not None
    assert article.lines[0] == (1, len(PLAN) + DECISION.index("Điều 1. Chỉnh lý tài liệu tồn đọng của các phòng."))


def test_three_documents() -> None:
    made = structure(pages(PLAN, DECISION, PLAN))
    assert [n.page for n in made.notices] == [2, 3]


def test_forms_and_regulations_are_annexes() -> None:
    made = structure(pages(DECISION, REGULATION, FORM))
    assert made.notices == ()
    assert len(documents(pages(DECISION, REGULATION, FORM))) == 1
    assert made.annexes[0].marker == "QUY CHẾ"
    assert made.annexes[0].title == "Làm việc của kho lưu trữ"


def test_one_document() -> None:
    assert structure(pages(PLAN)).notices == ()
    assert [len(some) for _, some in documents(pages(PLAN, PLAN[:1]))] == [2]
