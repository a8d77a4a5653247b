"""Readings of OCR engines of Vietnamese, told from right text."""

from functools import cache

import pytest

from vndoc.judge import judge_page
from vndoc.judge.worn import Reader, is_worn, misreadings
from vndoc.models import models
from vndoc.pages import Reading, SourcePage, line_kind

RIGHT = [
    "Ủy ban nhân dân các tỉnh có trách nhiệm báo cáo kết quả thực hiện công tác dân tộc,",
    "những vấn đề liên quan đến đồng bào dân tộc thiểu số và kiến nghị với Chính phủ.",
    "Kinh phí thực hiện được bố trí từ ngân sách nhà nước theo quy định của pháp luật.",
    "Các cơ quan, đơn vị phối hợp tổ chức thực hiện nhiệm vụ được giao trong kế hoạch.",
]
WORN = [
    "Ủy ban nhân dân các tỉnh có trách nhiệm báo cáo kết quả thực hiện công tác dân tộc,",
    "những vấn đề liên quan đên công tác dân tộc thiêu số và kiên nghị với Chính phủ.",
    "Kinh phí thực hiện được bô trí từ ngân sách nhà nước theo quy đinh của pháp luật.",
    "Các cơ quan, đơn vị phôi hợp tổ chức thực hiện nhiệm vụ được giao trong kê hoạch.",
]


@cache
def reader():
    return Reader(models())


def judged(lines):
    return judge_page(SourcePage(1, 595.0, 842.0, (Reading("text", lines=tuple(lines)),)))


def test_misreadings_are_words_that_do_not_fit():
    assert misreadings(RIGHT)[0] == 0
    assert misreadings(WORN)[0] >= 3
    assert misreadings([]) == (0, 0)


def test_worn_text_is_right_text_read_by_an_engine():
    page = judged(WORN)
    assert page.readings[0].worn and page.verdict.state == "usable"
    assert "engine" in page.verdict.reasons[-1]
    assert {line_kind(page.readings[0], v) for v in page.readings[0].verdicts} == {"ocr"}
    page = judged(RIGHT)
    assert not page.readings[0].worn and line_kind(page.readings[0], "usable") == "text"


def test_damaged_lines_of_a_worn_text_are_no_engines():
    page = judged([*WORN, "Uy ban nhan dan xa c6 trach nhiém phdi hop vdi cac doan thé té chirc tuyén truyén,"])
    assert page.readings[0].worn and page.readings[0].verdicts[-1] == "garbled"
    assert line_kind(page.readings[0], "garbled") == "text"


def test_names_numbers_and_signs_are_no_misreadings():
    lines = ["Ông Sằn Văn Khừm, bà Mạy Thị Lá 12/3/2020 (Nậm Cắn) – 15/QĐ-UBND;", "a@b.vn http://x.vn/đên?y=1 𝔄 中文 \x00"]
    assert misreadings(lines * 20)[0] == 0


def test_repetitions_count_little():
    assert misreadings(["ở vùng đồng bào dân tộc thiêu số"] * 200)[0] <= 3


@pytest.mark.parametrize(("misread", "words", "worn"), [(2, 10, False), (3, 10, True), (3, 1000, False), (40, 10_000, True)])
def test_thresholds(misread, words, worn):
    assert is_worn(misread, words) is worn


def test_slices_find_what_the_whole_finds(monkeypatch):
    chunks = [c for line in WORN * 3 for c in line.split()]
    whole = reader().misread(chunks)
    monkeypatch.setattr("vndoc.judge.worn.SLICE", 40)
    assert abs(reader().misread(chunks) - whole) <= 2


@pytest.mark.parametrize("chunks", [[], ["a"], ["đên"], ["đên"] * 2, ["\ud800", "x" * 100_000], ["..."] * 9])
def test_any_chunks(chunks):
    assert reader().misread(chunks) == 0


def test_a_layer_over_a_picture_needs_less():
    assert is_worn(2, 300, on_scan=True) and not is_worn(2, 300)
    assert not is_worn(2, 1000, on_scan=True) and not is_worn(1, 20, on_scan=True)
