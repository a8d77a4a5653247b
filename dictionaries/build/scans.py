"""Scanned PDFs → what two models of Tesseract read there, line beside line: tables for `consensus`.

In: PDFs of scans, whose pictures alone are looked at. Out: ``NAME.tsv`` with the columns ``eng`` and ``vie``. A document
is read at one resolution, drawn by its name, so that the pairs show both that scanners are set to.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

from PIL.Image import Image

from dictionaries.build import reader
from dictionaries.build.pairs import READERS, match
from vndoc.errors import VndocError
from vndoc.extract import open_source
from vndoc.options import Options

DPI = (300, 200)
"""What pages are rendered at: an even hash of the name, an odd one."""


def side_by_side(picture: Image, dpi: int, seconds: float) -> list[tuple[str, str]]:
    """(English, Vietnamese) reading of each line that both models see.

    Args:
        picture: a page.
        dpi: its resolution.
        seconds: time limit of the page, for both readings together.

    Raises:
        EngineError: Tesseract failed, or took too long.
    """
    end = time.monotonic() + seconds
    lines = {name: reader.read(picture, dpi, name, reader.AUTOMATIC, end - time.monotonic()) for name in READERS}
    return [(lines["eng"][j], lines["vie"][i]) for i, j in match(lines["vie"], lines["eng"])]


def _pages(path: Path, dpi: int, seconds: float) -> Iterator[list[tuple[str, str]] | str]:
    """Lines of each page, or why there are none."""
    with closing(open_source(path, Options())) as source:
        for number in range(1, source.page_count + 1):
            try:
                yield side_by_side(source.picture(number, dpi), dpi, seconds)
            except VndocError as e:
                yield f"page {number} passed over: {e}"


def read_scan(path: Path, out: Path, seconds: float) -> str:
    """Read a PDF into ``out/NAME.tsv``, if that is not there yet; answers a line on what was done.

    Pages that cannot be rendered or read, or take longer than `seconds`, are passed over and said. A document that cannot be
    opened, or of which no page can be read, leaves no table.
    """
    table = out / f"{path.stem}.tsv"
    if table.is_file():
        return f"{path.name}: read before"
    dpi = DPI[crc32(path.stem.encode()) % len(DPI)]
    try:
        pages = list(_pages(path, dpi, seconds))
    except VndocError as e:
        return f"{path.name}: passed over: {e}"
    failed = [page for page in pages if isinstance(page, str)]
    rows = [row for page in pages if not isinstance(page, str) for row in page]
    if len(failed) < len(pages):
        text = "".join(f"{eng}\t{vie}\n" for eng, vie in rows)
        unfinished = table.with_suffix(".part")
        unfinished.write_text("eng\tvie\n" + text, "utf-8", newline="\n")
        unfinished.replace(table)
    return "; ".join([f"{path.name}: {len(rows)} lines of {len(pages) - len(failed)} pages", *failed])
