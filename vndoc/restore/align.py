"""Several readings of one line, side by side: which of their words are readings of one printed word.

In: for each reading the words of the line, in order. Out: groups in reading order; each says which words of each reading
belong together. Mostly one and one; one and two where a reader split or joined words; one and none where a reader lost a word
or made one up.

Words are compared by their keys without marks (`fold_key`), which readers of different languages have in common. Stretches of
equal keys are found first (`rapidfuzz`), the rest by dynamic programming (Needleman and Wunsch 1970, with two-to-one steps).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel, LCSseq

from vndoc.alphabet import fold_key

ALONE = 0.55
"""Cost of a word that only one reading has; two such cost more than two words that have nothing in common (1.0)."""

UNEVEN = 0.15
"""Cost of a split or a joined word beside that of its letters."""

STRETCH = 96
"""Words that are aligned at once. Lines are shorter; a book on one line is aligned stretch by stretch, in linear time."""

KEPT = 64
"""Words of a full stretch that are kept; what follows is aligned anew, with what comes after it."""

Group = tuple[tuple[int, int], ...]
"""(start, end) of the words that belong together, in each reading."""


def align(readings: Sequence[Sequence[str]]) -> list[Group]:
    """Groups of words that are readings of one printed word, in order; every word is in one of them.

    >>> align([["Can", "cit", "Luat", "Dat", "dai"], ["Căn", "cứ", "Luật", "Đấtđai"]])
    [((0, 1), (0, 1)), ((1, 2), (1, 2)), ((2, 3), (2, 3)), ((3, 5), (3, 4))]
    """
    groups: list[Group] = [((i, i + 1),) for i in range(len(readings[0]))]
    keys = [_key(word) for word in readings[0]]
    for number, words in enumerate(readings[1:], 1):
        theirs = [_key(word) for word in words]
        merged: list[Group] = []
        merged_keys: list[str] = []
        at = [0] * number
        for (a0, a1), (b0, b1) in _pairs(keys, theirs):
            spans = []
            for k in range(number):
                start = groups[a0][k][0] if a1 > a0 else at[k]
                end = groups[a1 - 1][k][1] if a1 > a0 else at[k]
                spans.append((start, end))
                at[k] = end
            merged.append((*spans, (b0, b1)))
            merged_keys.append("".join(keys[a0:a1]) if a1 > a0 else "".join(theirs[b0:b1]))
        groups, keys = merged, merged_keys
    return groups


def _key(word: str) -> str:
    return fold_key(word) or word


Pair = tuple[tuple[int, int], tuple[int, int]]


def _pairs(a: Sequence[str], b: Sequence[str]) -> Iterator[Pair]:
    """Pairs of ranges of two lists of keys, in order, stretch by stretch."""
    i = j = 0
    while len(a) - i > STRETCH or len(b) - j > STRETCH:
        x, y = a[i : i + STRETCH], b[j : j + STRETCH]
        done = list(_stretch(x, y))
        kept = [p for p in done if p[0][1] <= KEPT and p[1][1] <= KEPT] or done[:1]
        yield from (((p0 + i, p1 + i), (q0 + j, q1 + j)) for (p0, p1), (q0, q1) in kept)
        i, j = i + kept[-1][0][1], j + kept[-1][1][1]
    yield from (((p0 + i, p1 + i), (q0 + j, q1 + j)) for (p0, p1), (q0, q1) in _stretch(a[i:], b[j:]))


def _stretch(a: Sequence[str], b: Sequence[str]) -> Iterator[Pair]:
    """Equal keys as they are, what lies between them by dynamic programming."""
    i = j = 0
    for x, y, size in _anchors(a, b):
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


def _program(a: Sequence[str], b: Sequence[str]) -> Iterator[Pair]:
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


def _cost(x: Sequence[str], y: Sequence[str]) -> float:
    if not x or not y:
        return ALONE
    whole = "".join(x), "".join(y)
    apart = float(Indel.normalized_distance(*whole))
    parts = x if len(x) > 1 else y if len(y) > 1 else ()
    other = whole[len(x) > 1]
    if any(Indel.normalized_distance(part, other) <= apart for part in parts):
        return 2.0  # one part alone is as like: the other is no part of the word
    return apart + UNEVEN * (len(x) + len(y) - 2)
