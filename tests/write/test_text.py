from vndoc.write import export


def test_lines_as_read_without_furniture(documents):
    assert (
        export(documents.party_plan(), "text")
        == """\
TỈNH ỦY SÔNG LAM
ĐẢNG CỘNG SẢN VIỆT NAM
KẾ HOẠCH
I. MỤC ĐÍCH
1. Tăng cường sự lãnh đạo của các cấp ủy;

việc sinh hoạt chi bộ hàng
tháng.
- Các chi bộ tổ chức thực hiện.
"""
    )


def test_nothing_but_text(documents):
    assert export(documents.bare("<b>*a*\x00"), "text") == "<b>*a*\ufffd\n"
