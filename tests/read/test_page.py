import time

import pytest
from PIL import Image, ImageDraw, ImageFont

from vndoc.document import Verdict
from vndoc.errors import EngineError
from vndoc.options import Options
from vndoc.pages import Reading, SourcePage, SourceWord
from vndoc.read import EngineWord, NoEngine, find_engine, needs_reading, read_page
from vndoc.read import ask as ask_module
from vndoc.read import words as words_module

LAYER = Reading("layer", (SourceWord("Nghi", (10, 10, 40, 22), 0),))


class Paper:
    """A source with one picture."""

    def __init__(self, picture=None):
        self.image = picture or Image.new("L", (1190, 1684), 255)

    def picture(self, number, dpi):
        if isinstance(self.image, Exception):
            raise self.image
        return self.image


class Faulty(NoEngine):
    """An engine that answers, or raises, or does, what it is given."""

    name = "faulty"
    version = "1"
    languages = ("vie",)

    def __init__(self, answer):
        self.answer = answer

    def read(self, picture, dpi, seconds):
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer() if callable(self.answer) else self.answer


def blank(state="absent", readings=(), pixels=True):
    return SourcePage(1, 595.0, 842.0, readings, pixels=pixels, verdict=Verdict(state))


@pytest.mark.parametrize(
    "state, pixels, engine, needed",
    [
        ("absent", True, "auto", True),
        ("stamp", True, "auto", True),
        ("garbled", True, "auto", True),
        ("garbled", False, "auto", False),
        ("usable", True, "auto", False),
        ("legacy", True, "auto", False),
        ("unknown", True, "auto", False),
        ("usable", False, "tesseract", True),
        ("absent", True, "none", False),
    ],
)
def test_which_pages_need_reading(state, pixels, engine, needed):
    assert needs_reading(blank(state, (LAYER,), pixels), Options(engine=engine)) is needed


def with_wrong_row(words=4, state="usable"):
    layer = [SourceWord("Nghi", (10.0 + 50 * k, 10, 50.0 + 50 * k, 22), 0) for k in range(words)]
    layer += [SourceWord("Điều", (10, 40, 40, 52), 1)]
    return blank(state, (Reading("layer", tuple(layer), verdicts=("garbled", "usable")),))


@pytest.mark.parametrize(
    ("page", "engine", "needed"),
    [
        (with_wrong_row(), "auto", True),
        (with_wrong_row(words=3), "auto", False),
        (with_wrong_row(state="legacy"), "auto", False),
        (with_wrong_row(), "none", False),
    ],
)
def test_wrong_rows_of_a_right_layer_need_reading(page, engine, needed):
    assert needs_reading(page, Options(engine=engine)) is needed


def test_a_layer_stays_beside_what_is_read_for_its_wrong_rows():
    read = read_page(with_wrong_row(), Paper(), Faulty((EngineWord("Nghị", (20, 20, 80, 44), 0, 0.9),)), Options())
    assert [r.kind for r in read.readings] == ["layer", "ocr"] and read.notices == ()


@pytest.mark.parametrize(("state", "kinds"), [("usable", ["ocr"]), ("garbled", ["layer", "ocr"]), ("stamp", ["layer", "ocr"])])
def test_a_right_layer_gives_way_to_an_engine_that_was_named_and_says_so(state, kinds):
    engine = Faulty((EngineWord("Nghị", (20, 20, 80, 44), 0, 0.9),))
    read = read_page(with_wrong_row(state=state), Paper(), engine, Options(engine="faulty"))
    assert [r.kind for r in read.readings] == kinds
    assert [n.code for n in read.notices] == ["layer_superseded"] * (len(kinds) == 1)


def test_words_come_in_points_and_composed():
    engine = Faulty((EngineWord("Đie\u0302\u0300u\u200b", (100, 200, 300, 240), 0, 0.9), EngineWord(" ", (0, 0, 1, 1), 1, 0.1)))
    page = read_page(blank(), Paper(), engine, Options(dpi=144))
    reading = page.readings[-1]
    assert reading.kind == "ocr" and reading.engine.name == "faulty"
    (word,) = reading.words
    assert word.text == "Điều"
    assert word.box == pytest.approx((50, 100, 150, 120))


