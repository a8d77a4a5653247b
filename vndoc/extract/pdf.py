"""PDF files. In: a path and a password; out: a source of pages.

The page count and the pictures are by pdfium, the layers by pdfplumber.

One bad page never costs the document: a layer that pdfminer cannot read becomes a page without words and a notice, and its
picture can still be read. Memory stays flat: what pdfminer keeps of a page is dropped with it.
"""

from __future__ import annotations

import logging
import math
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from pdfminer.pdfinterp import LITERAL_FONT
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from PIL.Image import Image, Transpose

from vndoc.document import Notice
from vndoc.errors import InputError
from vndoc.extract.fonts import MOST_FONTS, Fonts
from vndoc.extract.layer import read_layer
from vndoc.extract.picture import Pictures
from vndoc.pages import Reading, SourcePage
from vndoc.resources import sha256

A4 = (595.28, 841.89)
"""Size of a page whose own is no size."""

LARGEST = 20_000.0
"""Points of a page's side; ISO 32000-1 allows 14,400."""

_TURNS = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
"""What Pillow calls to turn a picture clockwise by so many degrees."""

REPAIRABLE = 100 * 1024 * 1024
"""Bytes of a file whose faults pdfium may repair for pdfplumber, in memory."""

MOST_PACKED = 5000
"""Objects in streams of packed ones that are kept from page to page."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # broken files make it write a line for each fault
_log = logging.getLogger(__name__)


class PdfSource:
    """An opened PDF."""

    media_type = "application/pdf"

    def __init__(self, path: Path, password: str | None = None, tables: bool = True) -> None:
        """Open the file; without `tables`, pages have neither ruled lines nor tables.

        Raises:
            EncryptedError: a password is missing or wrong.
            InputError: the file is truncated, corrupt, or has no pages.
        """
        self.name = path.name
        self._path = path
        self._tables = tables
        self._pictures = Pictures(path, password)
        self._password = self._pictures.password
        self._file: BufferedReader | BytesIO | None = None
        self._pdf: Any = None
        self._pages: list[tuple[Any, Any]] | None = None
        self._has_more = False
        self._turns: dict[int, int] = {}
        try:
            self.page_count = self._pictures.page_count
            if not self.page_count:
                raise InputError(f"{path.name}: this PDF has no pages; save it again")
            self.sha256 = sha256(path)
        except OSError as e:
            self._pictures.close()
            raise InputError(f"{path.name}: cannot be read ({e.strerror})") from e
        except InputError:
            self._pictures.close()
            raise

    def page(self, number: int) -> SourcePage:
        """The page with this number, from 1, with its layer; a notice instead where the layer cannot be read."""
        size = self._size(number)
        try:
            page_object = self._page_object(number)
            page, self._turns[number] = read_layer(self._pdf, page_object, number, size, self._tables)
        except Exception as e:  # pdfminer raises anything on hostile files
            _log.debug("page %d of %s", number, self.name, exc_info=True)
            what = f"the text layer of this page cannot be read ({type(e).__name__})"
            notice = Notice("layer_unreadable", what, number)
            page = SourcePage(number, *size, readings=(Reading("layer"),), pixels=True, notices=(notice,))
        finally:
            self._forget()
        if number == self.page_count and (what := self._miscounted()):
            page = replace(page, notices=(*page.notices, Notice("pages_missing", what, number)))
        return page

    def bare(self, number: int) -> SourcePage:
        """The page without a layer, for an engine to read."""
        return SourcePage(number, *self._size(number), readings=(Reading("layer"),), pixels=True)

    def picture(self, number: int, dpi: int) -> Image:
        """The page as an RGB image, turned as its layer was.

        Raises:
            InputError: the page cannot be drawn.
        """
        drawn = self._pictures.render(number, dpi)
        turn = self._turns.get(number, 0)
        return drawn.transpose(_TURNS[turn]) if turn else drawn

    def close(self) -> None:
        """Close the file."""
        self._pictures.close()
        if self._file is not None:
            self._file.close()
        self._pdf = self._file = None

    def __enter__(self) -> PdfSource:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _size(self, number: int) -> tuple[float, float]:
        try:
            width, height = self._pictures.size(number)
        except InputError:
            return A4
        sane = all(math.isfinite(side) and 1.0 <= side <= LARGEST for side in (width, height))
        return (width, height) if sane else A4

    def _miscounted(self) -> str:
        """What is to be said after the last page of a file whose page count lies."""
        claimed, count = self._pictures.claimed, self.page_count
        if claimed > count:
            return f"this PDF claims to have {claimed:,} pages; those after page {count:,} are not there, or are too many"
        return f"this PDF has more pages than the {count:,} that it claims; save it anew to have them" if self._has_more else ""

    def _page_object(self, number: int) -> PDFPage:
        """A page of pdfminer, made anew: only ids and attributes of the others are kept."""
        if self._pages is None:
            try:
                self._open(self._path.open("rb"), self._password)
                faulty = len(self._pages or ()) < self.page_count
            except Exception:  # whatever pdfminer stumbles over in a file that pdfium can read
                faulty = True
            if faulty and self._path.stat().st_size <= REPAIRABLE:
                self._open(self._pictures.repaired(), None)
        if not self._pages or number > len(self._pages):
            raise InputError("pdfminer does not find this page")
        pageid, attrs = self._pages[number - 1]
        return PDFPage(self._pdf.doc, pageid, attrs, None)

    def _open(self, file: BufferedReader | BytesIO, password: str | None) -> None:
        """Let pdfplumber read a file, and list its pages."""
        if self._file is not None:
            self._file.close()
        self._file, self._pages = file, []
        self._pdf = PDF(file, stream_is_external=True, password=password)
        self._pdf.rsrcmgr = Fonts()
        self._pdf.doc.catalog.pop("PageLabels", None)  # pdfminer would unroll them, and a broken tree of them has no end
        for page in PDFPage.create_pages(self._pdf.doc):
            if len(self._pages) >= self.page_count:
                self._has_more = True
                break
            self._pages.append((page.pageid, page.attrs))
            self._forget()

    def _forget(self) -> None:
        """Drop what pdfminer caches, streams and images above all; some fonts and packed objects stay, as pages share them."""
        if self._pdf is None:
            return
        cached, packed = self._pdf.doc._cached_objs, self._pdf.doc._parsed_objs
        while packed and sum(len(objects) for objects, _ in packed.values()) > MOST_PACKED:
            del packed[next(iter(packed))]
        fonts = [number for number, (thing, _) in cached.items() if _is_font(thing)][-MOST_FONTS:]
        kept = {number: cached[number] for number in (*fonts, *packed) if number in cached}
        cached.clear()
        cached.update(kept)


def _is_font(thing: object) -> bool:
    return isinstance(thing, dict) and thing.get("Type") is LITERAL_FONT
