import hashlib
import os

import msgspec
import papers
import pytest

import vndoc.arrange
import vndoc.extract.pdf
import vndoc.judge
import vndoc.read
import vndoc.recode
import vndoc.restore
import vndoc.structure
from vndoc import export, load, parse_text, process, replay
from vndoc.document import Edit, Word
from vndoc.errors import DataError, EngineError, InputError, UsageError
from vndoc.options import Options
from vndoc.pages import ArrangedPage, TextLine
from vndoc.pipeline import judge_pages
from vndoc.project import page_edits, project
from vndoc.read import NoEngine
from vndoc.resources import manifest
from vndoc.version import VERSION

OPTIONS = Options(engine="none")
PAGES = [["KE HOACH", "trang mot"], ["trang hai"], ["trang ba"]]


@pytest.fixture
def pdf(tmp_path):
    return papers.write_pdf(tmp_path / "a.pdf", PAGES)


def raw_text(document):
    return [line.raw for page in document.pages for line in page.lines]


def fail(*args, **more):
    raise ZeroDivisionError("on purpose\nsecond line")


def test_origin(pdf):
    origin = process(pdf, OPTIONS).origin
    assert origin.name == "a.pdf"
    assert origin.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert (origin.media_type, origin.pages) == ("application/pdf", 3)
    assert (origin.vndoc, origin.data, origin.engines) == (VERSION, manifest().version, ())


def test_all_pages_and_lines_are_there(pdf):
    document = process(pdf, Options(engine="none", repair="never"))
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert raw_text(document) == [line for page in PAGES for line in page]
    assert load(export(document, "json")) == document


def test_chosen_pages_keep_their_numbers(pdf):
    document = process(pdf, Options(engine="none", pages=(2, 3)))
    assert [page.number for page in document.pages] == [2, 3]
    assert document.origin.pages == 3
    with pytest.raises(UsageError, match="page 4"):
        process(pdf, Options(engine="none", pages=(3, 4)))


