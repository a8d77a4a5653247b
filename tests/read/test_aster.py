import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vndoc.errors import EngineError
from vndoc.options import Options
from vndoc.pages import SourcePage
from vndoc.read import EngineWord, NoEngine, aster, read_page
from vndoc.read import passes as passes_module
from vndoc.read.aster import AsterOcr, decode
from vndoc.read.engine import LineEngine, OcrEngine


def test_it_keeps_both_protocols():
    assert isinstance(AsterOcr(), OcrEngine) and isinstance(AsterOcr(), LineEngine)


def test_what_is_missing_is_said(monkeypatch):
    monkeypatch.setattr(aster, "_weights", lambda: None)
    assert "pip install" in AsterOcr().problem()


def test_decoding():
    letters = ["", "a", "b", " "]
    steps = np.log(np.full((6, 4), 0.1) + 0.6 * np.eye(4)[[1, 1, 0, 1, 3, 2]])
    assert [(text, first, last) for text, first, last, _ in decode(steps, letters)] == [("aa", 0, 3), ("b", 5, 5)]
    assert decode(np.zeros((0, 4)), letters) == []


def test_lines_are_read():
    pytest.importorskip("asterocr")
    pytest.importorskip("onnxruntime")
    image = Image.new("L", (900, 120), 255)
    ImageDraw.Draw(image).text((20, 30), "Ha Noi 2019", fill=0, font=ImageFont.load_default(48))
    words = AsterOcr().read_lines(image, [(20.0, 30.0, 310.0, 90.0), (5.0, 5.0, 5.0, 5.0)], 60.0)
    assert words and words[-1].text.strip(".,") == "2019"
    assert 10 <= words[0].box[0] < words[-1].box[0] < 320
    assert {w.row for w in words} == {0} and all(0 < w.confidence <= 1 for w in words)
    with pytest.raises(EngineError, match="longer"):
        AsterOcr().read_lines(image, [(20.0, 30.0, 310.0, 90.0)] * 1000, 0.0)


class Finder(NoEngine):
    name = "finder"
    languages = ("vie",)

    def read(self, picture, dpi, seconds):
        return (EngineWord("a", (10.0, 10.0, 50.0, 30.0), 0, 0.9), EngineWord("b", (60.0, 12.0, 90.0, 30.0), 0, 0.9))


class Liner(NoEngine):
    """A recogniser of lines; `answer` is what it does."""

    name = "liner"
    languages = ("vie",)

    def __init__(self, answer=None):
        self.answer = answer

    def read_lines(self, picture, boxes, seconds):
        self.boxes = boxes
        if isinstance(self.answer, Exception):
            raise self.answer
        return tuple(EngineWord("c", box, i, 0.5) for i, box in enumerate(boxes)) if self.answer is None else self.answer


class Paper:
    def picture(self, number, dpi):
        return Image.new("L", (595, 842), 255)


@pytest.mark.parametrize("answer", [None, RuntimeError("crash"), ("rubbish",), ()])
def test_a_witness_gets_the_lines_of_the_first_engine_and_costs_the_page_nothing(monkeypatch, answer):
    liner = Liner(answer)
    monkeypatch.setattr(passes_module, "find_engine", lambda *_: liner)
    page = read_page(SourcePage(1, 595.0, 842.0, pixels=True), Paper(), Finder(), Options(also=("liner",)))
    assert liner.boxes == ((10.0, 10.0, 90.0, 30.0),)
    assert [r.engine.name for r in page.readings] == (["finder", "liner"] if answer is None else ["finder"])
    assert [w.text for w in page.readings[0].words] == ["a", "b"]
    assert [n.code for n in page.notices] == (["witness_failed"] if answer else [])


def test_a_witness_that_is_not_there_costs_a_notice():
    page = read_page(SourcePage(1, 595.0, 842.0, pixels=True), Paper(), Finder(), Options(also=("abbyy",)))
    assert [n.code for n in page.notices] == ["witness_failed"]
    assert len(page.readings) == 1
