from vndoc.arrange import arrange
from vndoc.document import Edit, Engine, Notice, Verdict
from vndoc.pages import Reading, SourcePage, SourceWord, Table


def words(text, y=100.0, row=0, x=85.0, **more):
    out = []
    for part in text.split():
        out.append(SourceWord(part, (x, y, x + 6 * len(part), y + 12), row, **more))
        x += 6 * len(part) + 3
    return tuple(out)


def page(*readings, state="usable", **more):
    return SourcePage(2, 595.0, 842.0, readings, verdict=Verdict(state), **more)


LAYER = Reading("layer", words("Nghi quyet nay co hieu luc"), verdicts=("garbled",))
ENGLISH = Engine("tesseract", "5", ("eng",))
OCR = Reading("ocr", words("Nghị quyết này có hiệu lực", confidence=0.9))


def test_an_engine_reading_has_a_garbled_layer_for_a_witness():
    arranged = arrange(page(LAYER, OCR, state="garbled"))
    assert [line.raw for line in arranged.lines] == ["Nghị quyết này có hiệu lực"]
    assert arranged.source == "fused" and arranged.lines[0].kind == "ocr"
    assert arranged.lines[0].verdict == "unknown"
    assert [(w.raw, w.kind) for w in arranged.lines[0].others] == [(" ".join(w.text for w in LAYER.words), "layer")]
    assert arranged.notices == ()


def test_wrong_rows_of_a_right_layer_have_an_engine_reading_beside_them():
    right = Reading(
        "layer", words("Điều 1.") + words("Nghi quyet nay co hieu luc", y=130.0, row=1), verdicts=("usable", "garbled")
    )
    arranged = arrange(page(right, Reading("ocr", words("Nghị quyết này có hiệu lực", y=130.0)), state="usable"))
    assert [(line.raw, line.kind, len(line.others)) for line in arranged.lines] == [
        ("Điều 1.", "layer", 0),
        ("Nghị quyết này có hiệu lực", "ocr", 1),
    ]


def test_an_empty_engine_reading_does_not():
    arranged = arrange(page(LAYER, Reading("ocr"), state="garbled", notices=(Notice("x", "y"),)))
    assert arranged.source == "layer"
    assert [line.verdict for line in arranged.lines] == ["garbled"]
    assert arranged.notices == (Notice("x", "y"),)


def test_a_stamp_layer_is_kept_and_its_pixels_are_stamps_too():
    stamp = Reading("layer", words("Ký bởi: Văn thư", y=30.0))
    both = Reading("ocr", OCR.words + words("Ky bai: Van thu", y=30.0, row=1, confidence=0.8))
    arranged = arrange(page(stamp, both, state="stamp"))
    assert [(line.role, line.kind) for line in arranged.lines] == [("stamp", "ocr"), ("body", "ocr"), ("stamp", "layer")]
    assert arranged.notices == ()


def test_edits_of_recode_one_a_run():
    source = (
        SourceWord("Điều", (85, 100, 110, 112), 0, before="§iÒu"),
        SourceWord("lệ", (115, 100, 125, 112), 0, before="lÖ"),
        SourceWord("2005", (130, 100, 160, 112), 0),
        SourceWord("về", (165, 100, 180, 112), 0, before="vÒ"),
    )
    (line,) = arrange(page(Reading("layer", source))).lines
    assert line.raw == line.text == "Điều lệ 2005 về"
    assert line.edits == (Edit((0, 7), "§iÒu lÖ", "Điều lệ", "recode", 1.0), Edit((13, 15), "vÒ", "về", "recode", 1.0))


def test_verdict_font_size_and_confidence_of_a_line():
    source = words("Chương một", font="TimesNewRoman,Bold", size=14.0) + words("Quy định chung", y=130.0, row=1, size=13.0)
    first, second = arrange(page(Reading("layer", source, verdicts=("usable", "garbled")))).lines
    assert (first.bold, first.size, first.verdict, first.confidence) == (True, 14.0, "usable", 1.0)
    assert (second.bold, second.verdict) == (False, "garbled")
    assert first.box == (85.0, 100.0, 142.0, 112.0)


