"""What an OCR engine must be, and where engines are found.

Engines are looked up by name in the entry points of the group ``vndoc.engines``, so that another package can bring one;
those of this package are known without its being installed.
An entry point names a class (or function) that is called without arguments.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

import msgspec
from PIL.Image import Image

from vndoc.document import Box, Engine
from vndoc.errors import EngineError
from vndoc.geometry import union

GROUP = "vndoc.engines"
"""Entry point group of engines."""

BUILT_IN = {
    "none": "vndoc.read.engine:NoEngine",
    "tesseract": "vndoc.read.tesseract:Tesseract",
    "asterocr": "vndoc.read.aster:AsterOcr",
}
"""Engines of this package, by name."""

PREFERRED = ("tesseract",)
"""What ``auto`` tries, in this order; an engine of another package is used only where it is named."""

_log = logging.getLogger(__name__)


class EngineWord(msgspec.Struct, frozen=True):
    """A word as an engine read it: box in pixels, the engine's own line number from 0, confidence from 0 to 1.

    `alternatives` are what else it may be by the engine's own account, the likeliest first; `symbols` how sure the engine is of
    each character of the text, from 0 to 1, empty where it does not tell.
    """

    text: str
    box: Box
    row: int
    confidence: float
    alternatives: tuple[str, ...] = ()
    symbols: tuple[float, ...] = ()


@runtime_checkable
class OcrEngine(Protocol):
    """Reads the words of a picture.

    An engine is called in a worker process and starts no workers of its own; it uses one thread, keeps no state between
    pages, and can be pickled. The same picture gives the same words.
    """

    name: str

    @property
    def version(self) -> str:
        """Version of the engine, empty where it is not available."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Language models that it reads with."""

    def available(self) -> bool:
        """Whether it can read here and now."""

    def problem(self) -> str | None:
        """One line that says what is missing and what to do about it; None where it is available."""

    def read(self, picture: Image, dpi: int, seconds: float) -> tuple[EngineWord, ...]:
        """Words of a picture, line by line.

        Args:
            picture: the page, upright, grey or in colour.
            dpi: its resolution.
            seconds: time limit; the engine stops by itself when it is over.

        Raises:
            EngineError: it is not available, failed, or took too long.
        """


@runtime_checkable
class LineEngine(Protocol):
    """An engine that can read lines which another one found, as independent evidence."""

    def read_lines(self, picture: Image, boxes: Sequence[Box], seconds: float) -> tuple[EngineWord, ...]:
        """Words of lines of a picture; a word's `row` is the place of its line among the boxes.

        Raises:
            EngineError: as for `OcrEngine.read`.
        """


@runtime_checkable
class HasBlock(Protocol):
    """An engine that looks for columns and paragraphs on a page, and can do without."""

    def block(self) -> OcrEngine:
        """The same engine for pictures of one block of lines under one another, none of which is to be left out."""


@runtime_checkable
class HasOthers(Protocol):
    """An engine that can read in further ways, as independent evidence."""

    def others(self) -> tuple[OcrEngine, ...]:
        """The further readers that are available here."""


@runtime_checkable
class HasModels(Protocol):
    """An engine whose models may lie in a folder that the user names."""

    def with_tessdata(self, folder: str) -> OcrEngine:
        """The same engine with models of this folder."""


@runtime_checkable
class HasIdentity(Protocol):
    """An engine whose answers may be kept: the same name, version, languages and identity give the same words of a picture."""

    def identity(self) -> str:
        """What its words depend on besides these and the picture: settings, and the bytes of its models."""


class NoEngine:
    """The engine that reads nothing.

    >>> NoEngine().read(None, 300, 1.0)
    ()
    """

    name = "none"
    version = ""
    languages: tuple[str, ...] = ()

    def available(self) -> bool:
        """True: there is nothing to be missing."""
        return True

    def problem(self) -> str | None:
        """None."""
        return None

    def read(self, picture: Image | None, dpi: int, seconds: float) -> tuple[EngineWord, ...]:
        """No words."""
        return ()


def _load(name: str, tessdata: str | None = None) -> OcrEngine | None:
    """The engine of this name, with models of the given folder; None where nobody brings one.

    Raises:
        EngineError: it cannot be loaded, or is not an engine.
    """
    try:
        found = next(iter(entry_points(group=GROUP, name=name)), None)
        if found is not None and name not in BUILT_IN:
            made = found.load()()
        elif name in BUILT_IN:
            module, _, attribute = BUILT_IN[name].partition(":")
            made = getattr(import_module(module), attribute)()
        else:
            return None
        if tessdata and isinstance(made, HasModels):
            made = made.with_tessdata(tessdata)
    except Exception as e:
        raise EngineError(f"engine {name!r} cannot be loaded ({e}): reinstall the package that brings it") from e
    if not isinstance(made, OcrEngine):
        raise EngineError(f"engine {name!r} lacks parts of the OcrEngine protocol: see vndoc.read.engine")
    return made


def _names() -> list[str]:
    return sorted({*BUILT_IN, *(e.name for e in entry_points(group=GROUP))})


def installed_engines(tessdata: str | None = None) -> tuple[OcrEngine, ...]:
    """All engines that can be loaded, by name, available or not (`OcrEngine.problem` tells).

    >>> "none" in [e.name for e in installed_engines()]
    True
    """
    engines = []
    for name in _names():
        try:
            engine = _load(name, tessdata)
        except EngineError as e:
            _log.warning("%s", e)
            continue
        if engine is not None:
            engines.append(engine)
    return tuple(engines)


def find_engine(name: str, tessdata: str | None = None) -> OcrEngine | None:
    """The engine to read with.

    Args:
        name: ``auto`` for the first available one, ``none`` for no engine, or the name of one.
        tessdata: folder with Tesseract's models, looked in before all other places.

    Returns:
        The engine; None for ``none``, and for ``auto`` where none is available.

    Raises:
        EngineError: the engine that was named is unknown or not available.

    >>> find_engine("none") is None
    True
    """
    if name == "none":
        return None
    if name == "auto":
        engines = (_load(n, tessdata) for n in PREFERRED)
        return next((e for e in engines if e is not None and e.available()), None)
    engine = _load(name, tessdata)
    if engine is None:
        raise EngineError(f"no engine is called {name!r}: use auto, {', '.join(_names())}")
    problem = engine.problem()
    if problem is not None:
        raise EngineError(problem)
    return engine


def describe(engine: OcrEngine) -> Engine:
    """The engine as documents record it."""
    return Engine(engine.name, engine.version, tuple(engine.languages))


def lines_of(words: Sequence[EngineWord]) -> tuple[Box, ...]:
    """The boxes of the lines that words stand on, in the order of their rows.

    >>> lines_of([EngineWord("a", (0, 0, 5, 9), 3, 1.0), EngineWord("b", (7, 1, 9, 10), 3, 1.0)])
    ((0, 0, 9, 10),)
    """
    rows: dict[int, list[Box]] = {}
    for word in words:
        rows.setdefault(word.row, []).append(word.box)
    return tuple(union(row) for _, row in sorted(rows.items()))
