"""Several readings of one line, side by side: which of their words are readings of one printed word.

In: for each reading the words of the line, in order. Out: groups in reading order; each says which words of each reading
belong together. Mostly one and one; one and two where a reader split or joined words; one and none where a reader lost a word
or made one up.

Words are compared by their keys without marks (`fold_key`), which readers of different languages have in common, and by where
they stand, if that is known: what two readers saw in one place is one word, however they spell it. Stretches of equal keys are
found first (`rapidfuzz`), the rest by dynamic programming (Needleman and Wunsch 1970, with two-to-one steps).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from vndoc.alphabet import fold_key

ALONE = 0.55
"""Cost of a word that only one reading has; two such cost more than two words that have nothing in common (1.0)."""

UNEVEN = 0.15
"""Cost of a split or a joined word beside that of its letters."""

ELSEWHERE = 0.5
"""Cost of words that stand nowhere above one another; where they do so wholly, their letters cost half."""

STRETCH = 96
"""Words that are aligned at once. Lines are shorter; a book on one line is aligned stretch by stretch, in linear time."""

KEPT = 64
"""Words of a full stretch that are kept; what follows is aligned anew, with what comes after it."""

Group = tuple[tuple[int, int], ...]
"""(start, end) of the words that belong together, in each reading."""

Place = tuple[float, float]
"""From where to where a word stands on its line."""


class _Item(NamedTuple):
    """A word to be aligned: its key and, where it is known, its place."""

    key: str
    place: Place | None


def align(readings: Sequence[Sequence[str]], places: Sequence[Sequence[Place | None]] | None = None) -> list[Group]:
    """Groups of words that are readings of one printed word, in order; every word is in one of them.

    Args:
        readings: the words of each reading of a line.
        places: where each of them stands, None where that is not known.

    >>> align([["Can", "cit", "Luat", "Dat", "dai"], ["Căn", "cứ", "Luật", "Đấtđai"]])
    [((0, 1), (0, 1)), ((1, 2), (1, 2)), ((2, 3), (2, 3)), ((3, 5), (3, 4))]
    """
    known = places or [[None] * len(words) for words in readings]
    items = [[_Item(_key(w), p) for w, p in zip(*pair, strict=True)] for pair in zip(readings, known, strict=True)]
    groups: list[Group] = [((i, i + 1),) for i in range(len(readings[0]))]
    mine = items[0]
    for number, theirs in enumerate(items[1:], 1):
        merged: list[Group] = []
        merged_items: list[_Item] = []
        at = [0] * number
        for (a0, a1), (b0, b1) in _pairs(mine, theirs):
            spans = []
            for k in range(number):
                start = groups[a0][k][0] if a1 > a0 else at[k]
                end = groups[a1 - 1][k][1] if a1 > a0 else at[k]
                spans.append((start, end))
                at[k] = end
            merged.append((*spans, (b0, b1)))
            merged_items.append(_joined(mine[a0:a1] or theirs[b0:b1]))
        groups, mine = merged, merged_items
    return groups


def _joined(items: Sequence[_Item]) -> _Item:
    places = [item.place for item in items if item.place is not None]
    place = (min(p[0] for p in places), max(p[1] for p in places)) if places else None
    return _Item("".join(item.key for item in items), place)


def _key(word: str) -> str:
    return fold_key(word) or word


Pair = tuple[tuple[int, int], tuple[int, int]]


def _pairs(a: Sequence[_Item], b: Sequence[_Item]) -> Iterator[Pair]:
    """Pairs of ranges of two lists of keys, in order, stretch by stretch."""
    i = j = 0
    while len(a) - i > STRETCH or len(b) - j > STRETCH:
        x, y = a[i : i + STRETCH], b[j : j + STRETCH]
        done = list(_stretch(x, y))
        kept = [p for p in done if p[0][1] <= KEPT and p[1][1] <= KEPT] or done[:1]
        yield from (((p0 + i, p1 + i), (q0 + j, q1 + j)) for (p0, p1), (q0, q1) in kept)
        i, j = i + kept[-1][0][1], j + kept[-1][1][1]
    yield from (((p0 + i, p1 + i), (q0 + j, q1 + j)) for (p0, p1), (q0, q1) in _stretch(a[i:], b[j:]))


def _stretch(a: Sequence[_Item], b: Sequence[_Item]) -> Iterator[Pair]:
    """Equal keys as they are, what lies between them by dynamic programming."""
    i = j = 0
    for x, y, size in _anchors([item.key for item in a], [item.key for item in b]):
        found = _program(a[i:x], b[j:y])
        yield from (((p0 + i, p1 + i), (q0 + j, q1 + j)) for (p0, p1), (q0, q1) in found)
        i, j = x + size, y + size
        yield from (((x + k, x + k + 1), (y + k, y + k + 1)) for k in range(size))
    found = _program(a[i:], b[j:])
    yield from (((p0 + i, p1 + i), (q0 + j, q1 + j)) for (p0, p1), (q0, q1) in found)


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches of equal keys (start, start, length); a lone word out of step with its neighbours is none (bộ trưởng bộ)."""
    blocks = [(x.a, x.b, x.size) for x in LCSseq.opcodes(a, b).as_matching_blocks() if x.size]
    steps = [0, *(x - y for x, y, _ in blocks), len(a) - len(b)]
    return [block for k, block in enumerate(blocks, 1) if block[2] > 1 or steps[k] in (steps[k - 1], steps[k + 1])]


_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def _program(a: Sequence[_Item], b: Sequence[_Item]) -> Iterator[Pair]:
    """The cheapest pairs of two short lists of keys."""
    n, m = len(a), len(b)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    step = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            if i == n and j == m:
                continue
            costs = []
            for p, q in _STEPS:
                if i + p <= n and j + q <= m:
                    costs.append((round(_cost(a[i : i + p], b[j : j + q]) + best[i + p][j + q], 6), -p - q, (p, q)))
            best[i][j], _, step[i][j] = min(costs)
    i = j = 0
    while i < n or j < m:
        p, q = step[i][j]
        yield (i, i + p), (j, j + q)
        i, j = i + p, j + q


def _cost(x: Sequence[_Item], y: Sequence[_Item]) -> float:
    if not x or not y:
        return ALONE
    whole = _joined(x).key, _joined(y).key
    apart = float(Indel.normalized_distance(*whole))
    parts = x if len(x) > 1 else y if len(y) > 1 else ()
    other = whole[len(x) > 1]
    if any(Indel.normalized_distance(part.key, other) <= apart for part in parts):
        return 2.0  # one part alone is as like: the other is no part of the word
    shared = min(_shared(p.place, q.place) for p in x for q in y)
    if shared < 0:
        return apart + UNEVEN * (len(x) + len(y) - 2)
    return apart * (1 - shared / 2) + ELSEWHERE * (1 - shared) + UNEVEN * (len(x) + len(y) - 2)


def _shared(a: Place | None, b: Place | None) -> float:
    """How much of the narrower of two words stands above the other, 0 to 1; -1 where that is not known."""
    if a is None or b is None:
        return -1.0
    width = max(min(a[1] - a[0], b[1] - b[0]), 1e-3)
    return min(1.0, max(0.0, (min(a[1], b[1]) - max(a[0], b[0])) / width))
