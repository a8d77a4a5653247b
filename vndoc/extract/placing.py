"""Places of the words of many strings, found all at once.

In: the codes of strings, and where each is shown; out: their words and spaces with boxes, to the last bit what they are
character by character (a test compares the two): every sum adds here what it adds there, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from vndoc.extract.strings import NEW, Char, Pen, Spot

Show = tuple[Spot, float, Sequence[int]]
"""A string that is shown: the spot, where it starts in text space, and its codes."""

MOST_AT_ONCE = 1 << 20
"""Strings that are placed at once, times the length of the longest: so many numbers are held for them, several times over."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def end_of(show: Show) -> float:
    """Where a string ends in text space."""
    (pen, _, _, _, size, scaling), x, codes = show
    for code in codes:
        x += pen.glyphs[code][1] * size * scaling
    return x


def place(shows: Sequence[Show]) -> list[Char]:
    """Words and spaces of some strings; those of more than one character are by pens that join."""
    out: list[Char] = []
    group: list[Show] = []
    longest = 0
    with np.errstate(over="ignore", invalid="ignore"):
        for show in shows:
            length = len(show[2])
            if max(length, longest) * (len(group) + 1) > MOST_AT_ONCE and group:
                out += _place(group)
                group, longest = [], 0
            if length:
                group.append(show)
                longest = max(length, longest)
        return out + _place(group) if group else out


def _place(shows: Sequence[Show]) -> list[Char]:
    spots, begins, strings = zip(*shows, strict=True)
    pens, es, fs, ys, sizes, scalings = zip(*spots, strict=True)
    size, scaling = np.array(sizes, np.float64), np.array(scalings, np.float64)
    of_pen, pen_of = _distinct(pens)
    lengths = np.fromiter(map(len, strings), np.int64, len(strings))
    texts, widths, spaces = zip(
        *(pen.glyphs[code] for pen, codes in zip(pens, strings, strict=True) for code in codes), strict=True
    )
    advances, ends = _along(lengths, np.array(widths, np.float64), begins, size, scaling)

    show, index = np.nonzero(np.arange(advances.shape[1]) < lengths[:, None])
    is_apart = np.array(spaces) | (advances[show, index] < of_pen[pen_of, _NARROWEST][show])
    is_first = is_apart | (index == 0)
    is_first[1:] |= is_apart[:-1]
    starts = np.flatnonzero(is_first)
    counts_ = np.diff(starts, append=len(show))
    show, firsts = show[starts], index[starts]
    lasts = firsts + counts_ - 1
    numbers, counts = show.tolist(), counts_.tolist()
    first, last, advance = ends[show, firsts], ends[show, lasts], advances[show, lasts]
    a, b, c, d, left, top, low, high, over_low, over_high, _ = of_pen[pen_of[show]].T
    y, e, f = np.array((ys, es, fs), np.float64)[:, show]
    shift, rise = y * c, y * d
    x, base = first * a + shift + e, first * b + rise + f
    end, end_base = last * a + shift + e, last * b + rise + f
    x0, x1 = np.minimum(over_low + x, a * advance + over_low + end), np.maximum(over_high + x, a * advance + over_high + end)
    y0, y1 = np.minimum(low + base, b * advance + low + end_base), np.maximum(high + base, b * advance + high + end_base)

    columns = (x0 - left, top - y1, x1 - left, top - y0, top - base)
    looks = [(pen.size, pen.angle, pen.font) for pen in pens]
    sizes, angles, fonts = zip(*(looks[number] for number in numbers), strict=True)
    sources = [
        (spots[number], strings[number], at, start) if count > 1 else None
        for number, at, start, count in zip(numbers, firsts.tolist(), first.tolist(), counts, strict=True)
    ]
    where, drifts = (column.tolist() for column in columns), (base - end_base).tolist()
    words = _joined(texts, starts.tolist())
    rows = zip(words, *where, sizes, angles, fonts, counts, drifts, sources, strict=True)
    return [NEW(Char, row) for row in rows]


def _distinct(pens: Sequence[Pen]) -> tuple[Floats, NDArray[np.int64]]:
    """(pens, 11) the numbers of the different pens, and each one's place among them."""
    places = {pen: number for number, pen in enumerate(dict.fromkeys(pens))}
    return np.array([_numbers(pen) for pen in places], np.float64), np.array([places[pen] for pen in pens])


_NARROWEST = -1


def _numbers(pen: Pen) -> tuple[float, ...]:
    """A pen's matrix, corner, lower and upper edge above the baseline, lean to the left and right, and narrowest advance."""
    _, _, c, d = pen.matrix
    low, high = sorted((d * pen.low, d * pen.high))
    lean, over = sorted((c * pen.low, c * pen.high))
    return (*pen.matrix, pen.left, pen.top, low, high, lean, over, pen.narrowest)


def _joined(texts: Sequence[str], starts: Sequence[int]) -> Iterator[str]:
    """The texts of characters joined to words, each of which has its first character at one of the `starts`."""
    return ("".join(texts[start:end]) for start, end in zip(starts, [*starts[1:], len(texts)], strict=True))


def _along(lengths: Ints, widths: Floats, begins: Sequence[float], size: Floats, scaling: Floats) -> tuple[Floats, Floats]:
    """(strings, longest) advances of characters in text space, and (strings, longest + 1) where each starts."""
    longest = int(lengths.max())
    advances = np.zeros((len(lengths), longest))
    advances[np.arange(longest) < lengths[:, None]] = widths
    advances *= size[:, None]
    advances *= scaling[:, None]
    ends = np.empty((len(lengths), longest + 1))
    ends[:, 0] = begins
    ends[:, 1:] = advances
    return advances, np.add.accumulate(ends, axis=1)
