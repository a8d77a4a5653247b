"""Legal bases: where a paragraph begins without an indent, and sentences of the body that cite."""

from __future__ import annotations

from tests.structure.test_head import HEAD, Placed, placed

LAW: list[Placed] = [
    ("QUỐC HỘI", "left", 130, 200, 60),
    ("Luật số: 71/2025/QH15", "left", 110, 230, 80),
    *HEAD[1:],
    ("LUẬT", "full", 290, 330, 130),
    ("SỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT ĐÒ NGANG", "full", 180, 440, 150),
    ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "full", 116, 453, 184),
    ("Quốc hội ban hành Luật sửa đổi một số điều của Luật Đò ngang số 12/2012/QH13.", "full", 116, 541, 206),
    ("Điều 1. Sửa đổi, bổ sung một số điều của Luật Đò ngang", "full", 116, 420, 240),
    *[(f"{n}. Bãi bỏ khoản {n} của Điều 9 về bến đò ở nơi đông người và nơi có nước xiết.", "full", 116, 541, 240 + 20 * n)
      for n in range(1, 12)],
]  # fmt: skip
LETTER: list[Placed] = [
    ("Số: 45/UBND-TH", "left", 120, 210, 100),
    ("V/v bến đò ngang", "left", 120, 210, 116),
    ("Kính gửi: Công ty Đò ngang Suối Đá.", "full", 190, 430, 160),
    ("Trả lời công văn số 9/ĐN ngày 02/4/2019 của Công ty, Ủy ban có ý kiến như sau:", "full", 116, 540, 190),
    ("- Căn cứ khoản 2 Điều 10 Luật Đò ngang thì bến đò có người trông coi phải có biển báo.", "full", 116, 540, 210),
    ("- Trong thời hạn 15 ngày, Công ty đặt biển báo./.", "full", 116, 400, 230),
]


def test_paragraph_after_a_short_line_begins_without_an_indent() -> None:
    assert placed(LAW).metadata.legal_basis == ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",)


def test_what_an_answer_cites_is_no_basis() -> None:
    assert placed([*HEAD, *LETTER]).metadata.legal_basis == ()
