"""Offices of signers: prefixes under a seal, and units whose names take two lines."""

from __future__ import annotations

import pytest

from tests.structure.test_foot import Placed, placed

NAME: Placed = ("Vũ Văn Lâm", "right", 390, 490, 300)
RECIPIENTS: list[Placed] = [("Nơi nhận:", "left", 90, 150, 180), ("- Lưu: VT.", "left", 90, 150, 194)]


@pytest.mark.parametrize(("first", "prefix"), [("II. GIÁM ĐỐC", "TL."), ("GIÁM ĐỐC", None)])
def test_head_of_a_unit_under_a_damaged_prefix_signs_for_the_head(first: str, prefix: str | None) -> None:
    made = placed([*RECIPIENTS, (first, "right", 387, 472, 180), ("CHÁNH VĂN PHÒNG", "right", 368, 491, 196), NAME])
    signature = made.metadata.signature
    assert signature is not None
    assert signature.prefix == prefix
    assert "CHÁNH VĂN PHÒNG" in signature.positions
    assert prefix is None or made.evidence["signature"].confidence <= 0.5


def test_unit_whose_name_takes_two_lines() -> None:
    office: list[Placed] = [
        ("TL. BỘ TRƯỞNG", "right", 380, 479, 180),
        ("KT. VỤ TRƯỞNG VỤ CHÍNH SÁCH", "right", 327, 532, 196),
        ("THUẾ", "right", 412, 447, 212),
        ("PHÓ VỤ TRƯỞNG", "right", 376, 483, 228),
    ]
    signature = placed([*RECIPIENTS, *office, NAME]).metadata.signature
    assert signature is not None
    assert signature.positions == ("KT. VỤ TRƯỞNG VỤ CHÍNH SÁCH THUẾ", "PHÓ VỤ TRƯỞNG")


@pytest.mark.parametrize(("below", "found"), [(212.0, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")), (196.0, ("PHÓ CHỦ TỊCH",))])
def test_row_under_a_seal_between_a_committee_and_a_deputy(below: float, found: tuple[str, ...]) -> None:
    office: list[Placed] = [
        ("TM. ỦY BAN NHÂN DÂN", "right", 357, 501, 180),
        ("PHÓ CHỦ TỊCH", "right", 384, 474, below),
    ]
    signature = placed([*RECIPIENTS, *office, NAME]).metadata.signature
    assert signature is not None
    assert (signature.prefix, signature.positions) == ("TM.", found)


@pytest.mark.parametrize(
    ("first", "second", "body"), [("TỈNH BAN THƯỜNG VỤ", "BÍ THƯ", "BAN THƯỜNG VỤ"), ("T/M TỈNH UỶ", "tân: BÍ THƯ", "TỈNH UỶ")]
)
def test_scraps_before_a_committee_and_before_its_secretary(first: str, second: str, body: str) -> None:
    office: list[Placed] = [(first, "right", 362, 495, 180), (second, "right", 408, 451, 196)]
    signature = placed([*RECIPIENTS, *office, NAME]).metadata.signature
    assert signature is not None
    assert (signature.on_behalf_of, signature.positions) == (body, ("BÍ THƯ",))
