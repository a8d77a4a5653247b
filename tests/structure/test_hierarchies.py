"""Hierarchies of laws, of State plans inside decisions and of the Party's documents, each as it is printed."""

from __future__ import annotations

from vndoc.document import Section, Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure

LAW = """Chương I
QUY ĐỊNH CHUNG VỀ BẾN
VÀ ĐÒ NGANG
Mục 1
BẾN
Điều 1.
Phạm vi điều chỉnh
Luật này quy định về bến.
Điều 2. Nguyên tắc quản lý bến khách ngang sông, bến thủy nội địa và các bến khác trên
địa bàn tỉnh
1. Bến do xã quản lý.
Tiểu mục 2
ĐÒ
Điều 3. Bến tạm. Bến tạm do xã lập.
Phần thứ hai
QUY ĐỊNH RIÊNG
Chương II. ĐÒ NGANG
Điều 4: Đối tượng
Mọi người.
Điều 5 - Phí
Do tỉnh thu."""

LAW_TREE = """
chapter Chương I | QUY ĐỊNH CHUNG VỀ BẾN VÀ ĐÒ NGANG
  section Mục 1 | BẾN
    article Điều 1. | Phạm vi điều chỉnh
    article Điều 2. | Nguyên tắc quản lý bến khách ngang sông, bến thủy nội địa và các bến khác trên địa bàn tỉnh
      clause 1. |
    subsection Tiểu mục 2 | ĐÒ
      article Điều 3. |
part Phần thứ hai | QUY ĐỊNH RIÊNG
  chapter Chương II. | ĐÒ NGANG
    article Điều 4: | Đối tượng
    article Điều 5 | Phí"""

PLAN = """Điều 1. Phê duyệt Đề án với nội dung chủ yếu sau:
I. MỤC TIÊU
1. Mục tiêu chung
Phát triển bến.
2. Mục tiêu cụ thể
a) Đến năm 2020;
b) Đến năm 2030.
II. GIẢI PHÁP
1. Về vốn: ngân sách tỉnh bố trí.
2. Về đất:
- Xã cấp đất.
+ Đất bãi.
Điều 2. Tổ chức thực hiện
1. Sở Giao thông chủ trì.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký."""

PLAN_TREE = """
article Điều 1. |
  roman I. | MỤC TIÊU
    arabic 1. | Mục tiêu chung
    arabic 2. | Mục tiêu cụ thể
      letter a) |
      letter b) |
  roman II. | GIẢI PHÁP
    arabic 1. |
    arabic 2. |
      dash - |
        plus + |
article Điều 2. | Tổ chức thực hiện
  clause 1. |
article Điều 3. |"""

PARTY = """A- ĐÁNH GIÁ TÌNH HÌNH
I- KẾT QUẢ ĐẠT ĐƯỢC
1- Về công tác tuyên truyền
1.1- Hình thức: Đã mở 12 lớp.
1.2- Nội dung
a) Ở tỉnh
- Có 5 lớp.
+ Lớp dài ngày.
b) Ở huyện
2- Về tổ chức
II- HẠN CHẾ
Chưa đều.
B- NHIỆM VỤ
I- MỤC TIÊU
II- GIẢI PHÁP
1. Tăng cường lãnh đạo.
(1) Nâng cao nhận thức.
(2) Đổi mới nội dung.
2. Kiểm tra."""

PARTY_TREE = """
letter A- | ĐÁNH GIÁ TÌNH HÌNH
  roman I- | KẾT QUẢ ĐẠT ĐƯỢC
    arabic 1- | Về công tác tuyên truyền
      arabic 1.1- |
      arabic 1.2- | Nội dung
        letter a) | Ở tỉnh
          dash - |
            plus + |
        letter b) | Ở huyện
    arabic 2- | Về tổ chức
  roman II- | HẠN CHẾ
letter B- | NHIỆM VỤ
  roman I- | MỤC TIÊU
  roman II- | GIẢI PHÁP
    arabic 1. |
      arabic (1) |
      arabic (2) |
    arabic 2. |"""


def outline(text: str) -> str:
    """Level, marker and title of each section that has a marker, indented by its depth."""
    lines = tuple(TextLine(t, t, "text") for t in text.splitlines())
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", lines)])

    def walk(sections: tuple[Section, ...], indent: str) -> list[str]:
        out = []
        for s in sections:
            out += [f"{indent}{s.level} {s.marker} | {s.title}".rstrip()] if s.marker else []
            out += walk(s.children, f"{indent}  ")
        return out

    return "\n" + "\n".join(walk(made.sections, ""))


def test_law() -> None:
    assert outline(LAW) == LAW_TREE


def test_plan_inside_a_decision() -> None:
    assert outline(PLAN) == PLAN_TREE


def test_party_document() -> None:
    assert outline(PARTY) == PARTY_TREE


HEADINGS = """A. KẾT QUẢ CÔNG TÁC DÂN VẬN
NĂM 2019
I- TÌNH HÌNH NUÔI ONG
VÀ NGUYÊN NHÂN
Đàn ong tăng nhanh.
II- CHỈ TIÊU.
BAN DÂN VẬN giao từng xã.
III- KINH PHÍ
- TỈNH: hai phần ba."""

HEADINGS_TREE = """
letter A. | KẾT QUẢ CÔNG TÁC DÂN VẬN NĂM 2019
  roman I- | TÌNH HÌNH NUÔI ONG VÀ NGUYÊN NHÂN
  roman II- | CHỈ TIÊU.
  roman III- | KINH PHÍ
    dash - |"""


def test_heading_in_capitals_that_is_broken_early() -> None:
    assert outline(HEADINGS) == HEADINGS_TREE
