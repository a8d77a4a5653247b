import numpy as np
from PIL import Image, ImageDraw

from vndoc.options import Options
from vndoc.read.engine import EngineWord, NoEngine
from vndoc.read.leaders import without_leaders
from vndoc.read.missed import passed_over
from vndoc.read.parts import read_sheet, sheet_of
from vndoc.read.rules import Ruling, find_ruling

DPI = 150


def blank():
    return np.full((1754, 1240), 255, dtype=np.uint8)


def dotted(pixels, y, x0=300, x1=900, step=8):
    for x in range(x0, x1, step):
        pixels[y : y + 3, x : x + 3] = 0
    return pixels


def test_leaders_are_taken_out_and_letters_beside_them_stay():
    pixels = dotted(blank(), 500)
    pixels[480:503, 200:290] = 0
    picture, (leader,) = without_leaders(Image.fromarray(pixels), DPI)
    assert set(leader.text) == {"."} and abs(leader.box[0] - 300) <= 8 and abs(leader.box[2] - 895) <= 8
    left = np.asarray(picture) < 128
    assert left[480:503, 200:290].all() and not left[:, 300:].any()


def test_a_ruled_line_three_dots_and_the_feet_of_letters_are_no_leaders():
    pixels = dotted(blank(), 500, x1=324)
    pixels[600:602, 200:900] = 0
    for x in range(200, 900, 8):
        pixels[700:720, x : x + 3] = 0
    assert without_leaders(Image.fromarray(pixels), DPI)[1] == []


def word(x0, top, x1, bottom, row=0):
    return EngineWord("w", (x0, top, x1, bottom), row, 0.9)


def test_what_no_word_covers_is_found():
    pixels = blank()
    for x in range(200, 1000, 12):
        pixels[500:516, x : x + 6] = 0
    points = 72.0 / DPI
    assert passed_over(pixels, [word(195, 498, 1005, 518)], points)[0] == []
    ((x0, top, x1, bottom),), rest = passed_over(pixels, [word(195, 498, 600, 518)], points)
    assert rest[500:516, 200:600].min() == 255 and rest[500:516, 612:].min() == 0
    assert 600 <= x0 <= 620 and x1 >= 990 and 490 <= top <= 500 and 516 <= bottom <= 525


def test_short_pieces_count_at_the_head_and_the_foot_alone():
    points = 72.0 / DPI
    for y, count in ((60, 1), (800, 0), (1700, 1)):
        pixels = blank()
        pixels[y : y + 18, 600:606] = pixels[y : y + 18, 610:616] = 0
        assert len(passed_over(pixels, [], points)[0]) == count
    pixels[1700:1718, 900:1000] = 0
    assert passed_over(pixels, [word(890, 1690, 1010, 1725)], points)[0] == []


def test_seals_and_dust_are_not_looked_at_again():
    pixels = blank()
    pixels[1000:1200, 600:800] = 0
    pixels[::97, ::89] = 0
    assert passed_over(pixels, [], 72.0 / DPI)[0] == []


class Blind(NoEngine):
    """An engine that sees nothing on a page, and one word on each line of a block."""

    name = "blind"
    languages = ("vie",)

    def __init__(self, sure=0.9):
        self.sure = sure

    def block(self):
        return Block(self.sure)


class Block(Blind):
    def read(self, picture, dpi, seconds):
        ink = np.flatnonzero((np.asarray(picture) < 128).any(axis=1))
        return (EngineWord("7", (25.0, float(ink[0]), 31.0, float(ink[-1] + 1)), 0, self.sure),)


def number():
    pixels = dotted(blank(), 900)
    pixels[60:78, 600:612] = 0
    return Image.fromarray(pixels)


def test_a_second_look_finds_a_page_number_and_leaders_are_words():
    words = read_sheet(Blind(), sheet_of(number(), DPI, Ruling()), Options(cache=False), None)
    assert [w.text for w in words] == ["7", "." * 30]
    assert abs(words[0].box[0] - 600) <= 4 and abs(words[0].box[1] - 60) <= 4
    assert words[0].row != words[1].row


def test_what_the_second_look_is_unsure_of_is_left_out():
    words = read_sheet(Blind(0.2), sheet_of(number(), DPI, Ruling()), Options(cache=False), None)
    assert [w.text for w in words] == ["." * 30]


