"""Capitals as read, tone mark where the text puts it."""

import pytest

from vndoc.restore.recase import recase


@pytest.mark.parametrize(
    ("word", "like", "printed"),
    [
        ("đảng", "Pang", "Đảng"),
        ("đảng", "pang", "đảng"),
        ("đảng", "PANG", "ĐẢNG"),
        ("quyết", "QUYeT", "QUYẾT"),
        ("ở", "O", "Ở"),
        ("ý", "Y", "Ý"),
        ("số", "S6", "Số"),
        ("số", "s6", "số"),
        ("uỷ", "Uy", "Ủy"),
        ("hoà", "HOA", "HÒA"),
        ("hoà", "hòa", "hòa"),
        ("hoà", "hoà", "hoà"),
        ("là", "13", "là"),
        ("đ", "d", "đ"),
        ("điều", "Diéu", "Điều"),
        ("của", "cUa", "của"),
        ("lợi", "Igi", "lợi"),
        ("lập", "Jap", "lập"),
        ("lập", "IAP", "LẬP"),
        ("ông", "Gng", "ông"),
        ("in", "In", "In"),
        ("và", "vA", "VÀ"),
        ("sở", "sO", "sở"),
    ],
)
def test_as_read(word, like, printed):
    assert recase(word, like, True) == printed


def test_new_places():
    assert recase("hoà", "hoa", False) == "hoà"
    assert recase("uỷ", "UY", False) == "UỶ"
