"""What is printed under seals, and lines that were hardly read: they are read a second time, by themselves.

In: a sheet and the words that were read on it; out: pieces of the sheet, then the words with those that the second reading has
and the first has not. Segmentation of a whole page takes a line and the seal on it for a picture and drops both (``PHÓ CHỦ
TỊCH`` under ``KT. CHỦ TỊCH``), or reads scraps of a good line. A seal that is lighter than print, as coloured ones are, is
taken away before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vndoc.document import Box
from vndoc.geometry import meet, union
from vndoc.read.engine import EngineWord
from vndoc.read.missed import DARK, islands, squares_of
from vndoc.read.rims import without_rims
from vndoc.read.stack import Cut, cut_out
from vndoc.read.unruled import Pixels
from vndoc.syllable import is_possible

LEAST = 50.0
"""Points of the height and of the width of a seal."""

HEIGHT, WIDTH = 260.0, 500.0
"""Points of its greatest height and width, with the signature, the line that a pen drew under it, and what touches it."""

AROUND = (60.0, 30.0, 90.0, 30.0)
"""Points left, above, right and below a seal that are read with it: an office is over two lines, and broader than the seal."""

OFFICE = 36.0
ABOVE = (20.0, 25.0, 60.0, 0.0)
"""Points below the upper edge of a seal, and around it, that are read once more without the rest: two lines of an office."""

MOST = 4
"""Seals of a page; joint documents have three."""

PRINT = 60
"""Grey that print may be lighter than its darkest tenth; what is lighter is a seal."""

LIGHTER = 0.05
"""Share of a piece's ink that must be lighter, with no print beside it, before it is taken away: edges of letters are lighter
too."""

READ = 0.8
"""Mean confidence of the words of a line that needs no second reading."""

SURE = 0.55
"""Mean confidence of a line of the second reading; rims of seals have up to 0.5."""

BETTER = 1.25
"""How much more sure letters a line of the second reading must have to take the place of one: rims hide parts of lines."""

UNSURE = 0.6
"""Mean confidence of a line below which it is read again."""

LINE = (5.0, 20.0, 30.0)
"""Points of the least and the greatest height of such a line, and of its least width; specks and rims are none."""

BESIDE = (12.0, 18.0, 20.0, 6.0)
"""Points left, above, right and below it that are read with it: the line above tells the engine where lines are."""

MOST_LINES = 12
"""Such lines of a page; a page with more of them is no page of print."""

COLUMN_GAP = 1.5
"""Heights of a line between words of two columns: recipients on the left, the signature on the right."""

SHORTEST_WORD = 3
"""Letters of a word that is no scrap by chance."""

NOTHING = 0.2
"""Confidence of what is no word, be it of letters."""

LETTERS = 4
"""Letters of the shortest line that is read again, and of the shortest that is taken (``BÍ THƯ`` has five)."""


def seals(pixels: Pixels, points: float) -> list[Cut]:
    """Pieces of a sheet around its seals, without what is lighter than print.

    Args:
        pixels: the sheet, grey.
        points: of a pixel.

    >>> sheet = np.full((400, 300), 255, dtype=np.uint8)
    >>> sheet[200:280, 100:104] = sheet[200:204, 100:180] = 0
    >>> [(cut.x, cut.y, cut.pixels.shape) for cut in seals(sheet, 1.0)]
    [(40, 170, (140, 230)), (80, 175, (61, 160)), (80, 175, (61, 160))]
    """
    squares, side = squares_of(pixels, points)
    least, high, wide = (v / (side * points) for v in (LEAST, HEIGHT, WIDTH))
    found: list[Box] = []
    for r0, c0, r1, c1 in islands(squares):
        box = (c0 * side, r0 * side, c1 * side, r1 * side)
        if least <= r1 - r0 <= high and least <= c1 - c0 <= wide and not any(meet(box, other) for other in found):
            found.append(box)
    cuts = [_around(pixels, box, AROUND, points) for box in found[:MOST]]
    offices = [_around(pixels, (x0, top, x1, top + OFFICE / points), ABOVE, points) for x0, top, x1, _ in found[:MOST]]
    made = [cut._replace(pixels=_print_alone(cut.pixels)) for cut in (*cuts, *offices)]
    black = [cut for cut, one in zip(offices, made[len(cuts) :], strict=True) if one.pixels is cut.pixels]
    return made + [cut._replace(pixels=without_rims(cut.pixels, points)) for cut in black]


def hardly_read(pixels: Pixels, words: Sequence[EngineWord], points: float) -> list[Cut]:
    """Pieces of a sheet around lines that were read unsurely."""
    out: list[Cut] = []
    for row in _rows(words):
        x0, top, x1, bottom = box = union([word.box for word in row])
        low, high, wide = (v / points for v in LINE)
        enough = sum(c.isalnum() for word in row for c in word.text) >= LETTERS
        if enough and _mean(row) < UNSURE and low <= bottom - top <= high and x1 - x0 >= wide:
            out.append(_around(pixels, box, BESIDE, points))
    return out[:MOST_LINES]


def _around(pixels: Pixels, box: Box, margins: tuple[float, float, float, float], points: float) -> Cut:
    left, above, right, below = (v / points for v in margins)
    x0, top, x1, bottom = box
    height, width = pixels.shape
    return cut_out(pixels, (max(0.0, x0 - left), max(0.0, top - above), min(width, x1 + right), min(height, bottom + below)))


def _print_alone(pixels: Pixels) -> Pixels:
    ink = pixels[pixels < DARK]
    if not ink.size:
        return pixels
    lightest = int(np.percentile(ink, 10)) + PRINT
    wide = np.pad(pixels < lightest, 2)
    rows, columns = pixels.shape
    beside = np.logical_or.reduce([wide[y : y + rows, x : x + columns] for y in range(5) for x in range(5)])
    lighter = int(np.count_nonzero((pixels < DARK) & ~beside))
    return np.where(pixels < lightest, pixels, 255).astype(np.uint8) if lighter > LIGHTER * ink.size else pixels


def with_second(words: Sequence[EngineWord], second: Sequence[EngineWord]) -> list[EngineWord]:
    """The words of a sheet with lines of a second reading in the place of what was unsure or not read.

    >>> def word(text, x, row, sure):
    ...     return EngineWord(text, (x, 20.0 * row, x + 60, 20.0 * row + 12), row, sure)
    >>> first = [word("KT.", 0, 0, 0.9), word("&7", 70, 1, 0.1)]
    >>> [w.text for w in with_second(first, [word("GIÁM", 0, 1, 0.9), word("ĐỐC", 70, 1, 0.9), word("KT", 0, 0, 0.9)])]
    ['KT.', 'GIÁM', 'ĐỐC']
    """
    rows = list(_rows(words))
    read = [word.box for row in rows if _mean(row) >= READ for word in row]
    added: list[EngineWord] = []
    gone: set[int] = set()
    number = max((word.row for word in words), default=-1)
    for row in sorted(_rows(second), key=_mean, reverse=True):  # a line may stand on two pieces
        new = [word for word in row if not any(_holds(box, word) for box in read)]
        if sum(c.isalpha() for word in new for c in word.text) < LETTERS or _mean(new) < SURE:
            continue
        place, number = union([word.box for word in new]), number + 1
        met = [old for old in rows if any(_holds(place, word) for word in old)]
        if any(BETTER * _worth(old) >= _worth(new) or _text(old) == _text(new) for old in met):
            continue
        if any(_is_word(word.text) for old in met for word in old if not _holds(place, word)):
            continue  # it has a part of the line alone
        gone.update(id(word) for old in met for word in old)
        read += [word.box for word in new]
        added += [EngineWord(w.text, w.box, number, w.confidence, w.alternatives, w.symbols) for w in new]
    return [word for word in words if id(word) not in gone] + added


def _rows(words: Sequence[EngineWord]) -> Iterator[list[EngineWord]]:
    """The words of each line, in parts where there is a gap as between columns."""
    rows: dict[int, list[EngineWord]] = {}
    for word in words:
        rows.setdefault(word.row, []).append(word)
    for row in rows.values():
        gap = COLUMN_GAP * max(word.box[3] - word.box[1] for word in row)
        part: list[EngineWord] = []
        for word in sorted(row, key=lambda word: word.box[0]):
            if part and word.box[0] - part[-1].box[2] > gap:
                yield part
                part = []
            part.append(word)
        yield part


def without_ends(words: Sequence[EngineWord]) -> list[EngineWord]:
    """The words of lines beside seals without what the seal adds at their ends: unsure words that are not of letters alone."""
    out: list[EngineWord] = []
    for row in _rows(words):
        print_ = [n for n, w in enumerate(row) if w.confidence >= (NOTHING if w.text.isalpha() else SURE)]
        out += row[print_[0] : print_[-1] + 1] if print_ else []
    return out


def _mean(row: Sequence[EngineWord]) -> float:
    return sum(word.confidence for word in row) / max(1, len(row))


def _worth(row: Sequence[EngineWord]) -> float:
    """Letters that a line surely has: scraps are many and unsure, the half of a line few."""
    return sum(word.confidence**2 * sum(map(str.isalnum, word.text)) for word in row)


def _is_word(text: str) -> bool:
    """Whether a word of the first reading may be one of the language."""
    letters = "".join(filter(str.isalpha, text))
    return len(letters) >= SHORTEST_WORD and is_possible(letters.lower())


def _text(row: Sequence[EngineWord]) -> str:
    return "".join(word.text for word in row)


def _holds(box: Box, word: EngineWord) -> bool:
    """Whether the middle of a word lies in a box."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
