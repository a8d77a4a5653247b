from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vndoc.document import Cell
from vndoc.extract import open_source
from vndoc.options import Options
from vndoc.pages import Reading, Rule, SourcePage, SourceWord, Table
from vndoc.read.engine import EngineWord
from vndoc.read.prepare import prepare, upright
from vndoc.read.prepare.ink import Ink, grey, ink_of
from vndoc.read.prepare.place import Place, straightened, turned
from vndoc.read.prepare.resolution import BEST_DPI
from vndoc.read.prepare.skew import Profile
from vndoc.read.prepare.steps import _ask
from vndoc.read.prepare.turns import above, quarters

SCAN = Path(__file__).resolve().parents[2] / "samples" / "scan-image-only.pdf"


@pytest.fixture(scope="module")
def scan():
    """The first page of a scan, in grey at 200 dpi."""
    source = open_source(SCAN, Options())
    try:
        return source.picture(1, 200).convert("L")
    finally:
        source.close()


def page(lines=30, dpi=150):
    """A page of words that are drawn letter by letter as boxes: a body, marks above many, a tail below some."""
    rng = np.random.default_rng(7)
    picture = Image.new("L", (int(8.27 * dpi), int(11.69 * dpi)), 255)
    draw = ImageDraw.Draw(picture)
    for k in range(lines):
        x, y = dpi, dpi + k * dpi // 4
        while x < 7 * dpi:
            for _ in range(int(rng.integers(2, 6))):
                draw.rectangle((x, y, x + 6, y + 12), fill=20)
                if rng.random() < 0.5:
                    draw.rectangle((x + 1, y - 6, x + 4, y - 3), fill=20)
                if rng.random() < 0.1:
                    draw.rectangle((x + 2, y + 12, x + 4, y + 17), fill=20)
                x += 9
            x += 10
    return picture


def test_red_ink_fades_and_black_under_it_stays():
    pixels = np.full((40, 40, 3), 250, dtype=np.uint8)
    pixels[10:12] = (20, 20, 20)
    pixels[20:22] = (225, 60, 70)
    pixels[30:31] = (95, 15, 20)
    made = np.asarray(grey(Image.fromarray(pixels)))
    assert made[10, 0] == 20
    assert made[20, 0] == 225
    assert made[30, 0] < 110
    assert made.shape == (40, 40)


def test_grey_pictures_stay_and_modes_are_taken():
    plain = Image.new("L", (5, 5), 77)
    assert prepare(plain, 300).picture.tobytes() == plain.tobytes()
    for mode in ("1", "P", "RGBA", "CMYK", "I;16", "LA"):
        for size in ((5, 5), (300, 300)):
            assert prepare(Image.new(mode, size), 300).picture.mode == "L"


def test_a_coloured_page_keeps_its_print():
    pixels = np.full((40, 40, 3), (230, 220, 120), dtype=np.uint8)
    pixels[:5] = (20, 20, 20)
    made = np.asarray(grey(Image.fromarray(pixels)))
    assert made[20, 0] - made[2, 0] > 150


@pytest.mark.parametrize("colour", [0, 128, 255])
def test_a_page_of_one_colour_stays(colour):
    made = prepare(Image.new("L", (600, 800), colour), 100, lambda strip: ())
    assert made.quarters == 0 and made.degrees == 0.0 and made.place == Place()


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_turned_page_is_turned_back_and_boxes_return(scan, turn):
    upright = scan.copy()
    ImageDraw.Draw(upright).rectangle((300, 60, 340, 80), fill=0)
    lying = upright.rotate(-90 * turn, expand=True)
    made = prepare(lying, 200)
    assert made.quarters == turn
    assert made.degrees == 0.0
    x0, top, x1, bottom = made.place.box((300.0, 60.0, 341.0, 81.0))
    block = np.asarray(lying)[round(top) : round(bottom), round(x0) : round(x1)]
    assert block.size == 41 * 21 and not block.any()


@pytest.mark.parametrize("degrees", [-4.0, -1.3, 1.1, 2.5])
def test_a_page_is_straightened_and_boxes_return(degrees):
    askew = page().rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
    made = prepare(askew, 150)
    assert made.degrees == pytest.approx(degrees, abs=0.1)
    assert abs(Profile(ink_of(made.picture, 150)).best()) <= 0.1
    mark = Image.new("L", made.picture.size, 255)
    ImageDraw.Draw(mark).rectangle((500, 700, 520, 710), fill=0)
    x, y = made.place.point(500.0, 700.0)
    back = mark.rotate(-made.degrees, Image.Resampling.BICUBIC, fillcolor=255)
    at = (x + (back.width - askew.width) / 2, y + (back.height - askew.height) / 2)
    assert np.asarray(back)[round(at[1]) + 5, round(at[0]) + 8] < 60


