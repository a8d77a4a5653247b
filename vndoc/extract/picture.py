"""Pictures of pages: rendered from a PDF by pdfium. In: a page and a resolution; out: a Pillow image.

pdfium is not safe in several threads; one lock guards every call into it.
"""

from __future__ import annotations

import math
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

from vndoc.errors import EncryptedError, InputError

MAX_PIXELS = 60_000_000
"""Pixels of a picture: A3 at 400 dpi has 31 million; 60 million are 180 MB in memory. Beyond it the resolution is lowered."""

MOST_PAGES = 20_000
"""Pages of a file that are taken; a page object that comes again and again makes a file of any number of them."""

MISSING = 50
"""After so many pages in a row that are not there, a page count is held to lie."""

_LOCK = threading.Lock()
_POINTS = 72.0


def scale_for(width: float, height: float, dpi: int) -> float:
    """Pixels for each point, so that a page at this resolution stays within `MAX_PIXELS`.

    >>> round(scale_for(595, 842, 300), 3), scale_for(14400, 14400, 300) < 0.54
    (4.167, True)
    """
    scale = dpi / _POINTS
    pixels = max(1.0, width * scale) * max(1.0, height * scale)
    return scale if pixels <= MAX_PIXELS else scale * math.sqrt(MAX_PIXELS / pixels) * 0.999


class Pictures:
    """A PDF as pdfium sees it: how many pages, how large, and what they look like."""

    def __init__(self, path: Path, password: str | None) -> None:
        """Open the file.

        Raises:
            EncryptedError: the password is missing or wrong.
            InputError: pdfium cannot read the file.
        """
        self.name = path.name
        with _LOCK:
            try:
                self._pdf, self.password = _opened(path, password)
                self.claimed = len(self._pdf)
                self.page_count = min(self._true_count(), MOST_PAGES)
            except pypdfium2.PdfiumError as e:
                raise _error(path.name, e, password) from e
            except (OSError, ValueError) as e:
                raise InputError(f"{path.name}: cannot be read ({e})") from e

    def _true_count(self) -> int:
        """Pages up to the last one that is there; a broken one among others counts, what a lying count adds does not."""
        if self.claimed == 0 or self._is_there(self.claimed):
            return self.claimed
        last = number = 0
        while number < self.claimed and number - last < MISSING:
            number += 1
            last = number if self._is_there(number) else last
        return last or number

    def _is_there(self, number: int) -> bool:
        try:
            self._pdf.get_page_size(number - 1)
        except pypdfium2.PdfiumError:
            return False
        return True

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points of a page, upright.

        Raises:
            InputError: the page is broken.
        """
        with _LOCK:
            try:
                width, height = self._pdf.get_page_size(number - 1)
            except pypdfium2.PdfiumError as e:
                raise InputError(f"{self.name}: page {number} is broken ({e})") from e
        return float(width), float(height)

    def render(self, number: int, dpi: int) -> Image:
        """A page as an RGB image.

        Raises:
            InputError: the page cannot be drawn.
        """
        with _LOCK:
            try:
                page = self._pdf[number - 1]
                try:
                    width, height = page.get_size()
                    bitmap = page.render(scale=scale_for(width, height, dpi), rev_byteorder=True)
                    try:
                        return bitmap.to_pil().convert("RGB").copy()  # type: ignore[no-any-return]
                    finally:
                        bitmap.close()
                finally:
                    page.close()
            except (pypdfium2.PdfiumError, ValueError, MemoryError) as e:
                raise InputError(f"{self.name}: page {number} cannot be drawn ({e})") from e

    def repaired(self) -> BytesIO:
        """The document as pdfium understood it, written anew: whole cross references, no encryption.

        Raises:
            InputError: pdfium cannot write it.
        """
        out = BytesIO()
        with _LOCK:
            try:
                self._pdf.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
            except (pypdfium2.PdfiumError, OSError, MemoryError) as e:
                raise InputError(f"{self.name}: this PDF cannot be repaired ({e})") from e
        out.seek(0)
        return out

    def close(self) -> None:
        """Free the document."""
        with _LOCK:
            self._pdf.close()


def _opened(path: Path, password: str | None) -> tuple[Any, str | None]:
    """The document, and the password that opens it: one that was given for other files is no hindrance where none is needed."""
    try:
        return pypdfium2.PdfDocument(path, password=password), password
    except pypdfium2.PdfiumError as e:
        if password is None or getattr(e, "err_code", None) != pdfium.FPDF_ERR_PASSWORD:
            raise
        try:
            return pypdfium2.PdfDocument(path), None
        except pypdfium2.PdfiumError:
            raise e from None


def _error(name: str, error: pypdfium2.PdfiumError, password: str | None) -> InputError:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        what = "the password is wrong" if password else "this PDF is encrypted"
        return EncryptedError(f"{name}: {what}; give its password with --password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return EncryptedError(f"{name}: this PDF is encrypted in a way that is not supported; save it without a password")
    return InputError(f"{name}: this PDF is truncated or corrupt; fetch or save it again")
