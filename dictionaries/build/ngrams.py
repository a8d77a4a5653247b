"""Arrays of `encode` → the trigram model of `vndoc.models.trigram`. Reproducible to the byte.

n-grams seen once are not shipped: they are noise to the model, and text of other people.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dictionaries.build.encode import END
from vndoc.models.labels import BREAK, COPY, GAP_LABEL, NUMBER
from vndoc.models.trigram import SLOTS, STEP, places
from vndoc.resources import write_arrays
from vndoc.tokens import Gap, Kind

DISCOUNTS = (0.5, 0.7, 0.75)
"""Taken from each count of 1-, 2- and 3-grams."""

MIN_BIGRAM, MIN_TRIGRAM = 2, 2
LOAD = 0.82
"""Share of slots that are taken; with two buckets a key, next to none is left without room."""

CHUNK = 4_000
"""Keys that are put into a table at a time; smaller fills buckets more evenly."""


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


def counts(parts: Iterable[NDArray[np.int64]], total: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """(keys, counts) of 1-, 2- and 3-grams of all sequences, keys ascending; longer ones seen once are left out."""
    out = []
    parts = list(parts)
    for n in (1, 2, 3):
        keys = []
        for s in parts:
            key = s[: len(s) - n + 1].copy()
            for i in range(1, n):
                key = key * total + s[i : len(s) - n + 1 + i]
            keys.append(key)
        values, number = np.unique(np.concatenate(keys), return_counts=True)
        keep = number >= (1, MIN_BIGRAM, MIN_TRIGRAM)[n - 1]
        out.append((values[keep], number[keep]))
    return out


def fill(keys: NDArray[np.int64], values: NDArray[np.uint8], buckets: int) -> tuple[NDArray[np.uint16], NDArray[np.uint8], int]:
    """(fingerprints, values, number of keys that found no room) of a table with two choices a key."""
    prints = np.zeros((buckets, SLOTS), np.uint16)
    stored = np.zeros((buckets, SLOTS, values.shape[1]), np.uint8)
    load = np.zeros(buckets, np.int64)
    lost = 0
    for start in range(0, len(keys), CHUNK):
        part = slice(start, start + CHUNK)
        first, second, fingerprint = places(keys[part], buckets)
        left = np.arange(len(first))
        for attempt in range(2):
            better = (load[first[left]] <= load[second[left]]) == (attempt == 0)
            bucket = np.where(better, first[left], second[left])
            order = np.argsort(bucket, kind="stable")
            ordered = bucket[order]
            rank = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
            slot = load[ordered] + rank
            fits = slot < SLOTS
            at = left[order][fits]
            prints[ordered[fits], slot[fits]] = fingerprint[at]
            stored[ordered[fits], slot[fits]] = values[part][at]
            np.add.at(load, ordered[fits], 1)
            left = left[order][~fits]
        lost += len(left)
    return prints, stored, lost


def quantise(logarithms: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Logarithms as bytes."""
    return np.clip(np.rint(-logarithms / STEP), 0, 255).astype(np.uint8)


def model(grams: list[tuple[NDArray[np.int64], NDArray[np.int64]]], total: int) -> dict[str, NDArray[Any]]:
    """Arrays of the model."""
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
    kept2 = np.bincount(context, c3 - DISCOUNTS[2], len(k2))
    rest2 = 1 - kept2 / c2
    lower = p2[np.searchsorted(k2, k3 % (total * total))]
    p3 = (c3 - DISCOUNTS[2]) / c2[context] + rest2[context] * lower
    out: dict[str, NDArray[Any]] = {
        "unigram": np.log(unigram).astype(np.float16),
        "backoff": np.log(np.clip(rest1, 1e-6, 1)).astype(np.float16),
    }
    weight = np.maximum(quantise(np.log(np.clip(rest2, 1e-6, 1))), kept2 > 0)  # 0 tells that a context has no trigrams
    bigram = np.stack((quantise(np.log(p2)), weight), 1)
    trigram = quantise(np.log(p3))[:, None]
    for name, keys, values in (("bigram", k2, bigram), ("trigram", k3, trigram)):
        buckets = max(4, int(len(keys) / SLOTS / LOAD))
        prints, stored, lost = fill(keys, values, buckets)
        while lost > len(keys) // 1000:  # few keys fill their buckets unevenly
            buckets += 1 + buckets // 8
            prints, stored, lost = fill(keys, values, buckets)
        out |= {f"{name}_keys": prints, f"{name}_values": stored}
    return out


def build(parts: Iterable[NDArray[np.int64]], total: int, out: Path, min_trigram: int = MIN_TRIGRAM) -> dict[str, int]:
    """Write ``trigram.bin`` into `out`; answers the numbers of n-grams."""
    grams = counts(parts, total)
    keep = grams[2][1] >= min_trigram
    grams[2] = (grams[2][0][keep], grams[2][1][keep])
    write_arrays(out / "trigram.bin", {"name": "trigram", "version": 1, "labels": total}, model(grams, total))
    return {"unigrams": len(grams[0][0]), "bigrams": len(grams[1][0]), "trigrams": len(grams[2][0])}
