"""A scan is consistent: what a string was read for elsewhere in the same text speaks for it here.

In: posteriors of all tokens of a text; out: the same, each candidate weighted by the share that it has at the other tokens with
the same string. A text of its own habits (a letter that its reader always misreads, a name in every other line) is so repaired
better at its doubtful places from its clear ones, without a second pass of the language model.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WEIGHT = 1.1
"""Power of the share elsewhere: of 0.5 to 1.25 with `UNSEEN` of 0.05 to 1 among the least word errors on 113 scans and rendered
documents, and on news damaged or stripped of its marks, all of which are flat around it."""

UNSEEN = 0.2
"""Tokens that a candidate counts beside those seen: a string that comes once says nothing, one that comes often does."""


def consistent(
    strings: NDArray[np.int64], labels: NDArray[np.int32], counts: NDArray[np.int64], shares: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Posteriors (tokens, k) after the habits of the text.

    Args:
        strings: (tokens,) number of each token's string, capitals and small letters alike.
        labels: (tokens, k) candidates.
        counts: (tokens,) how many candidates are meant.
        shares: (tokens, k) their posteriors.

    >>> strings, labels = np.zeros(3, np.int64), np.array([[7, 8]] * 3, np.int32)
    >>> shares = np.array([[0.9, 0.1], [0.9, 0.1], [0.45, 0.55]], np.float32)
    >>> consistent(strings, labels, np.full(3, 2), shares)[2].argmax()
    np.int64(0)
    """
    times = np.bincount(strings)
    choice = np.zeros(len(times), bool)
    choice[strings[counts > 1]] = True
    rows = np.flatnonzero((choice & (times > 1))[strings])  # the others stay as they are
    out = shares.copy()
    out[rows] = _weighted(strings[rows], labels[rows], counts[rows], shares[rows].astype(np.float64), times)
    return out


def _weighted(
    strings: NDArray[np.int64],
    labels: NDArray[np.int32],
    counts: NDArray[np.int64],
    shares: NDArray[np.float64],
    times: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Posteriors of all tokens of some strings; `times` says how often each string comes."""
    meant = np.arange(shares.shape[1])[None] < counts[:, None]
    of_string = np.broadcast_to(strings[:, None], meant.shape)[meant]
    place = _alike(of_string << 32 | labels[meant])
    own = shares[meant]
    elsewhere = np.bincount(place, weights=own)[place] - own
    weighted = np.zeros(shares.shape)
    weighted[meant] = own * ((np.maximum(elsewhere, 0) + UNSEEN) / (times[of_string] - 1 + UNSEEN)) ** WEIGHT
    out: NDArray[np.float64] = weighted / np.maximum(weighted.sum(1, keepdims=True), 1e-30)
    return out


def _alike(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Numbers of keys, like ones alike (as `numpy.unique` gives them, which loads what nothing else needs)."""
    order = np.argsort(keys)
    sorted_ = keys[order]
    out = np.empty(len(keys), np.int64)
    out[order] = np.cumsum(np.concatenate((sorted_[:1] != sorted_[:1], sorted_[1:] != sorted_[:-1])))
    return out
