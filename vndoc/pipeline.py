"""The way of the data from a file to a `Document`: page by page up to lines, then over all lines to a structure.

A page that fails in a stage costs a notice, never the document: what is known of it is kept, as lines if it has any. Only what
concerns the whole file raises: it cannot be opened, no page of it can be read, shipped data or a named engine is missing.

Pages travel one at a time up to `arrange`; after that only lines of text are held, never pictures.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import regex

from vndoc.document import Document, Engine, Notice, Origin
from vndoc.errors import DataError, EngineError, InputError, UsageError
from vndoc.options import Options
from vndoc.pages import ArrangedPage, Reading, Source, SourcePage
from vndoc.project import page_edits, plain_page, project, round_evidence, unique
from vndoc.version import VERSION

if TYPE_CHECKING:
    from vndoc.structure import Structure

FATAL = (DataError, EngineError, UsageError)
"""Errors that concern every page alike, and therefore the file."""

A4 = (595.28, 841.89)
"""Width and height in points of the pages of a text that comes without a file, as those of text files have."""

_LINE_END = regex.compile(r"\r\n|\n|\r")

_log = logging.getLogger(__name__)


def process(
    path: str | Path, options: Options | None = None, *, progress: Callable[[int, int], None] | None = None
) -> Document:
    """Convert a file: a PDF, a picture (PNG, JPEG, TIFF of many pages), or plain text.

    Args:
        path: the file.
        options: what to do with it; by default every page is judged, and what needs it is read and repaired.
        progress: is called after each page with the number of pages that are through, and of all.

    Returns:
        The document. What could not be read of it is told in its notices.

    Raises:
        InputError: the file cannot be read; `EncryptedError` where a password is missing or wrong.
        EngineError: the engine that was asked for is missing, or failed on every page.
        DataError: shipped data is missing or corrupt.
        UsageError: the file has none of the pages that were asked for.
    """
    from vndoc.extract import open_source
    from vndoc.read import find_engine, read_page

    options = options or Options()
    engine = find_engine(options.engine)
    source = open_source(Path(path), options)
    try:
        numbers = _numbers(source, options)
        engines: dict[Engine, None] = {}
        pages: list[ArrangedPage] = []
        for number in numbers:
            page, is_open = _opened(number, source)
            if is_open:
                page = _attempt("read", lambda p: read_page(p, source, engine, options), _judged(page))
            engines.update(dict.fromkeys(r.engine for r in page.readings if r.engine is not None))
            pages.append(_arranged(page))
            if progress is not None:
                progress(len(pages), len(numbers))
        origin = Origin(
            source.name, source.sha256, source.media_type, source.page_count, VERSION, _data_version(), tuple(engines)
        )
    finally:
        source.close()
    _check(origin, pages, options)
    return _document(origin, pages, options)


def parse_text(text: str, options: Options | None = None) -> Document:
    """Repair and structure a text that comes without a file. A form feed starts a new page.

    Args:
        text: lines of running text, garbled or not.
        options: as for `process`; what concerns files and engines is of no account.

    Raises:
        DataError: shipped data is missing or corrupt.
    """
    options = options or Options()
    pages = [_arranged(_judged(page)) for page in _sheets(text)]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    origin = Origin("", digest, "text/plain", len(pages), VERSION, _data_version())
    return _document(origin, pages, options)


def judge_pages(path: str | Path, options: Options | None = None) -> Iterator[SourcePage]:
    """The pages of a file with the verdicts on their layers, one at a time; nothing is read by an engine, nothing is repaired.

    Raises:
        InputError: the file cannot be read.
        UsageError: the file has none of the pages that were asked for.
    """
    from vndoc.extract import open_source

    options = options or Options()
    source = open_source(Path(path), options)
    try:
        for number in _numbers(source, options):
            page, is_open = _opened(number, source)
            yield _judged(page) if is_open else page
    finally:
        source.close()


def judge_text(text: str) -> Iterator[SourcePage]:
    """The pages of a text that comes without a file, each with the verdicts on its lines; nothing is repaired."""
    return (_judged(page) for page in _sheets(text))


def _numbers(source: Source, options: Options) -> Sequence[int]:
    """The numbers of the pages to convert; `open_source` has refused those that are not there."""
    return options.pages or range(1, source.page_count + 1)


def _sheets(text: str) -> Iterator[SourcePage]:
    """The pages of a text, cut as those of text files: at form feeds, into lines; what ends a line or page starts no other."""
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        del sheets[-1]
    for number, sheet in enumerate(sheets, 1):
        lines = _LINE_END.split(sheet)
        if not lines[-1]:
            del lines[-1]
        yield SourcePage(number, *A4, (Reading("text", lines=tuple(lines)),))


def _opened(number: int, source: Source) -> tuple[SourcePage, bool]:
    """A page as its source has it; where it cannot be opened, an empty one with a notice, and False."""
    try:
        return source.page(number), True
    except FATAL:
        raise
    except Exception as e:
        return SourcePage(number, 0.0, 0.0, notices=(_failure("extract", number, e),)), False


def _judged(page: SourcePage) -> SourcePage:
    """The page in Unicode, with its verdicts."""
    from vndoc.judge import judge_page
    from vndoc.recode import recode_page

    return _attempt("judge", judge_page, _attempt("recode", recode_page, page))


def _attempt(stage: str, step: Callable[[SourcePage], SourcePage], page: SourcePage) -> SourcePage:
    """The page after a stage; the page as it was, with a notice, where the stage fails."""
    try:
        return step(page)
    except FATAL:
        raise
    except Exception as e:
        return msgspec.structs.replace(page, notices=(*page.notices, _failure(stage, page.number, e)))


def _arranged(page: SourcePage) -> ArrangedPage:
    """The page's lines in reading order, with all its notices; lines as the source has them where the stage fails."""
    from vndoc.arrange import arrange

    try:
        arranged = arrange(page)
    except FATAL:
        raise
    except Exception as e:
        arranged = plain_page(page)
        page = msgspec.structs.replace(page, notices=(*page.notices, _failure("arrange", page.number, e)))
    return msgspec.structs.replace(arranged, notices=unique((*page.notices, *arranged.notices)))


