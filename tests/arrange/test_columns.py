from vndoc.arrange import arrange
from vndoc.document import Verdict
from vndoc.pages import Reading, SourcePage, SourceWord


def page(*lines, number=2):
    """Lines of pieces: (x, y, text)."""
    words = []
    for row, pieces in enumerate(lines):
        for x, y, text in pieces:
            for part in text.split():
                words.append(SourceWord(part, (x, y, x + 5.5 * len(part), y + 11.0), row, confidence=0.95))
                x += 5.5 * len(part) + 3.5
    return SourcePage(number, 595.0, 842.0, (Reading("ocr", tuple(words)),), verdict=Verdict("absent"))


def lines(arranged, *roles):
    return [(line.column, line.raw) for line in arranged.lines if not roles or line.role in roles]


TEXT = [[(85, 100.0 + 16 * i, "Biên bản được lập thành hai bản có giá trị như nhau")] for i in range(4)]


def test_who_signs_a_form_side_by_side_is_read_column_by_column():
    foot = [
        [(90, 300, "Tài liệu đính kèm"), (380, 300, "Đại diện Công ty")],
        [(90, 316, "- Nghị quyết số 02"), (395, 316, "Giám đốc")],
        [(375, 332, "(Ký tên và đóng dấu)")],
    ]
    arranged = arrange(page(*TEXT, *foot))
    assert lines(arranged)[4:] == [
        ("left", "Tài liệu đính kèm"),
        ("left", "- Nghị quyết số 02"),
        ("right", "Đại diện Công ty"),
        ("right", "Giám đốc"),
        ("right", "(Ký tên và đóng dấu)"),
    ]
    assert {line.role for line in arranged.lines} == {"body"}


def test_fields_of_a_form_to_fill_in_are_no_columns():
    fields = [[(85, 300, "Đại diện:"), (350, 300, "Chức vụ:")], [(85, 316, "Địa chỉ:"), (350, 316, "Điện thoại:")]]
    arranged = arrange(page(*TEXT, *fields))
    assert lines(arranged)[4:] == [("full", "Đại diện: Chức vụ:"), ("full", "Địa chỉ: Điện thoại:")]


def test_a_title_below_a_head_is_not_torn_at_a_wide_space():
    head = [
        [(110, 100, "CÔNG TY CỔ PHẦN"), (300, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        [(330, 116, "Độc lập - Tự do - Hạnh phúc")],
        [(120, 140, "BÁO CÁO KẾT"), (187, 140, "QUẢ GIAO DỊCH CỔ PHIẾU CỦA QUỸ")],
        [(200, 156, "CỦA CÁC ĐỐI TƯỢNG CÓ LIÊN QUAN")],
    ]
    body = [[(85, 200.0 + 16 * i, "Biên bản được lập thành hai bản có giá trị như nhau trong mọi việc")] for i in range(4)]
    arranged = arrange(page(*head, *body, number=1))
    assert ("full", "BÁO CÁO KẾT QUẢ GIAO DỊCH CỔ PHIẾU CỦA QUỸ") in lines(arranged, "body")


def test_the_rule_below_a_heading_is_no_text_of_it():
    head = [
        [(110, 100, "CÔNG TY CỔ PHẦN"), (300, 100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        [(150, 118, "———"), (330, 116, "Độc lập - Tự do - Hạnh phúc")],
    ]
    arranged = arrange(page(*head, *[[(x, y + 60, text)] for [(x, y, text)] in TEXT], number=1))
    assert [line.role for line in arranged.lines if line.raw == "———"] == ["stamp"]


def test_a_stamp_of_a_mail_room_below_the_issuer_is_no_part_of_the_head():
    head = [
        [(110, 70, "ỦY BAN NHÂN DÂN TỈNH"), (300, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        [(125, 95, "Số: 45/QĐ-UBND"), (330, 95, "Độc lập - Tự do - Hạnh phúc")],
        [(95, 120, "CÔNG VĂN ĐẾN")],
        [(95, 133, "Số: 1234")],
        [(95, 146, "Ngày: 12/9/2013")],
    ]
    arranged = arrange(page(*head, *[[(x, y + 100, text)] for [(x, y, text)] in TEXT], number=1))
    assert [line.raw for line in arranged.lines if line.role == "stamp"] == ["CÔNG VĂN ĐẾN", "Số: 1234", "Ngày: 12/9/2013"]
    assert ("left", "Số: 45/QĐ-UBND") in lines(arranged, "header")
