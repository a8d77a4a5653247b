"""Scanned PDFs, read by two models; with a reader of the test's own where no Tesseract is needed."""

import sys
import time

import pytest
from PIL import Image, ImageDraw, ImageFont

from dictionaries.build import reader, scans
from dictionaries.build.__main__ import main
from dictionaries.build.pairs import READERS, Row, table_rows
from vndoc.errors import EngineError

LINES = {"eng": ["~", "Cac ho gop dat", "lam\tduong"], "vie": ["Các hộ góp đất", "làm đường", "(ký)"]}


@pytest.fixture
def folder(tmp_path):
    """Two scans of two pages, and something that is none."""
    for name in ("một", "hai"):
        pages = [Image.new("L", (200, 280), 250) for _ in range(2)]
        pages[0].save(tmp_path / f"{name}.pdf", save_all=True, append_images=pages[1:])
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    return tmp_path


@pytest.fixture
def read(monkeypatch):
    """Calls of a reader that reads `LINES`."""
    calls = []

    def lines(picture, dpi, language, mode, seconds):
        calls.append((picture.size, dpi, language, seconds))
        return [" ".join(line.split()) for line in LINES[language]]

    monkeypatch.setattr(reader, "read", lines)
    return calls


def test_a_table_holds_the_lines_that_both_read(folder, read):
    said = scans.read_scan(folder / "một.pdf", folder, 60)
    assert said == "một.pdf: 4 lines of 2 pages"
    assert (
        table_rows(folder / "một.tsv")
        == [
            Row("", "Cac ho gop dat", "Các hộ góp đất"),
            Row("", "lam duong", "làm đường"),
        ]
        * 2
    )
    assert [language for _, _, language, _ in read] == list(READERS) * 2
    assert len({dpi for _, dpi, _, _ in read}) == 1 and read[0][1] in scans.DPI
    assert all(0 < seconds <= 60 for *_, seconds in read)
    assert not list(folder.glob("*.part"))


def test_what_was_read_is_not_read_again(folder, read):
    (folder / "một.tsv").write_text("kept", "utf-8")
    assert scans.read_scan(folder / "một.pdf", folder, 60) == "một.pdf: read before"
    assert not read and (folder / "một.tsv").read_text("utf-8") == "kept"


def test_a_page_that_takes_too_long_is_passed_over_and_said(folder, monkeypatch):
    pages = iter(["slow", "slow", "quick", "quick"])

    def lines(picture, dpi, language, mode, seconds):
        if next(pages) == "slow":
            raise EngineError("too long")
        return LINES[language]

    monkeypatch.setattr(reader, "read", lines)
    next(pages)
    said = scans.read_scan(folder / "một.pdf", folder, 60)
    assert said == "một.pdf: 2 lines of 1 pages; page 1 passed over: too long"


def test_a_document_that_nothing_can_be_read_of_leaves_no_table(folder, monkeypatch):
    def fail(picture, dpi, language, mode, seconds):
        raise EngineError("no model")

    monkeypatch.setattr(reader, "read", fail)
    assert "0 lines of 0 pages; page 1 passed over: no model" in scans.read_scan(folder / "một.pdf", folder, 60)
    assert scans.read_scan(folder / "broken.pdf", folder, 60).startswith("broken.pdf: passed over: ")
    assert not list(folder.glob("*.tsv")), "they are tried again"


def test_the_step_reads_a_folder(folder, read, monkeypatch, capsys):
    monkeypatch.setattr("dictionaries.build.steps.need", lambda languages: None)
    assert main(["scans", "--scans", str(folder), "--work", str(folder / "work"), "--page-seconds", "9"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said] == ["== scans", "broken.pdf", "hai.pdf", "một.pdf"]
    assert sorted(p.name for p in (folder / "work" / "scans").iterdir()) == ["hai.tsv", "một.tsv"]
    assert all(seconds <= 9 for *_, seconds in read)


def test_tesseract_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr("dictionaries.build.reader.shutil.which", lambda name: None)
    with pytest.raises(EngineError, match="apt install tesseract-ocr"):
        reader.need(["eng"])


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a program in Tesseract's place."""

    def put(code):
        path = tmp_path / "tesseract.py"
        path.write_text(code, "utf-8")
        monkeypatch.setattr("dictionaries.build.reader.shutil.which", lambda name: sys.executable)
        run = reader.subprocess.run
        monkeypatch.setattr(reader.subprocess, "run", lambda a, **more: run([a[0], str(path), *a[1:]], **more))

    return put


def test_a_model_that_is_missing_is_named(program):
    program("print('List of available languages (1):\\neng')")
    reader.need(["eng"])
    with pytest.raises(EngineError, match="apt install tesseract-ocr-vie"):
        reader.need(["eng", "vie"])


def test_a_reading_has_a_time_limit(program):
    program("import time; time.sleep(20)")
    begun = time.monotonic()
    with pytest.raises(EngineError, match="took longer"):
        reader.read(Image.new("L", (9, 9)), 300, "eng", seconds=0.5)
    assert time.monotonic() - begun < 10


def test_a_reader_that_fails_says_why(program):
    program("import sys; sys.exit('no such model\\nmore')")
    with pytest.raises(EngineError, match=r"failed: no such model$"):
        reader.read(Image.new("L", (9, 9)), 300, "eng")


def test_both_models_read_a_picture():
    try:
        reader.need(READERS)
        face = ImageFont.truetype("Tinos-Regular.ttf", 48)
    except (EngineError, OSError) as e:
        pytest.skip(str(e))
    picture = Image.new("L", (1600, 400), 250)
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(("Ủy ban nhân dân xã đã họp", "và quyết định các việc sau đây")):
        pen.text((80, 80 + 100 * row), line, font=face, fill=10)
    found = scans.side_by_side(picture, 300, 60)
    assert [vie for _, vie in found] == ["Ủy ban nhân dân xã đã họp", "và quyết định các việc sau đây"]
    assert [eng for eng, _ in found] != [vie for _, vie in found] and len(found) == 2
