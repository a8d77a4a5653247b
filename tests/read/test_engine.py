import pickle

import pytest
from PIL import Image

from vndoc.errors import EngineError
from vndoc.read import NoEngine, OcrEngine, describe, find_engine, installed_engines, library, models, program
from vndoc.read import engine as engines
from vndoc.read.tesseract import Tesseract, parse_tsv


@pytest.fixture
def without_library(monkeypatch):
    monkeypatch.setattr(library, "_module", lambda: None)


def test_built_in_engines_are_known_without_entry_points(monkeypatch):
    monkeypatch.setattr(engines, "entry_points", lambda **_: [])
    assert [e.name for e in installed_engines()] == ["asterocr", "none", "tesseract"]


def test_engines_keep_the_protocol_and_can_be_pickled():
    for engine in installed_engines():
        assert isinstance(engine, OcrEngine)
        assert pickle.loads(pickle.dumps(engine)).name == engine.name


def test_none_is_no_engine():
    assert find_engine("none") is None
    assert describe(NoEngine()).name == "none"


def test_unknown_name_says_what_there_is():
    with pytest.raises(EngineError, match="tesseract"):
        find_engine("abbyy")


def test_auto_without_tesseract_is_none_and_its_name_says_how_to_get_it(monkeypatch, without_library):
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert find_engine("auto") is None
    with pytest.raises(EngineError, match="apt install tesseract-ocr tesseract-ocr-vie"):
        find_engine("tesseract")
    assert Tesseract().version == ""
    with pytest.raises(EngineError, match="not installed"):
        Tesseract().read(Image.new("L", (10, 10), 255), 300, 1.0)


def test_tesseract_without_vietnamese_says_how_to_get_it(monkeypatch, without_library):
    monkeypatch.setattr("shutil.which", lambda _: "tesseract")
    monkeypatch.setattr(program, "_listed", lambda *_: "List:\neng\nosd")
    monkeypatch.setattr(models, "USUAL", {"linux": ()})
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    assert find_engine("auto") is None
    with pytest.raises(EngineError, match="tesseract-ocr-vie"):
        find_engine("tesseract")


def test_engine_of_another_package(monkeypatch):
    class Point:
        name = "mine"

        def load(self):
            return type("Mine", (NoEngine,), {"name": "mine"})

    monkeypatch.setattr(engines, "entry_points", lambda **k: [Point()] if k.get("name", "mine") == "mine" else [])
    assert find_engine("mine").name == "mine"
    assert "mine" in [e.name for e in installed_engines()]


def test_engine_that_cannot_be_loaded(monkeypatch):
    class Point:
        name = "broken"

        def load(self):
            raise ImportError("no such module")

    monkeypatch.setattr(engines, "entry_points", lambda **k: [Point()] if k.get("name", "broken") == "broken" else [])
    with pytest.raises(EngineError, match="reinstall"):
        find_engine("broken")
    assert "broken" not in [e.name for e in installed_engines()]


@pytest.mark.parametrize(
    "rubbish",
    ["", "\n\n", "level\tx", "5\t1\t1\t1\t1\t1\ta\tb\tc\td\te\tword", "5\t1\t1\t1", "5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t90\t   "],
)
def test_tsv_that_is_not_words(rubbish):
    assert parse_tsv(rubbish) == ()


def test_tsv_rows_and_a_tab_in_the_text():
    text = (
        "5\t1\t1\t1\t1\t1\t0\t0\t5\t5\t91\tmột\r\n"
        "5\t1\t1\t1\t2\t1\t0\t9\t5\t5\t-1\thai\tba\r\n"
        "5\t1\t1\t1\t2\t2\t6\t9\t5\t5\t130\tbốn\r\n"
    )
    words = parse_tsv(text)
    assert [w.row for w in words] == [0, 1, 1]
    assert [w.confidence for w in words] == [0.91, 0.0, 1.0]
