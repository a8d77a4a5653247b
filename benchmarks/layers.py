"""Word error of text layers through the whole path: the lines of a converted PDF beside the lines that are printed on it.

A layer holds more than the text (stamps, scraps of seals, handwriting), in an order of its own. So each printed line is set
against one line of the answer, each line of the answer used once, likest pairs first; lines of the answer that are left over
count as extra words, beside the errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from benchmarks.data import Layer
from benchmarks.metrics import Rate, Scores, score, words
from vndoc import Document, Line, Options
from vndoc import process as convert

MIN_ALIKE = 20.0
"""Likeness (0 to 100) below which two lines are no pair."""


class Found(NamedTuple):
    """Printed lines with their lines of the answer ("" where there is none), and those of the answer that are left over."""

    pairs: list[tuple[str, str]]
    left: list[str]


def matches(truth: Sequence[str], lines: Sequence[str]) -> dict[int, int]:
    """Number of the line of the answer for each printed line that has one.

    >>> matches(["Điều 1. Phạm vi", "Điều 2. Đối tượng"], ["Điều 2. Đối tuợng", "Điều 1. Phạm vi"])
    {0: 1, 1: 0}
    """
    if not truth or not lines:
        return {}
    alike = process.cdist(truth, lines, scorer=fuzz.ratio).tolist()
    order = sorted(((s, i, j) for i, row in enumerate(alike) for j, s in enumerate(row) if s >= MIN_ALIKE), reverse=True)
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in order:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return dict(sorted(taken.items()))


def pair(truth: Sequence[str], lines: Sequence[str]) -> Found:
    """Printed lines and what became of them."""
    taken = matches(truth, lines)
    pairs = [(line, lines[taken[i]] if i in taken else "") for i, line in enumerate(truth)]
    return Found(pairs, [line for j, line in enumerate(lines) if j not in set(taken.values())])


@lru_cache(maxsize=32)
def converted(path: Path, repair: bool = True) -> Document:
    """A PDF from its layer alone; kept, since every part of the benchmark asks for it."""
    return convert(path, Options(engine="none", repair="auto" if repair else "never"))


def lines_of(document: Document) -> list[Line]:
    """All lines that hold text, page by page."""
    return [line for page in document.pages for line in page.lines if line.text.strip()]


def raw_lines(path: Path) -> list[str]:
    """Lines of a PDF's layer in reading order, not repaired."""
    return [line.text for line in lines_of(converted(path, repair=False))]


def layer_scores(found: Iterable[Found]) -> tuple[Scores, Rate]:
    """(the three rates over printed lines, extra words over printed words)."""
    pairs: list[tuple[str, str]] = []
    extra = 0
    for one in found:
        pairs += one.pairs
        extra += sum(len(words(line)) for line in one.left)
    rates = score(pairs)
    return rates, Rate(extra, rates.word.total)


def repaired_by(layer: Layer, repair: Callable[[str], str] | None) -> Found:
    """Lines of a layer through vndoc's whole path (None), or its lines in reading order through another tool."""
    if repair is None:
        return pair(layer.truth, [line.text for line in lines_of(converted(layer.path))])
    lines = repair("\n".join(raw_lines(layer.path))).split("\n")
    return pair(layer.truth, [line for line in lines if line.strip()])