def test_progress(pdf):
    seen = []
    process(pdf, OPTIONS, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_same_bytes_twice(pdf):
    assert export(process(pdf, OPTIONS), "json") == export(process(pdf, OPTIONS), "json")


@pytest.mark.parametrize(("module", "name"), [("recode", "recode_page"), ("judge", "judge_page"), ("read", "read_page")])
def test_a_stage_that_fails_on_a_page_costs_a_notice(pdf, monkeypatch, module, name):
    stage = getattr(vndoc, module)
    real = getattr(stage, name)
    monkeypatch.setattr(stage, name, lambda page, *more: fail() if page.number == 2 else real(page, *more))
    document = process(pdf, Options(engine="none", repair="never"))
    assert raw_text(document) == [line for page in PAGES for line in page]
    notice = next(n for n in document.notices if n.code == f"{module}_failed")
    assert notice.page == 2
    assert "ZeroDivisionError: on purpose" in notice.message
    assert "\n" not in notice.message


def test_lines_that_cannot_be_arranged_are_kept(pdf, monkeypatch):
    monkeypatch.setattr(vndoc.arrange, "arrange", fail)
    document = process(pdf, Options(engine="none", repair="never"))
    assert raw_text(document) == [line for page in PAGES for line in page]
    assert [n.page for n in document.notices if n.code == "arrange_failed"] == [1, 2, 3]
    for page in document.pages:
        for line in page.lines:
            assert line.box is not None
            assert all(line.raw[slice(*word.span)] == word.text for word in line.words)


def test_text_that_cannot_be_arranged_is_kept(monkeypatch):
    monkeypatch.setattr(vndoc.arrange, "arrange", fail)
    assert raw_text(parse_text("một\n  hai\n", Options(repair="never"))) == ["một", "  hai"]


def test_restore_falls_back_to_single_pages(pdf, monkeypatch):
    def restore(pages, options):
        if any(page.number == 2 for page in pages):
            fail()
        changed = [tuple(msgspec.structs.replace(line, text="!") for line in page.lines) for page in pages]
        return [msgspec.structs.replace(page, lines=lines) for page, lines in zip(pages, changed, strict=True)]

    monkeypatch.setattr(vndoc.restore, "restore", restore)
    document = process(pdf, OPTIONS)
    assert [page.lines[0].text for page in document.pages] == ["!", "trang hai", "!"]
    assert [n.page for n in document.notices if n.code == "restore_failed"] == [2]


def test_structure_that_fails_leaves_the_pages(pdf, monkeypatch):
    monkeypatch.setattr(vndoc.structure, "structure", fail)
    document = process(pdf, OPTIONS)
    assert document.sections == ()
    assert len(document.pages) == 3
    assert "structure_failed" in {n.code for n in document.notices}


def test_a_page_that_cannot_be_opened(pdf, monkeypatch):
    real = vndoc.extract.pdf.PdfSource.page
    monkeypatch.setattr(vndoc.extract.pdf.PdfSource, "page", lambda self, n: fail() if n == 2 else real(self, n))
    document = process(pdf, Options(engine="none", repair="never"))
    assert [len(page.lines) for page in document.pages] == [2, 0, 1]
    assert [n.page for n in document.notices if n.code == "extract_failed"] == [2]
    monkeypatch.setattr(vndoc.extract.pdf.PdfSource, "page", fail)
    with pytest.raises(InputError, match=r"a\.pdf: this page cannot be opened"):
        process(pdf, OPTIONS)


@pytest.mark.parametrize("error", [DataError("no data"), MemoryError(), RecursionError()])
def test_missing_data_is_no_matter_of_a_page(pdf, monkeypatch, error):
    def broken(page):
        raise error

    monkeypatch.setattr(vndoc.judge, "judge_page", broken)
    if isinstance(error, DataError):
        with pytest.raises(DataError):
            process(pdf, OPTIONS)
    else:
        assert len(process(pdf, OPTIONS).pages) == 3


class Deaf(NoEngine):
    """An engine that always fails."""

    name = "deaf"

    def read(self, picture, dpi, seconds):
        raise EngineError("cannot hear")


def test_an_engine_that_fails_on_every_page(tmp_path, monkeypatch):
    path = papers.write_picture(tmp_path / "a.png")
    monkeypatch.setattr(vndoc.read, "find_engine", lambda *asked: Deaf())
    document = process(path)
    assert document.pages[0].source == "none"
    assert "engine_failed" in {n.code for n in document.notices}
    with pytest.raises(EngineError, match="cannot hear"):
        process(path, Options(engine="deaf"))


def test_a_page_that_needs_reading_without_engine(tmp_path):
    document = process(papers.write_picture(tmp_path / "a.tif", pages=3), OPTIONS)
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [n.page for n in document.notices if n.code == "needs_reading"] == [1, 2, 3]


def test_a_page_is_read(tmp_path, tesseract):
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("L", (1654, 800), 255)
    ImageDraw.Draw(sheet).text((150, 150), "QUYET DINH 2024", fill=0, font=ImageFont.load_default(60))
    sheet.save(tmp_path / "a.png", dpi=(200, 200))
    document = process(tmp_path / "a.png", Options(passes="one"))
    assert document.pages[0].source == "ocr"
    assert [engine.languages for engine in document.origin.engines] == [("vie",)]
    assert "2024" in " ".join(line.text for line in document.pages[0].lines)


def test_parse_text_is_as_the_file(tmp_path):
    text = "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n1. Rà soát hồ sơ.\n\fTrang hai"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    here, there = parse_text(text), process(tmp_path / "a.txt")
    assert (here.pages, here.sections, here.metadata, here.edits) == (there.pages, there.sections, there.metadata, there.edits)
    assert here.origin.sha256 == there.origin.sha256
    assert (here.origin.media_type, here.origin.pages) == ("text/plain", 2)


@pytest.mark.parametrize("text", ["", "\n", "\f", "\ud800", "\0", "a\u2028b", "x" * 100_000])
def test_parse_text_takes_anything(text):
    document = parse_text(text)
    assert load(export(document, "json"))


def test_judge_pages(pdf):
    pages = list(judge_pages(pdf))
    assert [page.number for page in pages] == [1, 2, 3]
    with pytest.raises(InputError):
        list(judge_pages(pdf.parent))


def test_files_are_closed(pdf):
    process(pdf, OPTIONS)
    if os.name == "nt":
        pdf.unlink()
    else:
        held = [p.readlink() for p in (pdf.parent.__class__("/proc/self/fd")).glob("*") if p.is_symlink()]
        assert pdf not in held


def test_numbers_are_rounded():
    line = TextLine(
        "ab", "ac", "layer", box=(0.04, 1.06, -0.01, 2), words=(Word("ac", (0, 2), 0.98765),), confidence=1 / 3,
        edits=(Edit((0, 2), "ab", "ac", "garble", 0.123456, (("ac", 0.99999),)),),
    )  # fmt: skip
    page = ArrangedPage(4, 595.276, 841.89, vndoc.document.Verdict("garbled", ("x",), 2 / 3), "layer", (line, line))
    made = project(page)
    assert (made.width, made.height, made.confidence, made.verdict.share_bad) == (595.3, 841.9, 0.988, 0.667)
    assert made.lines[0].box == (0.0, 1.1, 0.0, 2.0)
    edits = list(page_edits(page))
    assert [(e.page, e.line, e.confidence, e.candidates) for e in edits] == [(4, i, 0.123, (("ac", 1.0),)) for i in (0, 1)]
    assert replay(made.lines[1].raw, [edits[1]]) == made.lines[1].text
