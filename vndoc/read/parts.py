"""A sheet in the parts that engines read well: without leaders and ruled lines, its tables cell by cell, and a second look.

In: a prepared picture and its ruling; then an engine, and out: its words, where they stand on the picture. The cells of tables
are read under one another (`stack`), so is what the engine passed over (`missed`), and what stands under seals (`seals`);
leaders are words of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PIL.Image import Image

from vndoc.document import Box
from vndoc.geometry import union
from vndoc.options import Options
from vndoc.read.ask import ask
from vndoc.read.engine import EngineWord, HasBlock, LineEngine, OcrEngine
from vndoc.read.leaders import Leader, without_leaders
from vndoc.read.missed import passed_over
from vndoc.read.rules import Ruling
from vndoc.read.seals import hardly_read, seals, with_second, without_ends
from vndoc.read.stack import Stack, cut_out, cut_tables, put_back, stacked

SCRAP = 4.0
"""Points of the width of a mark beside a leader, and of what is left of a dot: letters are wider."""

MARKS = ".,;:)/"
"""Marks that stand after leaders."""

SURE = (0.55, 0.8)
"""Mean confidence of the words of a line beside tables, or of the second look; and of a short one. Seals have up to 0.5."""

NOTHING = 0.2
"""Confidence of what is no word: the rim of a seal that a line begins or ends at."""

SHORT = 2
"""Letters and digits of a short line."""

GLUED = 2.5
"""Points between a leader and the words beside it that make them one word: ``Họ tên:......``."""


class Sheet(NamedTuple):
    """A picture without leaders, the rest of it without its tables, what stands in their cells, the leaders, its resolution."""

    whole: Image
    rest: Image
    stacks: tuple[Stack, ...]
    leaders: tuple[Leader, ...]
    dpi: int


def sheet_of(picture: Image, dpi: int, ruling: Ruling) -> Sheet:
    """The parts of a picture."""
    whole, leaders = without_leaders(picture, dpi)
    rest, stacks = cut_tables(whole, dpi, ruling)
    return Sheet(whole, rest, tuple(stacks), tuple(leaders), dpi)


def read_sheet(engine: OcrEngine, sheet: Sheet, options: Options, lines: Sequence[Box] | None) -> tuple[EngineWord, ...]:
    """The words of a sheet.

    Args:
        engine: who reads it.
        sheet: in parts.
        options: time limit, and whether answers are kept.
        lines: that another engine found, for a `LineEngine`.

    Raises:
        Exception: whatever the engine raised.
    """
    if lines is not None and isinstance(engine, LineEngine):
        words = list(ask(engine, sheet.whole, sheet.dpi, options, lines))
    else:
        words = list(ask(engine, sheet.rest, sheet.dpi, options))
        if sheet.stacks:  # where little is left, specks and logos are taken for words
            words = list(_sure(words))
        words += _from(engine, sheet.stacks, sheet, options, words)
        places, pixels = passed_over(np.asarray(sheet.rest), words, 72.0 / sheet.dpi)
        missed = stacked([cut_out(pixels, box) for box in places], sheet.dpi)
        words += _sure(_without_rims(_from(engine, missed, sheet, options, words)))
        if lines is None:  # a further pass is evidence for the lines of the first
            words = _again(engine, sheet, options, words)
    for leader in sheet.leaders:
        words = _with_leader(words, leader, sheet.dpi / 72.0)
    return tuple(words)


def _again(engine: OcrEngine, sheet: Sheet, options: Options, words: list[EngineWord]) -> list[EngineWord]:
    """The words with those of a second reading of what seals touch, and of lines that were hardly read."""
    whole, points = np.asarray(sheet.rest), 72.0 / sheet.dpi
    sealed = _from(engine, stacked(seals(whole, points), sheet.dpi), sheet, options, words)
    words = with_second(words, without_ends(sealed))
    unsure = _from(engine, stacked(hardly_read(whole, words, points), sheet.dpi), sheet, options, words)
    return with_second(words, list(_without_rims(unsure)))


def _from(
    engine: OcrEngine, stacks: Iterable[Stack], sheet: Sheet, options: Options, before: Sequence[EngineWord]
) -> list[EngineWord]:
    """The words of stacks."""
    block = engine.block() if isinstance(engine, HasBlock) else engine
    words: list[EngineWord] = []
    for stack in stacks:
        words += put_back(ask(block, stack.picture, sheet.dpi, options), stack, sheet.dpi, _next([*before, *words]))
    return words


def _with_leader(words: list[EngineWord], leader: Leader, point: float) -> list[EngineWord]:
    """The words with a leader among them: on the line of the nearest word beside it, one word with those that it touches.

    Dashes alone on a line are a rule, no words.
    """
    x0, top, x1, bottom = leader.box
    is_dash, glued = leader.text.startswith("-"), GLUED * point
    words = [word for word in words if not _is_scrap(word, leader, point)]
    height = bottom - point if is_dash else (top + bottom) / 2  # dashes stand at half the height of letters, a rule below them
    beside = [word for word in words if word.box[1] <= height <= word.box[3]]
    nearest = min(beside, key=lambda word: max(word.box[0] - x1, x0 - word.box[2]), default=None)
    if nearest is None and is_dash:
        return words
    row = _next(words) if nearest is None else nearest.row
    before = [word for word in beside if word.row == row and abs(x0 - word.box[2]) <= glued]
    after = [word for word in beside if word.row == row and abs(word.box[0] - x1) <= glued and word not in before]
    parts = [*before[:1], EngineWord(leader.text, leader.box, row, 1.0), *after[:1]]
    sure = min(part.confidence for part in parts)
    made = EngineWord("".join(part.text for part in parts), union([part.box for part in parts]), row, sure)
    place = words.index(parts[0]) if before else words.index(parts[-1]) if after else len(words)
    left = [word for word in words if word not in parts]
    return [*left[:place], made, *left[place:]]


def _is_scrap(word: EngineWord, leader: Leader, point: float) -> bool:
    """Whether a word is what is left of a leader's dots, or its last mark read as a letter."""
    wide, high = word.box[2] - word.box[0], word.box[3] - word.box[1]
    is_beside = min(abs(word.box[0] - leader.box[2]), abs(leader.box[0] - word.box[2])) <= 2 * GLUED * point
    is_on_line = word.box[1] <= leader.box[3] + GLUED * point and leader.box[1] <= word.box[3]
    if len(word.text) > 1 or wide > SCRAP * point or not (is_beside and is_on_line):
        return False
    return high < GLUED * point or word.text not in MARKS


def _next(words: Sequence[EngineWord]) -> int:
    """The number of a line after all others."""
    return max((word.row for word in words), default=-1) + 1


def _rows(words: Iterable[EngineWord]) -> Iterable[list[EngineWord]]:
    rows: dict[int, list[EngineWord]] = {}
    for word in words:
        rows.setdefault(word.row, []).append(word)
    return rows.values()


def _without_rims(words: Iterable[EngineWord]) -> Iterator[EngineWord]:
    """The words without what stands at the ends of lines and is none."""
    for row in _rows(words):
        while row and row[0].confidence < NOTHING:
            del row[0]
        while row and row[-1].confidence < NOTHING:
            del row[-1]
        yield from row


def _sure(words: Iterable[EngineWord]) -> Iterator[EngineWord]:
    """The words of lines that were surely read."""
    for row in _rows(words):
        is_short = sum(c.isalnum() for word in row for c in word.text) <= SHORT
        if sum(word.confidence for word in row) >= SURE[is_short] * len(row):
            yield from row
