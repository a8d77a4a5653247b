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

import regex
from msgspec.structs import replace

from vndoc.collector import sparing, sparingly
from vndoc.document import Document, Engine, Notice, Origin
from vndoc.errors import EngineError, InputError
from vndoc.options import Options
from vndoc.page_workers import FATAL, Opener, PageWorkers, open_here
from vndoc.page_workers.page import arranged, failure, judged
from vndoc.pages import ArrangedPage, Reading, SourcePage
from vndoc.parted import lines_of, part
from vndoc.project import round_evidence, unique
from vndoc.stretches import Stretches
from vndoc.version import VERSION

if TYPE_CHECKING:
    from vndoc.structure import Structure

A4 = (595.28, 841.89)
"""Width and height in points of the pages of a text that comes without a file, as those of text files have."""

_LINE_END = regex.compile(r"\r\n|\n|\r")

_log = logging.getLogger(__name__)


def process(
    path: str | Path,
    options: Options | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    jobs: int = 0,
) -> Document:
    """Convert a file: a PDF, a picture (PNG, JPEG, TIFF of many pages), or plain text.

    Args:
        path: the file.
        options: what to do with it; by default every page is judged, and what needs it is read and repaired.
        progress: is called after each page with the number of pages that are through, and of all.
        jobs: processes that pages are spread over, each with limits on memory and time, so that a hostile page costs itself
            alone; 0 makes all pages in this process, without limits.

    Returns:
        The document. What could not be read of it is told in its notices.

    Raises:
        InputError: the file cannot be read; `EncryptedError` where a password is missing or wrong.
        EngineError: the engine that was asked for is missing, or failed on every page.
        DataError: shipped data is missing or corrupt.
        UsageError: the file has none of the pages that were asked for.
    """
    if jobs <= 0:
        return unpacked(process_with(open_here, path, options, progress=progress))
    with PageWorkers(jobs) as workers:
        return unpacked(process_with(workers.open, path, options, progress=progress))


def unpacked(document: Document) -> Document:
    """The document with tuples of pages and edits, whatever its length."""
    return replace(document, pages=tuple(document.pages), edits=tuple(document.edits))