def test_what_a_seal_leaves_at_the_ends_of_a_line_is_let_go():
    class Sealed(Blind):
        def block(self):
            return Rim()

    class Rim(Blind):
        def read(self, picture, dpi, seconds):
            parts = (("R§", 0.0), ("THỨ", 0.9), ("&C", 0.1), ("TRƯỞNG", 0.95), ("`", 0.1))
            return tuple(
                EngineWord(t, (25.0 + 20 * i, 25.0, 40.0 + 20 * i, 43.0), 0, sure) for i, (t, sure) in enumerate(parts)
            )

    words = read_sheet(Sealed(), sheet_of(number(), DPI, Ruling()), Options(cache=False), None)
    assert [w.text for w in words][:3] == ["THỨ", "&C", "TRƯỞNG"]


class Labels(NoEngine):
    """An engine that reads what stands before and after a leader."""

    name = "labels"
    languages = ("vie",)

    def read(self, picture, dpi, seconds):
        before = EngineWord("tên:", (200.0, 885.0, 298.0, 903.0), 0, 0.9)
        after = EngineWord("h", (462.0, 885.0, 467.0, 903.0), 0, 0.5), EngineWord("|", (459.0, 900.0, 460.0, 902.0), 0, 0.7)
        return (before, *after, EngineWord("chức", (920.0, 885.0, 990.0, 903.0), 0, 0.8))


def test_a_leader_is_one_word_with_what_it_touches_and_stands_on_its_line():
    sheet = sheet_of(Image.fromarray(dotted(blank(), 900, x1=460)), DPI, Ruling())
    words = read_sheet(Labels(), sheet, Options(cache=False), None)
    assert [(w.text, w.row) for w in words] == [("tên:" + "." * 20, 0), ("chức", 0)]


def test_a_line_that_touches_a_seal_is_found():
    pixels = blank()
    y, x = np.mgrid[0:1754, 0:1240]
    ring = np.hypot(y - 700, x - 600)
    pixels[(ring > 96) & (ring < 100)] = 0
    for start in range(480, 900, 12):
        pixels[590:608, start : start + 7] = 0
    ((box,), _) = passed_over(pixels, [], 72.0 / DPI)
    assert box[0] <= 490 and box[2] >= 880 and box[3] - box[1] < 60


class Head(NoEngine):
    """An engine that reads a motto above a rule of dashes."""

    name = "head"
    languages = ("vie",)

    def read(self, picture, dpi, seconds):
        return (EngineWord("Độc", (300.0, 875.0, 380.0, 897.0), 0, 0.9),)


def test_a_rule_of_dashes_below_words_is_none_of_them():
    pixels = blank()
    for x in range(300, 600, 12):
        pixels[902:904, x : x + 8] = 0
    words = read_sheet(Head(), sheet_of(Image.fromarray(pixels), DPI, Ruling()), Options(cache=False), None)
    assert [w.text for w in words] == ["Độc"]


class Edges(NoEngine):
    """An engine that reads a line beside a table whose last word it is unsure of, and nothing in blocks."""

    name = "edges"
    languages = ("vie",)

    def block(self):
        return NoEngine()

    def read(self, picture, dpi, seconds):
        ink = (np.asarray(picture) < 128)[:350].any()
        parts = (("(Kèm", 0.9), ("báo", 0.9), ("/20)", 0.1)) if ink else ()
        return tuple(
            EngineWord(t, (200.0 + 60 * i, 200.0, 250.0 + 60 * i, 222.0), 0, sure) for i, (t, sure) in enumerate(parts)
        )


def test_lines_beside_a_table_keep_what_the_engine_is_unsure_of():
    picture = Image.fromarray(blank())
    draw = ImageDraw.Draw(picture)
    for box in ((200, 400, 600, 500), (600, 400, 1000, 500)):
        draw.rectangle(box, outline=0, width=3)
    for x in (220, 250, 620):
        draw.rectangle((x, 430, x + 14, 460), fill=0)
    draw.rectangle((200, 203, 370, 219), fill=0)
    sheet = sheet_of(picture, DPI, find_ruling(picture, DPI))
    assert sheet.stacks
    assert [w.text for w in read_sheet(Edges(), sheet, Options(cache=False), None)] == ["(Kèm", "báo", "/20)"]
