"""Plain text files. In: a path; out: pages (cut at form feeds) of lines as they stand, without boxes.

UTF-8 is tried first, as other text is hardly ever valid UTF-8; what is neither that nor marked as UTF-16 is 8-bit text and
comes out as Windows-1252 shows it, so that `recode` can tell TCVN3 or VNI by their letters.
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import regex
from PIL.Image import Image

from vndoc.document import Notice
from vndoc.errors import InputError
from vndoc.pages import Reading, SourcePage

A4 = (595.28, 841.89)
"""Width and height in points that text pages are given."""

MAX_BYTES = 8 * 1024 * 1024
"""A text file beyond this (some 4,000 pages) is no document; it would need 500 times its size in memory, and some minutes."""

MOSTLY_UTF_8 = 0.02
"""A file whose non-ASCII characters are broken in no more than this share is UTF-8 that was damaged, not 8-bit text."""

_LINE_END = regex.compile(r"\r\n|\n|\r")


def decode_text(data: bytes) -> tuple[str, str]:
    r"""(text, encoding) of a file's bytes; never fails.

    >>> decode_text("Nghị".encode()), decode_text("Nghị".encode("utf-16")), decode_text(b"Ngh\xde")
    (('Nghị', 'utf-8'), ('Nghị', 'utf-16'), ('NghÞ', 'windows-1252'))
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    high = len(text) - sum(map(str.isascii, text)) if len(text) < 4096 else len(text.translate(_NO_ASCII))
    if text.count("\ufffd") <= MOSTLY_UTF_8 * high:
        return text, "utf-8, damaged"
    return data.decode("latin-1").translate(_WINDOWS_1252), "windows-1252"


_NO_ASCII = dict.fromkeys(range(128))
_WINDOWS_1252 = {
    code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore")) and letter != chr(code)
}


class TextSource:
    """An opened text file."""

    media_type = "text/plain"

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            InputError: it cannot be read, or is too large.
        """
        self.name = path.name
        try:
            if path.stat().st_size > MAX_BYTES:
                raise InputError(f"{path.name}: text of more than {MAX_BYTES >> 20} MB; split it")
            data = path.read_bytes()
        except OSError as e:
            raise InputError(f"{path.name}: cannot be read ({e.strerror})") from e
        self.sha256 = hashlib.sha256(data).hexdigest()
        text, self.encoding = decode_text(data)
        self._pages = text.split("\f")
        if len(self._pages) > 1 and not self._pages[-1].strip():
            del self._pages[-1]
        self.page_count = len(self._pages)

    def page(self, number: int) -> SourcePage:
        """The page with this number, from 1."""
        text = self._pages[number - 1]
        lines = _LINE_END.split(text)
        if lines and not lines[-1]:
            del lines[-1]
        notices = []
        if number == 1 and self.encoding == "utf-8, damaged":
            notices.append(Notice("text_damaged", "some bytes are no UTF-8; U+FFFD stands for them"))
        return SourcePage(number, *A4, readings=(Reading("text", lines=tuple(lines)),), notices=tuple(notices))

    def picture(self, number: int, dpi: int) -> Image:
        """Text has no pictures.

        Raises:
            InputError: always.
        """
        raise InputError(f"{self.name}: plain text has no picture to read")

    def close(self) -> None:
        """Free the text."""
        self._pages = []

    def __enter__(self) -> TextSource:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
