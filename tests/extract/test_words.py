"""Characters to words and rows: gaps, letter spacing, slopes, directions."""

import math

import pytest

from vndoc.extract.device import Char
from vndoc.extract.rows import number_rows
from vndoc.extract.words import find_words


def line(text, x=100.0, y=100.0, size=10.0, advance=5.0, slope=0.0, angle=0.0, font="F", gap_for_space=None):
    """Characters of a line; with `gap_for_space` the spaces are gaps of that width, as some programs write them."""
    out = []
    for c in text:
        if c == " " and gap_for_space is not None:
            x += gap_for_space
            continue
        top = y - 0.8 * size
        out.append(Char(c, x, top, x + advance, top + size, y, size, angle, font))
        x += advance
        y += slope * advance
    return out


def texts(chars):
    return [piece.text for piece in find_words(chars)]


def rows(chars):
    out = {}
    for row, piece in number_rows(find_words(chars)):
        out.setdefault(row, []).append(piece.text)
    return list(out.values())


def test_words_end_at_spaces_and_gaps():
    assert texts(line("hai từ")) == ["hai", "từ"]
    assert texts(line("hai từ", gap_for_space=2.4)) == ["hai", "từ"]


def test_kerning_parts_nothing():
    chars = [c._replace(x0=c.x0 + (i % 2) * 0.6) for i, c in enumerate(line("Vàng bạc"))]
    assert texts(chars) == ["Vàng", "bạc"]


@pytest.mark.parametrize("spacing", [1.5, 3.0])
def test_letters_spaced_out_are_one_word(spacing):
    chars = [c._replace(x1=c.x0 + 5) for c in line("QUYẾT ĐỊNH", advance=5 + spacing)]
    assert texts(chars) == ["QUYẾT", "ĐỊNH"]


def test_signs_without_width_stay_with_their_letter():
    chars = line("So")
    chars += [chars[-1]._replace(text="á", x0=chars[-1].x1, x1=chars[-1].x1)]
    chars += line(": 4", x=chars[-1].x1)
    assert texts(chars) == ["Soá:", "4"]


def test_the_order_of_the_file_decides_within_a_line():
    chars = line("ab")
    assert texts([chars[0], chars[1]._replace(x0=chars[0].x0 - 0.5, x1=chars[0].x1 - 0.5)]) == ["ab"]


def test_two_columns_are_one_row_and_lines_are_two():
    chars = line("left", y=100) + line("left2", y=112) + line("right", x=300, y=101) + line("right2", x=300, y=113)
    assert rows(chars) == [["left", "right"], ["left2", "right2"]]


@pytest.mark.parametrize("slope", [-0.05, 0.03, 0.08])
def test_sloping_lines_stay_lines(slope):
    chars = [
        c for i in range(5) for c in line(f"mot hai ba bon nam sau bay tam chin muoi dong{i}" * 2, y=200 + 13 * i, slope=slope)
    ]
    found = rows(chars)
    assert len(found) == 5
    assert [row[-1][-1] for row in found] == list("01234")


def test_an_index_is_no_row_of_its_own():
    chars = line("luật") + line("1", x=120, y=96, size=6, advance=3) + line(" này", x=123)
    assert rows(chars) == [["luật1", "này"]]


@pytest.mark.parametrize("direction", [15, 90, 270])
def test_turned_text_makes_rows_of_its_own(direction):
    turn = math.radians(direction)
    chars = line("thân bài")
    for i, c in enumerate("dấu đỏ"):
        x, y = 300 + 8 * i * math.cos(turn), 300 - 8 * i * math.sin(turn)
        chars.append(Char(c, x - 4, y - 4, x + 4, y + 4, y + 4, 10, direction, "F"))
    assert rows(chars) == [["thân", "bài"], ["dấu", "đỏ"]]


def test_a_word_is_parted_where_its_code_page_changes():
    chars = line("§", font=".VnTimeH") + line("iÒu", x=105, font=".VnTime") + line("-A", x=120, font="Arial")
    assert texts(chars) == ["§", "iÒu", "-A"]
    chars = line("a", font=".VnTime") + line("b", x=105, font="XXXXXX+.VnTime,Bold")
    assert texts(chars) == ["ab"]


def test_no_size_and_no_characters():
    assert texts([]) == []
    assert texts([Char("a", 5, 5, 5, 5, 5, 0, 0.0, "")]) == ["a"]