def process_with(
    open_: Opener,
    path: str | Path,
    options: Options | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Convert a file as `process` does, its pages made by whoever opens it: `open_here`, or `PageWorkers.open`.

    Pages and edits of a long document are sequences that are packed in memory (`vndoc.packed`), not tuples.
    """
    options = options or Options()
    origin, made_of = _made(open_, path, options, progress)
    with sparing():
        return _document(origin, made_of, options)


def process_split(
    path: str | Path,
    options: Options | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    jobs: int = 0,
) -> tuple[Document, ...]:
    """Convert a file that may hold several documents one behind the other (a plan, then the decision that it carries out).

    Each new letterhead begins a `Document` with metadata, pages, edits and notices of its own; pages keep their numbers in the
    file. A file of one document gives one. Arguments and errors are those of `process`.
    """
    if jobs <= 0:
        return tuple(map(unpacked, split_with(open_here, path, options, progress=progress)))
    with PageWorkers(jobs) as workers:
        return tuple(map(unpacked, split_with(workers.open, path, options, progress=progress)))


def split_with(
    open_: Opener,
    path: str | Path,
    options: Options | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Document, ...]:
    """Convert a file as `process_split` does, its pages made by whoever opens it, as those of `process_with`."""
    options = options or Options()
    origin, made_of = _made(open_, path, options, progress)
    with sparing():
        return _documents(origin, made_of, options)


def _made(
    open_: Opener, path: str | Path, options: Options, progress: Callable[[int, int], None] | None
) -> tuple[Origin, Stretches]:
    """Where a file comes from, and what its pages gave."""
    engines: dict[Engine, None] = {}
    made_of = Stretches(lambda pages: _restored(pages, options))
    through = 0
    with open_(Path(path), options, True) as file:
        numbers = _numbers(file.page_count, options)
        for made in sparingly(file.pages(numbers)):
            engines.update(dict.fromkeys(made.engines))
            with sparing():
                made_of.add(made.page)
            through += 1
            if progress is not None:
                progress(through, len(numbers))
        origin = Origin(file.name, file.sha256, file.media_type, file.page_count, VERSION, _data_version(), tuple(engines))
    return origin, made_of


def parse_text(text: str, options: Options | None = None) -> Document:
    """Repair and structure a text that comes without a file. A form feed starts a new page.

    Args:
        text: lines of running text, garbled or not.
        options: as for `process`; what concerns files and engines is of no account.

    Raises:
        DataError: shipped data is missing or corrupt.
    """
    options = options or Options()
    made_of = Stretches(lambda pages: _restored(pages, options))
    for page in _sheets(text):
        made_of.add(arranged(judged(page)))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    origin = Origin("", digest, "text/plain", len(made_of.notices), VERSION, _data_version())
    return unpacked(_document(origin, made_of, options))


def judge_pages(path: str | Path, options: Options | None = None, open_: Opener = open_here) -> Iterator[SourcePage]:
    """The pages of a file with the verdicts on their layers, one at a time; nothing is read by an engine, nothing is repaired.

    Args:
        path: the file.
        options: as for `process`.
        open_: who makes the pages: `open_here`, or `PageWorkers.open`.

    Raises:
        InputError: the file cannot be read.
        UsageError: the file has none of the pages that were asked for.
    """
    options = replace(options or Options(), engine="none")
    with open_(Path(path), options, False) as file:
        yield from sparingly(file.judged(_numbers(file.page_count, options)))


def judge_text(text: str) -> Iterator[SourcePage]:
    """The pages of a text that comes without a file, each with the verdicts on its lines; nothing is repaired."""
    return (judged(page) for page in _sheets(text))


def _numbers(page_count: int, options: Options) -> Sequence[int]:
    """The numbers of the pages to convert; `open_file` has refused those that are not there."""
    return options.pages or range(1, page_count + 1)


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


def _restored(pages: Sequence[ArrangedPage], options: Options) -> tuple[ArrangedPage, ...]:
    """The pages repaired, each in the light of all; where that fails each for itself, and where that fails unrepaired."""
    from vndoc.arrange import settle
    from vndoc.restore import restore

    try:
        return tuple(restore(settle(pages), options))
    except FATAL:
        raise
    except Exception as e:
        if len(pages) == 1:
            notice = failure("restore", pages[0].number, e)
            return (replace(pages[0], notices=(*pages[0].notices, notice)),)
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
        return None, (failure("structure", None, e),)
    return found, found.notices


def _document(origin: Origin, made_of: Stretches, options: Options) -> Document:
    """Restore what is left of the pages, structure them, and put the result together."""
    _check(origin, made_of.notices, options)
    pages, edits = made_of.finish()
    return _told(Document(origin=origin, pages=pages, edits=edits), made_of.slim())


def _documents(origin: Origin, made_of: Stretches, options: Options) -> tuple[Document, ...]:
    """The same for each document of a file that holds several."""
    _check(origin, made_of.notices, options)
    pages, edits = made_of.finish()
    slim = made_of.slim()
    parts = _parted(slim)
    if len(parts) == 1:
        return (_told(Document(origin=origin, pages=pages, edits=edits), slim),)
    out = []
    for skipped, some in parts:
        own, changes = part(pages, edits, lines_of(skipped, some))
        out.append(_told(Document(origin=origin, pages=own, edits=changes), some))
    return tuple(out)


def _parted(pages: Sequence[ArrangedPage]) -> Sequence[tuple[int, Sequence[ArrangedPage]]]:
    """The pages of each document; all as one where they cannot be told apart."""
    from vndoc.structure import documents

    try:
        return documents(pages)
    except FATAL:
        raise
    except Exception:
        _log.info("documents cannot be told apart", exc_info=True)
        return [(0, pages)]


def _told(document: Document, slim: Sequence[ArrangedPage]) -> Document:
    """A document with what its lines say, and the notices on its pages."""
    found, more = _structured(slim)
    document = replace(document, notices=unique((*(n for page in slim for n in page.notices), *more)))
    if found is None:
        return document
    return replace(
        document,
        metadata=found.metadata,
        evidence=round_evidence(found.evidence),
        sections=found.sections,
        annexes=found.annexes,
        citations=found.citations,
        note_marks=found.note_marks,
    )


def _check(origin: Origin, pages: Sequence[Sequence[Notice]], options: Options) -> None:
    """Refuse what is no document: no page could be opened, or the engine that was named read none."""

    def failed(code: str) -> list[Notice]:
        first = (next((n for n in page if n.code == code), None) for page in pages)
        return [n for n in first if n is not None]

    for code, error in (("extract_failed", InputError), ("engine_failed", EngineError)):
        found = failed(code)
        if pages and len(found) == len(pages) and (error is InputError or options.engine not in ("auto", "none")):
            raise error(f"{origin.name}: {found[0].message}")


def _data_version() -> str:
    from vndoc.resources import manifest

    return manifest().version
