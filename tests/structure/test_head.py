"""Letterheads of each family and generation, and what boxes and handwriting change in them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from tests.structure.test_cases import read, value
from vndoc.document import State, Verdict
from vndoc.pages import ArrangedPage, Column, TextLine
from vndoc.structure import Structure, structure

HEADS = sorted((Path(__file__).resolve().parents[1] / "cases" / "structure" / "heads").glob("*.json"))
Placed = tuple[str, Column, float, float, float]
HEAD: list[Placed] = [
    ("ỦY BAN NHÂN DÂN TỈNH CAO SƠN", "left", 90, 250, 60),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "right", 280, 550, 60),
    ("Độc lập - Tự do - Hạnh phúc", "right", 330, 500, 78),
]
BODY: list[Placed] = [
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", "full", 135, 540, 270),
    ("Căn cứ Nghị định số 24/2014/NĐ-CP ngày 04 tháng 4 năm 2014 của Chính phủ quy định tổ chức,", "full", 135, 550, 290),
    (
        "Ủy ban nhân dân tỉnh quy định việc quản lý công trình nước sạch nông thôn như sau:",
        "full",
        135,
        550,
        308,
    ),
    ("Điều 1. Phạm vi điều chỉnh", "full", 135, 300, 330),
]


def placed(lines: list[Placed]) -> Structure:
    made = tuple(TextLine(t, t, "text", column=c, box=(x0, y, x1, y + 14)) for t, c, x0, x1, y in lines)
    return structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", made)])


@pytest.mark.parametrize("path", HEADS, ids=lambda p: p.stem)
def test_head(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    metadata = json.loads(msgspec.json.encode(read({"pages": [case["lines"]]}).metadata))
    assert {name: value(metadata, name) for name in case["metadata"]} == case["metadata"]


def test_subject_goes_down_to_the_repeated_name() -> None:
    title: list[Placed] = [
        ("Số: 12/QĐ-UBND", "left", 120, 210, 100),
        ("Cao Sơn, ngày 05 tháng 3 năm 2020", "right", 320, 520, 100),
        ("QUYẾT ĐỊNH", "full", 280, 370, 160),
        ("Về việc giao quản lý công trình nước sạch", "full", 190, 460, 178),
        ("Hồ Thác Bạc, huyện Tân Lập và các xã vùng cao phía bắc của tỉnh Cao Sơn", "full", 110, 540, 194),
        ("ỦY BAN NHÂN DÂN TỈNH CAO SƠN", "full", 220, 430, 240),
    ]
    made = placed([*HEAD, *title, *BODY])
    subject = (
        "Về việc giao quản lý công trình nước sạch Hồ Thác Bạc, huyện Tân Lập và các xã vùng cao phía bắc của tỉnh Cao Sơn"
    )
    assert made.metadata.subject == subject


def test_basis_ends_where_the_clause_that_enacts_begins() -> None:
    title: list[Placed] = [("QUY ĐỊNH", "full", 290, 360, 160), ("Về quản lý công trình nước sạch", "full", 220, 430, 178)]
    made = placed([*HEAD, *title, *BODY])
    assert [basis[:14] for basis in made.metadata.legal_basis] == ["Căn cứ Luật Tổ", "Căn cứ Nghị đị"]
    assert made.metadata.legal_basis[1].endswith("tổ chức")


def test_damaged_first_words_of_a_basis() -> None:
    damaged: list[Placed] = [("Cmmrcfứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", "full", 135, 540, 260)]
    title: list[Placed] = [
        ("QUYẾT ĐỊNH", "full", 290, 360, 160),
        ("Về quản lý công trình nước sạch", "full", 220, 430, 178),
        ("ỦY BAN NHÂN DÂN TỈNH CAO SƠN", "full", 220, 430, 230),
    ]
    assert len(placed([*HEAD, *title, *damaged, *BODY[1:]]).metadata.legal_basis) == 2


@pytest.mark.parametrize(
    ("number", "date", "found", "doubted"),
    [
        ("Số: 12/QĐ-UBND", "Cao Sơn, ngày 05 tháng 3 năm 2020", ("12", "2020-03-05"), False),
        ("Số: 4Ó /QĐ-UBND", "Cao Sơn, ngày Qg tháng 3 năm 2020", ("4O", "2020-03"), True),
        ("Số: 64 /QĐ-UBND", "Cao Sơn, ngày 73 tháng 3 năm 2020", ("64", "2020-03"), True),
        ("Số: #46 /QĐ-UBND", "Cao Sơn, ngày 13 tháng 3 năm 2060", (None, "2060-03-13"), True),
    ],
)
def test_handwriting_is_doubted(number: str, date: str, found: tuple[str | None, str], doubted: bool) -> None:
    rest: list[Placed] = [
        (number, "left", 120, 210, 100),
        (date, "right", 320, 520, 100),
        ("QUYẾT ĐỊNH", "full", 290, 360, 160),
    ]
    made = placed([*HEAD, *rest, ("Về quản lý công trình nước sạch", "full", 220, 430, 178), *BODY])
    assert made.metadata.number is not None
    assert (made.metadata.number.n, made.metadata.date) == found
    for name in ("number", "date"):
        assert (made.evidence[name].confidence < 0.7) == doubted


def test_name_repeated_stands_in_for_an_unread_one() -> None:
    rest: list[Placed] = [
        ("Số: 12/QĐ-UBND", "left", 120, 210, 100),
        ("QUYẾT ĐỊNH", "full", 290, 360, 160),
        ("Về quản lý công trình nước sạch", "full", 220, 430, 178),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO SƠN", "full", 200, 450, 230),
    ]
    assert placed([*HEAD[1:], *rest, *BODY]).metadata.issuer == "ỦY BAN NHÂN DÂN TỈNH CAO SƠN"


def test_stars_read_as_letters_name_no_body() -> None:
    head: list[Placed] = [HEAD[0], ("VÀ 6 Hệ", "left", 160, 180, 80), *HEAD[1:]]
    rest: list[Placed] = [("Số: 12/QĐ-UBND", "left", 120, 210, 100), ("QUYẾT ĐỊNH", "full", 290, 360, 160)]
    low = tuple(
        TextLine(t, t, "text", column=c, box=(x0, y, x1, y + (7 if t == "VÀ 6 Hệ" else 14)))
        for t, c, x0, x1, y in [*head, *rest, *BODY]
    )
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", low)])
    assert made.metadata.issuer == "ỦY BAN NHÂN DÂN TỈNH CAO SƠN"


def test_enacting_sentence_of_a_law_is_no_basis() -> None:
    law: list[Placed] = [
        ("QUỐC HỘI", "left", 130, 200, 60),
        ("Luật số: 71/2025/QH15", "left", 110, 230, 80),
        *HEAD[1:],
        ("LUẬT", "full", 290, 330, 130),
        ("CÔNG NGHIỆP NÔNG THÔN", "full", 200, 420, 150),
        ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "full", 116, 453, 184),
        ("Quốc hội ban hành Luật Công nghiệp nông thôn.", "full", 116, 448, 206),
        ("Điều 1. Phạm vi điều chỉnh", "full", 116, 271, 240),
        ("Luật này quy định về hoạt động công nghiệp ở nông thôn, quyền và nghĩa vụ của người", "full", 116, 544, 260),
        ("sản xuất và trách nhiệm của các cơ quan nhà nước có liên quan đến hoạt động này.", "full", 85, 500, 280),
    ]
    assert placed(law).metadata.legal_basis == ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",)


def test_date_long_after_what_is_cited_is_doubted() -> None:
    rest: list[Placed] = [
        ("Số: 12/QĐ-UBND", "left", 120, 210, 100),
        ("Cao Sơn, ngày 04 tháng 6 năm 2048", "right", 320, 520, 100),
        ("QUYẾT ĐỊNH", "full", 290, 360, 160),
        ("Phê duyệt quy hoạch đến năm 2050", "full", 220, 430, 178),
    ]
    assert placed([*HEAD, *rest, *BODY]).evidence["date"].confidence < 0.5


def test_sentence_with_a_date_is_body() -> None:
    rest: list[Placed] = [
        ("Số: 12/CT-UBND", "left", 120, 210, 100),
        ("Cao Sơn, ngày 04 tháng 6 năm 2018", "right", 320, 520, 100),
        ("CHỈ THỊ", "full", 290, 360, 160),
        ("Về rà soát công trình nước sạch", "full", 220, 430, 178),
        ("Thực hiện chương trình công tác năm, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các đơn vị", "full", 116, 544, 230),
        ("công bố kết quả rà soát trước ngày 25 tháng 02 năm 2019.", "full", 85, 400, 250),
    ]
    made = placed([*HEAD, *rest])
    assert made.metadata.date == "2018-06-04"
    assert "25 tháng 02" in made.sections[0].text


def test_unread_name_by_the_sign_and_the_text() -> None:
    lines: list[Placed] = [
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "left", 90, 260, 60),
        ("TIỀN BOON TAO BÔNG ENE", "left", 94, 262, 78),
        ("CAO SƠN", "left", 150, 208, 96),
        ("Số: 42/HD-LĐLĐ", "left", 137, 221, 114),
        *HEAD[1:],
        ("HƯỚNG DẪN", "full", 270, 350, 158),
        ("Tổ chức hoạt động hè", "full", 220, 410, 180),
        ("Thực hiện chương trình công tác, Ban Thường vụ Liên đoàn Lao", "full", 115, 538, 220),
        ("động tỉnh hướng dẫn như sau:", "full", 84, 240, 236),
    ]
    made = tuple(
        TextLine(t, t, "text", column=c, box=(x0, y, x1, y + 14), confidence=0.3 if "BOON" in t else 1.0)
        for t, c, x0, x1, y in lines
    )
    found = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", made)])
    assert found.metadata.issuer == "LIÊN ĐOÀN LAO ĐỘNG TỈNH CAO SƠN"
    assert found.metadata.superior == "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    assert found.evidence["issuer"].confidence < 0.7


@pytest.mark.parametrize(("scrap", "confidence"), [("po", 0.3), ("+", 1.0)])
def test_star_under_the_subject_is_no_part_of_it(scrap: str, confidence: float) -> None:
    lines: list[Placed] = [
        *HEAD,
        ("Số: 12/KH-UBND", "left", 120, 210, 100),
        ("Cao Sơn, ngày 04 tháng 6 năm 2018", "right", 320, 520, 100),
        ("KẾ HOẠCH", "full", 290, 360, 160),
        ("Rà soát công trình nước sạch", "full", 220, 430, 178),
        (scrap, "full", 320, 330, 196),
        ("I. MỤC ĐÍCH", "full", 116, 230, 220),
    ]
    made = tuple(
        TextLine(t, t, "text", column=c, box=(x0, y, x1, y + 14), confidence=confidence if t == scrap else 1.0)
        for t, c, x0, x1, y in lines
    )
    found = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", made)])
    assert found.metadata.subject == "Rà soát công trình nước sạch"


def test_line_of_the_issuer_that_was_read_twice() -> None:
    rest: list[Placed] = [("SỞ NÔNG NGHIỆP VÀ", "left", 90, 250, 76), ("PHÁT TRIỂN NÔNG THÔN", "left", 90, 250, 90)]
    more: list[Placed] = [rest[1], ("Số: 12/BC-SNN", "left", 120, 210, 110), ("BÁO CÁO", "full", 290, 360, 160)]
    assert placed([HEAD[0], *rest, *more, *HEAD[1:]]).metadata.issuer == "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"


def test_one_written_as_a_stroke_is_doubted() -> None:
    made = placed([*HEAD, ("Cao Sơn, ngày/3 tháng 01 năm 2010", "right", 320, 520, 100), *BODY])
    assert (made.metadata.date, made.evidence["date"].confidence < 0.7) == ("2010-01-13", True)


def test_stamp_beside_the_subject_is_no_part_of_it() -> None:
    lines: list[Placed] = [
        *HEAD,
        ("Số: 12/QĐ-UBND", "left", 120, 210, 100),
        ("Cao Sơn, ngày 04 tháng 6 năm 2018", "right", 320, 520, 100),
        ("QUYẾT ĐỊNH", "full", 290, 360, 160),
        ("Về việc giao quản lý công trình", "full", 220, 430, 178),
        ("CÔNG", "full", 47, 83, 192),
        ("nước sạch nông thôn", "full", 250, 400, 196),
        ("VĂN ĐẾN", "full", 100, 170, 206),
        ("ỦY BAN NHÂN DÂN TỈNH CAO SƠN", "full", 220, 430, 240),
    ]
    assert placed([*lines, *BODY]).metadata.subject == "Về việc giao quản lý công trình nước sạch nông thôn"


@pytest.mark.parametrize(("verdict", "place"), [("usable", "Đông Hỷ"), ("garbled", "Đồng Hỷ")])
def test_a_name_that_a_usable_layer_has_is_not_spelled_as_the_list_has_it(verdict: State, place: str) -> None:
    head: list[Placed] = [
        ("TỈNH UỶ THÁI NGUYÊN", "left", 100, 240, 60),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "right", 320, 520, 60),
        ("HUYỆN UỶ ĐÔNG HỶ", "left", 110, 230, 76),
        ("Số 45-CT/HU", "left", 130, 210, 100),
        ("Đông Hỷ, ngày 12 tháng 6 năm 2007", "right", 320, 520, 100),
        ("CHỈ THỊ", "full", 280, 340, 140),
    ]
    lines = tuple(TextLine(t, t, "layer", column=c, box=(x0, y, x1, y + 14), verdict=verdict) for t, c, x0, x1, y in head)
    made = structure([ArrangedPage(1, 595, 842, Verdict(verdict), "layer", lines)])
    assert (made.metadata.place, made.metadata.issuer) == (place, f"HUYỆN UỶ {place.upper()}")


def test_rule_under_the_subject_is_no_paragraph() -> None:
    lines = [
        "<TỈNH UỶ CAO SƠN",
        ">ĐẢNG CỘNG SẢN VIỆT NAM",
        "<Số 12-TB/TU",
        "THÔNG BÁO",
        "về công tác dân vận",
        "-----",
        "1. Kết quả",
    ]
    made = read({"pages": [lines]})
    assert [section.id for section in made.sections] == ["arabic_1"]


@pytest.mark.parametrize(("read", "place"), [("ĐÔNG HỶ", "ĐỒNG HỶ"), ("TÂN LẬP", "TÂN LẬP")], ids=["listed", "unlisted"])
def test_district_by_the_list_and_its_province(read: str, place: str) -> None:
    lines: list[Placed] = [
        ("TỈNH UỶ THÁI NGUYÊN", "left", 90, 250, 60),
        (f"HUYỆN UỶ {read}", "left", 90, 250, 78),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "right", 320, 500, 60),
        ("Số 45-CT/HU", "left", 120, 210, 100),
        (f"{read.title()}, ngày 04 tháng 6 năm 2008", "right", 320, 520, 100),
        ("CHỈ THỊ", "full", 290, 360, 160),
        ("về công tác dân vận", "full", 220, 430, 178),
    ]
    made = tuple(TextLine(t, t, "ocr", column=c, box=(x0, y, x1, y + 14), verdict="garbled") for t, c, x0, x1, y in lines)
    found = structure([ArrangedPage(1, 595, 842, Verdict("garbled"), "ocr", made)])
    assert (found.metadata.issuer, found.metadata.place) == (f"HUYỆN UỶ {place}", place.title())
    assert (found.evidence["issuer"].confidence <= 0.7) == (read != place)


def test_committee_by_the_sign_and_the_place() -> None:
    lines: list[Placed] = [
        ("TỈNH UỶ CAO SƠN", "left", 129, 234, 54),
        ("Hồng Y Trong", "left", 126, 230, 74),
        ("*", "left", 183, 185, 90),
        ("Số 05-QĐ/HU", "left", 150, 215, 103),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "right", 319, 503, 55),
        ("Mức 2 Tỷ ảnh phố", "right", 319, 503, 68),
        ("Tân Lập, ngày 22 tháng 01 năm 2021", "right", 323, 500, 81),
        ("QUY ĐỊNH", "full", 279, 346, 138),
        ("về phân cấp quản lý cán bộ", "full", 228, 400, 160),
    ]
    made = tuple(
        TextLine(t, t, "ocr", column=c, box=(x0, y, x1, y + 12), confidence=0.4 if t[0] in "HM" else 1.0)
        for t, c, x0, x1, y in lines
    )
    found = structure([ArrangedPage(1, 595, 842, Verdict("garbled"), "ocr", made)])
    assert (found.metadata.issuer, found.metadata.superior) == ("HUYỆN UỶ TÂN LẬP", "TỈNH UỶ CAO SƠN")
    assert found.evidence["issuer"].confidence < 0.5
    assert (found.metadata.date, found.metadata.kind) == ("2021-01-22", "Quy định")


def test_sentence_that_happens_to_stand_centred_is_no_subject() -> None:
    rest: list[Placed] = [
        ("Số: 112/GM-UBND", "left", 120, 210, 100),
        ("GIẤY MỜI", "full", 290, 350, 160),
        ("Họp giao ban tháng 4", "full", 253, 390, 178),
        ("Văn phòng Ủy ban nhân dân tỉnh trân trọng kính mời đồng chí dự họp.", "full", 116, 510, 200),
        ("1. Thời gian", "full", 116, 180, 222),
        ("Các cơ quan, đơn vị rà soát, bổ sung kế hoạch hằng năm, bố trí kinh phí và nhân", "full", 116, 540, 244),
        ("lực bảo đảm hoàn thành nhiệm vụ được giao, báo cáo kết quả về cơ quan thường trực", "full", 85, 540, 266),
    ]
    assert placed([*HEAD, *rest]).metadata.subject == "Họp giao ban tháng 4"


def test_name_of_the_state_under_the_president_is_no_national_heading() -> None:
    rest: list[Placed] = [
        ("Số: 61/QĐ-CTN", "left", 120, 210, 100),
        ("QUYẾT ĐỊNH", "full", 290, 350, 160),
        ("Về việc tặng quà nhân dịp khánh thành trạm bơm", "full", 190, 450, 178),
        ("CHỦ TỊCH", "full", 290, 350, 210),
        ("NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "full", 180, 500, 226),
    ]
    found = placed([*HEAD, *rest, *BODY])
    assert [s.text for s in found.sections[:2]] == ["CHỦ TỊCH", "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert found.metadata.subject == "Về việc tặng quà nhân dịp khánh thành trạm bơm"
