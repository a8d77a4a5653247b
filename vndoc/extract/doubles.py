"""Characters of a page that are printed twice.

In: characters in the order of the file; out: the same without those that come again at the place where they stand already, as
programs without a bold font print them.

Hardly any character of a layer stands near another string's. So strings whose places do not meet are told first, all at once,
and only the others are looked at character by character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

import numpy as np

from vndoc.extract.strings import DOUBLE, LEAST_NEAR, Char, apart, near

MAX_ACROSS = 250
"""Words and signs of one line of print up to which they are compared all at once; beyond it each character is looked at."""


def without_doubles(chars: Sequence[Char]) -> Iterable[Char]:
    """Characters without those that are printed twice at one place; values of several stay as they are where none is."""
    meeting = _meeting(chars)
    if meeting is None:
        return _once(chars, range(len(chars)))
    return _once(chars, meeting) if meeting else chars


def _meeting(chars: Sequence[Char]) -> Container[int] | None:
    """Which values stand so near another one that a character of both could be the same; None where they are too many.

    All pairs are compared that have less than a few points between their lines: with the next value down the page, with the
    next but one, and so on until no such pair is left.
    """
    shown = [number for number, char in enumerate(chars) if char.text != " "]
    if not shown:
        return ()
    _, x0s, _, x1s, _, baselines, sizes, _, _, _, drifts, _ = zip(*(chars[number] for number in shown), strict=True)
    x0, x1, baseline, drift = np.array(x0s), np.array(x1s), np.array(baselines), np.array(drifts)
    limit = np.maximum(LEAST_NEAR, DOUBLE * np.array(sizes))
    if not np.isfinite(x0 + x1 + baseline + drift + limit).all():
        return None
    last = np.maximum(x0, x1 - limit)  # a character of several is wider than the limit
    high, low = np.minimum(baseline, baseline + drift), np.maximum(baseline, baseline + drift)
    order = np.argsort(high, kind="stable")
    x0, last, high, low, limit = x0[order], last[order], high[order], low[order], limit[order]
    widest = limit.max()
    found: set[int] = set()
    for step in range(1, len(order)):
        on_line = high[step:] - low[:-step] < widest
        if not on_line.any():
            break
        if step > MAX_ACROSS:
            return None
        reach = np.maximum(limit[step:], limit[:-step])
        pairs = np.flatnonzero(on_line & (x0[step:] - last[:-step] < reach) & (x0[:-step] - last[step:] < reach))
        found.update(order[pairs].tolist(), order[pairs + step].tolist())
    return {shown[number] for number in found}


def _once(chars: Sequence[Char], meeting: Container[int]) -> Iterator[Char]:
    """All characters, those of some values each alone and once."""
    seen: dict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
    for number, char in enumerate(chars):
        if number not in meeting or char.text == " ":
            yield char
            continue
        for single in apart(char):
            x, y, places = single.x0, single.baseline, seen[single.text]
            limit = near(single.size)
            place = int(x / limit) * _COLUMN + int(y / limit)
            for step in _AROUND:
                other = places.get(place + step)
                if other is not None and abs(other[0] - x) < limit and abs(other[1] - y) < limit:
                    break
            else:
                places[place] = x, y
                yield single


_COLUMN = 1 << 24
_AROUND = tuple(i * _COLUMN + j for i in (0, -1, 1) for j in (0, -1, 1))
