"""Pages that look scanned, the stretches that are rendered, English for the training, and the doctests of the build."""

import doctest
import importlib
from random import Random

import numpy as np
import pytest
from PIL import ImageFont

from dictionaries.build import english, extracts, reader, render
from dictionaries.build.pairs import READERS, Line, document_pairs, page_lines
from vndoc.errors import EngineError, UsageError

TEXT = """\
ỦY BAN NHÂN DÂN XÃ
Điều 1. Giao văn phòng theo dõi việc sửa đường vào trường tiểu học, báo cáo kết quả hằng tuần cho chủ tịch.

Các hộ hai bên đường góp mỗi nhà một ngày công, ai đi vắng thì nhờ hàng xóm làm giúp rồi trả công sau.
"""


@pytest.fixture(scope="module")
def face():
    try:
        return ImageFont.load_default(20)
    except (ImportError, OSError):
        pytest.skip("Pillow was built without FreeType")


def test_lines_are_no_wider_than_the_page_and_lose_no_word(face):
    lines = render.wrap(TEXT, face, 300)
    assert " ".join(lines).split() == TEXT.split()
    assert all(face.getlength(line) <= 300 for line in lines)
    assert "" in lines, "blank lines stay"
    assert render.wrap("mộttừrấtdàikhôngthểngắtđược", face, 10) == ["mộttừrấtdàikhôngthểngắtđược"]


def test_pages_hold_all_lines_in_order(face):
    pages = list(render.print_pages(TEXT * 40, render.Fonts(face, face), 14, 100, Random(0)))
    assert len(pages) > 1
    assert [w for _, lines in pages for w in " ".join(lines).split()] == (TEXT * 40).split()
    for picture, _ in pages:
        assert picture.size == (827, 1169)
        assert np.asarray(picture).min() < 100, "something is printed"


@pytest.mark.parametrize("name", render.SCANS)
def test_a_scan_is_seeded_and_has_its_look(name, face):
    how = render.SCANS[name]._replace(dpi=100)
    picture, _ = next(render.print_pages(TEXT, render.Fonts(face, face), 12, 100, Random(0)))
    one, two = (np.asarray(render.scan(picture, how, Random(3))) for _ in range(2))
    assert np.array_equal(one, two) and one.shape == (1169, 827)
    if how.threshold is not None:
        assert set(np.unique(one)) == {0, 255}
    assert not np.array_equal(one, np.asarray(picture))


def test_fonts_that_are_missing_are_named(monkeypatch):
    monkeypatch.setitem(render.FONTS, "times", ("NoSuchFont-1.ttf", "NoSuchFont-2.ttf"))
    with pytest.raises(UsageError, match=r"NoSuchFont-1\.ttf.*apt install"):
        render.fonts("times", 12, 100)


def test_a_text_is_printed_read_and_paired(tmp_path):
    """The whole of it, where Tesseract and the fonts are installed."""
    try:
        reader.need(READERS)
    except EngineError as e:
        pytest.skip(str(e))
    try:
        render.fonts("times", 12, 100)
    except UsageError as e:
        pytest.skip(str(e))
    name = next(n for n in map(str, range(1000)) if Random(n).choice(list(render.SCANS)) == "worn")
    look = render.render(name, TEXT, tmp_path / name)
    assert look.startswith("worn ")
    wrong = {}
    for model in READERS:
        found = document_pairs(Line(*pair) for pair in page_lines(tmp_path / name, model))
        assert sum(map(len, found)) > 25
        wrong[model] = sum(p.truth != p.read[0] for line in found for p in line)
    assert 0 < wrong["eng"] > wrong["vie"]
    before = (tmp_path / name / "eng.txt").read_text("utf-8")
    (tmp_path / name / "eng.txt").write_text("kept", "utf-8")
    assert render.render(name, TEXT, tmp_path / name) == look
    assert (tmp_path / name / "eng.txt").read_text("utf-8") == "kept", "what was done is not done again"
    (tmp_path / name / "vie.txt").unlink()
    assert render.render(name, TEXT, tmp_path / name) == look
    assert (tmp_path / name / "eng.txt").read_text("utf-8") == before, "what lacks a reader is, and comes out the same"


def test_a_stretch_begins_with_a_line_and_joins_short_documents():
    long = ["\n".join(f"dòng số {i} của văn bản" for i in range(5000))]
    text = extracts.draw(long, Random(1))
    assert text.startswith("dòng số ") and len(text) == pytest.approx(extracts.STRETCH, rel=0.01)
    short = [f"Tin ngắn {i}. " * 30 for i in range(20)]
    assert len(extracts.draw(short, Random(1))) >= extracts.CHARACTERS
    assert extracts.draw(["một câu"], Random(1)) == "một câu\n" * extracts.MAX_DRAWN
    assert extracts.draw(short, Random(2)) == extracts.draw(short, Random(2))


def test_english_is_prose_of_docstrings(tmp_path):
    """Docstrings that are long enough, without numbers and names of variables; no tests, no packages, no broken files."""
    prose = "Return the words of every paragraph that is long enough to be worth reading, in order, 12 or more."
    (tmp_path / "a.py").write_text(f'"""{prose}"""\n\ndef f():\n    """Short."""\n', "utf-8")
    for name in ("test/b.py", "site-packages/c.py", "unittest/d.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f'"""{prose}"""\n', "utf-8")
    (tmp_path / "broken.py").write_text("def f(:\n", "utf-8")
    (tmp_path / "latin.py").write_bytes(b'"""\xe9\xe8"""\n')
    texts = english.texts(tmp_path)
    assert len(texts) == 1
    assert texts[0][:4] == ["Return", "the", "words", "of"] and "12" not in texts[0]


@pytest.mark.parametrize(
    "name",
    [
        *("abbreviations", "consensus", "corpora", "encode", "extracts", "garbler", "lists", "pairs", "plan", "render"),
        *("vocabulary", "wear", "windows"),
    ],
)
def test_doctests(name):
    """The collector passes over folders that are called ``build``."""
    done = doctest.testmod(importlib.import_module(f"dictionaries.build.{name}"), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert done.failed == 0
