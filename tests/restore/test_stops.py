"""Stops inside a sentence, and those that stay."""

import pytest

from vndoc import replay
from vndoc.document import Edit
from vndoc.models import models
from vndoc.restore.between import with_signs
from vndoc.restore.stops import stop_edits


def stopped(raw: str) -> str:
    edits = [edit for _, edit in stop_edits([raw], [[]], models())]
    for edit in edits:
        assert edit.before == raw[slice(*edit.span)]
    return replay(raw, edits)


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        ("công ty chứng. khoán đại chúng", "công ty chứng khoán đại chúng"),
        ("báo cáo tài.chính theo quy định", "báo cáo tài chính theo quy định"),
        ("các cơ quan. tổ chức có liên quan", "các cơ quan, tổ chức có liên quan"),
        ("thực hiện dịch vụ bưu chính: khiếu nại", "thực hiện dịch vụ bưu chính; khiếu nại"),
    ],
)
def test_inside_a_sentence(raw, after):
    assert stopped(raw) == after
    assert stopped(after) == after


@pytest.mark.parametrize(
    "raw",
    [
        "Thông tư này. Các cơ quan",
        "xem tr. mười hai",
        "v.v. và các",
        "chinhphu.vn và moit.gov.vn",
        "1. mục một, 2. mục hai",
        "gồm các nội dung sau: thứ nhất",
        "bao gồm: kinh phí",
        "tỷ lệ 1: hai",
        "ThS. nguyễn văn an",
        "công ty chứng. 12 khoán",
        "",
        ". ",
    ],
)
def test_stays(raw):
    assert stopped(raw) == raw


def test_nothing_over_a_words_edit():
    raw = "công ty chứng. khoán đại chúng"
    words = [Edit((8, 20), raw[8:20], "chứng khoán", "join", 1.0)]
    assert with_signs([raw], [words], models()) == [words]


def test_of_several_lines_each_by_itself():
    raws = ["công ty chứng. khoán đại chúng", "Thông tư này. Các cơ quan", "báo cáo tài.chính", "bưu chính: khiếu nại"]
    together = list(stop_edits(raws, [[] for _ in raws], models()))
    assert sorted(line for line, _ in together) == [0, 2, 3]
    for number, raw in enumerate(raws):
        assert [edit for line, edit in together if line == number] == [e for _, e in stop_edits([raw], [[]], models())]
