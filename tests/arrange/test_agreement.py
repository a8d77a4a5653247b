"""Print, scribbles and marks told apart by what several readings have for a line."""

import pytest

from vndoc.arrange import arrange
from vndoc.document import Cell, Engine, Verdict
from vndoc.pages import Reading, SourcePage, SourceWord, Table

BODY = (
    "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001 và",
    "các Nghị định của Chính phủ về chức năng, nhiệm vụ, quyền hạn",
    "và cơ cấu tổ chức của các Bộ, cơ quan ngang Bộ có liên quan",
)
PLAIN = (
    "Can ctr Luat Té chirc Chinh phu ngay 25 thang 12 nam 2001 va",
    "cac Nghi dinh cua Chinh phu vé chirc nang, nhiém vu, quyén han",
    "va co cau t6 chirc cua cac Bé, co quan ngang B6 c6 lién quan",
)


def words(text, x=85.0, y=100.0, row=0, height=12.0, confidence=0.95):
    out = []
    for part in text.split():
        out.append(SourceWord(part, (x, y, x + 6 * len(part), y + height), row, confidence=confidence))
        x += 6 * len(part) + 3
    return tuple(out)


def reading(language, *lines):
    out = ()
    for row, line in enumerate(lines):
        text, *place = line
        out += words(text, row=row, **dict(*place))
    return Reading("ocr", out, engine=Engine("tesseract", "5", (language,)))


def page_of(extra, other=(), body_at=300.0, **more):
    """A page with three lines of body, and further lines of the Vietnamese and of the English model's reading."""
    at = [{"y": body_at + 20 * i} for i in range(3)]
    vie = reading("vie", *zip(BODY, at, strict=True), *extra)
    eng = reading("eng", *zip(PLAIN, at, strict=True), *other)
    return SourcePage(2, 595.0, 842.0, (vie, eng), verdict=Verdict("absent"), **more)


def role_of(page, raw):
    return next(line.role for line in arrange(page).lines if line.raw == raw)


PLACE = {"x": 200.0, "y": 420.0}


@pytest.mark.parametrize(
    ("text", "confidence", "seen", "role"),
    [
        ("ẴẲ°se®", 0.1, "a¢vcc", "stamp"),  # a scribble: nothing in common
        ("aKẻ Ti", 0.3, "wv", "stamp"),
        ("Lộc.", 0.3, "Léc.", "body"),  # print, badly read, that both see
        ("quyền", 0.9, "gaya", "body"),  # a word that one reader is sure of
        ("sau:", 0.3, "sau;", "body"),
        ("% % % %", 0.3, "(%) (%) (%) (%)", "body"),  # signs alone are compared as they stand
        ("15.000", 0.8, "t", "body"),
        ("xx: " + 20 * ".", 0.2, "Tén: " + 20 * ".", "body"),  # a form's line whose label is print
    ],
)
def test_what_two_readings_have_in_common_is_print(text, confidence, seen, role):
    page = page_of([(text, PLACE | {"confidence": confidence})], [(seen, PLACE)] if seen else [])
    assert role_of(page, text) == role


def test_a_short_line_at_the_left_edge_is_no_scribble_though_both_misread_it():
    place = {"x": 85.0, "y": 360.0}
    page = page_of([("sằm:", place | {"confidence": 0.29})], [("pom:", place)])
    assert role_of(page, "sằm:") == "body"


def test_one_reading_of_a_page_alone_calls_nothing_a_scribble():
    page = page_of([("ẴẲ°se®", PLACE | {"confidence": 0.1})])
    assert role_of(SourcePage(2, 595.0, 842.0, page.readings[:1], verdict=Verdict("absent")), "ẴẲ°se®") == "body"


@pytest.mark.parametrize(("text", "confidence", "role"), [("mm=C", 0.2, "stamp"), ("Bản sao", 0.9, "body")])
def test_scraps_beyond_the_edges_of_the_text(text, confidence, role):
    page = page_of([(text, {"x": 10.0, "y": 320.0, "confidence": confidence})])
    assert role_of(page, text) == role


