"""A page is read where it needs it; whatever an engine does costs a notice at most, never the page.

In: a judged page, its source, an engine or None; out: the page with one more reading, or with a notice that says why not.
"""

from __future__ import annotations

import logging

import msgspec

from vndoc.document import Box, Notice, State
from vndoc.options import Options
from vndoc.pages import Reading, Source, SourcePage
from vndoc.read.ask import ask
from vndoc.read.engine import OcrEngine, describe, lines_of
from vndoc.read.parts import read_sheet, sheet_of
from vndoc.read.passes import missing_witnesses, passes_of
from vndoc.read.prepare import Place, prepare, upright
from vndoc.read.regions import has_wrong_rows, masked
from vndoc.read.rules import Ruling, find_ruling, with_rules
from vndoc.read.words import on_page

_log = logging.getLogger(__name__)

GIVE_WAY: tuple[State, ...] = ("usable", "legacy", "unknown", "absent")
"""Layers that are out of account where an engine was named: whoever names one wants to read the page anew."""

_NEEDS = (
    "this page has no usable text layer and was not read: install Tesseract with Vietnamese (see 'vndoc doctor'), "
    "then convert it again"
)
_NEEDS_BY_CHOICE = "this page has no usable text layer and was not read: convert it again with --engine auto"
_WORN = "this page was repaired from its garbled text layer alone: with Tesseract (see 'vndoc doctor') it would be read anew"


def needs_reading(page: SourcePage, options: Options) -> bool:
    """Whether an engine should read this page.

    With ``auto``, pages whose layer is absent, a stamp alone, or garbled, or has wrong rows, where they hold pixels; with the
    name of an engine, every page that is one; with ``none``, no page.

    >>> needs_reading(SourcePage(1, 595, 842, pixels=True), Options())
    True
    """
    if options.engine == "none" or _is_text(page):
        return False
    if options.engine != "auto":
        return True
    return page.pixels and (page.verdict.state in ("absent", "stamp", "garbled") or has_wrong_rows(page))


def read_page(page: SourcePage, source: Source, engine: OcrEngine | None, options: Options) -> SourcePage:
    """The page with an ``ocr`` reading where it needs one, or with a notice where it cannot be had.

    Args:
        page: a judged page.
        source: where its picture comes from.
        engine: what `find_engine` answered.
        options: engine, resolution and time limit.

    Returns:
        The page, with one more reading or notice, or as it came.
    """
    if _is_text(page):
        return page
    if not page.pixels and not _has_words(page) and options.engine in ("auto", "none"):
        return _with_notice(page, "blank_page", "this page is blank: no text layer, no picture")
    if not needs_reading(page, options) or engine is None:
        return _unread(page, options)
    problems = list(missing_witnesses(options))
    try:
        page, readings, quarters = _read(page, source, engine, options, problems)
    except Exception as e:
        _log.info("page %d: engine failed", page.number, exc_info=True)
        remedy = "its text layer is used" if _has_words(page) else "it has no other text"
        return _with_notice(page, "engine_failed", f"{engine.name} could not read this page, {remedy}: {_said(e)}")
    for problem in problems:
        page = _with_notice(page, "witness_failed", f"a further reading of this page could not be had: {problem}")
    if not any(reading.words for reading in readings):
        if _has_words(page):
            return _with_notice(page, "nothing_read", f"{engine.name} found no text on this page; its text layer is used")
        return _with_notice(page, "blank_page", f"{engine.name} found no text on this page")
    if options.engine != "auto" and page.verdict.state in GIVE_WAY and _has_words(page):
        said = f"the text layer ({page.verdict.state}) gave way to a new reading"
        page = _with_notice(msgspec.structs.replace(page, readings=()), "layer_superseded", said)
    return upright(msgspec.structs.replace(page, readings=(*page.readings, *readings)), quarters)


def _is_text(page: SourcePage) -> bool:
    return any(r.kind == "text" for r in page.readings)


def _has_words(page: SourcePage) -> bool:
    return any(r.words for r in page.readings)


def _unread(page: SourcePage, options: Options) -> SourcePage:
    """The page as it is, with a notice where it should have been read."""
    state = page.verdict.state
    if page.pixels and state in ("absent", "stamp"):
        return _with_notice(page, "needs_reading", _NEEDS_BY_CHOICE if options.engine == "none" else _NEEDS)
    if page.pixels and state == "garbled" and options.engine == "auto":
        return _with_notice(page, "needs_reading", _WORN)
    return page


def _with_notice(page: SourcePage, code: str, message: str) -> SourcePage:
    return msgspec.structs.replace(page, notices=(*page.notices, Notice(code, message, page.number)))


def _said(error: Exception) -> str:
    """The first line of an error."""
    return str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__


def _read(
    page: SourcePage, source: Source, engine: OcrEngine, options: Options, problems: list[str]
) -> tuple[SourcePage, tuple[Reading, ...], int]:
    """The page with its rules, the engine's reading and those of further passes that have words, quarter turns to upright.

    Raises:
        Exception: whatever the first engine raised; a further pass that fails is left out, and told in `problems`.
    """
    picture = source.picture(page.number, options.dpi)
    made = prepare(picture, options.dpi, lambda strip: ask(engine, strip, options.dpi, options))
    place = made.place.then(Place(a=page.width / max(picture.width, 1), e=page.height / max(picture.height, 1)))
    ruling = find_ruling(made.picture, made.dpi)
    ruled = with_rules(page, ruling, made.dpi, place)
    if options.engine == "auto" and (region := masked(made.picture, place, page)) is not None:
        cut, (left, top) = region
        sheet, place = sheet_of(cut, made.dpi, Ruling()), Place(c=left, f=top).then(place)
    else:
        sheet = sheet_of(made.picture, made.dpi, ruling)
    readings: list[Reading] = []
    boxes: tuple[Box, ...] = ()
    for one in passes_of(engine, options, page.verdict.state):
        try:
            words = read_sheet(one, sheet, options, boxes if readings else None)
            reading = Reading("ocr", on_page(words, page, place), engine=describe(one))
        except Exception as e:
            if not readings:
                raise
            _log.info("page %d: further pass of %s failed", page.number, one.name, exc_info=True)
            problems.append(f"{one.name} ({'+'.join(one.languages)}) failed: {_said(e)}")
            continue
        if not readings:
            boxes = lines_of(words)
        if reading.words or not readings:
            readings.append(reading)
    return ruled, tuple(readings), made.quarters
