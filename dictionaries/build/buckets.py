"""Keys and their bytes → the hash tables that `vndoc.models.trigram` looks things up in.

A key has two buckets; one that finds both full puts out another, which goes to its own second one (cuckoo hashing with buckets:
Dietzfelbinger and Weidling 2007). So nearly all slots are taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vndoc.models.trigram import SLOTS, places

LOAD = 0.98
"""Share of slots that are taken; with two buckets of eight slots a key, 0.99 can be reached."""

CHUNK = 4_000
"""Keys that are put into a table at a time; smaller fills buckets more evenly."""

ROUNDS = 300
"""Rounds of putting others out; what finds no place by then is lost."""

FEW = 1000
"""Share of keys, one in so many, that may be lost in small tables, whose buckets fill unevenly."""

Ints = NDArray[np.int64]
Table = tuple[NDArray[np.uint16], NDArray[np.uint8]]


def filled(keys: Ints, values: NDArray[np.uint8]) -> Table:
    """(fingerprints, values) of a table that is as small as it can be."""
    buckets = max(4, int(len(keys) / SLOTS / LOAD))
    while True:
        prints, stored, lost = fill(keys, values, buckets)
        if lost <= len(keys) // FEW:
            return prints, stored
        buckets += 1 + buckets // 8


def fill(keys: Ints, values: NDArray[np.uint8], buckets: int) -> tuple[NDArray[np.uint16], NDArray[np.uint8], int]:
    """(fingerprints, values, number of keys that found no room) of a table with two choices a key."""
    first, second, fingerprint = places(keys, buckets)
    owner = np.full((buckets, SLOTS), -1, np.int64)
    load = np.zeros(buckets, np.int64)
    left = [
        _put(np.arange(start, min(start + CHUNK, len(keys))), first, second, owner, load)
        for start in range(0, len(keys), CHUNK)
    ]
    lost = _evict(np.concatenate(left) if left else np.zeros(0, np.int64), first, second, owner, load)
    taken = owner >= 0
    prints = np.zeros((buckets, SLOTS), np.uint16)
    stored = np.zeros((buckets, SLOTS, values.shape[1]), np.uint8)
    prints[taken] = fingerprint[owner[taken]]
    stored[taken] = values[owner[taken]]
    return prints, stored, lost


def _put(left: Ints, first: Ints, second: Ints, owner: Ints, load: Ints) -> Ints:
    """Put keys into the emptier of their buckets, as long as one has room; answers those for which both are full."""
    while len(left):
        bucket = np.where(load[first[left]] <= load[second[left]], first[left], second[left])
        left, before = _into(left, bucket, owner, load), len(left)
        if len(left) == before:
            break
    return left


def _into(left: Ints, bucket: Ints, owner: Ints, load: Ints) -> Ints:
    """Put keys into the given buckets as far as there is room; answers the others."""
    order = np.argsort(bucket, kind="stable")
    ordered = bucket[order]
    slot = load[ordered] + np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    fits = slot < SLOTS
    owner[ordered[fits], slot[fits]] = left[order][fits]
    np.add.at(load, ordered[fits], 1)
    return left[order][~fits]


def _evict(left: Ints, first: Ints, second: Ints, owner: Ints, load: Ints) -> int:
    """Put keys where others are, one a bucket and round, and these into their other bucket; answers how many are left."""
    for turn in range(ROUNDS):
        if not len(left):
            break
        bucket, chosen = np.unique(np.where(turn % 2 == 0, first[left], second[left]), return_index=True)
        slot = (bucket + turn) % SLOTS
        out = owner[bucket, slot]
        owner[bucket, slot] = left[chosen]
        homeless = _into(out, first[out] + second[out] - bucket, owner, load)
        left = np.concatenate((np.delete(left, chosen), homeless))
    return len(left)