@pytest.mark.parametrize(("text", "height", "role"), [("nc", 1.0, "stamp"), ("nc", 6.0, "body"), ("_", 1.0, "body")])
def test_what_is_thinner_than_any_letter_is_dirt_and_a_rule_is_none(text, height, role):
    page = page_of([(text, PLACE | {"height": height})], [(text, PLACE | {"height": height})])
    assert role_of(page, text) == role


def test_an_ordinal_that_an_engine_was_unsure_of_stays_with_its_line():
    at = {"y": 420.0}
    vie = [("14", at | {"confidence": 0.2}), ("Bộ Nội vụ trình Chính phủ", at | {"x": 160.0})]
    assert role_of(page_of(vie, [("14 Bo Noi vu trinh Chinh phu", at)]), "14") == "body"
    assert role_of(page_of(vie, [("B", at), ("Bo Noi vu trinh Chinh phu", at | {"x": 160.0})]), "14") == "stamp"


def test_a_page_number_that_one_reading_has_right():
    at = {"x": 290.0, "y": 40.0}
    assert role_of(page_of([("HH", at | {"confidence": 0.2})], [("11", at)]), "HH") == "page_number"
    assert role_of(page_of([("HH", at | {"confidence": 0.2})], [("M", at)]), "HH") == "stamp"


@pytest.mark.parametrize(
    ("place", "role"),
    [
        ({"y": 800.0}, "stamp"),  # a site's mark at the foot of the page
        ({"y": 306.0, "x": 136.0, "height": 122.0}, "stamp"),  # aslant across it
        ({"y": 360.0}, "body"),  # the end of a sentence
    ],
)
def test_addresses_of_sites(place, role):
    page = page_of([("www.luatso.vn", place)], [("www.luatso.vn", place)])
    assert role_of(page, "www.luatso.vn") == role


@pytest.mark.parametrize(
    ("text", "role"), [("6.400.000 800.000", "body"), ("i1 wE", "stamp"), ("còn hiệu lực", "body"), ("WTO", "stamp")]
)
def test_lines_that_one_further_reading_has_are_scraps_but_for_words_and_numbers(text, role):
    assert role_of(page_of([], [(text, PLACE)]), text) == role


def test_a_layer_that_is_a_stamp_alone_is_one_where_no_engine_reads_the_page():
    layer = Reading("layer", (SourceWord("www.luatso.vn", (136, 346, 472, 468), 0),))
    (line,) = arrange(SourcePage(1, 595.0, 842.0, (layer,), verdict=Verdict("stamp"))).lines
    assert line.role == "stamp"


def stamped(*lines, height=70.0):
    box = (12.0, 100.0, 200.0, 100.0 + height)
    table = Table(box, (Cell(0, 0, ""),), (box,))
    return page_of([(text, {"x": x, "y": y}) for text, x, y in lines], tables=(table,))


def test_the_ruled_box_of_a_stamp_is_no_table_and_what_stands_beside_it_is_none_of_it():
    page = stamped(("CÔNG VĂN ĐẾN", 40.0, 120.0), ("thuộc thành phố Hòa Bình", 210.0, 121.0), ("Số: 203", 45.0, 140.0))
    arranged = arrange(page)
    assert arranged.tables == ()
    assert {line.raw: line.role for line in arranged.lines if line.raw not in BODY} == {
        "CÔNG VĂN ĐẾN": "stamp", "thuộc thành phố Hòa Bình": "body", "Số: 203": "stamp",
    }  # fmt: skip


