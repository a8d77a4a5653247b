import shutil
from difflib import SequenceMatcher

import msgspec
import pytest
from PIL import Image, ImageDraw, ImageFont

from vndoc.errors import EngineError
from vndoc.options import Options
from vndoc.pages import SourcePage
from vndoc.read import find_engine, library, program
from vndoc.read.alternatives import alternatives
from vndoc.read.library import Symbol
from vndoc.read.models import find_folder, model_id
from vndoc.read.passes import missing_witnesses, passes_of
from vndoc.read.prepare import Place
from vndoc.read.tesseract import Tesseract
from vndoc.read.words import on_page

TEXT = ("Dieu 1. Pham vi 24/2010", "So 02-NQ/TW ngay 15", "Ha Noi, 2019 va 2020")

needs_model = pytest.mark.skipif(find_folder("vie") is None, reason="needs Tesseract's Vietnamese model")


def page():
    image = Image.new("L", (1240, 500), 255)
    draw = ImageDraw.Draw(image)
    for i, line in enumerate(TEXT):
        draw.text((80, 60 + 130 * i), line, fill=0, font=ImageFont.load_default(56))
    return image


def by(way, **more):
    engine = Tesseract(way=way, **more)
    if not engine.available():
        pytest.skip(f"needs Tesseract as a {way}")
    return engine


@needs_model
def test_both_ways_read_the_same():
    pytest.importorskip("tesserocr")
    ours, theirs = (by(way).read(page(), 150, 60.0) for way in ("library", "program"))
    alike = SequenceMatcher(None, [w.text for w in ours], [w.text for w in theirs]).ratio()
    assert alike >= 0.9  # versions of the library differ by a word in 200
    for one, other in zip(ours, theirs, strict=False):
        assert one.box == pytest.approx(other.box, abs=8)
        assert one.row == other.row


@needs_model
@pytest.mark.parametrize("way", ["library", "program"])
def test_time_limit_and_pictures_of_any_kind(way):
    engine = by(way)
    with pytest.raises(EngineError, match="longer than"):
        engine.read(page(), 150, 0.001)
    words = engine.read(page().convert("RGB"), 150, 60.0)
    assert words == engine.read(page(), 150, 60.0)
    assert engine.read(Image.new("1", (3, 3), 1), 150, 60.0) == ()


@needs_model
def test_alternatives_change_no_word():
    pytest.importorskip("tesserocr")
    plain, told = by("library"), by("library", choices=True)
    words = told.read(page(), 150, 60.0)
    assert [(w.text, w.box, w.confidence) for w in words] == [
        (w.text, w.box, w.confidence) for w in plain.read(page(), 150, 60.0)
    ]
    assert all(w.text not in w.alternatives for w in words)
    assert plain.identity() != told.identity()


def test_alternatives_are_few_and_others():
    many = [Symbol("a", 50.0, tuple((c, 50.0 + i) for i, c in enumerate("abcdefghij")))]
    assert alternatives(many) == ("j", "i", "h", "g", "f")
    assert alternatives([]) == ()
    assert alternatives([Symbol("a", 50.0)]) == ()


@needs_model
def test_the_library_tells_of_each_letter():
    """How sure it is of each travels to the page's words."""
    pytest.importorskip("tesserocr")
    words = by("library").read(page(), 150, 60.0)
    told = [word for word in words if word.symbols]
    assert len(told) >= 0.9 * len(words)
    assert all(len(word.symbols) == len(word.text) and 0 <= min(word.symbols) <= max(word.symbols) <= 1 for word in told)
    assert all(abs(word.confidence - min(word.symbols)) < 0.5 for word in told)
    [first] = on_page(told[:1], SourcePage(1, 595.0, 842.0), Place())
    assert (first.text, first.symbols) == (told[0].text, told[0].symbols)
    for wrong in ((0.5,) * 99, (float("nan"),) * len(first.text), ("x",) * len(first.text)):
        [odd] = on_page([msgspec.structs.replace(told[0], symbols=wrong)], SourcePage(1, 595.0, 842.0), Place())
        assert odd.symbols == ()


def test_without_the_library_the_program_reads(monkeypatch):
    monkeypatch.setattr(library, "_module", lambda: None)
    if shutil.which("tesseract") is None:
        pytest.skip("needs the tesseract program")
    assert Tesseract().version == program.version_of("tesseract")
    with pytest.raises(EngineError, match="cannot be loaded"):
        library.read(page(), "vie", 3, 150, find_folder("vie") or "", 1.0)


@needs_model
def test_a_model_is_found_where_the_user_says(tmp_path, monkeypatch):
    shutil.copy(find_folder("vie") / "vie.traineddata", tmp_path)
    assert find_folder("vie", str(tmp_path)) == tmp_path
    assert model_id("vie", str(tmp_path)) == model_id("vie") or find_folder("vie") is not None
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert find_folder("vie") == tmp_path
    engine = find_engine("tesseract", str(tmp_path))
    assert engine.read(page(), 150, 60.0)
    assert [e.languages for e in engine.others()] in ([], [("eng",)])


def test_passes(monkeypatch):
    monkeypatch.setattr(Tesseract, "available", lambda self: True)
    assert [e.languages for e in passes_of(Tesseract(), Options(passes="all"), "absent")] == [("vie",), ("eng",)]
    assert [e.languages for e in passes_of(Tesseract(), Options(passes="one"), "absent")] == [("vie",)]
    monkeypatch.setattr(Tesseract, "available", lambda self: self.languages == ("vie",))
    assert len(passes_of(Tesseract(), Options(passes="all"), "absent")) == 1


def test_a_witness_that_is_missing_is_told():
    options = Options(also=("abbyy",))
    assert len(passes_of(Tesseract(), options, "garbled")) == 1
    assert "abbyy" in missing_witnesses(options)[0]
