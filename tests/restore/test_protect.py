"""Abbreviations among words, and capitals that a reader made up."""

import pytest

from vndoc.pages import TextLine
from vndoc.restore.protect import has_false_capitals, is_abbreviation, is_roman
from vndoc.restore.running import run_together


def found(question, *lines):
    running = run_together([TextLine(raw=line, text=line, kind="text") for line in lines])
    return [token.text for i, token in enumerate(running.tokens) if question(running, i)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Thanh tra SGDCK va UBTVQH12 xem xét"], ["SGDCK", "UBTVQH12"]),
        (["KET QUA DAT DUQC", "Cong tac nay"], []),  # the next line's case says nothing
        (["BAO CAO CUA BCSPT", "va"], []),
        (["Lop THPT"], ["THPT"]),
        (["nghi QUYET nay"], []),  # a syllable
        (["a TW b"], []),
        (["THPT"], []),
    ],
)
def test_abbreviations(lines, expected):
    assert found(is_abbreviation, *lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["NOI dung chinh"], ["NOI"]),
        (["So NGi vu tai"], ["NGi"]),
        (["cua SO GD va"], ["SO"]),
        (["cua TU LAP"], []),
        (["Il- TO CHUC"], []),
        (["Sở NỘI", "VỤ tỉnh"], ["NỘI", "VỤ"]),
        (["NGHI QUYET"], []),
        (["NGHI QUYeT so"], []),
        (["Nghi quyet"], []),
        (["NOI"], []),
        (["5 NOI 6"], []),
        (["S6 va"], []),
    ],
)
def test_false_capitals(lines, expected):
    assert found(has_false_capitals, *lines) == expected


def test_roman_numerals():
    lines = ["I II III IV V VI IX X XIV XXXIX", "IIII VX XL i Vi", "A C"]
    assert found(lambda running, i: is_roman(running.tokens[i]), *lines) == lines[0].split()
