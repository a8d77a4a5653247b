"""Tesseract in the process, through the package ``tesserocr`` where it is installed: its wheel carries the library.

A picture goes in as bytes, tab-separated words come out, as from the program. The library of the wheel is built without OpenMP:
it uses one thread. Each picture gets an engine of its own, so that nothing of one page is left when the next one is read.
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from PIL.Image import Image

from vndoc.errors import EngineError

PACKAGE = "tesserocr"


class Symbol(NamedTuple):
    """A symbol of a word, how sure the engine is of it (0 to 100), and what it may be, each with how sure that is."""

    text: str
    sure: float
    choices: tuple[tuple[str, float], ...] = ()


def is_installed() -> bool:
    """Whether the package is there and can be loaded."""
    return _module() is not None


def version() -> str:
    """Version of the library that the package carries; empty where there is none."""
    module = _module()
    words = str(module.tesseract_version()).split() if module is not None else []
    return words[1] if len(words) > 1 and words[0] == "tesseract" else ""


@lru_cache(maxsize=1)
def _module() -> Any:  # noqa: ANN401  (a module, or none)
    """The package; None where it is missing or cannot be loaded (a wheel of another system)."""
    try:
        if find_spec(PACKAGE) is None:
            return None
        import tesserocr

        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    except Exception:
        return None
    return tesserocr


def read(
    picture: Image, language: str, page_mode: int, dpi: int, folder: Path, seconds: float, choices: bool = False
) -> tuple[str, list[list[Symbol]]]:
    """Tab-separated words of a grey picture; and for each word its symbols, with what else they may be if that is asked for.

    Args:
        picture: the page.
        language: of the model.
        page_mode: page segmentation mode.
        dpi: the picture's resolution.
        folder: where the model lies.
        seconds: after that it stops between words; the search for lines before is not interrupted.
        choices: whether to tell what else a symbol may be; the words are the same.

    Raises:
        EngineError: it cannot be loaded, failed, or took too long.
    """
    module = _module()
    if module is None:
        raise EngineError(f"{PACKAGE} cannot be loaded: reinstall it, or install the tesseract program")
    started = time.monotonic()
    width, height = picture.size
    settings = {"debug_file": os.devnull, **({"lstm_choice_mode": "2"} if choices else {})}
    try:
        with module.PyTessBaseAPI(path=f"{folder}{os.sep}", lang=language, psm=page_mode, variables=settings) as api:
            api.SetImageBytes(picture.tobytes(), width, height, 1, width)
            api.SetSourceResolution(dpi)
            done = api.Recognize(max(1, round(1000 * seconds)))
            if time.monotonic() - started > seconds:
                raise EngineError(f"Tesseract took longer than {seconds:g} s")
            if not done:
                raise EngineError("Tesseract failed: no message")
            return str(api.GetTSVText(0)), _symbols(module, api, choices)
    except RuntimeError as e:
        raise EngineError(f"Tesseract failed: {e}") from e


def _symbols(module: Any, api: Any, choices: bool) -> list[list[Symbol]]:  # noqa: ANN401  (the package has no types)
    """The symbols of each word that has a text, in the order of the words."""
    level = module.RIL
    words: list[tuple[str, list[Symbol]]] = []
    found = api.GetIterator()
    if found is None:
        return []
    for symbol in module.iterate_level(found, level.SYMBOL):
        if symbol.IsAtBeginningOf(level.WORD):
            words.append((symbol.GetUTF8Text(level.WORD) or "", []))
        if not words:
            continue
        some = symbol.GetChoiceIterator() if choices else ()
        others = tuple((choice.GetUTF8Text() or "", float(choice.Confidence())) for choice in some)
        words[-1][1].append(Symbol(symbol.GetUTF8Text(level.SYMBOL) or "", float(symbol.Confidence(level.SYMBOL)), others))
    return [symbols for text, symbols in words if text.strip()]
