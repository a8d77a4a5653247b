import pytest

from vndoc.document import Word
from vndoc.options import Options
from vndoc.pages import TextLine
from vndoc.restore import restore_readings


def line(text, kind, sure=None):
    """A line as an engine read it; `sure` has its confidence in words, the others are 0.9."""
    words, at = [], 0
    for word in text.split(" "):
        words.append(Word(word, (at, at + len(word)), (sure or {}).get(word, 0.9)))
        at += len(word) + 1
    return TextLine(text, text, kind, verdict="garbled" if kind == "layer" else "unknown", words=tuple(words))


def fused(vie, eng, sure=None):
    [done] = restore_readings([[line(vie, "ocr", sure)], [line(eng, "layer", sure)]], Options())
    return done.text


@pytest.mark.parametrize(
    ("vie", "eng", "sure", "right"),
    [
        ("từ ngày 26 tháng 4", "tu ngay 28 thang 4", {}, "từ ngày 28 tháng 4"),
        ("từ ngày 26 tháng 4", "tu ngay 28 thang 4", {"28": 0.5}, "từ ngày 26 tháng 4"),
        ("từ ngày 26 tháng 4", "tu ngay 28 thang 4", {"28": 0.7}, "từ ngày 28 tháng 4"),
        ("Nghị định số 17/2014/TTLUT-BTC của Chính phủ", "Nghi dinh so 17/2014/TTLT-BTC cua Chinh phu", {},
         "Nghị định số 17/2014/TTLT-BTC của Chính phủ"),
        ("Nghị định số 60/2021/NĐ-CP của Chính phủ", "Nghi dinh so 60/202 UND-CP cua Chinh phu", {"60/2021/NĐ-CP": 0.0},
         "Nghị định số 60/2021/NĐ-CP của Chính phủ"),
        ("Nghị định số 18/2021/NĐ-CP của Chính phủ", "Nghi dinh so [PP 2021/ND-CP cua Chinh phu", {},
         "Nghị định số 18/2021/NĐ-CP của Chính phủ"),
        ("từ ngày Đỗ tháng 5 năm 2010", "tu ngay 05 thang 5 nam 2010", {}, "từ ngày 05 tháng 5 năm 2010"),
        ("từ ngày 18 tháng II năm 2010", "tu ngay 18 thang 11 nam 2010", {}, "từ ngày 18 tháng 11 năm 2010"),
        ("Đại hội khoá II năm 1990", "Dai hoi khoa III nam 1990", {"II": 0.5}, "Đại hội khoá III năm 1990"),
        ("Đại hội khoá II năm 1990", "Dai hoi khoa III nam 1990", {"III": 0.5}, "Đại hội khoá II năm 1990"),
        ("1/212. Số lượng cổ phiếu niêm yết", "1.2.12. So luong co phieu niem yet", {"1.2.12.": 0.0},
         "1.2.12. Số lượng cổ phiếu niêm yết"),
        ("1.2.4. Mức giá trong ngày", "1,2.4, Muc gia trong ngay", {"1.2.4.": 0.8}, "1.2.4. Mức giá trong ngày"),
        ("đăng trên một 40) số báo", "dang tren mot (01) so bao", {"40)": 0.65, "(01)": 0.35}, "đăng trên một (01) số báo"),
        ("tiền từ 5.000. 000 đồng", "tien tu 5.000. 000 dong", {}, "tiền từ 5.000.000 đồng"),
        ("Thời gian giao dịch từngày......đến ngày", "Thoi gian giao dich tngay...... den ngay", {},
         "Thời gian giao dịch từngày......đến ngày"),
        ("theo quy định là của Bộ", "theo quy dinh 14 cua Bo", {"là": 0.3}, "theo quy định là của Bộ"),
    ],
)  # fmt: skip
def test_numbers_by_form_and_by_the_engines_confidence(vie, eng, sure, right):
    assert fused(vie, eng, sure) == right


def test_where_one_reader_tells_no_confidence_the_english_model_has_digits():
    layer = TextLine("tu ngay 28 thang 4", "tu ngay 28 thang 4", "layer", verdict="garbled")
    [done] = restore_readings([[line("từ ngày 26 tháng 4", "ocr")], [layer]], Options())
    assert done.text == "từ ngày 28 tháng 4"


@pytest.mark.parametrize(
    ("vie", "eng", "sure", "right"),
    [
        ("công ty ỨNHH Long Phú", "cong ty TNHH Long Phu", {}, "công ty TNHH Long Phú"),
        ("hoạt chất Abamecún của công ty", "hoat chat Abamectin cua cong ty", {}, "hoạt chất Abamectin của công ty"),
        (
            "hoạt chất Abamectin của công ty",
            "hoat chat Abarnectin cua cong ty",
            {"Abarnectin": 0.6},
            "hoạt chất Abamectin của công ty",
        ),
        ("đoàn ĐBQH tỉnh", "doan DBQH tinh", {}, "đoàn ĐBQH tỉnh"),
        ("loại HCC3 mới", "loai HCCS moi", {}, "loại HCC3 mới"),
    ],
)
def test_words_outside_the_vocabulary_are_spelt_by_one_reader(vie, eng, sure, right):
    assert fused(vie, eng, sure) == right


def test_lines_of_another_language_get_the_better_spelling_alone():
    vie, eng = "Agassi 3EC, Abamecún + Azadirachun Microsoft Ofiice", "Agassi 36EC, Abamectin + Azadirachtin Microsoft Office"
    assert fused(vie, eng) == "Agassi 36EC, Abamectin + Azadirachtin Microsoft Office"
