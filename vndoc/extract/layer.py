"""The text layer of one PDF page. In: a page of pdfplumber; out: a `SourcePage` with its words, rules and tables.

Boxes are in the frame of the visible page (the CropBox, upright), the same that pictures of the page have.
"""

# ruff: noqa: ANN401 (pdfplumber has no types)
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

from vndoc.document import Box, Notice
from vndoc.extract.device import MAX_CHARS, Device, Interpreter, TooMuch
from vndoc.extract.overlay import draw_annotations
from vndoc.extract.rows import number_rows
from vndoc.extract.ruling import find_rules, find_tables
from vndoc.extract.strings import Char
from vndoc.extract.words import direction_of, find_words
from vndoc.geometry import fill_cells, rounded
from vndoc.pages import Reading, SourcePage, SourceWord, Table

PICTURE_SHARE = 0.25
"""Share of the page that images must cover to be a scan and no emblem."""

PICTURE_SHARE_ALONE = 0.01
"""The same on a page without any words: there any image may be text."""

DRAWN = 100
"""Painted paths that make a page without words one whose text was turned into outlines."""

LEAST_LYING = 200
"""Letters that make a page one that lies on its side or its head: notes along a margin have fewer."""

SHARE_LYING = 0.8
"""Share of the page's letters that run that way; the rest are page numbers and stamps."""


def read_layer(
    pdf: Any, page_object: Any, number: int, size: tuple[float, float], with_tables: bool = True
) -> tuple[SourcePage, int]:
    """The page with its layer, and its rules and tables if asked for; by how many degrees it was turned clockwise for that.

    What pdfminer raises on broken pages goes through.
    """
    width, height = size
    device = Device(pdf.rsrcmgr, visible(page_object))
    notices: list[Notice] = []
    try:
        interpreter = Interpreter(pdf.rsrcmgr, device)
        interpreter.process_page(page_object)
        draw_annotations(interpreter, page_object, device.ctm_of_page)
    except TooMuch:
        what = f"the page has more than {MAX_CHARS} characters or too much content; the rest of its layer was left out"
        notices.append(Notice("layer_too_large", what, number))
    if device.failure:
        what = f"a part of the text layer of this page cannot be read ({device.failure})"
        notices.append(Notice("layer_unreadable", what, number))
    if turn := _lying(device.chars):
        return _turned_layer(pdf, page_object, turn, number, size, with_tables)
    words = _words(device, width, height, number, notices)
    rules = find_rules(device.page, device.x, device.y) if with_tables else []
    tables: list[Table] = []
    if rules and not notices:
        with device.going_on():
            tables = _tables(pdf, page_object, device, number, rules)
    share = _share_of_images(device.images, width, height)
    alone = not words and (share >= PICTURE_SHARE_ALONE or device.paths >= DRAWN or bool(device.failure))
    page = SourcePage(
        number,
        width,
        height,
        readings=(Reading("layer", words=tuple(words)),),
        rules=tuple(rules),
        tables=tuple(fill_cells(table, words) for table in tables),
        pixels=share >= PICTURE_SHARE or alone,
        notices=tuple(notices),
    )
    return page, 0


def _lying(chars: Sequence[Char]) -> int:
    """Degrees (90, 180 or 270) at which nearly all letters of a page run, counter-clockwise; 0 for an upright page."""
    directions = {angle: direction_of(angle) for angle in {char.angle for char in chars}}
    if not any(directions.values()):
        return 0
    letters: Counter[int] = Counter()
    for char in chars:
        letters[directions[char.angle]] += char.letters
    direction, most = letters.most_common(1)[0]
    return direction if direction % 90 == 0 and most >= max(LEAST_LYING, SHARE_LYING * letters.total()) else 0


def _turned_layer(
    pdf: Any, page_object: Any, turn: int, number: int, size: tuple[float, float], with_tables: bool
) -> tuple[SourcePage, int]:
    """The layer of a page that is turned clockwise by so many degrees before it is read, with a notice that says so."""
    attributes = {**page_object.attrs, "Rotate": page_object.rotate // 90 * 90 + turn}
    upright = PDFPage(page_object.doc, page_object.pageid, attributes, None)
    page, _ = read_layer(pdf, upright, number, size if turn == 180 else (size[1], size[0]), with_tables)
    said = f"this page lies turned by {360 - turn} degrees: it was read upright, and its boxes are those of the upright page"
    return replace(page, notices=(Notice("turned_page", said, number), *page.notices)), turn


def visible(page_object: Any) -> Box:
    """The visible part of a page: its CropBox within its MediaBox, or the MediaBox where they do not meet."""
    media, crop = page_object.mediabox, page_object.cropbox
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[0] < box[2] and box[1] < box[3] else media


def _words(device: Device, width: float, height: float, number: int, notices: list[Notice]) -> list[SourceWord]:
    """Words of the page, row by row, in their final form."""
    pieces = find_words(device.chars)
    inside = [p for p in pieces if p.box[2] >= 0 and p.box[0] <= width and p.box[3] >= 0 and p.box[1] <= height]
    if len(inside) < len(pieces):
        what = f"{len(pieces) - len(inside)} words of the layer stand outside the visible page and were left out"
        notices.append(Notice("outside_page", what, number))
    if not inside:
        return []
    rows, numbered = zip(*number_rows(inside), strict=True)
    texts, boxes, _, _, _, sizes, fonts, _, _ = zip(*numbered, strict=True)
    sides = (rounded(side, 2) for side in zip(*boxes, strict=True))
    return list(map(SourceWord, texts, zip(*sides, strict=True), rows, fonts, rounded(sizes, 2)))


def _tables(pdf: Any, page_object: Any, device: Device, number: int, rules: Any) -> list[Table]:
    """Tables by pdfplumber, which is given the page that was laid out already (ruled tables need no characters)."""
    page = Page(pdf, page_object, page_number=number)
    page._layout = device.page
    try:
        dx, dy = device.x + page.mediabox[0], page.mediabox[1] + page.height - device.y
        return find_tables(page, rules, dx, dy)
    finally:
        page.close()


def _share_of_images(images: list[Box], width: float, height: float) -> float:
    """Share of the page under images, strips of one scan added up."""
    area = 0.0
    for x0, top, x1, bottom in images:
        area += max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
    return min(1.0, area / max(1.0, width * height))
