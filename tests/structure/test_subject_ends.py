"""Where the subject ends and the addressees or the body begin, where nothing but words tells it."""

from __future__ import annotations

import pytest

from tests.structure.test_head import HEAD, Placed, placed

DATED: list[Placed] = [
    ("Số: 12/CT-UBND", "left", 120, 210, 100),
    ("Cao Sơn, ngày 05 tháng 3 năm 2020", "right", 320, 520, 100),
]
TEXT: list[Placed] = [
    ("Các xã vùng cao còn để tồn nhiều hồ sơ, chưa báo cáo đúng hạn và chưa công khai kết quả; Ủy ban", "full", 110, 545, 230),
    ("nhân dân tỉnh yêu cầu thực hiện các việc sau đây:", "full", 85, 330, 248),
    ("1. Giao Sở Nội vụ theo dõi.", "full", 110, 280, 266),
    ("2. Giao Sở Tài chính bố trí kinh phí.", "full", 110, 320, 284),
]


@pytest.mark.parametrize("last", ["thủ tục hành chính", "hồ sơ chờ giải quyết", "hồ sơ của cán bộ"])
def test_compound_at_the_end_of_a_subject_needs_no_further_line(last: str) -> None:
    title: list[Placed] = [("CHỈ THỊ", "full", 290, 360, 160), (f"Về việc rà soát {last}", "full", 200, 430, 190)]
    assert placed([*HEAD, *DATED, *title, *TEXT]).metadata.subject == f"Về việc rà soát {last}"


def test_word_that_decides_is_no_subject() -> None:
    title: list[Placed] = [
        ("NGHỊ QUYẾT", "full", 290, 360, 160),
        ("Phiên họp chuyên đề về giống lúa", "full", 200, 430, 178),
        ("QUYẾT NGHỊ:", "full", 285, 365, 200),
    ]
    assert placed([*HEAD, *DATED, *title, *TEXT]).metadata.subject == "Phiên họp chuyên đề về giống lúa"


def test_telegram_names_who_sends_it_above_the_addressees() -> None:
    lines: list[Placed] = [
        ("Số: 12/CĐ-UBND", "left", 120, 210, 100),
        ("CÔNG ĐIỆN", "full", 290, 360, 150),
        ("Về việc ứng phó mưa lũ", "full", 230, 400, 168),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:", "full", 200, 420, 200),
        ("- Ủy ban nhân dân các huyện: Mường Lèo, Suối Đá,", "full", 200, 545, 220),
        ("Thừa Thiên Huế,", "full", 170, 262, 238),
        ("- Sở Công Thương.", "full", 200, 369, 256),
        ("Để ứng phó với mưa lũ, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:", "full", 116, 467, 276),
        ("1. Các huyện trực ban.", "full", 116, 300, 296),
        ("2. Sở Công Thương vận hành hồ chứa đúng quy trình./.", "full", 116, 400, 316),
        ("CHỦ TỊCH", "right", 400, 460, 350),
        ("Vũ Văn Lâm", "right", 390, 480, 430),
    ]
    made = placed([*HEAD, *lines])
    assert made.metadata.issuer == "ỦY BAN NHÂN DÂN TỈNH CAO SƠN"
    assert placed([*HEAD[1:], *lines]).metadata.issuer == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"
    assert made.metadata.addressees == ("Ủy ban nhân dân các huyện: Mường Lèo, Suối Đá, Thừa Thiên Huế", "Sở Công Thương")
    assert [section.marker for section in made.sections if section.level == "arabic"] == ["1.", "2."]


def test_about_that_is_read_as_a_word_is_no_part_of_the_subject() -> None:
    lines: list[Placed] = [
        ("Số: 12-CV/TU", "left", 120, 210, 100),
        ("Và kiểm kê đàn ong", "left", 110, 220, 115),
        ("Kính gửi: Đảng uỷ xã Cao Sơn", "full", 200, 420, 160),
    ]
    assert placed([*HEAD, *lines, *TEXT]).metadata.subject == "kiểm kê đàn ong"


def test_subject_under_the_number_goes_on_with_a_capital() -> None:
    lines: list[Placed] = [
        ("Số: 12/BTV-VP", "left", 120, 210, 100),
        ("V/v bồi dưỡng cán bộ", "left", 100, 230, 116),
        ("Hội cơ sở năm 2023", "left", 105, 225, 131),
        ("Kính gửi: Hội Phụ nữ xã Cao Sơn", "full", 200, 420, 180),
    ]
    assert placed([*HEAD, *lines, *TEXT]).metadata.subject == "bồi dưỡng cán bộ Hội cơ sở năm 2023"