@pytest.mark.parametrize("title", ["CÔNG TÁC DÂN VẬN NĂM 2001", "CÔNG TÁC DÂN SỐ", "CÔNG TÁC ĐỀN ƠN ĐÁP NGHĨA"])
def test_a_title_near_to_the_words_of_a_stamp_is_none(title):
    arranged = arrange(page_of([("BÁO CÁO", {"x": 250.0, "y": 120.0}), (title, {"x": 220.0, "y": 140.0})]))
    assert {line.raw: line.role for line in arranged.lines if line.raw == title} == {title: "body"}


def test_a_stamp_that_is_a_cell_of_lines_that_cross_beside_it():
    cells = (12.0, 100.0, 200.0, 170.0), (200.0, 100.0, 360.0, 172.0)
    table = Table((12.0, 100.0, 360.0, 172.0), (Cell(0, 0, ""), Cell(0, 1, "")), cells)
    extra = [("CÔNG VĂN ĐẾN", {"x": 40.0, "y": 120.0}), ("THỦ TƯỚNG CHÍNH PHỦ", {"x": 220.0, "y": 140.0})]
    arranged = arrange(page_of(extra, tables=(table,)))
    assert arranged.tables == ()
    assert {line.raw: line.role for line in arranged.lines if line.raw not in BODY} == {
        "CÔNG VĂN ĐẾN": "stamp", "THỦ TƯỚNG CHÍNH PHỦ": "body",
    }  # fmt: skip


def test_lines_that_cross_around_specks_are_no_table_and_part_no_foot():
    cells = (340.0, 440.0, 390.0, 475.0), (390.0, 440.0, 440.0, 475.0)
    table = Table((340.0, 440.0, 440.0, 475.0), (Cell(0, 0, ""), Cell(0, 1, "")), cells)
    extra = [("Nơi nhận:", {"y": 420.0}), ("- Như Điều 2;", {"y": 433.0}), ("Trần Văn Minh", {"x": 370.0, "y": 480.0})]
    extra += [("m", {"x": 360.0, "y": 450.0, "confidence": 0.0}), ("n", {"x": 400.0, "y": 450.0, "confidence": 0.0})]
    roles = {line.raw: line.role for line in arrange(page_of(extra, tables=(table,))).lines}
    assert [roles[raw] for raw in ("Nơi nhận:", "- Như Điều 2;", "Trần Văn Minh")] == ["footer", "footer", "signature"]


def test_words_that_a_stamp_covers_stay_with_their_line():
    page = stamped(("CÔNG VĂN ĐẾN", 40.0, 120.0), ("chuyển:...... Căn cứ Luật Tổ chức Chính phủ năm 2001", 45.0, 152.0))
    assert {line.raw: line.role for line in arrange(page).lines if line.raw not in BODY} == {
        "CÔNG VĂN ĐẾN": "stamp", "chuyển:......": "stamp", "Căn cứ Luật Tổ chức Chính phủ năm 2001": "body",
    }  # fmt: skip


def test_a_larger_table_stays_one_whatever_it_says():
    page = stamped(("Sổ công văn đến", 40.0, 120.0), ("Số", 45.0, 140.0), height=150.0)
    assert len(arrange(page).tables) == 1


@pytest.mark.parametrize(
    ("first", "rest", "seen", "role"),
    [
        ("là", "Đờz vzy,", "BV ve,", "stamp"),  # a word of two letters is no evidence of print where somebody signs
        ("Lê", "Thành Biên", "Le Thanh Bién", "signature"),
    ],
)
def test_what_readers_made_of_a_signature_is_no_name(first, rest, seen, role):
    foot, name = {"x": 360.0, "y": 500.0}, {"x": 370.0, "y": 560.0}
    signed = [(first, name | {"confidence": 0.72}), (rest, name | {"x": 385.0, "confidence": 0.3})]
    both = [("TM. CHÍNH PHỦ", foot), ("KT. THỦ TƯỚNG", foot | {"y": 516.0}), *signed]
    plain = [("TM. CHINH PHU", foot), ("KT. THU TUONG", foot | {"y": 516.0}), (seen, name)]
    assert role_of(page_of(both, plain), f"{first} {rest}") == role


