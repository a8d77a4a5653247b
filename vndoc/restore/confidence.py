"""Posteriors → probabilities that the word is what the page printed.

A posterior is the models' belief in their own terms, and they believe too much. A logistic regression (fitted on documents kept
out of training: `dictionaries.build.calibrate`) says from it, from what stands beside it, and from how far the string is from
the word, how often such words are right (Platt 1999, on several features). The order of a token's candidates stays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vndoc.models.labels import COPY
from vndoc.models.layers import Floats
from vndoc.restore.lattice import Lattice

FEATURES = ("one", "log-odds", "second", "cost", "context", "copied", "unchanged")
"""1, log-odds of the posterior, logarithm of the second one, how much worse than its best word the look-up alone finds it,
the context model's log-probability, whether the string stands as it is (no word of the vocabulary; a word of it)."""

FLOOR = 1e-3
"""Probability of what is decided, at least."""

LEAST = 1e-4
"""Probability that no posterior is taken to be under, nor its distance from 1."""


def features(lattice: Lattice, shares: Floats) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """(best candidate of each token, (tokens, `FEATURES`) what is known of it)."""
    rows = np.arange(len(shares))
    best = np.round(shares, 4).argmax(1)
    label = lattice.labels[rows, best]
    first = np.clip(shares[rows, best].astype(np.float64), LEAST, 1 - LEAST)
    second = np.clip(np.partition(shares, -2, axis=1)[:, -2].astype(np.float64), LEAST, 1)
    copied = label == COPY
    columns = (
        np.ones(len(shares)),
        np.log(first / (1 - first)),
        np.log(second),
        lattice.costs[rows, best],
        lattice.scores[rows, best],
        copied,
        (label == lattice.own) & ~copied,
    )
    return best, np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def doubtful(lattice: Lattice, best: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(tokens,) which have a choice, or are changed."""
    label = lattice.labels[np.arange(len(best)), best]
    answer: NDArray[np.bool_] = ~lattice.joined & ((lattice.counts > 1) | ((label != COPY) & (label != lattice.own)))
    return answer


def honest(lattice: Lattice, shares: Floats, weights: NDArray[np.float64]) -> Floats:
    """Posteriors (tokens, WIDTH) as probabilities; where nothing is changed and nothing else possible they stay 1."""
    if not len(shares):
        return shares
    best, found = features(lattice, shares)
    chosen = np.flatnonzero(doubtful(lattice, best))
    out: Floats = shares.copy()
    right = np.maximum(FLOOR, 1 / (1 + np.exp(-(found[chosen] @ weights))))
    some, at = shares[chosen].astype(np.float64), best[chosen]
    rows = np.arange(len(chosen))
    others = some * ((1 - right) / np.maximum(1 - some[rows, at], LEAST))[:, None]
    others = np.minimum(others, 0.9 * right[:, None])  # so that what is decided stays the likeliest, rounded too
    others[rows, at] = right
    out[chosen] = others
    return out
