"""Several readings of a page up to repaired lines: what each has is used, what is right stays, nothing is lost."""

import pytest

from vndoc.arrange import arrange
from vndoc.document import Engine, Verdict
from vndoc.options import Options
from vndoc.pages import Reading, SourcePage, SourceWord, TextLine
from vndoc.restore import restore, restore_readings

VIE = Engine("tesseract", "5", ("vie",))
ENG = Engine("tesseract", "5", ("eng",))

TRUE = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;",
    "theo đề nghị của Giám đốc Sở Nội vụ tỉnh về kế hoạch phát triển.",
)
READ = (
    "Căn cứ Luật Tổ chức chính quyên địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định sô 30/2020/NĐ-CP ngày 03 tháng 3 năm 2020 của Chính phủ;",
    "theo đề nghị của Giám đốc Sở Nội vụ tỉnh về kê hoạch phát triên.",
)
ENGLISH = (
    "Can ctr Luat Té chtrc chinh quyén dia phuong ngay 19 thang 6 nam 2015;",
    "Can ctr Nghj dinh sé 30/2020/ND-CP ngay 05 thang 3 nam 2020 ctia Chinh phi;",
    "theo dé nghi cia Giam déc Sd N6i vu tinh vé ké hoach phat trién.",
)


def words(lines, top=200.0, row=0, left=85.0):
    """Words in the places that 13 point print has."""
    out = []
    for number, line in enumerate(lines):
        x, y = left, top + 18.0 * number
        for text in line.split():
            out.append(SourceWord(text, (x, y, x + 5.5 * len(text), y + 12.0), row + number))
            x += 5.5 * (len(text) + 1)
    return tuple(out)


def page(*readings, state="garbled", number=1):
    return SourcePage(number, 595.0, 842.0, readings, pixels=True, verdict=Verdict(state))


def layer(lines=ENGLISH, states=None):
    return Reading("layer", words(lines), verdicts=tuple(states or ["garbled"] * len(lines)))


def repaired(page):
    [done] = restore([arrange(page)], Options())
    return done


@pytest.mark.parametrize(
    "readings",
    [
        (layer(), Reading("ocr", words(READ), engine=VIE)),
        (Reading("ocr", words(READ), engine=VIE), Reading("ocr", words(ENGLISH), engine=ENG)),
        (Reading("ocr", words(ENGLISH), engine=ENG), Reading("ocr", words(READ), engine=VIE)),
    ],
)
def test_layer_and_pixels_together(readings):
    done = repaired(page(*readings, state="garbled" if readings[0].kind == "layer" else "absent"))
    assert done.source == "fused"
    assert [line.raw for line in done.lines] == list(READ)
    assert [line.text for line in done.lines] == list(TRUE)
    assert all(0.0 <= word.confidence <= 1.0 for line in done.lines for word in line.words)


def test_a_digit_is_the_english_models_and_doubtful():
    done = repaired(page(layer(), Reading("ocr", words(READ), engine=VIE)))
    [edit] = [edit for edit in done.lines[1].edits if edit.before == "03"]
    assert edit.after == "05" and edit.reason == "reading" and edit.confidence <= 0.8


def test_right_rows_of_the_layer_stay_as_they_are():
    mixed = layer((TRUE[0], ENGLISH[1], TRUE[2]), ("usable", "garbled", "usable"))
    done = repaired(page(mixed, Reading("ocr", words(READ), engine=VIE)))
    assert [line.text for line in done.lines] == list(TRUE)
    assert [line.kind for line in done.lines] == ["layer", "ocr", "layer"]
    assert done.lines[0].edits == done.lines[2].edits == ()


def test_rows_that_were_not_read_again_stay():
    mixed = layer((TRUE[0], ENGLISH[1], TRUE[2]), ("usable", "garbled", "usable"))
    region = Reading("ocr", words(READ[1:2], top=218.0), engine=VIE)
    assert [line.text for line in repaired(page(mixed, region)).lines] == list(TRUE)


@pytest.mark.parametrize("kind", ["layer", "ocr"])
def test_a_line_that_one_reading_alone_has_is_kept_and_told(kind):
    more = (*ENGLISH, "Thuc hién nghi quyét cua Ban Chap hanh Trung uong")
    if kind == "layer":
        readings = layer(more), Reading("ocr", words(READ), engine=VIE)
    else:
        readings = Reading("ocr", words(READ), engine=VIE), Reading("ocr", words(more), engine=ENG)
    done = repaired(page(*readings, state="garbled" if kind == "layer" else "absent"))
    assert [line.text for line in done.lines] == [*TRUE, "Thực hiện nghị quyết của Ban Chấp hành Trung ương"]
    assert [(n.code, n.page) for n in done.notices] == [("one_reading", 1)] and "line 4" in done.notices[0].message


def test_scraps_that_one_reading_alone_has_are_no_text():
    scrap = SourceWord("pie", (300.0, 400.0, 330.0, 415.0), 9)
    marked = Reading("layer", (*words(ENGLISH), scrap), verdicts=("garbled",) * 10)
    done = repaired(page(marked, Reading("ocr", words(READ), engine=VIE)))
    assert [line.role for line in done.lines if line.raw == "pie"] == ["stamp"]


def test_an_engines_second_reading_does_not_move_words_between_lines():
    shifted = Reading("ocr", words(ENGLISH, top=203.0, left=88.0), engine=ENG)
    done = repaired(page(Reading("ocr", words(READ), engine=VIE), shifted, state="absent"))
    assert [line.text for line in done.lines] == list(TRUE)


def test_two_columns_are_not_mixed_up():
    left, right = ("Cơ quan ban hành", "văn bản này"), ("Cộng hoà xã hội", "chủ nghĩa Việt Nam")
    plain = ("Co quan ban hanh", "van ban nay"), ("Cong hoa xa hoi", "chu nghia Viet Nam")
    one = Reading("ocr", words(left, row=0, left=60.0) + words(right, row=2, left=350.0), engine=VIE)
    two = Reading("ocr", words(plain[0], row=0, left=60.0) + words(plain[1], row=2, left=350.0), engine=ENG)
    arranged = arrange(page(one, two, state="absent"))
    told = {line.raw: line.others[0].raw for line in arranged.lines}
    for mine, theirs in zip((*left, *right), (*plain[0], *plain[1]), strict=True):
        if mine in told:
            assert told[mine] == theirs
    assert sorted(w for line in arranged.lines for w in line.raw.split()) == sorted(" ".join((*left, *right)).split())
    assert sorted(w for o in told.values() for w in o.split()) == sorted(" ".join((*plain[0], *plain[1])).split())


def test_numbers_of_documents_alone_on_a_line_that_looks_right_are_repaired_near_wrong_ones():
    base = [
        TextLine(text, text, "layer", verdict=verdict)
        for text, verdict in ((ENGLISH[0], "garbled"), ("15/2015/ND-CP.", "unknown"))
    ]
    other = [TextLine(READ[0], READ[0], "ocr"), TextLine("", "", "ocr")]
    assert [line.text for line in restore_readings([base, other], Options())] == [TRUE[0], "15/2015/NĐ-CP."]