@pytest.mark.parametrize("degrees", [0.0, 0.4])
def test_a_page_that_is_straight_enough_is_not_touched(degrees):
    plain = page().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    made = prepare(plain, 150)
    assert made.place == Place() and made.picture.tobytes() == plain.tobytes()


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_turned_page_that_is_askew_is_turned_back(scan, turn):
    lying = scan.rotate(-90 * turn, expand=True).rotate(3.0, Image.Resampling.BICUBIC, fillcolor=255)
    made = prepare(lying, 200)
    assert made.quarters == turn
    assert made.degrees == pytest.approx(-3.0, abs=0.6)


def test_maps_go_back_through_all_steps():
    back, size = straightened(3.0, 200, 100)
    assert back.point(size[0] / 2, size[1] / 2) == pytest.approx((100, 50))
    both = back.then(turned(1, 100, 200))
    assert both.point(size[0] / 2, size[1] / 2) == pytest.approx((50, 100))
    for quarter in range(4):
        width, height = (60, 40) if quarter % 2 == 0 else (40, 60)
        assert turned(quarter, 60, 40).box((0, 0, width, height)) == (0, 0, 60, 40)


def test_ruled_lines_and_black_margins_are_no_ink_of_lines():
    table = page()
    draw = ImageDraw.Draw(table)
    for x in range(150, 1100, 60):
        draw.line((x, 100, x + 8, 1600), fill=0, width=3)
    draw.rectangle((0, 0, 60, table.height), fill=0)
    ink = ink_of(table, 150)
    assert not ink.there[:, :20].any()
    assert quarters(ink) == 0


def test_a_page_that_the_engine_reads_as_it_lies_is_never_turned():
    lying = ink_of(page().transpose(Image.Transpose.ROTATE_180), 150)
    assert above(lying)[0] < -0.1
    assert quarters(lying, lambda turn: 0.9) == 0
    assert quarters(lying, lambda turn: 0.9 if turn == 2 else 0.3) == 2
    assert quarters(lying, lambda turn: 0.0) == 0


def test_an_engine_that_fails_turns_nothing():
    def fail(strip):
        raise RuntimeError("no luck")

    def good(strip):
        return (EngineWord("Vietnamese", (0, 0, 50, 10), 0, 0.9), EngineWord("text", (0, 0, 20, 10), 0, 0.9))

    lying = page().transpose(Image.Transpose.ROTATE_180)
    assert prepare(lying, 150, fail).quarters == 0
    assert prepare(lying, 150, good).quarters == 0


def test_words_that_an_engine_reads_on_their_side_are_no_sign_that_a_page_lies_right(scan):
    def read(strip):
        box = (0, 0, 50, 10) if strip.width == scan.height else (0, 0, 10, 50)
        return (EngineWord("Vietnamese", box, 0, 0.9), EngineWord("text", box, 0, 0.9))

    table = Ink(np.zeros((100, 100), dtype=bool), 100.0)
    assert _ask(scan, table, read)(0) == 0.0
    assert _ask(scan, table, read)(1) == pytest.approx(0.9)


def test_no_ink_no_angle():
    assert Profile(Ink(np.zeros((100, 80), dtype=bool), 100.0)).best() == 0.0
    assert quarters(Ink(np.zeros((3, 2), dtype=bool), 100.0)) == 0


def test_print_of_usual_size_is_read_at_a_lower_resolution(scan):
    drawn = scan.resize((scan.width * 3 // 2, scan.height * 3 // 2))
    made = prepare(drawn, 300)
    assert made.dpi == BEST_DPI
    assert made.picture.width == pytest.approx(drawn.width * BEST_DPI / 300, abs=1)
    assert made.place.point(made.picture.width, made.picture.height) == pytest.approx(drawn.size)
    small = prepare(scan, 400)  # as if its print were half as large
    assert small.dpi > 300
    assert prepare(scan, 200).dpi == 200


def test_all_that_is_on_a_turned_page_turns_with_it():
    word = SourceWord("Nghị", (10, 10, 40, 22), 0)
    table = Table((0, 0, 100, 50), (Cell(0, 0, ""),), ((0, 0, 100, 50),))
    page = SourcePage(1, 595.0, 842.0, (Reading("layer", (word,)),), rules=(Rule(0, 5, 90, 6),), tables=(table,))
    made = upright(page, 1)
    assert (made.width, made.height) == (842.0, 595.0)
    assert made.readings[0].words[0].box == (10, 595 - 40, 22, 595 - 10)
    assert made.rules == (Rule(5, 595 - 90, 6, 595),)
    assert made.tables[0].boxes == (made.tables[0].box,) == ((0, 495, 50, 595),)
    assert [n.code for n in made.notices] == ["turned_page"]
    assert upright(page, 0) is page
    assert upright(upright(page, 3), 1).readings == page.readings
