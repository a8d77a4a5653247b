"""What is drawn over a page: filled-in form fields, signatures' boxes, typed notes.

In: a page and the interpreter's device; out: the device has their characters too. An annotation's appearance is a form that is
fitted into its rectangle (ISO 32000-1, 12.5.5). Nothing else of an annotation is looked at: no action, no script, no file.
"""

# ruff: noqa: ANN401 (pdfminer's own types)
from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_rect, mult_matrix

from vndoc.document import Box
from vndoc.extract.device import Interpreter, TooMuch

MOST = 2_000
"""Annotations of a page that are drawn; a form has some hundreds."""

HIDDEN = 0b10_0010
"""Flags of annotations that are not shown: hidden, no view."""

NAME = "Annotation"

_log = logging.getLogger(__name__)


def draw_annotations(interpreter: Interpreter, page_object: Any, ctm: Any) -> None:
    """Draw what stands over a page, once the page itself is drawn.

    Args:
        interpreter: of the page's device.
        page_object: the page.
        ctm: from the page's space to the device's.

    Raises:
        TooMuch: there are more than `MOST`, or the device has enough.
    """
    for count, (form, rectangle) in enumerate(_appearances(page_object)):
        if count == MOST:
            raise TooMuch
        try:
            interpreter.xobjmap, interpreter.resources = {NAME: form}, {}
            interpreter.ctm = mult_matrix(_fitted(form, rectangle), ctm)
            interpreter.do_Do(NAME)
        except TooMuch:
            raise
        except Exception:  # pdfminer raises anything on hostile files; the page itself is read
            _log.debug("an annotation cannot be drawn", exc_info=True)


def _fitted(form: PDFStream, rectangle: Box) -> tuple[float, float, float, float, float, float]:
    """The matrix that fits a form into a rectangle.

    Raises:
        ArithmeticError: the form has no size.
        Exception: its box or its matrix is none.
    """
    x0, y0, x1, y1 = (float(side) for side in list_value(form["BBox"]))
    box = apply_matrix_rect(resolve1(form.get("Matrix")) or MATRIX_IDENTITY, (x0, y0, x1, y1))
    across, down = (rectangle[2] - rectangle[0]) / (box[2] - box[0]), (rectangle[3] - rectangle[1]) / (box[3] - box[1])
    return across, 0.0, 0.0, down, rectangle[0] - box[0] * across, rectangle[1] - box[1] * down


def _appearances(page_object: Any) -> Iterator[tuple[PDFStream, Box]]:
    """(form, rectangle) of each annotation that is shown and has letters; what is broken is passed over."""
    annotations = resolve1(page_object.annots)
    for reference in annotations if isinstance(annotations, list) else ():
        try:
            entry = dict_value(reference)
            form = _form(entry)
            x0, y0, x1, y1 = (float(resolve1(side)) for side in list_value(entry["Rect"]))
        except Exception:
            _log.debug("an annotation cannot be read", exc_info=True)
            continue
        if form is not None and "BBox" in form:
            yield form, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _form(entry: dict[str, Any]) -> PDFStream | None:
    """The form that an annotation is drawn by; None where it is not shown, or a button: its mark is a letter of a sign font."""
    flags = resolve1(entry.get("F"))
    if isinstance(flags, int) and flags & HIDDEN:
        return None
    kind = resolve1(entry.get("FT")) or resolve1(dict_value(entry.get("Parent") or {}).get("FT"))
    if kind is not None and literal_name(kind) == "Btn":
        return None
    form = resolve1(dict_value(entry["AP"])["N"])
    if isinstance(form, dict):
        form = resolve1(form.get(literal_name(resolve1(entry["AS"]))))
    return form if isinstance(form, PDFStream) and literal_name(form.get("Subtype")) == "Form" else None
