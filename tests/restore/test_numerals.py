"""Broken Roman numerals, and what only looks like one."""

import re

import pytest

from vndoc.restore import numerals
from vndoc.restore.numerals import broken_numerals


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("I11. NHIEM VU", "III"),
        ("Il. MUC TIEU", "II"),
        ("|. MUC DICH", "I"),
        ("l. MUC DICH", "I"),
        ("Vl. TO CHUC", "VI"),
        ("1X. TO CHUC", "IX"),
        ("I1- KINH TE", "II"),
        ("IIl/ DANH GIA", "III"),
        ("  I1. MUC TIEU", "II"),
        ("IT. NHIEM VU", "II"),
        ("I1-KINH TE VA XA HOI", "II"),
    ],
)
def test_at_the_start(line, after):
    (numeral,) = broken_numerals(line)
    assert numeral.after == after
    assert line[numeral.start : numeral.end].strip() == line[numeral.start : numeral.end]


@pytest.mark.parametrize("line", ["l. Tham quyén cap", "|. Thi trudng", " l. Bo Tai chinh"])
def test_first_item(line):
    (numeral,) = broken_numerals(line)
    assert numeral.after == "1"


@pytest.mark.parametrize(
    ("line", "read", "after"),
    [
        ("Dai hoi lan thu nhat (khoa X111) vé", "X111", "XIII"),
        ("Chuong Il", "Il", "II"),
        ("Chương II1. QUY ĐỊNH", "II1", "III"),
        ("Phu luc I1", "I1", "II"),
        ("nhiem ky X1V", "X1V", "XIV"),
        ("phần Vl", "Vl", "VI"),
        ("quy Il/2021", "Il", "II"),
    ],
)
def test_behind_a_word(line, read, after):
    (numeral,) = broken_numerals(line)
    assert (line[numeral.start : numeral.end], numeral.after) == (read, after)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "1. Muc dich",
        "11. NHIEM VU",
        "III. NHIEM VU",
        "TT-BTC ngày 5 tháng 6",
        "TT/UBND",
        "1l/QĐ-UBND ngày",
        "T. NGUYỄN VĂN A",
        "T/M BAN THUONG VU",
        "TM. ỦY BAN NHÂN DÂN",
        "!1. NHIEM VU",
        "l.000 DONG",
        "chuong trinh l",
        "khoa it",
        "Muc 1",
        "Phan 11",
        "IIII. TO CHUC",
        "VX. TO CHUC",
        "TT. HO CHI MINH",
        "Lớp X1",
        "I\ud800. AB",
    ],
)
def test_no_numeral(line):
    assert broken_numerals(line) == []


def test_spans_count_in_the_line_as_it_is():
    """Stripping marks may shorten a decomposed line."""
    for line in ("Chu\u031bo\u031bng Il", "nhie\u0323\u0302m ky\u0300 XIl"):
        for numeral in broken_numerals(line):
            assert line[numeral.start : numeral.end] in ("Il", "XIl")


def test_the_quick_look_passes_over_no_broken_numeral(monkeypatch):
    lines = ["  I11. NHIEM VU", "khóa X1", "(chương VIl", "l. Muc dich", "mục\tIl", "T. NHIEM VU", "phần VIl.", "Il\u1ea0 x"]
    found = [broken_numerals(line) for line in lines]
    monkeypatch.setattr(numerals, "_QUICK", re.compile(""))
    assert found == [broken_numerals(line) for line in lines]


@pytest.mark.parametrize(
    ("line", "after"), [("ngay O1 thang", "ngay 01 thang"), ("(O7)", "(07)"), ("gom S00 nguoi", "gom 500 nguoi")]
)
def test_round_letters_of_numbers(line, after):
    (numeral,) = broken_numerals(line)
    assert line[: numeral.start] + numeral.after + line[numeral.end :] == after


@pytest.mark.parametrize("line", ["nhom O2a", "O10", "IO1", "S0", "S000000", "o1", "SO1", "O1/2"])
def test_other_letters_stay(line):
    assert broken_numerals(line) == []
