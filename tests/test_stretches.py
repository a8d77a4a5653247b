"""Long documents: stretch by stretch, packed in memory, the same in every format as if they were not."""

from pathlib import Path

import msgspec
import pytest

from vndoc import export, load
from vndoc.document import Edit, Notice, Page, Verdict
from vndoc.options import Options
from vndoc.packed import Packed
from vndoc.page_workers import open_here
from vndoc.pipeline import process_with, unpacked
from vndoc.write import FORMATS, export_parts, packed_pages

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "scan-wrong-layer.pdf"


def page(number):
    return Page(number, 595.0, 842.0, Verdict("absent"), "none", 0.0)


def test_packed_reads_as_a_tuple():
    pages = tuple(page(number) for number in range(1, 6))
    packed = Packed(Page)
    for group in ((), pages[:2], pages[2:3], pages[3:]):
        packed.add(group)
    assert tuple(packed) == pages
    assert packed == pages
    assert pages == packed
    assert packed != pages[:4]
    assert [packed[i] for i in range(5)] == list(pages)
    assert (packed[-1], packed[1:3], list(reversed(packed))) == (pages[-1], pages[1:3], list(pages[::-1]))
    with pytest.raises(IndexError):
        packed[5]


def test_what_json_cannot_hold_is_kept():
    packed = Packed(Edit)
    packed.add((Edit((0, 1), "\ud800", "a", "garble", 0.5),))
    assert not packed.is_whole
    assert packed[0].before == "\ud800"


@pytest.fixture
def long(monkeypatch):
    """A document of a stretch for each page."""
    monkeypatch.setattr("vndoc.stretches.STRETCH", 1)
    text = "\f".join(["Thuc hién Nghi quyét s6 02-NQ/TW ngay 12/6/2021 cua Ban Chap hanh Dang b6 tinh"] * 3)

    def make(folder):
        path = folder / "long.txt"
        path.write_text(text, "utf-8")
        return process_with(open_here, path, Options(engine="none"))

    return make


def test_a_long_document_is_packed_and_written_alike(long, tmp_path):
    document = long(tmp_path)
    assert isinstance(document.pages, Packed)
    assert isinstance(document.edits, Packed)
    plain = unpacked(document)
    assert len(plain.pages) == 3
    assert plain.edits
    assert all("Nghị quyết" in page.lines[0].text for page in plain.pages)
    for name in FORMATS:
        whole = export(plain, name)
        assert export(document, name) == whole
        assert b"".join(export_parts(document, name)) == (whole if isinstance(whole, bytes) else whole.encode())
    assert load(export(document, "json")) == plain == document


def test_a_long_document_without_edits_is_written_alike(monkeypatch, tmp_path):
    monkeypatch.setattr("vndoc.stretches.STRETCH", 1)
    path = tmp_path / "long.txt"
    path.write_text("Nghị quyết của Ban Chấp hành Đảng bộ tỉnh\f" * 3, "utf-8")
    document = process_with(open_here, path, Options(engine="none"))
    assert isinstance(document.edits, Packed)
    assert not document.edits
    assert b"".join(export_parts(document, "json")).decode() == export(unpacked(document), "json")


def test_pages_are_packed_as_they_are_written(long, tmp_path):
    document = long(tmp_path)
    written = export(document, "json").encode()
    for packed in (document.pages, document.edits):
        assert all(text[1:-1] in written for text in packed.texts())
    plain = Packed(Page)
    plain.add(tuple(document.pages))
    edits = Packed(Edit)
    edits.add(tuple(document.edits))
    assert export(msgspec.structs.replace(document, pages=plain, edits=edits), "json").encode() == written


def test_what_could_not_be_read_back_is_not_written(long, tmp_path):
    document = long(tmp_path)
    pages = packed_pages()
    pages.add((msgspec.structs.replace(page(1), width=float("nan")),))
    with pytest.raises(msgspec.ValidationError):
        list(export_parts(msgspec.structs.replace(document, pages=pages), "json"))


def test_surrogates_in_a_long_document(long, tmp_path):
    document = long(tmp_path)
    bad = msgspec.structs.replace(document, notices=(Notice("odd", "\ud800"),))
    assert b"".join(export_parts(bad, "json")).decode() == export(bad, "json")


def test_an_ordinary_document_is_one_stretch():
    document = process_with(open_here, SAMPLE, Options(engine="none"))
    assert isinstance(document.pages, tuple)
    assert b"".join(export_parts(document, "json")).decode() == export(document, "json")