@pytest.mark.parametrize(
    "answer",
    [
        EngineError("no luck"),
        RuntimeError(),
        MemoryError("out of memory"),
        SystemExit(3),
        ("not a word",),
        (EngineWord("x", (1, 2), 0, 1.0),),
        (EngineWord("x", (float("nan"), 0, 1, 1), 0, 1.0),),
        (EngineWord(None, (0, 0, 1, 1), 0, 1.0),),
        None,
    ],
)
def test_a_failing_engine_costs_a_notice(answer):
    before = blank("garbled", (LAYER,))
    page = read_page(before, Paper(), Faulty(answer), Options())
    assert page.readings == before.readings
    assert [n.code for n in page.notices] == ["engine_failed"]
    assert page.notices[0].page == 1 and "faulty" in page.notices[0].message


def test_too_many_words(monkeypatch):
    monkeypatch.setattr(words_module, "MOST_WORDS", 3)
    page = read_page(blank(), Paper(), Faulty((EngineWord("x", (0, 0, 1, 1), 0, 1.0),) * 4), Options())
    assert [n.code for n in page.notices] == ["engine_failed"]


def test_an_answer_without_end():
    def endless():
        while True:
            yield EngineWord("x", (0, 0, 1, 1), 0, 1.0)

    page = read_page(blank(), Paper(), Faulty(endless), Options())
    assert [n.code for n in page.notices] == ["engine_failed"] and "20000 words" in page.notices[0].message


def test_a_hanging_engine_is_left_behind(monkeypatch):
    monkeypatch.setattr(ask_module, "GRACE_SECONDS", 0.05)
    page = read_page(blank(), Paper(), Faulty(lambda: time.sleep(1.5)), Options(page_seconds=0.05))
    assert [n.code for n in page.notices] == ["engine_failed"]
    assert "no answer" in page.notices[0].message


def test_a_page_that_cannot_be_drawn():
    page = read_page(blank(), Paper(OSError("broken image")), Faulty(()), Options())
    assert [n.code for n in page.notices] == ["engine_failed"]


def test_boxes_outside_the_page_are_brought_back():
    engine = Faulty((EngineWord("x", (-50, 900000, -80, -4), 0, 7.0),))
    (word,) = read_page(blank(), Paper(), engine, Options()).readings[-1].words
    assert word.box == (0.0, 0.0, 0.0, 842.0)
    assert word.confidence == 1.0


def test_nothing_read_is_said():
    assert [n.code for n in read_page(blank(), Paper(), Faulty(()), Options()).notices] == ["blank_page"]
    assert [n.code for n in read_page(blank("garbled", (LAYER,)), Paper(), Faulty(()), Options()).notices] == ["nothing_read"]


def test_without_an_engine_a_page_says_what_to_do():
    for state, options, word in [
        ("absent", Options(), "install Tesseract"),
        ("stamp", Options(engine="none"), "--engine auto"),
        ("garbled", Options(), "read anew"),
    ]:
        page = read_page(blank(state, (LAYER,)), Paper(), None, options)
        assert [n.code for n in page.notices] == ["needs_reading"]
        assert word in page.notices[0].message
    assert read_page(blank("garbled", (LAYER,)), Paper(), None, Options(engine="none")).notices == ()
    assert read_page(blank("usable", (LAYER,)), Paper(), None, Options()).notices == ()


def test_blank_page_without_pixels():
    page = read_page(blank(pixels=False), Paper(), None, Options())
    assert [n.code for n in page.notices] == ["blank_page"]


def test_plain_text_is_never_read():
    page = blank(readings=(Reading("text", lines=("Điều 1.",)),), pixels=False)
    assert read_page(page, Paper(), Faulty(RuntimeError()), Options(engine="tesseract")) == page


def test_tesseract_reads():
    engine = find_engine("auto")
    if engine is None:
        pytest.skip("Tesseract with Vietnamese is not installed")
    image = Image.new("L", (1190, 400), 255)
    ImageDraw.Draw(image).text((80, 150), "Ha Noi 2019", fill=0, font=ImageFont.load_default(60))
    page = read_page(SourcePage(1, 595.0, 200.0, pixels=True), Paper(image), engine, Options(dpi=144))
    words = page.readings[-1].words
    assert words[-1].text == "2019"
    assert words[0].box[0] == pytest.approx(40, abs=6)
    late = read_page(
        SourcePage(1, 595.0, 200.0, pixels=True), Paper(image), engine, Options(dpi=144, page_seconds=0.001, cache=False)
    )
    assert [n.code for n in late.notices] == ["engine_failed"]
