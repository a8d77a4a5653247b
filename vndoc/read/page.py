"""A page is read where it needs it; whatever an engine does costs a notice at most, never the page.

In: a judged page, its source, an engine or None; out: the page with one more reading, or with a notice that says why not.
"""

from __future__ import annotations

import logging
import math
import threading
import unicodedata
from collections.abc import Iterable

import msgspec
from PIL.Image import Image

from vndoc.document import Box, Notice
from vndoc.errors import EngineError
from vndoc.options import Options
from vndoc.pages import Reading, Source, SourcePage, SourceWord
from vndoc.read.engine import EngineWord, OcrEngine, describe
from vndoc.read.passes import passes_of
from vndoc.read.prepare import Place, prepare

GRACE_SECONDS = 10.0
"""How long after its own time limit an engine is waited for before it is given up."""

MOST_WORDS = 20_000
"""Words of a page that are taken from an engine; a dense page has 1,500."""

_log = logging.getLogger(__name__)

_NEEDS = (
    "this page has no usable text layer and was not read: install Tesseract with Vietnamese (see 'vndoc doctor'), "
    "then convert it again"
)
_NEEDS_BY_CHOICE = "this page has no usable text layer and was not read: convert it again with --engine auto"
_WORN = "this page was repaired from its garbled text layer alone: with Tesseract (see 'vndoc doctor') it would be read anew"


def needs_reading(page: SourcePage, options: Options) -> bool:
    """Whether an engine should read this page.

    With ``auto``, pages whose layer is absent, a stamp alone, or garbled, where they hold pixels; with the name of an engine,
    every page that is one; with ``none``, no page.

    >>> needs_reading(SourcePage(1, 595, 842, pixels=True), Options())
    True
    """
    if options.engine == "none" or _is_text(page):
        return False
    if options.engine != "auto":
        return True
    return page.pixels and page.verdict.state in ("absent", "stamp", "garbled")


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
    try:
        readings = _read(page, source, engine, options)
    except Exception as e:
        _log.info("page %d: engine failed", page.number, exc_info=True)
        remedy = "its text layer is used" if _has_words(page) else "it has no other text"
        said = str(e).splitlines()[0][:300] if str(e).strip() else type(e).__name__
        return _with_notice(page, "engine_failed", f"{engine.name} could not read this page, {remedy}: {said}")
    if not any(reading.words for reading in readings):
        if _has_words(page):
            return _with_notice(page, "nothing_read", f"{engine.name} found no text on this page; its text layer is used")
        return _with_notice(page, "blank_page", f"{engine.name} found no text on this page")
    return msgspec.structs.replace(page, readings=(*page.readings, *readings))


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


def _read(page: SourcePage, source: Source, engine: OcrEngine, options: Options) -> tuple[Reading, ...]:
    """What the engine and its further passes read, those with words and the first one in any case.

    Raises:
        Exception: whatever the first engine raised; a further pass that fails is left out.
    """
    picture = source.picture(page.number, options.dpi)
    made = prepare(picture, options.dpi, lambda strip: _guarded(engine, strip, options.dpi, options))
    place = made.place.then(Place(a=page.width / max(picture.width, 1), e=page.height / max(picture.height, 1)))
    readings: list[Reading] = []
    for one in passes_of(engine, options):
        try:
            words = _guarded(one, made.picture, made.dpi, options)
            reading = Reading("ocr", tuple(_checked(words, page, place)), engine=describe(one))
        except Exception:
            if not readings:
                raise
            _log.info("page %d: further pass of %s failed", page.number, one.name, exc_info=True)
            continue
        if reading.words or not readings:
            readings.append(reading)
    return tuple(readings)


def _guarded(engine: OcrEngine, picture: Image, dpi: int, options: Options) -> tuple[EngineWord, ...]:
    """The engine's words; an engine that does not keep its time limit is left behind.

    Raises:
        EngineError: no answer in time.
        Exception: whatever the engine raised.
    """
    answer: list[tuple[EngineWord, ...]] = []
    failure: list[BaseException] = []

    def call() -> None:
        try:
            answer.append(tuple(engine.read(picture, dpi, options.page_seconds)))
        except BaseException as e:
            failure.append(e)

    thread = threading.Thread(target=call, name=f"vndoc-{engine.name}", daemon=True)
    thread.start()
    thread.join(options.page_seconds + GRACE_SECONDS)
    if thread.is_alive():
        raise EngineError(f"no answer within {options.page_seconds:g} s")
    if failure:
        raise EngineError(str(failure[0]) or type(failure[0]).__name__) from failure[0]
    return answer[0]


def _checked(words: Iterable[EngineWord], page: SourcePage, place: Place) -> Iterable[SourceWord]:
    """Words in points, on the page, in NFC; what has no text is left out.

    Raises:
        EngineError: what the engine answered is not words, or too many of them.
    """
    for count, word in enumerate(words):
        if count >= MOST_WORDS:
            raise EngineError(f"more than {MOST_WORDS} words on one page")
        if not isinstance(word, EngineWord):
            raise EngineError("the answer does not consist of words")
        for text in _clean(word.text).split():
            confidence = word.confidence if math.isfinite(word.confidence) else 0.0
            box = _on_page(word.box, page, place)
            yield SourceWord(text, box, int(word.row), confidence=min(max(confidence, 0.0), 1.0))


def _clean(text: str) -> str:
    """The text composed, control characters as spaces, without format characters and unassigned ones."""
    out = []
    for c in unicodedata.normalize("NFC", text):
        category = unicodedata.category(c)
        if category in ("Cc", "Zl", "Zp"):
            out.append(" ")
        elif category not in ("Cf", "Cs", "Co", "Cn"):
            out.append(c)
    return "".join(out)


def _on_page(box: Box, page: SourcePage, place: Place) -> Box:
    """A box of the picture that was read in points, its corners in order and on the page.

    Raises:
        EngineError: it has no four numbers.
    """
    if len(box) != 4 or not all(math.isfinite(v) for v in box):
        raise EngineError("a word's box is not four numbers")
    x0, top, x1, bottom = place.box(box)
    return (
        min(max(x0, 0.0), page.width),
        min(max(top, 0.0), page.height),
        min(max(x1, 0.0), page.width),
        min(max(bottom, 0.0), page.height),
    )
