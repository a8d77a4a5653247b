"""Places of the words of many strings, found all at once.

In: strings taken apart (`letters`), and where each is shown; out: their words and spaces with boxes, to the last bit what they
are character by character (a test compares the two): every sum adds here what it adds there, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from vndoc.extract.letters import Shown, take_apart
from vndoc.extract.strings import NEW, Char, Pen, Spot

Show = tuple[Spot, float, Shown]
"""A string that is shown: the spot, where it starts in text space, and the string."""

MOST_AT_ONCE = 1 << 20
"""Strings that are placed at once, times the length of the longest: so many numbers are held for them, several times over."""

Floats = NDArray[np.float64]


def end_of(show: Show) -> float:
    """Where a string ends in text space."""
    (_, _, _, _, size, scaling), x, string = show
    for width in string.widths:
        x += width * size * scaling
    return x


def place(shows: Sequence[Show]) -> list[Char]:
    """Words and spaces of some strings; those of more than one character are by pens that join."""
    out: list[Char] = []
    group: list[Show] = []
    longest = 0
    with np.errstate(over="ignore", invalid="ignore"):
        for show in shows:
            length = len(show[2].codes)
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
    words = _whole_words(shows, size, scaling, of_pen[pen_of, _NARROWEST])
    counts = [count for one in words for count in one.counts]
    show = np.repeat(np.arange(len(shows)), [len(one.counts) for one in words])
    numbers = show.tolist()
    firsts = np.fromiter(chain.from_iterable(one.starts for one in words), np.int64, len(show))
    lasts = firsts + np.array(counts, np.int64) - 1

    advances, ends = _along(strings, begins, size, scaling)
    first, last, advance = ends[show, firsts], ends[show, lasts], advances[show, lasts]
    a, b, c, d, left, top, low, high, over_low, over_high, _ = of_pen[pen_of[show]].T
    y, e, f = np.array((ys, es, fs), np.float64)[:, show]
    shift, rise = y * c, y * d
    x, base = first * a + shift + e, first * b + rise + f
    end, end_base = last * a + shift + e, last * b + rise + f
    x0, x1 = np.minimum(over_low + x, a * advance + over_low + end), np.maximum(over_high + x, a * advance + over_high + end)
    y0, y1 = np.minimum(low + base, b * advance + low + end_base), np.maximum(high + base, b * advance + high + end_base)

    columns = (x0 - left, top - y1, x1 - left, top - y0, top - base)
    texts = chain.from_iterable(one.texts for one in words)
    looks = [(pen.size, pen.angle, pen.font) for pen in pens]
    sizes, angles, fonts = zip(*(looks[number] for number in numbers), strict=True)
    sources = [
        (spots[number], strings[number].codes, index, start) if count > 1 else None
        for number, index, start, count in zip(numbers, firsts.tolist(), first.tolist(), counts, strict=True)
    ]
    drifts = (base - end_base).tolist()
    rows = zip(texts, *(c.tolist() for c in columns), sizes, angles, fonts, counts, drifts, sources, strict=True)
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


def _whole_words(shows: Sequence[Show], size: Floats, scaling: Floats, least: Floats) -> list[Shown]:
    """The strings, in those pieces of each that may be one value: a character with a narrower advance is one of its own."""
    words = [string for _, _, string in shows]
    is_single = np.fromiter((len(string.codes) == 1 for string in words), np.bool_, len(words))
    narrowest = np.fromiter((string.narrowest for string in words), np.float64, len(words))
    is_wide = (size > 0) & (scaling > 0) & (narrowest * size * scaling >= least) | is_single
    for number in np.flatnonzero(~is_wide).tolist():
        (pen, _, _, _, own_size, own_scaling), _, string = shows[number]
        words[number] = take_apart(string.codes, pen.glyphs, own_size, own_scaling, pen.narrowest)
    return words


def _along(strings: Sequence[Shown], begins: Sequence[float], size: Floats, scaling: Floats) -> tuple[Floats, Floats]:
    """(strings, longest) advances of characters in text space, and (strings, longest + 1) where each starts."""
    lengths = np.fromiter((len(string.codes) for string in strings), np.int64, len(strings))
    longest = int(lengths.max())
    advances = np.zeros((len(strings), longest))
    widths = chain.from_iterable(string.widths for string in strings)
    advances[np.arange(longest) < lengths[:, None]] = np.fromiter(widths, np.float64, int(lengths.sum()))
    advances *= size[:, None]
    advances *= scaling[:, None]
    ends = np.empty((len(strings), longest + 1))
    ends[:, 0] = begins
    ends[:, 1:] = advances
    return advances, np.add.accumulate(ends, axis=1)
