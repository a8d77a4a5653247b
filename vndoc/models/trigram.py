"""Trigrams of labels: how likely is a word after the two before it.

Interpolated absolute discounting (Ney, Essen and Kneser 1994), stored in back-off form. The n-grams lie in bucketed hash
tables: a key has two buckets of eight slots, a slot holds 16 bits of the key's hash and the rounded logarithm, so that an
entry takes three bytes and a lookup is two gathers. One unknown key in some 5,000 is taken for a known one; the same on
every machine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndoc.resources import arrays

SLOTS = 8
"""Slots of a bucket: a cache line holds four buckets' fingerprints."""

STEP = 1 / 16
"""Nats that one step of a stored logarithm stands for; finer steps gain nothing."""

_LOW = np.uint64(0xFFFFFFFF)

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def mix(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scrambled keys (the finaliser of splitmix64)."""
    x = keys * np.uint64(0x9E3779B97F4A7C15)
    x ^= x >> np.uint64(30)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(27)
    x *= np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def places(keys: Ints, buckets: int) -> tuple[Ints, Ints, NDArray[np.uint16]]:
    """(first bucket, second bucket, fingerprint) of each key; a fingerprint is never 0, which marks an empty slot."""
    hashed = mix(keys.astype(np.uint64))
    first = ((hashed & _LOW) % np.uint64(buckets)).astype(np.int64)
    second = ((hashed >> np.uint64(24) & _LOW) % np.uint64(buckets)).astype(np.int64)
    fingerprint = np.maximum(hashed >> np.uint64(48), np.uint64(1)).astype(np.uint16)
    return first, second, fingerprint


class Table:
    """A hash table from keys to bytes.

    Args:
        fingerprints: (buckets, `SLOTS`) uint16, 0 where empty.
        values: (buckets, `SLOTS`, n) uint8.
    """

    def __init__(self, fingerprints: NDArray[np.uint16], values: NDArray[np.uint8]) -> None:
        self.fingerprints, self.values = fingerprints, values

    def find(self, keys: Ints) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
        """(found, values (keys, n)) of int64 keys; values are 0 where not found."""
        first, second, fingerprint = places(keys, len(self.fingerprints))
        found = np.zeros(len(keys), bool)
        out = np.zeros((len(keys), self.values.shape[2]), np.uint8)
        values = self.values.reshape(-1, self.values.shape[2])
        left = np.arange(len(keys))
        for bucket in (first, second):
            rows = bucket[left]
            hits = np.take(self.fingerprints, rows, axis=0) == fingerprint[left, None]
            row, slot = np.divmod(np.flatnonzero(hits)[::-1], SLOTS)  # of two the first is written last
            at = left[row]
            out[at] = np.take(values, rows[row] * SLOTS + slot, axis=0)
            found[at] = True
            left = left[~found[left]]
        return found, out


class Trigram:
    """The language model over labels."""

    def __init__(self, meta: dict[str, Any], data: dict[str, NDArray[Any]]) -> None:
        self.labels = int(meta["labels"])
        self.unigram: Floats = np.asarray(data["unigram"], np.float32)
        self.backoff: Floats = np.asarray(data["backoff"], np.float32)
        self.pairs = Table(data["bigram_keys"], data["bigram_values"])
        self.triples = Table(data["trigram_keys"], data["trigram_values"])

    @classmethod
    def load(cls) -> Trigram:
        """The shipped model."""
        return cls(*arrays("trigram"))

    def bigram(self, v: Ints, w: Ints) -> tuple[Floats, Floats]:
        """(log P(w | v), back-off weight of the context v w) of label arrays of one length, in nats."""
        found, values = self.pairs.find(v * self.labels + w)
        known = -STEP * values.astype(np.float32)
        backed = self.backoff[v] + self.unigram[w]
        return np.where(found, known[:, 0], backed), np.where(found, known[:, 1], np.float32(0))

    def is_known(self, u: Ints, v: Ints, w: Ints) -> NDArray[np.bool_]:
        """Whether trigrams of label arrays are among those that are kept."""
        found: NDArray[np.bool_] = self.triples.find((u * self.labels + v) * self.labels + w)[0]
        return found

    def trigram(self, u: Ints, v: Ints, w: Ints, lower: Floats, backoff: Floats) -> Floats:
        """Answers log P(w | u v) in nats; `lower` is log P(w | v), `backoff` the weight of the context u v, as by `bigram`.

        A context with trigrams has a weight below 0: what is found behind another one is an unknown key taken for a known one.
        """
        out: Floats = backoff + lower
        asked = np.flatnonzero(backoff < 0)
        found, values = self.triples.find((u[asked] * self.labels + v[asked]) * self.labels + w[asked])
        out[asked[found]] = -STEP * values[found, 0].astype(np.float32)
        return out
