"""What a file is, by its content.

In: a path; out: a media type that vndoc reads. Anything else raises, and says what the file is and what to do.
"""

from __future__ import annotations

from pathlib import Path

from vndoc.errors import InputError

HEAD = 64 * 1024
"""Bytes that are looked at from the start, and as many from the end: the names in a ZIP container stand at both."""

PDF_HEADER_WITHIN = 1024
"""A PDF's header may stand that far into the file (Adobe's reader's own rule, ISO 32000-1 Annex H, note 13)."""

READS = "vndoc reads PDF, PNG, JPEG, TIFF and plain text"
_SAVE = "save it as PDF and convert that"
_UNPACK = "unpack it and convert the files in it"

# fmt: off
_READ = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff",      "image/jpeg"),
    (b"II*\x00",           "image/tiff"),
    (b"MM\x00*",           "image/tiff"),
    (b"II+\x00",           "image/tiff"),  # BigTIFF
    (b"MM\x00+",           "image/tiff"),
)
_OTHERS = (
    (b"{\\rtf",                           "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS or PPT)", _SAVE),
    (b"%!PS",                             "a PostScript file", _SAVE),
    (b"AT&TFORM",                         "a DjVu document", _SAVE),
    (b"GIF8",                             "a GIF picture", "save it as PNG"),
    (b"BM",                               "a BMP picture", "save it as PNG"),
    (b"\x00\x00\x00\x0cjP  ",             "a JPEG 2000 picture", "save it as PNG"),
    (b"Rar!\x1a\x07",                     "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c",               "a 7z archive", _UNPACK),
    (b"\x1f\x8b",                         "a gzip archive", _UNPACK),
    (b"BZh",                              "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00",                     "an xz archive", _UNPACK),
    (b"MZ",                               "a Windows program", "give the document itself"),
    (b"\x7fELF",                          "a program", "give the document itself"),
    (b"SQLite format 3\x00",              "an SQLite database", "give the document itself"),
)
_IN_ZIP = (
    (b"word/",                      "a Word document (DOCX)", _SAVE),
    (b"xl/",                        "an Excel workbook (XLSX)", _SAVE),
    (b"ppt/",                       "a PowerPoint file (PPTX)", _SAVE),
    (b"application/epub+zip",       "an e-book (EPUB)", _SAVE),
    (b"opendocument.text",          "an OpenDocument text (ODT)", _SAVE),
    (b"opendocument.",              "an OpenDocument file", _SAVE),
)
_IN_OLE = (
    ("WordDocument", "an old Word document (DOC)"),
    ("Workbook",     "an old Excel workbook (XLS)"),
    ("PowerPoint",   "an old PowerPoint file (PPT)"),
)
# fmt: on


def sniff(path: Path) -> str:
    """Media type of a file that vndoc reads.

    Raises:
        InputError: the file is missing, a folder, unreadable, empty, or of another type.
    """
    head, tail = _ends(path)
    for magic, media_type in _READ:
        if head.startswith(magic):
            return media_type
    other = _other(head, tail)
    if other is None and b"%PDF-" in head[: PDF_HEADER_WITHIN + 5]:
        return "application/pdf"
    other = other or _markup(head)
    if other is None and is_text(head):
        return "text/plain"
    what, remedy = other or ("a binary file of an unknown type", "give a document")
    expected = f"not {_CLAIMS[path.suffix.lower()]}" if path.suffix.lower() in _CLAIMS else READS
    raise InputError(f"{path.name}: this is {what}, {expected}; {remedy}")


_CLAIMS = {
    ".pdf": "a PDF", ".png": "a PNG", ".jpg": "a JPEG", ".jpeg": "a JPEG", ".tif": "a TIFF", ".tiff": "a TIFF",
    ".txt": "plain text",
}  # fmt: skip
"""What a file says it is by its suffix."""


def _ends(path: Path) -> tuple[bytes, bytes]:
    """The first and the last bytes of a file."""
    try:
        if path.is_dir():
            raise InputError(f"{path.name or path}: this is a folder; name the files in it, or convert it with: vndoc batch")
        if not path.exists():
            raise InputError(f"{path.name}: no such file; check the name")
        if not path.is_file():
            raise InputError(f"{path.name}: this is no regular file; give a document")
        with path.open("rb") as f:
            head = f.read(HEAD)
            size = f.seek(0, 2)
            f.seek(max(0, size - HEAD))
            tail = f.read(HEAD)
    except (OSError, ValueError) as e:
        reason = (e.strerror if isinstance(e, OSError) else None) or str(e)
        raise InputError(f"{path.name}: cannot be read ({reason}); check its name and permissions") from e
    if not head:
        raise InputError(f"{path.name}: this file is empty; fetch or save it again")
    return head, tail


def _other(head: bytes, tail: bytes) -> tuple[str, str] | None:
    """(what a file is, what to do) for types that are told by their first bytes and are not read."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = ((what, remedy) for name, what, remedy in _IN_ZIP if name in head or name in tail)
        return next(found, ("a ZIP archive", _UNPACK))
    for magic, what, remedy in _OTHERS:
        if head.startswith(magic) and (len(magic) > 2 or not is_text(head)):
            if magic.startswith(b"\xd0\xcf"):
                both = head + tail
                what = next((w for name, w in _IN_OLE if name.encode("utf-16-le") in both), what)
            return what, remedy
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a WebP picture", "save it as PNG"
    if head[4:8] == b"ftyp":
        return "a HEIF picture or a film", "save it as PNG"
    return None


def _markup(head: bytes) -> tuple[str, str] | None:
    """(what, remedy) of markup: text, but not text to be read as it stands."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return "a web page (HTML)", _SAVE
    if start.startswith(b"<?xml"):
        return "an XML file", _SAVE
    return None


def is_text(head: bytes) -> bool:
    """Whether bytes look like text: UTF-16 with its mark, or no NUL and hardly any control character.

    >>> is_text("Nghị quyết".encode()), is_text(bytes(range(32)))
    (True, False)
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(head) % 2 == 0 or len(head) >= HEAD
    if b"\x00" in head:
        return False
    controls = sum(head.count(bytes([c])) for c in range(0x20) if c not in b"\t\n\v\f\r\x1a\x1b\x1e\x1f")
    return controls * 100 <= len(head)