@pytest.mark.parametrize(
    ("raw", "seen", "role"),
    [
        ("|", "1", "table"),  # the number of a row
        ("KVH", "KVII", "table"),
        ("|", "", "stamp"),
        ("'", ".", "stamp"),
    ],
)
def test_a_few_signs_in_a_row_of_a_table_are_a_cell_where_another_reading_has_letters_for_them(raw, seen, role):
    boxes = (80.0, 440.0, 120.0, 470.0), (120.0, 440.0, 300.0, 470.0), (300.0, 440.0, 500.0, 470.0)
    table = Table((80.0, 440.0, 500.0, 470.0), tuple(Cell(0, i, "") for i in range(3)), boxes)
    rest = [("Xây dựng Luật", {"x": 130.0, "y": 450.0}), ("Bộ Tài chính", {"x": 310.0, "y": 450.0})]
    vie = [(raw, {"x": 90.0, "y": 450.0, "confidence": 0.1}), *rest]
    eng = [(seen, {"x": 90.0, "y": 450.0}), *rest]
    assert role_of(page_of(vie, eng, tables=(table,)), raw) == role


@pytest.mark.parametrize(
    ("raw", "confidence", "seen", "role"),
    [
        ("~—~———_—~", 0.3, "eee ee eee", "stamp"),  # the rule below a heading
        ("Hs nan. smaaan", 0.0, "ete rit emma", "stamp"),
        ("Độc lập - Tự do", 0.05, "Doc lap - Tu do", "header"),
    ],
)
def test_what_readers_made_of_a_rule_in_a_head_is_no_text(raw, confidence, seen, role):
    head = {"x": 300.0, "y": 60.0}
    vie = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", head), (raw, {"x": 360.0, "y": 80.0, "confidence": confidence})]
    eng = [("CONG HOA XA HOI CHU NGHIA VIET NAM", head), (seen, {"x": 360.0, "y": 80.0})]
    assert role_of(page_of(vie, eng), raw) == role


def test_lines_that_cross_around_what_was_made_of_a_signature_part_no_foot():
    cells = (340.0, 440.0, 390.0, 475.0), (390.0, 440.0, 440.0, 475.0)
    table = Table((340.0, 440.0, 440.0, 475.0), (Cell(0, 0, ""), Cell(0, 1, "")), cells)
    extra = [("Nơi nhận:", {"y": 420.0}), ("- Như Điều 2;", {"y": 433.0}), ("- Lưu: VT.", {"y": 446.0})]
    extra += [("si0PPẺ", {"x": 345.0, "y": 450.0, "confidence": 0.3}), ("laiz", {"x": 395.0, "y": 450.0, "confidence": 0.4})]
    roles = {line.raw: line.role for line in arrange(page_of(extra, tables=(table,))).lines}
    assert [roles[raw] for raw in ("Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.")] == ["footer"] * 3


def test_a_line_that_another_reading_has_higher_is_read_once():
    base = reading("vie", ("Tên đơn vị", {"y": 300.0}), ("Huyện An Hòa", {"y": 320.0}))
    layer = [*words("Ten don vi", y=290.0, row=0), *words("Huyen An Hoa", y=320.5, row=1), *words("Huyén Lé", y=341.0, row=2)]
    page = arrange(SourcePage(1, 595.0, 842.0, (Reading("layer", tuple(layer)), base), verdict=Verdict("garbled")))
    said = [line.raw for line in page.lines]
    assert said == ["Tên đơn vị", "Huyện An Hòa", "Huyén Lé"]
    assert page.lines[0].others[0].raw == "Ten don vi"


def test_a_year_that_both_readings_have_is_no_page_number():
    at = {"x": 80.0, "y": 800.0}
    assert role_of(page_of([("2010.", at)], [("2010.", at)]), "2010.") == "body"
