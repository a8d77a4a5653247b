"""What an engine answers becomes words of a page: checked, cleaned, in points.

In: words in pixels of the picture that the engine saw, and where its pixels stand on the page; out: words of a reading, in NFC.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

from vndoc.document import Box
from vndoc.errors import EngineError
from vndoc.pages import SourcePage, SourceWord
from vndoc.read.engine import EngineWord
from vndoc.read.prepare import Place

MOST_WORDS = 20_000
"""Words of a page that are taken from an engine; a dense page has 1,500."""


MOST_ALTERNATIVES = 8
"""Alternatives of a word that are taken from an engine."""


def checked(words: Iterable[object]) -> tuple[EngineWord, ...]:
    """The words of an answer.

    Raises:
        EngineError: the answer does not consist of words, or of too many; a word's box is not four numbers.
    """
    out: list[EngineWord] = []
    for word in words:
        if len(out) >= MOST_WORDS:
            raise EngineError(f"more than {MOST_WORDS} words on one page")
        if not isinstance(word, EngineWord) or not isinstance(word.text, str):
            raise EngineError("the answer does not consist of words")
        if len(word.box) != 4 or not all(math.isfinite(v) for v in word.box):
            raise EngineError("a word's box is not four numbers")
        out.append(word)
    return tuple(out)


def on_page(words: Iterable[EngineWord], page: SourcePage, place: Place) -> tuple[SourceWord, ...]:
    """Words in points, on the page, in NFC; what has no text is left out.

    Args:
        words: as `checked` lets them through.
        page: the page.
        place: where a picture's pixels stand on it.
    """
    out: list[SourceWord] = []
    for word in words:
        texts = _clean(word.text).split()
        others = _others(word) if len(texts) == 1 else ()
        symbols = _symbols(word) if texts == [word.text] else ()
        for text in texts:
            sure = word.confidence if math.isfinite(word.confidence) else 0.0
            box = _within(place.box(word.box), page)
            sure = min(max(sure, 0.0), 1.0)
            out.append(SourceWord(text, box, int(word.row), confidence=sure, alternatives=others, symbols=symbols))
    return tuple(out)


def _others(word: EngineWord) -> tuple[str, ...]:
    """What else a word may be, cleaned as the word is."""
    cleaned = (_clean(other).strip() for other in word.alternatives[:MOST_ALTERNATIVES] if isinstance(other, str))
    return tuple(dict.fromkeys(other for other in cleaned if other and not any(c.isspace() for c in other)))


def _symbols(word: EngineWord) -> tuple[float, ...]:
    """How sure the engine is of each character, where it tells that of all of them."""
    told = len(word.symbols) == len(word.text) and all(isinstance(v, float) and math.isfinite(v) for v in word.symbols)
    return tuple(min(max(v, 0.0), 1.0) for v in word.symbols) if told else ()


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


def _within(box: Box, page: SourcePage) -> Box:
    """A box with its corners in order and on the page."""
    x0, x1 = sorted((box[0], box[2]))
    top, bottom = sorted((box[1], box[3]))
    return (
        min(max(x0, 0.0), page.width),
        min(max(top, 0.0), page.height),
        min(max(x1, 0.0), page.width),
        min(max(bottom, 0.0), page.height),
    )
