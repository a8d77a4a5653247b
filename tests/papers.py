"""Small files for tests, made byte by byte: PDFs with a text layer, pictures, encrypted and broken ones."""

import hashlib
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw

from benchmarks.encryption import enciphered, standard

A4 = (595, 842)

GARBLED = [
    "KE HOACH",
    "Thuc hién Nghi quyét s6 02-NQ/TW vé tang cuong cong tac dan van",
    "Cac co quan, don vi trién khai thuc hién nghiém tic kê hoach nay.",
]
"""Lines in the letters that the English model knows, all of them in Latin-1."""


def content_of(lines, top=780, step=20, size=12):
    """A page's content stream that shows lines of Latin-1 text."""
    parts = [b"BT /F1 %d Tf" % size]
    for i, line in enumerate(lines):
        text = line.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"1 0 0 1 72 %d Tm (%s) Tj" % (top - step * i, text))
    return b"\n".join([*parts, b"ET"])


def pdf_bytes(pages, password=None, picture=None):
    """A PDF; `pages` are lists of lines. With `password` it is encrypted (RC4, 40 bit), with `picture` each page shows that."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    font = 3
    objects[font] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    resources = b"/Font << /F1 3 0 R >>"
    streams = {}
    if picture is not None:
        head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % picture.size
        streams[4] = (head, picture.convert("L").tobytes())
        resources += b" /XObject << /Im1 4 0 R >>"
    kids = []
    for i, lines in enumerate(pages):
        page, content = 10 + 2 * i, 11 + 2 * i
        kids.append(b"%d 0 R" % page)
        box = b"/MediaBox [0 0 %d %d]" % A4
        objects[page] = b"<< /Type /Page /Parent 2 0 R %s /Resources << %s >> /Contents %d 0 R >>" % (box, resources, content)
        shown = content_of(lines)
        if picture is not None:
            shown = b"q %d 0 0 %d 0 0 cm /Im1 Do Q\n" % A4 + shown
        streams[content] = (b"", shown)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    identity = hashlib.md5(b"vndoc").digest()
    key, extra = (None, b"") if password is None else standard(password, identity)
    for number, (head, data) in streams.items():
        if key is not None:
            data = enciphered(key, number, data)
        objects[number] = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)
    return _file(objects, identity, b"/Encrypt " + extra if extra else b"")


def _file(objects, identity, extra):
    out, offsets = bytearray(b"%PDF-1.4\n"), {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in sorted(offsets.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    ids = b"<%s> <%s>" % ((identity.hex().encode(),) * 2)
    size = max(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R /ID [%s] %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, ids, extra, start)
    return bytes(out)


def write_pdf(path, pages=(GARBLED,), **more):
    """Write `pdf_bytes` to a path, and answer the path."""
    path = Path(path)
    path.write_bytes(pdf_bytes(pages, **more))
    return path


def write_picture(path, text="ABC", pages=1):
    """A picture with a word on it, of several pages where its kind has them."""
    sheet = Image.new("L", (600, 300), 255)
    ImageDraw.Draw(sheet).text((40, 40), text, fill=0)
    more = {"save_all": True, "append_images": [sheet] * (pages - 1)} if pages > 1 else {}
    sheet.save(path, **more)
    return Path(path)


def write_docx(path):
    """The least that is told for a Word document."""
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", "<w:document/>")
    return Path(path)


def write_zip(path):
    """A ZIP archive with a text in it."""
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("a.txt", "abc")
    return Path(path)
