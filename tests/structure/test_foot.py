"""Feet of each family and generation, and what seals, lost dashes and boxes change in them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from tests.structure.test_cases import read, value
from vndoc.document import Role, Verdict
from vndoc.pages import ArrangedPage, Column, TextLine
from vndoc.structure import Structure, structure

FEET = sorted((Path(__file__).resolve().parents[1] / "cases" / "structure" / "feet").glob("*.json"))
Placed = tuple[str, Column, float, float, float]
BODY: list[Placed] = [
    ("THÔNG TƯ LIÊN TỊCH", "full", 230, 370, 60),
    (
        "Điều 1. Thông tư này có hiệu lực từ ngày 01 tháng 3 năm 2010, các đơn vị chịu trách nhiệm thi hành./.",
        "full",
        90,
        550,
        90,
    ),
]


def placed(lines: list[Placed], certainties: dict[str, float] | None = None) -> Structure:
    made = tuple(
        TextLine(t, t, "text", column=c, box=(x0, y, x1, y + 14), role=role(c, t), confidence=(certainties or {}).get(t, 1.0))
        for t, c, x0, x1, y in [*BODY, *lines]
    )
    return structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", made)])


def role(column: Column, text: str) -> Role:
    return "body" if column == "full" else "footer" if column == "left" or text.endswith(";") else "signature"


@pytest.mark.parametrize("path", FEET, ids=lambda p: p.stem)
def test_foot(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    metadata = json.loads(msgspec.json.encode(read({"pages": [case["lines"]]}).metadata))
    assert {name: value(metadata, name) for name in case["metadata"]} == case["metadata"]


def test_three_signers_side_by_side() -> None:
    made = placed(
        [
            ("KT. BỘ TRƯỞNG", "left", 85, 191, 180),
            ("KT. BỘ TRƯỞNG KT. BỘ TRƯỞNG", "right", 235, 522, 180),
            ("THỨ TRƯỞNG", "left", 95, 180, 196),
            ("THỨ TRƯỞNG", "right", 260, 350, 196),
            ("THỨ TRƯỞNG", "right", 410, 500, 196),
            ("Vũ Văn Lâm", "left", 90, 190, 300),
            ("Lý Thị Hoa", "right", 255, 355, 300),
            ("Bùi Văn Sáng", "right", 405, 505, 300),
        ]
    )
    found = made.metadata.signatures
    assert [s.name for s in found] == ["Vũ Văn Lâm", "Lý Thị Hoa", "Bùi Văn Sáng"]
    assert {(s.prefix, s.on_behalf_of, s.positions) for s in found} == {("KT.", "BỘ TRƯỞNG", ("THỨ TRƯỞNG",))}


RECIPIENTS: list[Placed] = [
    ("Nơi nhận:", "left", 90, 150, 180),
    ("- Thủ tướng Chính phủ, ", "left", 90, 180, 194),
    ("- Lưu: VT.", "left", 90, 150, 222),
    ("BỘ TRƯỞNG", "right", 400, 480, 180),
    ("Vũ Văn Lâm", "right", 390, 490, 300),
]


def test_name_in_the_recipients_is_no_signer() -> None:
    cut: list[Placed] = [("PTTg Lý Văn Sáng;", "right", 90, 250, 194)]
    made = placed([*RECIPIENTS[:2], *cut, *RECIPIENTS[2:]])
    assert made.metadata.signature is not None
    assert made.metadata.signature.name == "Vũ Văn Lâm"
    assert len(made.metadata.signatures) == 1


def test_scraps_of_a_seal_are_no_recipients_and_no_body() -> None:
    scraps: list[Placed] = [
        ("Nơi nhận:", "left", 90, 150, 180),
        ("- Văn phòng Quốc hội;", "left", 90, 230, 194),
        ("ee oes Digital đợt", "left", 101, 231, 201),
        ("- Lưu: VT.", "left", 90, 150, 208),
        ("T/M BAN THƯỜNG VỤ", "right", 380, 500, 180),
        ("BỘ BL", "right", 342, 379, 196),
        ("ĐẢNG ỦY", "right", 342, 405, 250),
        ("Vũ Văn Lâm", "right", 390, 490, 300),
    ]
    made = placed(scraps, {"ee oes Digital đợt": 0.3, "BỘ BL": 0.2}).metadata
    assert made.recipients == ("Văn phòng Quốc hội",)
    assert made.signature is not None
    assert (made.signature.on_behalf_of, made.signature.positions) == ("BAN THƯỜNG VỤ", ())


def test_row_that_was_not_read_is_doubtful_and_must_be_there() -> None:
    head: Placed = ("KT. GIÁM ĐỐC", "right", 400, 500, 180)
    name: Placed = ("Vũ Văn Lâm", "right", 390, 490, 300)
    made = placed([head, ("4 A A)", "right", 420, 470, 196), name])
    assert made.metadata.signature is not None
    assert made.metadata.signature.positions == ("PHÓ GIÁM ĐỐC",)
    assert made.evidence["signature"].confidence <= 0.4
    for away in [name], [("4 A A)", "right", 420, 470, 250), name], [("4 A A)", "right", 540, 560, 196), name]:
        signature = placed([head, *away]).metadata.signature
        assert signature is not None
        assert signature.positions == ()


def test_prefix_under_a_seal_is_told_from_where_its_line_stands() -> None:
    name: Placed = ("Vũ Văn Lâm", "right", 390, 490, 300)
    deputy: Placed = ("PHÓ CHỦ TỊCH", "right", 390, 490, 196)
    lost = placed([("CHỦ TỊCH", "right", 415, 495, 180), deputy, name])
    none = placed([("CHỦ TỊCH", "right", 400, 480, 180), deputy, name])
    assert [(m.metadata.signature.prefix, m.metadata.signature.on_behalf_of) for m in (lost, none) if m.metadata.signature] == [
        ("KT.", "CHỦ TỊCH"),
        (None, "CHỦ TỊCH"),
    ]
    assert lost.evidence["signature"].confidence <= 0.5


def test_names_side_by_side_whose_offices_are_under_seals() -> None:
    lines: list[Placed] = [
        ("BỘ", "left", 120, 140, 180),
        ("Vũ Thị Hoa Lý Văn Sáng", "full", 100, 520, 300),
        ("Nơi nhận:", "left", 90, 150, 330),
        ("- Lưu: VT.", "left", 90, 150, 344),
    ]
    assert [s.name for s in placed(lines).metadata.signatures] == ["Vũ Thị Hoa", "Lý Văn Sáng"]


def test_completed_position_is_doubtful() -> None:
    lines: list[Placed] = [
        ("KT. BỘ TRƯỞNG", "right", 400, 500, 180),
        ("TRƯƠNG", "right", 440, 490, 196),
        ("Vũ Văn Lâm", "right", 390, 490, 300),
    ]
    doubtful = placed(lines).evidence["signature"].confidence
    sure = placed([lines[0], ("THỨ TRƯỞNG", "right", 410, 490, 196), lines[2]]).evidence["signature"].confidence
    assert doubtful <= 0.5 < sure


def test_list_of_recipients_on_the_next_page() -> None:
    body = [
        "QUYẾT ĐỊNH",
        "Về việc nạo vét kênh",
        "Điều 1. Nạo vét kênh Suối Mơ.",
        "Điều 2. Quyết định này có hiệu lực từ ngày ký./.",
    ]
    signed = [">CHỦ TỊCH", ">Lý Thị Hoa"]
    late = ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."]
    made = read({"pages": [[*body, *signed], late]})
    assert (made.metadata.recipients, made.metadata.archive_line) == (("Như Điều 2",), "Lưu: VT")
    assert not made.annexes
    early = read({"pages": [[*body, *late, *signed], ["Nơi nhận:", "- Trạm bơm số 2;"]]})
    assert early.metadata.recipients == ("Như Điều 2",)


def test_list_of_recipients_whose_label_is_lost() -> None:
    listed = [f"- Trạm bơm số {n};" for n in range(1, 21)] + ["- Lưu: VT."]
    lines = [TextLine(t, t, "text", column=c, box=(x0, y, x1, y + 14), role="body") for t, c, x0, x1, y in BODY]
    for n, text in enumerate(listed):
        y = 180.0 + 14 * n
        lines.append(TextLine(text, text, "text", column="left", box=(90, y, 200, y + 12), role="signature"))
    for text, y in (("CHỦ TỊCH", 180.0), ("Lý Thị Hoa", 300.0)):
        lines.append(TextLine(text, text, "text", column="right", box=(400, y, 480, y + 12), role="signature"))
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", tuple(lines))])
    assert made.metadata.recipients == tuple(f"Trạm bơm số {n}" for n in range(1, 21))
    assert [section.level for section in made.sections] == ["article"]
    assert made.metadata.signature and made.metadata.signature.name == "Lý Thị Hoa"


def test_signer_without_an_office_is_doubtful() -> None:
    rest: list[Placed] = [
        ("Nơi nhận:", "left", 90, 150, 180),
        ("- Lưu: VT.", "left", 90, 150, 196),
        ("Vũ Văn Lâm", "right", 390, 490, 300),
    ]
    office: list[Placed] = [("BỘ TRƯỞNG", "right", 400, 490, 180)]
    doubtful, sure = (placed([*some, *rest]).evidence["signature"].confidence for some in ([], office))
    assert doubtful <= 0.5 < sure


def test_office_with_a_number_for_its_name_is_a_recipient() -> None:
    lines = [("Nơi nhận:", 120), ("- Ban Dân vận Trung ương,", 134), ("- T78,", 148), ("- T.26,", 162), ("- Lưu.", 176)]
    made = placed([(t, "left", 90, 240, y) for t, y in lines] + [("TRƯỞNG BAN", "right", 400, 470, 120)])
    assert made.metadata.recipients == ("Ban Dân vận Trung ương", "T78", "T.26")


def test_misread_note_that_a_recipient_is_reported_to() -> None:
    lines = [("Nơi nhận:", 120), ("- Ban Dân vận Trung ương (/c);", 134), ("- Sở Y tế (b/C);", 148), ("- Lưu: VT.", 162)]
    made = placed([(t, "left", 90, 240, y) for t, y in lines] + [("TRƯỞNG BAN", "right", 400, 470, 120)])
    assert made.metadata.recipients == ("Ban Dân vận Trung ương (b/c)", "Sở Y tế (b/c)")


def test_recipients_without_dashes_end_at_commas() -> None:
    made = placed(
        [
            ("Nơi nhận:", "left", 90, 140, 120),
            ("Thường trực Huyện ủy (báo cáo),", "left", 90, 240, 134),
            ("Các ban xây dựng Đảng và Văn phòng", "left", 90, 270, 148),
            ("huyện ủy,", "left", 90, 130, 162),
            ("Các chi bộ trực thuộc,", "left", 90, 200, 176),
            ("Lưu Văn phòng.", "left", 90, 160, 190),
            ("T/M BAN THƯỜNG VỤ", "right", 360, 500, 120),
            ("BÍ THƯ", "right", 410, 450, 136),
        ]
    )
    assert made.metadata.recipients == (
        "Thường trực Huyện ủy (báo cáo)",
        "Các ban xây dựng Đảng và Văn phòng huyện ủy",
        "Các chi bộ trực thuộc",
    )
    assert made.metadata.archive_line == "Lưu Văn phòng"