def _restored(pages: Sequence[ArrangedPage], options: Options) -> tuple[ArrangedPage, ...]:
    """The pages repaired, each in the light of all; where that fails each for itself, and where that fails unrepaired."""
    from vndoc.restore import restore

    try:
        return tuple(restore(pages, options))
    except FATAL:
        raise
    except Exception as e:
        if len(pages) == 1:
            notice = _failure("restore", pages[0].number, e)
            return (msgspec.structs.replace(pages[0], notices=(*pages[0].notices, notice)),)
        _log.info("restore failed on the whole; page by page now", exc_info=True)
        return tuple(page for one in pages for page in _restored([one], options))


def _structured(pages: Sequence[ArrangedPage]) -> tuple[Structure | None, tuple[Notice, ...]]:
    """The document's structure; None and a notice where that fails: the lines are still in the pages."""
    from vndoc.structure import structure

    try:
        found = structure(pages)
    except FATAL:
        raise
    except Exception as e:
        return None, (_failure("structure", None, e),)
    return found, found.notices


def _document(origin: Origin, pages: Sequence[ArrangedPage], options: Options) -> Document:
    """Restore and structure the pages, and put the result together."""
    repaired = _restored(pages, options)
    found, more = _structured(repaired)
    document = Document(
        origin=origin,
        pages=tuple(project(page) for page in repaired),
        edits=tuple(edit for page in repaired for edit in page_edits(page)),
        notices=unique((*(n for page in repaired for n in page.notices), *more)),
    )
    if found is None:
        return document
    return msgspec.structs.replace(
        document,
        metadata=found.metadata,
        evidence=round_evidence(found.evidence),
        sections=found.sections,
        annexes=found.annexes,
        citations=found.citations,
    )


def _check(origin: Origin, pages: Sequence[ArrangedPage], options: Options) -> None:
    """Refuse what is no document: no page could be opened, or the engine that was named read none."""

    def failed(code: str) -> list[Notice]:
        first = (next((n for n in page.notices if n.code == code), None) for page in pages)
        return [n for n in first if n is not None]

    for code, error in (("extract_failed", InputError), ("engine_failed", EngineError)):
        found = failed(code)
        if pages and len(found) == len(pages) and (error is InputError or options.engine not in ("auto", "none")):
            raise error(f"{origin.name}: {found[0].message}")


def _failure(stage: str, number: int | None, error: Exception) -> Notice:
    """A notice on a stage that failed."""
    _log.info("page %s: %s failed", number, stage, exc_info=error)
    said = str(error).strip().splitlines() or [""]
    where = "this page" if number is not None else "the document"
    return Notice(f"{stage}_failed", f"{_OUTCOMES[stage].format(where)} ({type(error).__name__}: {said[0][:200]})", number)


_OUTCOMES = {
    "extract": "{} cannot be opened, nothing of it is here",
    "recode": "the encoding of {} could not be told, its text is as it was found",
    "judge": "{} could not be judged, its text is taken as it was found",
    "read": "{} could not be read anew",
    "arrange": "the lines of {} could not be put in order, they are as the source has them",
    "restore": "{} could not be repaired, its text is as it was found",
    "structure": "{} could not be taken apart, its lines are in the pages",
}
"""What the failure of a stage means for the reader of the output."""


def _data_version() -> str:
    from vndoc.resources import manifest

    return manifest().version
