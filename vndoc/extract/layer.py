"""The text layer of one PDF page. In: a page of pdfplumber; out: a `SourcePage` with its words, rules and tables.

Boxes are in the frame of the visible page (the CropBox, upright), the same that pictures of the page have.
"""

# ruff: noqa: ANN401 (pdfplumber has no types)
from __future__ import annotations

from typing import Any

from pdfplumber.page import Page

from vndoc.document import Box, Notice
from vndoc.extract.device import MAX_CHARS, Device, Interpreter, TooMuch
from vndoc.extract.rows import number_rows
from vndoc.extract.ruling import find_rules, find_tables
from vndoc.extract.words import find_words
from vndoc.geometry import fill_cells
from vndoc.pages import Reading, SourcePage, SourceWord, Table

PICTURE_SHARE = 0.25
"""Share of the page that images must cover to be a scan and no emblem."""

PICTURE_SHARE_ALONE = 0.01
"""The same on a page without any words: there any image may be text."""

DRAWN = 100
"""Painted paths that make a page without words one whose text was turned into outlines."""


def read_layer(pdf: Any, page_object: Any, number: int, size: tuple[float, float], with_tables: bool = True) -> SourcePage:
    """The page with its layer, and its rules and tables if asked for; what pdfminer raises on broken pages goes through."""
    width, height = size
    device = Device(pdf.rsrcmgr, visible(page_object))
    notices: list[Notice] = []
    try:
        Interpreter(pdf.rsrcmgr, device).process_page(page_object)
    except TooMuch:
        what = f"the page has more than {MAX_CHARS} characters or too much content; the rest of its layer was left out"
        notices.append(Notice("layer_too_large", what, number))
    words = _words(device, width, height, number, notices)
    rules = find_rules(device.page, device.x, device.y) if with_tables else []
    tables = _tables(pdf, page_object, device, number, rules) if rules and not notices else []
    share = _share_of_images(device.images, width, height)
    alone = not words and (share >= PICTURE_SHARE_ALONE or device.paths >= DRAWN)
    return SourcePage(
        number,
        width,
        height,
        readings=(Reading("layer", words=tuple(words)),),
        rules=tuple(rules),
        tables=tuple(fill_cells(table, words) for table in tables),
        pixels=share >= PICTURE_SHARE or alone,
        notices=tuple(notices),
    )


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
    out = []
    for row, (text, (x0, top, x1, bottom), _, _, _, size, font, _, _) in number_rows(inside):
        box = round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
        out.append(SourceWord(text, box, row, font, round(size, 2)))
    return out


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
