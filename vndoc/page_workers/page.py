"""One page, from its file to lines in reading order. In: a number and an opened file; out: the arranged page.

A page that fails in a stage costs a notice, never the document: what is known of it is kept. A stage can be left out, with a
reason: the one that ended the process which did it before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, Self

import msgspec
from PIL.Image import Image

from vndoc.document import Engine, Notice
from vndoc.errors import DataError, EngineError, InputError, UsageError, VndocError
from vndoc.options import Options
from vndoc.pages import ArrangedPage, Source, SourcePage
from vndoc.project import plain_page, unique

FATAL = (DataError, EngineError, UsageError)
"""Errors that concern every page alike, and therefore the file."""

STAGES = {"extract": "extract", "draw": "read", "read": "read", "arrange": "arrange"}
"""What can be left out where a page cannot be had in a stage: the layer, the engine with its picture, the order of lines."""

_log = logging.getLogger(__name__)


class Made(msgspec.Struct, frozen=True, tag=True):
    """A page that is made, and the engines that read it. `spent` tells that the process should make no other."""

    page: ArrangedPage
    engines: tuple[Engine, ...] = ()
    spent: bool = False


class Judged(msgspec.Struct, frozen=True, tag=True):
    """A page with the verdicts on its layer, and nothing more. `spent` as in `Made`."""

    page: SourcePage
    spent: bool = False


class OpenFile(Protocol):
    """An opened file whose pages can be made, or judged alone."""

    name: str
    sha256: str
    media_type: str
    page_count: int

    def pages(self, numbers: Iterable[int]) -> Iterator[Made]:
        """The pages with these numbers, in this order."""

    def judged(self, numbers: Iterable[int]) -> Iterator[SourcePage]:
        """The same pages, judged alone."""

    def __enter__(self) -> Self:
        """Itself."""

    def __exit__(self, *exception: object) -> None:
        """Close it."""


class Here:
    """A file whose pages are made in this process."""

    def __init__(self, path: Path, options: Options, tables: bool = True) -> None:
        """Open the file and find the engine; without `tables`, none are looked for.

        Raises:
            VndocError: as `vndoc.pipeline.process`.
        """
        from vndoc.read import find_engine

        self._options = options
        self._engine = find_engine(options.engine, options.tessdata)
        self._source = open_file(path, options, tables)
        self.name, self.sha256 = self._source.name, self._source.sha256
        self.media_type, self.page_count = self._source.media_type, self._source.page_count

    def make(self, number: int, without: Mapping[str, str], tell: Callable[[str], None]) -> Made:
        """One page.

        Args:
            number: its number, from 1.
            without: what is to be left out (``extract``, ``read``, ``arrange``), each with the reason.
            tell: is called with the name of each stage before it begins.
        """
        from vndoc.read import read_page

        source, engine, options = self._source, self._engine, self._options
        page, is_open = self._judged(number, without, tell)
        if is_open:
            tell("read")
            if "read" in without:
                page = _unread(page, "the engine" if engine is None else engine.name, without["read"])
            else:
                watched = _Watched(source, tell)
                page = attempt("read", lambda p: read_page(p, watched, engine, options), page)
        engines = tuple(dict.fromkeys(r.engine for r in page.readings if r.engine is not None))
        tell("arrange")
        return Made(arranged(page, without.get("arrange")), engines)

    def judge(self, number: int, without: Mapping[str, str], tell: Callable[[str], None]) -> Judged:
        """The same, no further than its verdicts."""
        return Judged(self._judged(number, without, tell)[0])

    def pages(self, numbers: Iterable[int]) -> Iterator[Made]:
        """The pages with these numbers, one after the other."""
        return (self.make(number, {}, lambda stage: None) for number in numbers)

    def judged(self, numbers: Iterable[int]) -> Iterator[SourcePage]:
        """The pages with these numbers, no further than their verdicts."""
        return (self.judge(number, {}, lambda stage: None).page for number in numbers)

    def _judged(self, number: int, without: Mapping[str, str], tell: Callable[[str], None]) -> tuple[SourcePage, bool]:
        tell("extract")
        page, is_open = (
            _bare(number, self._source, without["extract"]) if "extract" in without else opened(number, self._source)
        )
        return (judged(page) if is_open else page), is_open

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._source.close()


class _Watched:
    """A source that tells when a picture is drawn, and when it is done."""

    def __init__(self, source: Source, tell: Callable[[str], None]) -> None:
        self._source = source
        self._tell = tell
        self.name, self.sha256 = source.name, source.sha256
        self.media_type, self.page_count = source.media_type, source.page_count

    def page(self, number: int) -> SourcePage:
        """The page with this number."""
        return self._source.page(number)

    def picture(self, number: int, dpi: int) -> Image:
        """The page as an image."""
        self._tell("draw")
        try:
            return self._source.picture(number, dpi)
        finally:
            self._tell("read")

    def close(self) -> None:
        """Free what is held."""
        self._source.close()


def open_here(path: Path, options: Options, tables: bool = True) -> OpenFile:
    """The file, its pages to be made in this process; without `tables`, none are looked for."""
    return Here(path, options, tables)


Opener = Callable[[Path, Options, bool], OpenFile]
"""Opens a file: `open_here`, or `PageWorkers.open`."""


def open_file(path: Path, options: Options, tables: bool = True) -> Source:
    """The opened file, whose pages have their tables if asked for.

    Raises:
        InputError: it cannot be read, whatever the reason.
        UsageError: it has none of the pages that were asked for.
    """
    from vndoc.extract import open_source

    try:
        return open_source(path, options, tables)
    except VndocError:
        raise
    except Exception as e:
        _log.info("%s: cannot be opened", path, exc_info=True)
        raise InputError(f"{path.name}: cannot be opened ({_said(e)}); fetch or save it again") from e


def opened(number: int, source: Source) -> tuple[SourcePage, bool]:
    """A page as its source has it; where it cannot be opened, an empty one with a notice, and False."""
    try:
        return source.page(number), True
    except FATAL:
        raise
    except Exception as e:
        return SourcePage(number, 0.0, 0.0, notices=(failure("extract", number, e),)), False


def judged(page: SourcePage) -> SourcePage:
    """The page in Unicode, with its verdicts."""
    from vndoc.judge import judge_page
    from vndoc.recode import recode_page

    return attempt("judge", judge_page, attempt("recode", recode_page, page))


def attempt(stage: str, step: Callable[[SourcePage], SourcePage], page: SourcePage) -> SourcePage:
    """The page after a stage; the page as it was, with a notice, where the stage fails."""
    try:
        return step(page)
    except FATAL:
        raise
    except Exception as e:
        return _noted(page, failure(stage, page.number, e))


def arranged(page: SourcePage, without: str | None = None) -> ArrangedPage:
    """The page's lines in reading order, with all its notices; lines as the source has them where the stage fails.

    Args:
        page: the page with its readings.
        without: why the lines are not to be put in order, None where they are.
    """
    from vndoc.arrange import arrange

    try:
        if without is not None:
            raise ProcessEnded(without)
        made = arrange(page)
    except FATAL:
        raise
    except Exception as e:
        made = plain_page(page)
        page = _noted(page, failure("arrange", page.number, e))
    return msgspec.structs.replace(made, notices=unique((*page.notices, *made.notices)))


def lost(number: int, why: str) -> SourcePage:
    """A page that could not be had at all."""
    return SourcePage(number, 0.0, 0.0, notices=(failure("extract", number, ProcessEnded(why)),))


class ProcessEnded(Exception):
    """A process that worked on a page ended; the text says how."""


def _bare(number: int, source: Source, why: str) -> tuple[SourcePage, bool]:
    """The page without its layer, for an engine to read."""
    from vndoc.extract import bare_page

    try:
        page = bare_page(source, number)
    except Exception as e:
        return SourcePage(number, 0.0, 0.0, notices=(failure("extract", number, e),)), False
    return _noted(page, Notice("layer_unreadable", f"the text layer of this page cannot be read ({why})", number)), True


def _unread(page: SourcePage, engine: str, why: str) -> SourcePage:
    """The page as it is, with the notice that an engine leaves which fails."""
    remedy = "its text layer is used" if any(r.words for r in page.readings) else "it has no other text"
    return _noted(page, Notice("engine_failed", f"{engine} could not read this page, {remedy}: {why}", page.number))


def _noted(page: SourcePage, notice: Notice) -> SourcePage:
    return msgspec.structs.replace(page, notices=(*page.notices, notice))


def failure(stage: str, number: int | None, error: Exception) -> Notice:
    """A notice on a stage that failed."""
    _log.info("page %s: %s failed", number, stage, exc_info=error)
    where = "this page" if number is not None else "the document"
    return Notice(f"{stage}_failed", f"{_OUTCOMES[stage].format(where)} ({_said(error)})", number)


def _said(error: Exception) -> str:
    """What an error says, on one line."""
    said = (str(error).strip().splitlines() or [""])[0][:200]
    return said if isinstance(error, ProcessEnded) else f"{type(error).__name__}: {said}"


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
