"""What a file is, by content; what is refused, and how."""

import io
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_pdf import Page, make_pdf, text
from PIL import Image

from vndoc.errors import InputError, UsageError, VndocError
from vndoc.extract import open_source
from vndoc.extract.sniff import sniff
from vndoc.options import Options


def picture(kind):
    out = io.BytesIO()
    Image.new("RGB", (20, 30), "white").save(out, kind)
    return out.getvalue()


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name in names:
            z.writestr(name, "x" * 100)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (make_pdf([Page()]), "application/pdf"),
        (b"\xef\xbb\xbf\r\nprinted by X\n" + make_pdf([Page()]), "application/pdf"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("TIFF"), "image/tiff"),
        ("Nghị quyết".encode(), "text/plain"),
        ("Nghị quyết".encode("utf-16"), "text/plain"),
        (b"\xef\xbb\xbfNgh\xe1\xbb\x8b", "text/plain"),
        (b"Ngh\xde quy\xd5t", "text/plain"),
        (b"BM is a place", "text/plain"),
        (b"MZ 12/QD\n", "text/plain"),
        (b"\n", "text/plain"),
    ],
)
def test_what_is_read(file, data, media_type):
    assert sniff(file(data, "name.bin")) == media_type


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document (DOCX), not a PDF; save it as PDF"),
        (archive("xl/workbook.xml"), "an Excel workbook (XLSX)"),
        (archive("mimetype", "notes.txt"), "a ZIP archive, not a PDF; unpack it"),
        (rb"{\rtf1 \ansi {\fonttbl}}", "an RTF document, not a PDF"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "WordDocument".encode("utf-16-le"), "an old Word document (DOC)"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "an old Office document"),
        (b"<!DOCTYPE html><html><body>%PDF</body></html>", "a web page (HTML)"),
        (b'<?xml version="1.0"?><doc/>', "an XML file"),
        (b"GIF89a" + bytes(40), "a GIF picture"),
        (b"MZ\x90\x00" + bytes(400), "a Windows program"),
        (bytes(range(256)) * 4, "a binary file of an unknown type"),
        (b"", "this file is empty"),
    ],
)
def test_what_is_refused_says_what_it_is(file, data, says):
    with pytest.raises(InputError) as caught:
        sniff(file(data))
    message = str(caught.value)
    assert says in message
    assert message.startswith("x.pdf: ")
    assert "\n" not in message


def test_without_a_claim_the_types_are_named(file):
    with pytest.raises(InputError, match="vndoc reads PDF, PNG, JPEG, TIFF and plain text"):
        sniff(file(archive("word/document.xml"), "x.docx"))


def test_missing_and_folder(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        sniff(tmp_path / "none.pdf")
    with pytest.raises(InputError, match="this is a folder"):
        sniff(tmp_path)
    with pytest.raises(InputError):
        sniff(tmp_path / "x\0y.pdf")
    with pytest.raises(InputError):
        sniff(tmp_path / ("x" * 5000))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_no_permission(file):
    path = file(b"x")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        sniff(path)


def test_page_beyond_the_end(file):
    path = file(make_pdf([Page(text(72, 700, "one"))]))
    with pytest.raises(UsageError, match="has 1 page, and page 3"):
        open_source(path, Options(pages=(1, 3)))


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"\xff\xd8\xff\xe0", b"PK\x03\x04"]),
)
def test_random_bytes_raise_nothing_else(tmp_path_factory, data, magic):
    path = tmp_path_factory.mktemp("x") / "x.pdf"
    path.write_bytes(magic + data)
    try:
        with open_source(path, Options()) as source:
            for number in range(1, source.page_count + 1):
                source.page(number)
    except VndocError:
        pass