def test_plain_text_passes_unchanged():
    lines = ("  Điều 1.  Phạm vi", "", "Văn bản này", "\tquy định:")
    arranged = arrange(page(Reading("text", lines=lines, verdicts=("usable", "unknown", "usable", "garbled"))))
    assert tuple(line.raw for line in arranged.lines) == lines
    assert [line.paragraph for line in arranged.lines] == [False, False, True, False]
    assert [w.span for w in arranged.lines[0].words] == [(2, 6), (7, 9), (11, 15), (16, 18)]
    assert arranged.lines[3].verdict == "garbled"
    assert arranged.lines[0].box is None and arranged.source == "layer"


def test_no_reading_no_lines():
    arranged = arrange(page(state="absent"))
    assert arranged.lines == () and arranged.source == "none"


def test_lines_in_tables_go_row_by_row():
    rows = [
        words(f"{i} Tên công trình số", y=100.0 + 20 * i, row=i) + words("14.500", y=100.0 + 20 * i, row=i, x=400.0)
        for i in range(3)
    ]
    below = words("Ghi chú ở dưới bảng", y=300.0, row=9)
    table = Table((80.0, 90.0, 500.0, 170.0), (), ())
    arranged = arrange(page(Reading("layer", sum(rows, ()) + below), tables=(table,)))
    assert [line.role for line in arranged.lines] == ["table"] * 3 + ["body"]
    assert [line.raw for line in arranged.lines][1] == "1 Tên công trình số 14.500"
    assert arranged.tables == (table,)


def test_paragraphs_start_at_indents_and_gaps():
    source = (
        words("Căn cứ Luật Tổ chức chính quyền địa phương ngày tháng năm của", y=100, row=0, x=115)
        + words("Quốc hội và các văn bản hướng dẫn thi hành luật này của Chính phủ nay", y=116, row=1)
        + words("ban hành quy chế.", y=132, row=2)
        + words("Quy chế này gồm năm chương và hai mươi điều quy định việc làm", y=148, row=3, x=115)
        + words("việc của các cơ quan.", y=164, row=4)
        + words("Điều khoản khác", y=200, row=5)
    )
    assert [line.paragraph for line in arrange(page(Reading("layer", source))).lines] == [True, False, False, True, False, True]


def test_a_watermark_across_the_page_hides_no_line():
    turned = Reading("layer", (SourceWord("www.example.vn", (80, 60, 480, 180), 0),))
    arranged = arrange(page(turned, OCR, state="stamp"))
    assert [(line.raw, line.role) for line in arranged.lines] == [
        ("Nghị quyết này có hiệu lực", "body"),
        ("www.example.vn", "stamp"),
    ]


def test_a_speck_does_not_part_the_halves_of_a_row():
    speck = (SourceWord("„", (40.0, 100.2, 44.0, 103.2), 0, confidence=0.2),)
    halves = words("Chi uỷ họp trước", y=98.3, row=1, confidence=0.9) + words(
        "gửi nội dung", y=97.0, row=2, x=200.0, confidence=0.9
    )
    arranged = arrange(page(Reading("ocr", speck + halves)))
    assert [line.raw for line in arranged.lines if line.role == "body"] == ["Chi uỷ họp trước gửi nội dung"]


def test_a_number_of_a_page_or_a_document_that_one_reading_alone_has_is_no_scrap():
    number = words("- 2 -", y=40.0, row=5, x=290.0, confidence=0.8)
    code = words("15/2015/ND-CP.", y=130.0, row=6, confidence=0.8)
    scrap = words("qz", y=400.0, row=7, x=400.0, confidence=0.8)
    other = Reading("ocr", words("Nghi quyet nay co hieu luc", confidence=0.9) + number + code + scrap, engine=ENGLISH)
    roles = {line.raw: line.role for line in arrange(page(OCR, other, state="absent")).lines}
    assert (roles["- 2 -"], roles["15/2015/ND-CP."], roles["qz"]) == ("page_number", "body", "stamp")


def test_a_year_that_ends_a_paragraph_at_the_foot_of_a_page_is_no_number():
    above = words("Thời điểm xác định là ngày 01 tháng 01 năm", y=770.0, row=1, confidence=0.9)
    for text, role in (("2010.", "body"), ("12.", "page_number"), ("- 2 -", "page_number")):
        last = words(text, y=790.0, row=2, confidence=0.9)
        roles = {line.raw: line.role for line in arrange(page(Reading("ocr", above + last))).lines}
        assert roles[text] == role
