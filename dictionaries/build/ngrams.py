"""Arrays of `encode` → the trigram model of `vndoc.models.trigram`. Reproducible to the byte.

n-grams seen once are not shipped: they are noise to the model, and text of other people. Of the others the table holds so many;
those that say most go first (weighted differences: Seymore and Rosenfeld 1996).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dictionaries.build.buckets import filled
from dictionaries.build.encode import END
from vndoc.models.labels import BREAK, COPY, GAP_LABEL, NUMBER
from vndoc.models.trigram import STEP
from vndoc.resources import write_arrays
from vndoc.tokens import Gap, Kind

DISCOUNTS = (0.5, 0.7, 0.75)
"""Taken from each count of 1-, 2- and 3-grams; of half to twice as much all are alike."""

SEEN = 2
"""Times a 2- or 3-gram must have been seen, in all corpora together."""

BIGRAMS, TRIGRAMS = 1_150_000, 5_000_000
"""How many are shipped at most: 20 MB. With all eight million trigrams word error is 0.0 to 0.1 points less."""

Ints = NDArray[np.int64]


class Grams(NamedTuple):
    """n-grams of one length: keys, ascending, and their counts."""

    keys: Ints
    counts: Ints


def sequence(
    surface: NDArray[np.int32], gap: NDArray[np.uint8], kind: NDArray[np.uint8], labels: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Labels of a corpus with the signs between them, as the decoder walks them."""
    ids = np.where(kind == Kind.NUMBER, NUMBER, np.where(kind == Kind.ADDRESS, COPY, labels[surface]))
    ids = np.where(kind == END, -1, ids).astype(np.int64)
    signs = np.full(len(Gap), -1, np.int64)
    for g, label in GAP_LABEL.items():
        signs[g] = label
    after = np.where(kind == END, BREAK, signs[gap])
    both = np.stack((ids, after), 1).ravel()
    return both[both >= 0]


def counts(parts: Iterable[tuple[Ints, int]], total: int) -> list[Grams]:
    """1-, 2- and 3-grams of all sequences; longer ones seen once are left out.

    Args:
        parts: sequences, each with how often what is in it counts.
        total: labels.
    """
    by_weight: dict[int, list[Ints]] = {}
    for labels, weight in parts:
        by_weight.setdefault(weight, []).append(labels)
    out = []
    for n in (1, 2, 3):
        found = [(*_counted(_keys(same, n, total)), weight) for weight, same in by_weight.items()]
        keys, place = np.unique(np.concatenate([k for k, _, _ in found]), return_inverse=True)
        seen = np.bincount(place, np.concatenate([c for _, c, _ in found])).astype(np.int64)
        counted = np.bincount(place, np.concatenate([c * weight for _, c, weight in found])).astype(np.int64)
        keep = seen >= (SEEN if n > 1 else 1)
        out.append(Grams(keys[keep], counted[keep]))
    return out


def _keys(sequences: Iterable[Ints], n: int, total: int) -> Ints:
    """The n-grams of sequences, each as a number."""
    keys = []
    for s in sequences:
        key = s[: len(s) - n + 1].copy()
        for i in range(1, n):
            key = key * total + s[i : len(s) - n + 1 + i]
        keys.append(key)
    return np.concatenate(keys)


def _counted(keys: Ints) -> tuple[Ints, Ints]:
    """(distinct keys, how often each comes); sorts `keys`."""
    keys.sort()
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[first], np.diff(np.append(first, len(keys)))


class _Model(NamedTuple):
    """Probabilities of n-grams, and what contexts leave for words that were not seen behind them."""

    unigram: NDArray[np.float64]
    rest1: NDArray[np.float64]
    p2: NDArray[np.float64]
    rest2: NDArray[np.float64]
    p3: NDArray[np.float64]
    backed3: NDArray[np.float64]
    """What a trigram would have without an entry of its own."""


def _estimate(grams: list[Grams], total: int) -> _Model:
    (k1, c1), (k2, c2), (k3, c3) = grams
    unigram = np.full(total, 0.5)
    unigram[k1] += c1 - DISCOUNTS[0]
    unigram /= unigram.sum()
    context1 = np.zeros(total)
    context1[k1] = c1
    v, w = k2 // total, k2 % total
    kept1 = np.bincount(v, c2 - DISCOUNTS[1], total)
    rest1 = np.where(context1 > 0, 1 - kept1 / np.maximum(context1, 1), 1.0)
    p2 = (c2 - DISCOUNTS[1]) / context1[v] + rest1[v] * unigram[w]
    context = np.searchsorted(k2, k3 // total)
    rest2 = 1 - np.bincount(context, c3 - DISCOUNTS[2], len(k2)) / c2
    backed3 = rest2[context] * p2[np.searchsorted(k2, k3 % (total * total))]
    return _Model(unigram, rest1, p2, rest2, (c3 - DISCOUNTS[2]) / c2[context] + backed3, backed3)


def pruned(grams: list[Grams], total: int, bigrams: int = BIGRAMS, trigrams: int = TRIGRAMS) -> list[Grams]:
    """The n-grams whose loss would cost most: count times the change of the logarithm; bigrams that trigrams need stay."""
    one, two, three = grams
    m = _estimate(grams, total)
    three = _most(three, three.counts * np.abs(np.log(m.p3) - np.log(np.maximum(m.backed3, 1e-12))), trigrams)
    backed2 = np.maximum(m.rest1[two.keys // total] * m.unigram[two.keys % total], 1e-12)
    worth = two.counts * np.abs(np.log(m.p2) - np.log(backed2))
    for needed in (three.keys // total, three.keys % (total * total)):
        worth[np.searchsorted(two.keys, needed)] = np.inf
    return [one, _most(two, worth, max(bigrams, int(np.isinf(worth).sum()))), three]


def _most(grams: Grams, worth: NDArray[np.float64], number: int) -> Grams:
    """The `number` n-grams of the greatest worth, of like ones the first."""
    best = np.sort(np.argsort(-worth, kind="stable")[:number])
    return Grams(grams.keys[best], grams.counts[best])


def quantise(logarithms: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Logarithms as bytes."""
    return np.clip(np.rint(-logarithms / STEP), 0, 255).astype(np.uint8)


def model(grams: list[Grams], total: int) -> dict[str, NDArray[Any]]:
    """Arrays of the model."""
    _, (k2, _), (k3, _) = grams
    m = _estimate(grams, total)
    out: dict[str, NDArray[Any]] = {
        "unigram": np.log(m.unigram).astype(np.float16),
        "backoff": np.log(np.clip(m.rest1, 1e-6, 1)).astype(np.float16),
    }
    has_trigrams = np.isin(k2, k3 // total)
    weight = np.maximum(quantise(np.log(np.clip(m.rest2, 1e-6, 1))), has_trigrams)  # 0 tells that a context has no trigrams
    values = (np.stack((quantise(np.log(m.p2)), weight), 1), quantise(np.log(m.p3))[:, None])
    for name, keys, value in zip(("bigram", "trigram"), (k2, k3), values, strict=True):
        out |= dict(zip((f"{name}_keys", f"{name}_values"), filled(keys, value), strict=True))
    return out


def build(parts: Iterable[tuple[Ints, int]], total: int, out: Path) -> dict[str, int]:
    """Write ``trigram.bin`` into `out`; answers the numbers of n-grams. `parts` as for `counts`."""
    grams = pruned(counts(parts, total), total)
    write_arrays(out / "trigram.bin", {"name": "trigram", "version": 1, "labels": total}, model(grams, total))
    return {name: len(g.keys) for name, g in zip(("unigrams", "bigrams", "trigrams"), grams, strict=True)}
